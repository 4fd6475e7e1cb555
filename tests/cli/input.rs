//! Loading valid and invalid event files.

use std::fmt::Write;

use serde_json::Value;

use super::bench::Bench;

fn event(id: &str) -> String {
    format!("[[event]]\nid = \"{id}\"\ndate = \"2020\"\ntitle = \"T\"\n")
}

fn codes(run: &super::bench::Run) -> Vec<String> {
    let json = run.json();
    let found = json["diagnostics"].as_array().expect("a list");
    let code = |d: &Value| d["code"].as_str().unwrap_or_default().to_owned();
    found.iter().map(code).collect()
}

#[cfg(unix)]
#[test]
fn all_mistakes_are_reported_at_once() {
    let bench = Bench::new()
        .file("events.toml", include_str!("every_mistake.toml"))
        .file("sources/a.txt", "Para one.\n\nPara two is here.\n")
        .file("sources/dir.txt/x", "");
    std::os::unix::fs::symlink("/etc/hosts", bench.path("sources/link.txt")).expect("a link");
    pipe(&bench, "sources/fifo.txt");
    let run = bench.run(&["check"]);
    assert_eq!((run.err.as_str(), run.status), ("", 1));
    insta::assert_snapshot!("every_mistake", run.out);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_read() {
    let bench = Bench::new();
    pipe(&bench, "events.toml");
    let run = bench.run(&["list"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    assert!(run.err.contains("it is not a regular file"), "{}", run.err);
}

#[cfg(unix)]
fn pipe(bench: &Bench, name: &str) {
    let made = std::process::Command::new("mkfifo")
        .arg(bench.path(name))
        .status();
    assert!(made.expect("mkfifo runs").success());
}

#[test]
fn unreadable_files_exit_with_status_2() {
    let bench = Bench::new().file("latin.toml", b"# good\n# \xe9\n").file(
        "broken.toml",
        "[[event]]\nid = \"a\ndate = 2023-09\ntitle =\n",
    );
    for (name, said) in [
        ("gone.toml", "no such file"),
        (".", "the folder `.` has no events.toml"),
        ("latin.toml", "line 2 is not UTF-8 text"),
        ("broken.toml", "quote the date: date = \"2023-09\""),
    ] {
        let run = bench.run(&["list", name]);
        assert_eq!((run.out.as_str(), run.status), ("", 2), "{name}");
        assert!(run.err.contains(said), "{}", run.err);
    }
    let run = bench.run(&["check", "--format", "json", "broken.toml"]);
    assert_eq!(codes(&run), ["syntax"; 3]);
}

#[test]
fn a_byte_order_mark_and_windows_line_breaks_change_nothing() {
    let text = event("a") + "[[event.citation]]\nsource = \"s\"\nparagraph = 1\n";
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let bench = Bench::new()
        .file("unix.toml", text)
        .file("windows.toml", windows);
    let list = |name| bench.run(&["list", "--format", "jsonl", name]).out;
    assert_eq!(list("unix.toml"), list("windows.toml"));
}

#[test]
fn toml_dates_need_no_quotes() {
    let text =
        event("a").replace("\"2020\"", "2020-05-06") + &event("b").replace("\"2020\"", "1999");
    let run = Bench::new().file("events.toml", text).run(&["list"]);
    assert_eq!(run.out, "1999        b  T\n6 May 2020  a  T\n");
}

#[test]
fn ids_are_unique_across_files() {
    let bench = Bench::new()
        .file("a.toml", event("x"))
        .file("b.toml", event("x") + &event("y"));
    let run = bench.run(&["check", "--format", "json", "a.toml", "b.toml"]);
    assert_eq!(run.status, 1);
    let json = run.json();
    let double = json["diagnostics"].as_array().expect("a list").iter();
    let double: Vec<_> = double.filter(|d| d["code"] == "duplicate-id").collect();
    assert_eq!(double.len(), 1);
    assert_eq!(
        (&double[0]["file"], &double[0]["line"]),
        (&"b.toml".into(), &2.into())
    );
    assert_eq!(double[0]["help"], "the other one is at a.toml:2");
    let list = bench.run(&["list", "a.toml", "b.toml"]).out;
    assert_eq!(list, "2020  x    T\n2020  x-2  T\n2020  y    T\n");
}

#[test]
fn json_lines_accept_flat_and_listed_citations_and_actor_names() {
    let text = concat!(
        r#"{"id":"a","date":"2020","title":"A","actors":["Anna Brandt"],"source":"s","paragraph":2,"quote":"q","x":1}"#,
        "\n\n",
        r#"{"id":"b","date":2021,"title":"B","actors":[{"id":"Anna Brandt","role":"chair"}],"citations":[{"source":"s"},{"source":"t"}],"x":2}"#,
    );
    let bench = Bench::new().file("e.jsonl", text);
    let run = bench.run(&["list", "--format", "json", "e.jsonl"]);
    let events = run.json();
    assert_eq!(events[0]["actors"][0]["id"], "anna-brandt");
    assert_eq!(events[1]["actors"][0]["name"], "Anna Brandt");
    assert_eq!(events[0]["citations"][0]["quote"], "q");
    assert_eq!(events[1]["citations"].as_array().map(Vec::len), Some(2));
    let checked = bench.run(&["check", "e.jsonl"]).out;
    let said = "unknown key `x`, 2 times, first here";
    assert!(checked.contains(said), "{checked}");
}

/// Returns events without the results for their quotes, which only the sources can give.
fn unproved(mut events: Value) -> Value {
    for event in events.as_array_mut().expect("a list") {
        event.as_object_mut().expect("an object").remove("verdict");
        for citation in event["citations"].as_array_mut().expect("a list") {
            let citation = citation.as_object_mut().expect("an object");
            citation.remove("state");
            citation.remove("found");
        }
    }
    events
}

#[test]
fn output_of_list_can_be_loaded() {
    let bench = Bench::new();
    let json = |bench: &Bench, file: &[&str]| {
        unproved(
            bench
                .run(&[&["list", "--format", "json"], file].concat())
                .json(),
        )
    };
    let first = json(&bench, &[]);
    let lines = bench.run(&["list", "--format", "jsonl"]).out;
    let cells = bench.run(&["list", "--format", "csv"]).out;
    let bench = bench.file("e.jsonl", lines).file("e.csv", cells);
    for file in ["e.jsonl", "e.csv"] {
        let found = codes(&bench.run(&["check", "--format", "json", file]));
        assert!(!found.iter().any(|code| code == "unknown-key"), "{found:?}");
    }
    assert_eq!(json(&bench, &["e.jsonl"]), first);
    // A CSV cell cannot hold both the name and the role of an actor, and none is for the date of a citation.
    let mut back = json(&bench, &["e.csv"]);
    let mut plain = first;
    for events in [&mut back, &mut plain] {
        for event in events.as_array_mut().expect("a list") {
            for actor in event["actors"].as_array_mut().expect("a list") {
                *actor = actor["id"].clone();
            }
            for citation in event["citations"].as_array_mut().expect("a list") {
                citation.as_object_mut().expect("an object").remove("date");
            }
        }
    }
    assert_eq!(back, plain);
}

#[test]
fn csv_cells_may_contain_lines_and_be_too_many() {
    let text = "id,date,title,source,quote\na,2020,\"T, too\",s,\"one\ntwo\"\nb,2021,B\nc,2022,C,s,q,more\n";
    let tabs = "id\tdate\ttitle\na\t2020\tT, too\n";
    let bench = Bench::new().file("e.csv", text).file("e.tsv", tabs);
    let run = bench.run(&["check", "--format", "json", "e.csv"]);
    assert_eq!(
        codes(&run)
            .iter()
            .filter(|code| *code == "extra-cells")
            .count(),
        1
    );
    assert_eq!(run.json()["citations"][0]["quote"], "one\ntwo");
    assert_eq!(run.json()["summary"]["events"], 3);
    assert_eq!(bench.run(&["list", "e.tsv"]).out, "2020  a  T, too\n");
}

#[test]
fn many_mistakes_take_linear_time() {
    let mut same = String::new();
    let mut unknown = String::new();
    for number in 0..5000 {
        same += "{\"id\":\"a\",\"date\":\"2020\",\"title\":\"t\",\"source\":\"s\"}\n";
        let _ = write!(unknown, "[actors.a{number}]\nname = \"A\"\n");
    }
    for number in 0..5000 {
        unknown += &event(&format!("e{number}"));
        let _ = writeln!(unknown, "actors = [\"unknown-{number}\"]");
    }
    let deep = format!("{{\"id\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let bench = Bench::new()
        .file("same.jsonl", same)
        .file("unknown.toml", unknown)
        .file("deep.jsonl", deep);
    // Quadratic time would take minutes.
    let begun = std::time::Instant::now();
    let list = bench.run(&["list", "same.jsonl"]);
    assert!(list.out.ends_with("a-5000  t\n"));
    assert_eq!(
        list.err,
        "annals: 4999 errors in same.jsonl; run `annals check same.jsonl`\n"
    );
    bench.run(&["list", "unknown.toml"]);
    assert_eq!(bench.run(&["check", "deep.jsonl"]).status, 1);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn event_data_is_kept_as_far_as_it_can_be_read() {
    let line = |id: &str| format!("{{\"id\":\"{id}\",\"title\":\"t\",\"date\":\"2020\"}}\n");
    let bench = Bench::new()
        .file(
            "some.jsonl",
            format!("{}{{\"id\": oops}}\n{}", line("a"), line("b")),
        )
        .file("none.jsonl", "id,title\na,A\n");
    let some = bench.run(&["list", "some.jsonl"]);
    assert_eq!(some.out, "2020  a  t\n2020  b  t\n");
    let checked = bench.run(&["check", "some.jsonl"]);
    assert!(checked.out.contains("some.jsonl:2:8"), "{}", checked.out);
    assert_eq!(checked.status, 1);
    assert_eq!(bench.run(&["list", "none.jsonl"]).status, 2);
}

#[test]
fn the_wrong_kind_of_file_is_one_error() {
    let rows = "1,2,3\n".repeat(1000);
    for (name, text, wanted) in [
        (
            "a.csv",
            format!("id;title\n{rows}"),
            "semicolons between the cells, not commas",
        ),
        (
            "b.csv",
            format!("id\ttitle\n{rows}"),
            "tabs between the cells, not commas",
        ),
        (
            "c.tsv",
            format!("id,title\n{rows}"),
            "commas between the cells, not tabs",
        ),
        (
            "d.csv",
            format!("sep=;\nid;title\n{rows}"),
            "the first line is `sep=`",
        ),
        (
            "e.csv",
            format!("{{\"title\":\"t\"}}\n{rows}"),
            "this is JSON",
        ),
        ("f.csv", format!("name,when\n{rows}"), "no `title` column"),
        (
            "g.csv",
            format!("id,title,id\n{rows}"),
            "two columns are named `id`",
        ),
        (
            "h.jsonl",
            format!("[\n{{\"id\":\"a\"}},\n{rows}]"),
            "one JSON array",
        ),
        (
            "k.json",
            "{\n  \"title\": \"t\"\n}\n".to_owned(),
            "one JSON object over several lines",
        ),
        ("i.jsonl", format!("<html>\n{rows}"), "a web page"),
        ("j.jsonl", format!("id,title\n{rows}"), "a table"),
    ] {
        let run = Bench::new().file(name, text).run(&["list", name]);
        assert_eq!(
            (run.status, run.err.matches("error[").count()),
            (2, 1),
            "{}",
            run.err
        );
        assert!(run.err.contains(wanted), "{}", run.err);
        assert!(run.err.contains("help: "), "{}", run.err);
    }
}

#[test]
fn an_array_of_exported_events_is_read() {
    let bench = Bench::new();
    let array = bench.run(&["list", "--format", "json"]).out;
    let table = bench.run(&["list"]).out;
    let second = array.replacen("\"2023\"", "\"2023-13\"", 1);
    let bench = bench
        .file("events.json", &array)
        .file("wrong.json", &second);
    assert_eq!(bench.run(&["list", "events.json"]).out, table);
    assert_eq!(bench.pipe(array.as_bytes(), &["list", "-"]).out, table);
    // Whatever is said of an event has its line and its column.
    let event =
        |id: &str, date: &str| format!(r#"{{"id": "{id}", "title": "T", "date": "{date}"}}"#);
    let (first, last) = (event("a", "2023"), event("b", "2023-13"));
    let bench = bench.file("flat.json", format!("[\n  {first},\n\n  {last}\n]\n"));
    let column = last.find("\"2023-13").expect("a date") + 3;
    let run = bench.run(&["check", "flat.json"]);
    let place = format!("--> flat.json:4:{column}\n");
    assert!(run.out.contains(&place), "{place}: {}", run.out);
    // If it is on several lines, that is the line on which it begins.
    let at = second.lines().take_while(|line| !line.contains("2023-13"));
    let at = at.collect::<Vec<_>>();
    let begins = at
        .iter()
        .rposition(|line| *line == "  {")
        .expect("an object")
        + 1;
    let run = bench.run(&["check", "wrong.json"]);
    let place = format!("--> wrong.json:{begins}:");
    assert!(run.out.contains(&place), "{place}: {}", run.out);
}

#[test]
fn of_very_many_mistakes_the_rest_is_counted() {
    let mut text = String::new();
    for number in 0..1500 {
        text += &event(&format!("e{number}")).replace("date", "dat");
    }
    let bench = Bench::new().file("events.toml", text);
    let run = bench.run(&["check"]);
    assert_eq!(run.out.matches("error[unknown-key]").count(), 100);
    let rest = "4200 more problems: 1400 unknown-key, 1400 missing-key, 1400 uncited\n\n";
    assert!(run.out.contains(rest), "{}", run.out);
    assert!(run.out.ends_with("3000 errors, 1500 warnings.\n"));
    let json = bench.run(&["check", "--format", "json"]).json();
    assert_eq!(json["summary"]["errors"], 3000);
    let found = json["diagnostics"].as_array().expect("a list");
    assert_eq!(found.len(), 303);
    assert_eq!(found[0]["message"], "1400 more of this kind");
    // An event tells of its mistakes, though not all of those in the file are kept.
    let shown = bench.run(&["show", "e1499"]).out;
    assert!(shown.contains("! unknown key `dat` in an event"), "{shown}");
}

#[test]
fn a_mistake_in_a_very_long_line_is_short() {
    let actors: Vec<String> = (0..100_000)
        .map(|number| format!("\"a{number}\""))
        .collect();
    let line = format!(
        "{{\"id\":\"{}\",\"date\":\"no\",\"title\":\"t\",\"actors\":[{},5]}}\n",
        "i".repeat(100_000),
        actors.join(",")
    );
    let bench = Bench::new().file("e.jsonl", &line).file("e.toml", &line);
    let run = bench.run(&["check", "e.jsonl"]);
    let place = format!("e.jsonl:1:{}\n", line.len() - 3);
    assert!(run.out.contains(&place), "{}", run.out);
    assert!(run.out.len() < 3000, "{}", run.out);
    let run = bench.run(&["list", "e.toml"]);
    assert_eq!(run.status, 2);
    assert!(run.err.len() < 1000, "{}", run.err);
}

#[test]
fn an_actor_defined_twice_is_told() {
    let actor = "[actors.a]\nname = \"A\"\n";
    let bench = Bench::new()
        .file("one.toml", event("x") + actor)
        .file("two.toml", actor)
        .file("twice.toml", event("x") + actor + actor);
    let run = bench.run(&["check", "one.toml", "two.toml"]);
    let said = "warning[duplicate-id]: the actor `a` is already defined in another file\n --> two.toml:1:9";
    assert!(run.out.contains(said), "{}", run.out);
    let run = bench.run(&["check", "twice.toml"]);
    let said = "error[syntax]: not TOML: duplicate key\n --> twice.toml:7:9";
    assert!(run.err.starts_with(said), "{}", run.err);
}

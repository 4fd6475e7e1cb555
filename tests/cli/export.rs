//! `annals export`

use std::fs;

use super::bench::Bench;

const EVENTS: &str = r#"
[timeline]
title = "T"
[sources.s]
title = "S"
file = "sources/s.txt"
[[event]]
id = "e"
date = "2020"
title = "E"
[[event.citation]]
source = "s"
paragraph = 1
quote = "The ship came home."
"#;

#[test]
fn a_file_gets_what_standard_output_would() {
    let bench = Bench::new().file("out.csv", "old");
    let printed = bench.run(&["export", "csv"]);
    let written = bench.run(&["export", "csv", "-o", "out.csv"]);
    assert_eq!((printed.status, written.status), (0, 0));
    assert_eq!(written.out, "");
    assert_eq!(printed.err, written.err);
    let file = fs::read_to_string(bench.path("out.csv")).expect("a file");
    assert_eq!(file, printed.out);
    assert!(file.starts_with("id,date,title"), "{file}");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let run = Bench::new().run(&["export", "jsonl", "-o", "no/out.jsonl"]);
    assert_eq!(run.status, 2);
    let last = run.err.lines().last().expect("a message");
    assert_eq!(last, "annals: cannot write no/out.jsonl: no such file");
}

#[test]
fn what_is_exported_loads_as_the_same_timeline() {
    let bench = Bench::new()
        .file("in/events.toml", EVENTS)
        .file("in/sources/s.txt", "The ship came home.\n");
    for out in [
        "in/copy.toml",
        "in/copy.json",
        "above.toml",
        "in/sources/below.toml",
    ] {
        let format = out.rsplit('.').next().expect("a format");
        let run = bench.run(&["export", format, "in/events.toml", "-o", out]);
        assert_eq!((run.err.as_str(), run.status), ("", 0), "{out}");
        let proof = "1 event, 1 citation: 1 exact.\n0 errors, 0 warnings.\n";
        assert_eq!(bench.run(&["check", out]).quiet(), proof, "{out}");
    }
    let file = fs::read_to_string(bench.path("above.toml")).expect("a file");
    assert!(file.contains("file  = \"in/sources/s.txt\""), "{file}");
}

#[test]
fn texts_that_are_elsewhere_are_named() {
    let bench = Bench::new()
        .file("in/events.toml", EVENTS)
        .file("in/sources/s.txt", "The ship came home.\n")
        .file("other/readme.txt", "");
    let run = bench.run(&[
        "export",
        "toml",
        "in/events.toml",
        "-o",
        "other/events.toml",
    ]);
    let said = "annals: copy `in/sources/s.txt` to `other/sources/s.txt`\n";
    assert_eq!((run.err.as_str(), run.status), (said, 0));
    let printed = bench.run(&["export", "toml", "in/events.toml"]).quiet();
    assert!(printed.contains("file  = \"sources/s.txt\""), "{printed}");
}

#[test]
fn texts_of_the_same_name_get_different_ones() {
    let other = EVENTS
        .replace("sources.s", "sources.t")
        .replace("\"s\"", "\"t\"")
        .replace("id = \"e\"", "id = \"f\"")
        .replace("came home", "was lost");
    let bench = Bench::new()
        .file("a/events.toml", EVENTS)
        .file("a/sources/s.txt", "The ship came home.\n")
        .file("b/events.toml", other)
        .file("b/sources/s.txt", "The ship was lost.\n")
        .file("out/readme.txt", "");
    let files = ["a/events.toml", "b/events.toml"];
    let run = bench.run(&[
        "export",
        "toml",
        files[0],
        files[1],
        "-o",
        "out/events.toml",
    ]);
    let said = "annals: copy `a/sources/s.txt` to `out/sources/s.txt`\n\
                annals: copy `b/sources/s.txt` to `out/sources/s-2.txt`\n";
    assert_eq!((run.err.as_str(), run.status), (said, 0));
    fs::create_dir(bench.path("out/sources")).expect("a folder");
    for (from, to) in [("a/sources/s.txt", "s.txt"), ("b/sources/s.txt", "s-2.txt")] {
        let to = bench.path("out/sources").join(to);
        fs::copy(bench.path(from), to).expect("a copy");
    }
    let proof = "2 events, 2 citations: 2 exact.\n0 errors, 0 warnings.\n";
    assert_eq!(bench.run(&["check", "out/events.toml"]).quiet(), proof);
}

#[test]
fn what_is_read_is_not_replaced() {
    let bench = Bench::new()
        .file("in/events.toml", EVENTS)
        .file("in/sources/s.txt", "The ship came home.\n");
    for path in ["in/events.toml", "in/../in/events.toml", "in/sources/s.txt"] {
        let old = fs::read(bench.path(path)).expect("a file");
        let run = bench.run(&["export", "json", "in/events.toml", "-o", path]);
        let said = format!("annals: `{path}` is read; choose another file\n");
        assert_eq!((run.err, run.status), (said, 2));
        assert_eq!(fs::read(bench.path(path)).expect("a file"), old);
    }
}

#[test]
fn a_dash_and_a_device_are_written_to() {
    let bench = Bench::new()
        .file("events.toml", EVENTS)
        .file("sources/s.txt", "The ship came home.\n");
    let printed = bench.run(&["export", "csv"]).quiet();
    for path in ["-", "/dev/stdout"] {
        assert_eq!(
            bench.run(&["export", "csv", "-o", path]).quiet(),
            printed,
            "{path}"
        );
    }
    assert!(!bench.path("-").exists());
}

const WITH_DRAFT: &str = r#"
[timeline]
title = "T"
[actors.unused]
name = "U"
[sources.unused]
title = "S"
[[event]]
id = "e"
date = "2020"
title = "E"
[[event]]
id = "d"
date = "2021"
title = "D"
status = "draft"
"#;

#[test]
fn a_draft_takes_nothing_else_away() {
    let bench = Bench::new().file("events.toml", WITH_DRAFT);
    for format in ["toml", "json"] {
        let whole = bench.run(&["export", format]).out;
        assert_eq!(whole.matches("unused").count(), 2, "{whole}");
        let part = bench.run(&["export", format, "--drafts", "-f", "id:e"]).out;
        assert!(!part.contains("unused"), "{part}");
    }
}

#[test]
fn a_page_does_not_count_drafts_that_it_leaves_out() {
    let bench = Bench::new().file("events.toml", WITH_DRAFT);
    for (arguments, count) in [
        (&[][..], "<li>1 event</li>"),
        (&["--drafts"], "<li>2 events</li>"),
        (&["-f", "id:none-*"], "<li>0 of 1 event</li>"),
    ] {
        let page = bench.run(&[&["export", "html"], arguments].concat()).out;
        assert!(page.contains(count), "{arguments:?}");
    }
}

#[test]
fn a_filter_leaves_what_the_events_need() {
    let run = Bench::new().run(&["export", "toml", "-f", "id:far-east-visit"]);
    let headers: Vec<&str> = run
        .out
        .lines()
        .filter(|line| line.starts_with('['))
        .collect();
    let wanted = [
        "[timeline]",
        "[actors.north-korea]",
        "[actors.kim-jong-un]",
        "[sources.beijing-report]",
        "[[event]]",
        "[[event.citation]]",
    ];
    assert_eq!(headers, wanted);
}

#[test]
fn the_lines_of_a_calendar_end_as_the_standard_wants() {
    let bench = Bench::new();
    bench.run(&["export", "ics", "-o", "out.ics"]);
    let file = fs::read_to_string(bench.path("out.ics")).expect("a file");
    assert!(
        file.split_inclusive('\n')
            .all(|line| line.ends_with("\r\n"))
    );
    assert_eq!(file.matches("BEGIN:VEVENT").count(), 13);
}

#[test]
fn only_a_report_has_footnotes() {
    let bench = Bench::new();
    let report = bench.run(&["export", "md", "--footnotes"]).out;
    assert!(
        report.contains("| [^1] |") && report.contains("\n[^1]: “"),
        "{report}"
    );
    let run = bench.run(&["export", "csv", "--footnotes"]);
    let said = "annals: only `annals export md` writes footnotes\n";
    assert_eq!(
        (run.out.as_str(), run.err.as_str(), run.status),
        ("", said, 2)
    );
}

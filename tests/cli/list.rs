//! `list`, `show`, `actors`, and `annals` without a command.

use super::bench::Bench;

pub const NOTICE: &str =
    "annals: no events.toml here; this is the built-in example (`annals init` makes your own)\n";

const DATED: &str = r#"
[actors.un]
name = "United Nations"
[actors.a]
name = "Anna"
member_of = ["un"]
[sources.s]
title = "S"
file = "s.txt"
[[event]]
id = "open"
date = "../2020"
title = "An open end"
actors = [{ id = "a", role = "chair" }]
[[event.citation]]
source = "s"
quote = "Some words."
[[event]]
id = "old"
date = "Y-17000"
title = "A long year"
[[event.citation]]
source = "s"
paragraph = 1
quote = "Nowhere to be found at all."
stance = "contradicts"
"#;

fn dated() -> Bench {
    Bench::new()
        .file("events.toml", DATED)
        .file("s.txt", "é Some words.\n")
}

#[test]
fn names_the_example_without_a_file() {
    let bench = Bench::new();
    let list = bench.run(&["list"]);
    assert_eq!((list.err.as_str(), list.status), (NOTICE, 0));
    // The output is the same without a command if there is no terminal.
    let bare = bench.run(&[]);
    assert_eq!((bare.out, bare.err.as_str()), (list.out, NOTICE));
}

#[test]
fn every_format_of_the_example() {
    let bench = Bench::new();
    for format in ["table", "json", "jsonl", "csv", "md"] {
        let run = bench.run(&["list", "--format", format]);
        let left_out = match format {
            "csv" => "annals: csv leaves out 9 roles of actors and 1 date of a citation\n",
            _ => "",
        };
        assert_eq!((run.err, run.status), (format!("{NOTICE}{left_out}"), 0));
        insta::assert_snapshot!(format!("list_{format}"), run.out);
    }
}

#[test]
fn the_json_contract() {
    let events = dated().run(&["list", "--format", "json"]).json();
    let wanted = serde_json::json!([
        {
            "id": "old",
            "date": {
                "edtf": "Y-17000", "earliest": "-17000-01-01", "latest": "-17000-12-31",
                "text": events[0]["date"]["text"]
            },
            "title": "A long year", "summary": null, "actors": [], "place": null, "tags": [],
            "status": "happened", "note": null, "verdict": "broken",
            "citations": [{
                "source": "s", "paragraph": 1, "quote": "Nowhere to be found at all.",
                "stance": "contradicts", "state": "missing", "found": null, "at": null
            }]
        },
        {
            "id": "open",
            "date": {
                "edtf": "../2020", "earliest": null, "latest": "2020-12-31",
                "text": events[1]["date"]["text"]
            },
            "title": "An open end", "summary": null,
            "actors": [{ "id": "a", "name": "Anna", "role": "chair" }],
            "place": null, "tags": [], "status": "happened", "note": null,
            "verdict": "verified",
            "citations": [{
                "source": "s", "paragraph": null, "quote": "Some words.", "stance": "supports",
                "state": "exact", "found": { "paragraph": 1, "start": 2, "end": 13 },
                "at": null
            }]
        }
    ]);
    assert_eq!(events, wanted);
    // JSON Lines has the same contents.
    let lines = dated().run(&["list", "--format", "jsonl"]).out;
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    assert_eq!(serde_json::Value::from(lines), wanted);
}

#[test]
fn show_marks_the_quote() {
    insta::assert_snapshot!("show", Bench::new().run(&["show", "troops-at-kursk"]).out);
}

#[test]
fn an_unknown_event_gets_a_suggestion() {
    let run = dated().run(&["show", "opne"]);
    let wanted = "annals: no event `opne`; did you mean `open`?\n";
    assert_eq!(
        (run.out.as_str(), run.err.as_str(), run.status),
        ("", wanted, 2)
    );
}

#[test]
fn actors_are_counted_with_their_members() {
    let wanted = "1  a   Anna            other\n1  un  United Nations  other\n";
    assert_eq!(dated().run(&["actors"]).quiet(), wanted);
}

#[test]
fn an_invalid_filter_is_one_message_with_a_caret() {
    let run = dated().run(&["list", "-f", "tag:x (actr:kim"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    insta::assert_snapshot!("wrong_filter", run.err);
}

#[test]
fn a_filter_may_begin_with_a_minus() {
    let out = dated().run(&["list", "-f", "-actor:un"]).quiet();
    assert!(out.contains("old") && !out.contains("open"), "{out}");
    let out = dated().run(&["list", "-f", "actor:=un"]).quiet();
    assert_eq!(out, "");
}

#[test]
fn colour_is_for_terminals() {
    let bench = dated();
    let with = bench.run(&["show", "open"]).quiet();
    let done = bench
        .command(&["show", "open"])
        .env("NO_COLOR", "1")
        .output();
    assert_eq!(with.as_bytes(), done.expect("the program runs").stdout);
}

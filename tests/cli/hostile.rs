//! Files and arguments that try to control the terminal, and text that is not valid input.
//! [`Bench::run`] rejects control characters in the output of the program.

use annals::filter::Filter;
use annals::load;
use proptest::prelude::*;

use super::bench::Bench;

const NASTY: &str = "x\u{1b}[31m\u{9b}2J\u{202e}y\u{7}";

/// Puts the hostile text in every field, escaped for TOML and JSON.
fn toml() -> String {
    let n = "x\\u001b[31m\\u009b2J\\u202ey\\u0007";
    format!(
        r#"
"{n}" = 1
[timeline]
title = "{n}"
[actors."{n}"]
name = "{n}"
kind = "{n}"
aliases = ["{n}"]
member_of = ["{n}", "no{n}"]
[sources."{n}"]
title = "{n}"
author = "{n}"
publisher = "{n}"
url = "https://{n}"
published = "{n}"
file = "{n}.txt"
[sources.s]
title = "{n}"
file = "s.txt"
sha256 = "{n}"
[[event]]
id = "{n}"
date = "{n}"
title = "{n}"
summary = "{n}"
place = "{n}"
note = "{n}"
tags = ["{n}"]
status = "{n}"
actors = ["{n}", {{ id = "{n}", role = "{n}", "{n}" = 1 }}, "no{n}"]
"{n}" = "{n}"
[[event.citation]]
source = "{n}"
quote = "{n}"
stance = "{n}"
[[event.citation]]
source = "s"
quote = "{n}"
[[event.citation]]
source = "no{n}"
paragraph = 1
"#
    )
}

#[test]
fn every_field_is_sanitized() {
    let json = r#"{"id":"N","date":"N","title":"N","summary":"N","actors":["N",{"id":"N2","name":"N"}],"tags":["N"],"source":"N","quote":"N","N":1}"#;
    let json = json.replace('N', "x\\u001b[31m\\u202ey");
    let bench = Bench::new()
        .file("events.toml", toml())
        .file(
            "raw.toml",
            format!("id = \"{NASTY}\n[{NASTY}\ndate = {NASTY}\n"),
        )
        .file("e.jsonl", &json)
        .file("broken.jsonl", format!("{{\"{NASTY}\": {NASTY}"))
        .file(
            "e.csv",
            format!("title,{NASTY},id,source\n{NASTY},{NASTY},{NASTY},{NASTY}\n"),
        )
        .file("s.txt", format!("{NASTY}\n\n{NASTY} again\n"));
    for file in ["events.toml", "e.jsonl", "e.csv"] {
        for format in ["table", "json", "jsonl", "csv", "md"] {
            bench.run(&["list", "--format", format, file]);
        }
        // The lines of a calendar end with a control character.
        for format in [
            "toml",
            "json",
            "jsonl",
            "csv",
            "md",
            "timelinejs",
            "annotations",
        ] {
            assert_eq!(bench.run(&["export", format, file]).status, 0, "{format}");
        }
        bench.run(&["check", "--format", "sarif", file]);
        let first = bench.run(&["list", "--format", "json", file]).json();
        let id = first[0]["id"].as_str().expect("an id");
        assert_eq!(bench.run(&["show", id, file]).status, 0, "{file}");
        let read = bench.run(&["read", file]);
        assert!(read.out.contains(id) && read.status == 0, "{}", read.out);
    }
    for file in [
        "events.toml",
        "raw.toml",
        "e.jsonl",
        "broken.jsonl",
        "e.csv",
        NASTY,
    ] {
        bench.run(&["check", file]);
        bench.run(&["check", "--format", "json", file]);
        bench.run(&["actors", file]);
        bench.run(&["read", file]);
        bench.run(&["coverage", file]);
        bench.run(&["coverage", "--format", "json", file]);
    }
    for filter in ["actor:N", "N:x", "is:N", "status:N", "\"N", "(N", "tag:N"] {
        bench.run(&["read", "-f", &filter.replace('N', NASTY)]);
        bench.run(&["list", "-f", &filter.replace('N', NASTY)]);
    }
    bench.run(&["show", NASTY]);
    bench.run(&[NASTY]);
    bench.run(&["init", NASTY]);
    bench.run(&["init", NASTY]);
}

const WORDS: &[&str] = &[
    "actor:", "tag:", "is:", "=", "\"", "(", ")", "-", " ", "OR", "NOT", "AND", "kim", "é", ":",
    "\u{1b}",
];

fn filters() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(WORDS).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Generates the example with a piece replaced.
fn mutated() -> impl Strategy<Value = String> {
    let text = include_str!("../../events.toml");
    let (at, length) = (any::<prop::sample::Index>(), 0..40usize);
    let piece = prop_oneof![
        any::<String>(),
        prop::sample::select(&["\"", "[[event]]", "=", "\n", "'''", "{", "]", "5", "date"][..])
            .prop_map(str::to_owned),
    ];
    (at, length, piece).prop_map(move |(at, length, piece)| {
        let chars: Vec<char> = text.chars().collect();
        let start = at.index(chars.len());
        let end = (start + length).min(chars.len());
        let (before, after) = (&chars[..start], &chars[end..]);
        let whole = before.iter().copied().chain(piece.chars());
        whole.chain(after.iter().copied()).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_filter_is_parsed_or_refused(text in filters()) {
        let loaded = load::from_inputs(&[load::example()]).expect("the example loads");
        let timeline = &loaded.timeline;
        match Filter::parse(&text, timeline) {
            Ok(filter) => {
                let keeps = |filter: &Filter| timeline.select(filter.query());
                // The text of a valid filter parses to the same filter.
                let again = Filter::parse(filter.text(), timeline).expect("it was good once");
                prop_assert_eq!(keeps(&filter), keeps(&again));
            }
            Err(wrong) => prop_assert!(!wrong.render(false).is_empty()),
        }
    }

    #[test]
    fn any_text_is_loaded_or_refused(text in any::<String>()) {
        for name in ["e.toml", "e.jsonl", "e.csv", "e.tsv", "e"] {
            let _ = load::from_text(name, &text);
        }
    }

    #[test]
    fn a_damaged_file_is_loaded_or_refused(text in mutated()) {
        match load::from_text("events.toml", &text) {
            Ok(loaded) => for found in &loaded.diagnostics {
                prop_assert!(!found.render(false).is_empty());
            },
            Err(found) => prop_assert!(!found.is_empty()),
        }
    }
}

//! `coverage`.

use super::bench::Bench;

const EVENTS: &str = r#"[sources.log]
title = "The log"
file = "log.txt"
[sources.letter]
title = "A letter"
language = "it"
file = "letter.txt"
[sources.lost]
title = "Lost"
file = "lost.pdf"
[[event]]
id = "opened"
date = "2024-05-03"
title = "It opens"
[[event.citation]]
source = "log"
quote = "The bridge opened"
[[event.citation]]
source = "letter"
quote = "il 3 maggio"
[[event]]
id = "closed"
date = "2024-06"
title = "It closes"
[[event.citation]]
source = "log"
quote = "Then it was closed."
[[event]]
id = "rumour"
date = "2025"
title = "A rumour"
"#;

const LOG: &str = "The log of the bridge\n\n\
    The bridge opened on 3 May 2024. Then it was closed.\n\n\
    On Tuesday, 7 May 2024 nobody came, and on the 9th of May hardly anybody did, which is no \
    wonder.\n\n\
    In “July 2024” it was sold.\n\nSee 4-5 May 2024, and 2024-07-08.\n";

fn bench() -> Bench {
    Bench::new()
        .file("events.toml", EVENTS)
        .file("log.txt", LOG)
        .file("letter.txt", "È aperto: il 3 maggio, di mattina.\n")
        .file("lost.pdf", "")
}

#[test]
fn reports_what_is_not_in_the_timeline() {
    let run = bench().run(&["coverage"]);
    assert_eq!(run.status, 0);
    insta::assert_snapshot!("coverage_human", run.out);
    assert!(run.out.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn the_json_counts_characters() {
    let run = bench().run(&["coverage", "--format", "json"]);
    let date = |paragraph, start, end, text, date| {
        serde_json::json!({
            "paragraph": paragraph, "start": start, "end": end, "text": text, "date": date
        })
    };
    let wanted = serde_json::json!({
        "file": "events.toml",
        "sources": [
            {
                "source": "log", "paragraphs": 5, "cited": 1, "uncited": [1, 3, 4, 5],
                "dates": [
                    date(3, 3, 22, "Tuesday, 7 May 2024", "2024-05-07"),
                    date(3, 47, 57, "9th of May", "XXXX-05-09"),
                    date(4, 4, 13, "July 2024", "2024-07"),
                    date(5, 4, 5, "4", "2024-05-04"),
                    date(5, 6, 16, "5 May 2024", "2024-05-05"),
                    date(5, 22, 32, "2024-07-08", "2024-07-08")
                ]
            },
            { "source": "letter", "paragraphs": 1, "cited": 1, "uncited": [], "dates": [] },
            { "source": "lost", "paragraphs": null, "cited": null, "uncited": [], "dates": [] }
        ],
        "events": { "one_source": ["closed"], "none": ["rumour"] }
    });
    assert_eq!(run.json(), wanted);
    assert_eq!(run.status, 0);
}

#[test]
fn nothing_to_report_takes_one_line() {
    let other = "\n[[event.citation]]\nsource = \"letter\"\nquote = \"il 3 maggio\"\n";
    let events = EVENTS.split("[[event]]\nid = \"closed\"").next();
    let events = events.expect("a first piece").replace(
        "[sources.lost]\ntitle = \"Lost\"\nfile = \"lost.pdf\"\n",
        "",
    );
    let bench = Bench::new()
        .file("events.toml", events)
        .file("log.txt", "The bridge opened on 3 May.\n")
        .file("letter.txt", "È aperto: il 3 maggio.\n");
    let whole = "Every paragraph is cited, every date has an event, every event two sources.\n";
    assert_eq!(bench.run(&["coverage"]).quiet(), whole);
    // A second quote from the same source does not count as a second source.
    let events = EVENTS.replace(
        "[[event]]\nid = \"rumour\"",
        &format!("{other}[[event]]\nid = \"rumour\""),
    );
    let bench = bench.file(
        "events.toml",
        events.replace("\"letter\"\nquote", "\"log\"\nquote"),
    );
    let run = bench.run(&["coverage"]);
    assert!(
        run.out
            .contains("\n2 events rest on one source\n  opened, closed\n"),
        "{}",
        run.out
    );
}

#[test]
fn an_unreadable_file_is_reported() {
    let run = Bench::new().run(&["coverage", "nowhere.toml"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    assert!(run.err.contains("nowhere.toml"), "{}", run.err);
    let example = Bench::new().run(&["coverage"]);
    assert_eq!(
        (example.err.as_str(), example.status),
        (super::list::NOTICE, 0)
    );
    assert!(
        example
            .out
            .starts_with("beijing-report  6 of 8 paragraphs cited\n")
    );
}

#[test]
fn unknowns_are_reported() {
    let events = "[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\nlanguage = \"pt-BR\"\n\
        [[event]]\nid = \"a\"\ndate = \"2020\"\ntitle = \"T\"\n\
        [[event.citation]]\nsource = \"s\"\nparagraph = 1\n\
        [[event.citation]]\nsource = \"nosuch\"\nparagraph = 1\n";
    let bench = Bench::new()
        .file("events.toml", events)
        .file("s.txt", "No dia 3 de maio.\n");
    let out = bench.run(&["coverage"]).out;
    assert!(
        out.starts_with("s       1 of 1 paragraph cited, dates sought in English only\n"),
        "{out}"
    );
    // An undefined source does not count as a second source.
    assert!(out.ends_with("1 event rests on one source\n  a\n"), "{out}");
    let bench = bench.file("events.toml", "");
    assert_eq!(bench.run(&["coverage"]).out, "");
}

#[test]
fn a_source_of_headings_has_no_paragraphs_to_cite() {
    let events = "[sources.s]\ntitle = \"S\"\nfile = \"s.md\"\n\
        [[event]]\nid = \"a\"\ndate = \"2020\"\ntitle = \"T\"\n";
    for (text, said) in [
        ("", "s  no paragraphs\n"),
        (
            "# The log\n\n## May\n",
            "s  no paragraphs besides headings\n",
        ),
        (
            "# 3 May 2024\n",
            "s  no paragraphs besides headings, 1 date without an event\n",
        ),
    ] {
        let bench = Bench::new().file("events.toml", events).file("s.md", text);
        let out = bench.run(&["coverage"]).out;
        assert!(out.starts_with(said), "{out}");
    }
}

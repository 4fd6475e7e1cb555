//! Dates in filters, and sources that disagree about a date.

use super::bench::Bench;

const PACT: &str = r#"[sources.report]
title = "A report from Beijing"
file = "s.txt"
[sources.gazette]
title = "Gazette"
file = "s.txt"
[[event]]
id = "pact"
date = "2024-06-19"
title = "A pact"
[[event.citation]]
source = "report"
paragraph = 1
quote = "In 2023 they signed."
date = "2023"
[[event.citation]]
source = "gazette"
paragraph = 2
quote = "No pact was signed."
stance = "contradicts"
[[event]]
id = "visit"
date = "2023"
title = "A visit"
[[event.citation]]
source = "report"
paragraph = 1
quote = "In 2023 they signed."
date = "2023-09"
"#;

fn pact() -> Bench {
    Bench::new()
        .file("events.toml", PACT)
        .file("s.txt", "In 2023 they signed.\n\nNo pact was signed.\n")
}

fn ids(filter: &str) -> Vec<String> {
    let events = pact()
        .run(&["list", "--format", "json", "-f", filter])
        .json();
    let events = events.as_array().expect("a list").iter();
    events
        .map(|event| event["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn filters_distinguish_possible_from_certain() {
    for (filter, wanted) in [
        ("date:2023-09", &["visit"][..]),
        ("within:2023-09", &[]),
        ("within:2023", &["visit"]),
        ("after:2023", &["pact"]),
        ("before:2024-06-19", &["visit"]),
        ("date:2023..2024-06", &["visit", "pact"]),
        ("-date:..2023", &["pact"]),
        ("is:conflict", &["pact"]),
    ] {
        assert_eq!(ids(filter), wanted, "{filter}");
    }
}

#[test]
fn an_invalid_date_in_a_filter_is_marked_by_a_caret() {
    let run = pact().run(&["list", "-f", "tag:x date:sept 2023"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    insta::assert_snapshot!(run.err, @r#"
    error[filter]: `sept 2023` is not a date: a date is written without spaces
     --> filter:1:12
      |
    1 | tag:x date:sept 2023
      |            ^^^^^^^^^
      |
      = help: did you mean `2023-09`?
    "#);
}

#[test]
fn check_warns_about_conflicts_at_the_date_and_the_stance() {
    let run = pact().run(&["check"]);
    assert_eq!((run.err.as_str(), run.status), ("", 0));
    insta::assert_snapshot!(run.out, @r#"
    warning[conflict]: `pact`: A report from Beijing dates it 2023; the event says 19 June 2024
      --> events.toml:15:8
       |
    15 | date = "2023"
       |        ^^^^^^
       |
       = help: correct a date, or widen the event's, as in `[2023,2024]`

    warning[conflict]: `pact`: Gazette contradicts the event
      --> events.toml:20:10
       |
    20 | stance = "contradicts"
       |          ^^^^^^^^^^^^^
       |
       = help: if it is open what is true, write `status = "disputed"`

    2 events, 3 citations: 3 exact.
    0 errors, 2 warnings.
    "#);
    assert_eq!(pact().run(&["check", "--strict"]).status, 1);
    let json = pact().run(&["check", "--format", "json"]).json();
    assert_eq!(json["diagnostics"][0]["code"], "conflict");
    assert_eq!(json["summary"]["warnings"], 2);
}

#[test]
fn show_compares_the_sources_side_by_side() {
    let out = pact().run(&["show", "pact"]).quiet();
    let wanted = "Conflict\nsource                 says\nA report from Beijing  2023\nGazette                contradicts\n";
    assert!(out.contains(wanted), "{out}");
    let out = pact().run(&["show", "visit"]).quiet();
    assert!(!out.contains("Conflict"), "{out}");
}

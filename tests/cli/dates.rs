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
    let run = pact().run(&["list", "-f", "title:x date:sept 2023"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    insta::assert_snapshot!(run.err, @r#"
    error[filter]: a date with spaces needs quotation marks
     --> filter:1:14
      |
    1 | title:x date:sept 2023
      |              ^^^^^^^^^
      |
      = help: write `date:"sept 2023"` or `date:2023-09`
    "#);
}

#[test]
fn a_date_in_words_is_taken_by_a_filter_and_refused_by_a_file() {
    for (filter, wanted) in [
        ("within:\"19 June 2024\"", &["pact"][..]),
        ("date:\"before 2024\"", &["visit"]),
        ("within:\"между 2023 и 2025\"", &["visit", "pact"]),
    ] {
        assert_eq!(ids(filter), wanted, "{filter}");
    }
    let events = [
        ("century", "\"17th century\""),
        ("dots", "\"2021-05-02..2021-05-05\""),
        ("serial", "44197"),
    ];
    let events = events
        .map(|(id, date)| format!("[[event]]\nid = \"{id}\"\ntitle = \"t\"\ndate = {date}\n"));
    let bench = Bench::new().file("events.toml", events.concat());
    let out = bench.run(&["check"]).out;
    let told: Vec<&str> = out
        .lines()
        .filter(|line| line.starts_with("error[bad-date]") || line.contains("mean"))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    error[bad-date]: invalid date `17th century`: a date is written without spaces
      = help: did you mean "16XX"? (`16XX` is 1600 to 1699, which leaves out 1700)
    error[bad-date]: invalid date `2021-05-02..2021-05-05`: the ends of a range are joined by a slash; `..` is for sets in brackets
      = help: did you mean "2021-05-02/2021-05-05"?
    error[bad-date]: invalid date `44197`: this is a number of days, as spreadsheets count them
       = help: did you mean "2021-01-01"?
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

#[test]
fn moments_with_an_offset_stand_in_the_order_of_instants() {
    let order = include_str!("../data/order.toml");
    let bench = Bench::new().file("events.toml", order);
    let listed = |arguments: &[&str]| {
        let events = bench.run(&[&["list", "--format", "json"], arguments].concat());
        let events: serde_json::Value = serde_json::from_str(&events.out).expect("JSON");
        let ids = events.as_array().expect("a list").iter();
        let ids: Vec<String> = ids
            .map(|it| it["id"].as_str().expect("an id").into())
            .collect();
        ids.join(" ")
    };
    assert_eq!(
        listed(&[]),
        "bce500 bce200 span bce1 death b-first-in-file a-second-in-file east10 west23 utc8 noday"
    );
    assert_eq!(listed(&["-f", "within:2022-06-15"]), "west23");
}

#[test]
fn a_rank_is_read_and_written_in_every_format() {
    let toml = "[[event]]\nid = \"b\"\ndate = \"2020\"\ntitle = \"B\"\nrank = 2\n\
                [[event]]\nid = \"a\"\ndate = \"2020\"\ntitle = \"A\"\n\
                [[event]]\nid = \"c\"\ndate = \"2020\"\ntitle = \"C\"\nrank = -1\n\
                [[event]]\nid = \"d\"\ndate = \"2020\"\ntitle = \"D\"\nrank = \"x\"\n";
    let bench = Bench::new().file("events.toml", toml);
    let out = bench.run(&["check"]).out;
    let wanted = "`rank` takes a whole number, such as 2 or -1";
    assert_eq!(out.matches(wanted).count(), 1, "{out}");
    for format in ["jsonl", "csv"] {
        let written = bench.run(&["list", "--format", format]).out;
        assert!(written.contains("-1"), "{written}");
        // In another order, which the ranks make up for.
        let mut lines: Vec<&str> = written.lines().collect();
        lines[usize::from(format == "csv")..].reverse();
        let name = format!("events.{format}");
        let copy = Bench::new().file(&name, lines.join("\n"));
        let again = copy.run(&["list", &name, "--format", "csv"]).out;
        let ids = again
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').next());
        assert_eq!(ids.collect::<Vec<_>>(), ["c", "d", "a", "b"], "{format}");
    }
}

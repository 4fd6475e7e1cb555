//! Quotes that the words around them turn: what `check`, `show` and the filter say, and what answers them.

use std::fs;

use super::bench::Bench;

const SOURCE: &str = "\
The company may raise the toll once a year, provided that the county agrees in writing.

The station released three tonnes of ash on 4 May. The agency later withdrew this figure.

Prosecutors allege that the treasurer moved the money abroad. The second terminal is to be opened in June.

The licence of the quarry does not cover:

the removal of gravel from the river bed

It is not true that the council approved the sale of the northern wharf.
";

/// A timeline with one event, whose citation has some more keys.
fn bench(event: &str, quote: &str, more: &str) -> Bench {
    let events = format!(
        "[timeline]\ntitle = \"T\"\nlanguage = \"en\"\n[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n\
         [[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"T\"\n{event}\n\
         [[event.citation]]\nsource = \"s\"\nquote = \"{quote}\"\n{more}\n"
    );
    Bench::new()
        .file("events.toml", events)
        .file("s.txt", SOURCE)
}

fn read(bench: &Bench, name: &str) -> String {
    fs::read_to_string(bench.path(name)).expect(name)
}

/// The quotes of the source with what turns each, and whether that is a warning.
const QUOTES: [(&str, &str, &str, bool); 6] = [
    (
        "The company may raise the toll once a year",
        "condition",
        "provided that",
        true,
    ),
    (
        "The station released three tonnes of ash on 4 May.",
        "retracted",
        "withdrew this figure",
        true,
    ),
    (
        "the treasurer moved the money abroad",
        "attributed",
        "allege that",
        false,
    ),
    ("opened in June", "planned", "is to be", false),
    (
        "the removal of gravel from the river bed",
        "lead-in",
        "not cover",
        true,
    ),
    (
        "the council approved the sale of the northern wharf",
        "negated",
        "not true that",
        true,
    ),
];

fn codes(bench: &Bench) -> Vec<String> {
    let report = bench.run(&["check", "--format", "json"]).json();
    let found = report["diagnostics"].as_array().expect("a list").iter();
    let codes = found.map(|found| found["code"].as_str().expect("a code").to_owned());
    codes.filter(|code| code != "short-quote").collect()
}

#[test]
fn words_around_a_quote_are_told_with_their_place() {
    for (quote, kind, cue, is_serious) in QUOTES {
        let bench = bench("", quote, "");
        assert_eq!(codes(&bench), [format!("context-{kind}")], "{quote}");
        let report = bench.run(&["check", "--format", "json"]).json();
        let citation = &report["citations"][0];
        assert_eq!(citation["state"], "exact", "{quote}");
        let caution = &citation["cautions"][0];
        assert_eq!(caution["kind"], kind, "{quote}");
        let severity = if is_serious { "warning" } else { "note" };
        assert_eq!(caution["severity"], severity, "{quote}");
        let number = |key: &str| caution[key].as_u64().expect("a number") as usize;
        let paragraph = SOURCE
            .split("\n\n")
            .nth(number("paragraph") - 1)
            .expect("a paragraph");
        let text: String = paragraph
            .chars()
            .skip(number("start"))
            .take(number("end") - number("start"))
            .collect();
        assert_eq!(caution["cue"], text, "{quote}");
        assert!(text.contains(cue), "{quote}: {text}");
        // A short quote is a warning of its own.
        if quote.len() >= 40 {
            let status = bench.run(&["check", "--strict"]).status;
            assert_eq!(status, i32::from(is_serious), "{quote}");
        }
        assert!(bench.run(&["show", "e"]).out.contains(cue), "{quote}");
        let listed = bench.run(&["list", "-f", "is:cut"]).out;
        assert_eq!(listed.contains('T'), is_serious, "{quote}");
    }
}

#[test]
fn events_and_citations_can_say_it_themselves() {
    let denied = "the council approved the sale of the northern wharf";
    let planned = "opened in June";
    let claimed = "the treasurer moved the money abroad";
    let none: &[&str] = &[];
    for (event, quote, more, left) in [
        ("status = \"disputed\"", denied, "", none),
        ("status = \"denied\"", denied, "", none),
        ("", denied, "stance = \"contradicts\"", &["conflict"]),
        ("status = \"planned\"", denied, "", &["context-negated"]),
        ("status = \"planned\"", planned, "", none),
        ("status = \"disputed\"", planned, "", &["context-planned"]),
        ("status = \"disputed\"", claimed, "", none),
        ("", claimed, "acknowledged = [\"attributed\"]", none),
        (
            "",
            claimed,
            "acknowledged = [\"hedged\"]",
            &["context-attributed", "unneeded"],
        ),
        (
            "",
            "nowhere in the source are these words to be found",
            "acknowledged = [\"hedged\"]",
            &["missing"],
        ),
        (
            "",
            claimed,
            "acknowledged = [\"atributed\"]",
            &["unknown-word", "context-attributed"],
        ),
    ] {
        let mut found = codes(&bench(event, quote, more));
        found.sort();
        let mut left: Vec<&str> = left.to_vec();
        left.sort_unstable();
        assert_eq!(found, left, "{event} {quote} {more}");
    }
}

#[test]
fn acknowledged_words_speak_again_when_they_change() {
    let quote = "The company may raise the toll once a year";
    let bench = bench("", quote, "acknowledged = [\"condition\"]");
    assert_eq!(bench.run(&["check", "--lock"]).status, 0);
    assert!(read(&bench, "events.lock").contains("condition: provided that"));
    assert_eq!(codes(&bench), [""; 0]);
    let bench = bench.file("s.txt", SOURCE.replace("provided that", "unless"));
    assert_eq!(codes(&bench), ["context-condition"]);
}

#[test]
fn a_quote_is_widened_to_its_sentence() {
    let bench = bench("", "The station released three tonnes of ash on 4 May.", "");
    let run = bench.run(&["check", "--widen", "e"]);
    assert_eq!((run.err.as_str(), run.status), ("", 0));
    let whole =
        "The station released three tonnes of ash on 4 May. The agency later withdrew this figure.";
    assert!(run.out.contains(&format!("+ {whole}")), "{}", run.out);
    assert!(read(&bench, "events.toml").contains(&format!("quote = \"{whole}\"")));
    assert_eq!(codes(&bench), [""; 0]);
    let before = read(&bench, "events.toml");
    let again = bench.run(&["check", "--widen", "e#1"]);
    assert_eq!(again.status, 2);
    assert!(
        again.err.contains("`e#1` cannot be widened"),
        "{}",
        again.err
    );
    assert_eq!(read(&bench, "events.toml"), before);
}

#[test]
fn a_head_in_another_paragraph_cannot_be_taken_in() {
    let bench = bench("", "the removal of gravel from the river bed", "");
    let run = bench.run(&["check", "--widen", "e"]);
    assert!(
        run.err.contains("the words are in another paragraph"),
        "{}",
        run.err
    );
}

#[test]
fn a_language_without_lists_is_named() {
    let quote = "The company may raise the toll once a year";
    let japanese = bench("", quote, "").file(
        "events.toml",
        read(&bench("", quote, ""), "events.toml").replace("\"en\"", "\"ja\""),
    );
    assert_eq!(codes(&japanese), ["unread-language"]);
    let run = japanese.run(&["check"]);
    assert!(
        run.out.contains("not checked in `s`: language `ja`"),
        "{}",
        run.out
    );
}

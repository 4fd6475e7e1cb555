//! `annals read`

use super::bench::Bench;
use super::list::NOTICE;

const COURIER: &str = "The council voted 23 to 19 for the sale of the northern wharf.

It is not true that the council had approved the sale of the southern wharf, said the clerk. But did the council \
approve the sale of the northern wharf?

The clerk said nothing at all.

The clerk said nothing at all.

It was all written down and signed by the full board on a rainy Monday, as everybody recalls.
";

const PAGE: &str = "<article><p>This is an article of several sentences, with commas, and long enough to be read.</p>\
    <p><del>The deal was signed in secret by three men.</del> It was signed in public, by four, on the quay.</p>\
    </article>";

/// Files with citations in every state.
pub fn every_state() -> Bench {
    Bench::new()
        .file("events.toml", include_str!("every_state.toml"))
        .file("courier.txt", COURIER)
        .file("page.html", PAGE)
}

#[test]
fn the_example_in_paragraphs() {
    let run = Bench::new().run(&["read"]);
    assert_eq!((run.err.as_str(), run.status), (NOTICE, 0));
    insta::assert_snapshot!("read_example", run.out);
}

#[test]
fn every_state_in_words() {
    let run = every_state().run(&["read"]);
    assert_eq!(run.status, 0);
    assert!(
        run.err
            .starts_with("annals: 2 errors and 2 warnings in events.toml"),
        "{}",
        run.err
    );
    insta::assert_snapshot!("read_every_state", run.out);
}

#[test]
fn lines_are_short_and_without_signs() {
    let texts = [Bench::new(), every_state()].map(|bench| bench.run(&["read"]).out);
    for line in texts.iter().flat_map(|text| text.lines()) {
        assert!(
            line.chars().count() <= 76 && line.trim() == line,
            "{line:?}"
        );
        let signs = [
            "✓", "✗", "≈", "≠", "†", "·", "¶", "│", "─", "–", "^^", "{+", "[-",
        ];
        let found = signs.iter().find(|sign| line.contains(**sign));
        assert_eq!(found, None, "{line}");
    }
}

#[test]
fn a_filter_keeps_some_events() {
    let run = every_state().run(&["read", "-f", "is:planned"]);
    let expected = "The northern wharf: what was said? 1 of 3 events.

2019

Event 1 of 1, since 2019: An inquiry is promised.

Status: planned
Verdict: unproven, there is no quote, no citation, or no text to look in
Id: inquiry

Problem in the event file: nothing is cited for the event `inquiry`.

Problem in the event file: unknown key `dat` in an event.
";
    assert_eq!(run.out, expected);
    let run = every_state().run(&["read", "-f", "tag:("]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
}

#[test]
fn an_empty_timeline_has_no_events() {
    let run = Bench::new().file("events.toml", "").run(&["read"]);
    assert_eq!((run.out.as_str(), run.status), ("0 events.\n", 0));
    assert_eq!(run.err, "annals: there are no events in events.toml\n");
}

#[test]
fn several_files_are_read_as_one() {
    let line = |id, year| {
        format!("{{\"id\":\"{id}\",\"date\":{year},\"title\":\"T\",\"source\":\"s\"}}\n")
    };
    let bench = Bench::new()
        .file("a.jsonl", line("a", 2002))
        .file("b.jsonl", line("b", 2001));
    let out = bench.run(&["read", "a.jsonl", "b.jsonl"]).quiet();
    let headings = out.lines().filter(|line| line.starts_with('2'));
    assert_eq!(headings.collect::<Vec<_>>(), ["2 events.", "2001", "2002"]);
}

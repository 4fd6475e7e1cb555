//! Drafts: events that nobody has accepted yet.

use super::bench::Bench;

const EVENTS: &str = r#"[sources.paper]
title = "The paper"
file = "paper.txt"

[[event]]
id = "sale"
date = "2018-06-07"
title = "The quay is sold"
[[event.citation]]
source = "paper"
paragraph = 1
quote = "The quay was sold in June."

[[event]]
id = "gift"
date = "2019"
title = "The quay is given away"
status = "draft"
[[event.citation]]
source = "paper"
paragraph = 2
quote = "A year later it was given away."
"#;

fn bench() -> Bench {
    let paper = "The quay was sold in June.\n\nA year later it was given away.\n";
    Bench::new()
        .file("events.toml", EVENTS)
        .file("paper.txt", paper)
}

#[test]
fn a_draft_is_named_wherever_it_is_shown() {
    let bench = bench();
    for (command, shown) in [
        (&["list", "--format", "csv"][..], ",draft,"),
        (
            &["list", "-f", "is:draft", "--format", "jsonl"],
            "\"status\":\"draft\"",
        ),
        (&["show", "gift"], " · draft"),
        (&["read"], "Status: draft"),
    ] {
        let run = bench.run(command);
        assert_eq!(run.status, 0, "{command:?}");
        assert!(run.out.contains(shown), "{command:?}: {}", run.out);
    }
    let drafts = bench.run(&["list", "-f", "status:draft", "--format", "csv"]);
    assert_eq!(drafts.out.lines().count(), 2);
}

#[test]
fn a_check_counts_drafts_and_says_that_nobody_has_accepted_them() {
    let run = bench().run(&["check"]);
    assert_eq!(run.status, 0);
    assert_eq!(
        run.out,
        "2 events, 2 citations: 2 exact.\n1 event is a draft, which nobody has accepted yet.\n0 errors, 0 warnings.\n"
    );
    let run = bench().run(&["check", "-f", "-is:draft"]);
    assert_eq!(
        run.out,
        "1 event, 1 citation: 1 exact.\n0 errors, 0 warnings.\n"
    );
    let run = bench().run(&["check", "--format", "json"]);
    assert_eq!(run.json()["summary"]["drafts"], 1);
}

#[test]
fn drafts_are_exported_only_on_request() {
    let bench = bench();
    for format in ["toml", "json", "jsonl", "csv", "md", "timelinejs"] {
        let run = bench.run(&["export", format]);
        assert_eq!(run.status, 0, "{format}: {}", run.err);
        assert!(run.out.contains("The quay is sold"), "{format}");
        assert!(!run.out.contains("given away"), "{format}");
        let said = run.err.lines().last();
        assert_eq!(
            said,
            Some("annals: 1 draft left out; --drafts writes them too"),
            "{format}"
        );
        let run = bench.run(&["export", format, "--drafts"]);
        assert!(run.out.contains("The quay is given away"), "{format}");
        assert!(!run.err.contains("draft"), "{format}: {}", run.err);
    }
    let run = bench.run(&["export", "csv", "-f", "is:draft"]);
    assert_eq!(run.out.lines().count(), 1);
    let run = bench.run(&["export", "csv", "-f", "-is:draft"]);
    assert_eq!((run.out.lines().count(), &*run.err), (2, ""));
}

#[test]
fn a_draft_keeps_what_contradicts_it() {
    let proposed = |stance: &str| {
        format!(
            r#"[{{"title": "No sale", "date": "2018", "citations": [
            {{"source": "paper", "quote": "The quay was sold in June.", "stance": "{stance}"}}]}}]"#
        )
    };
    for (stance, expected) in [("contradicts", true), ("supports", false), ("", false)] {
        let bench = bench().file("proposed.json", proposed(stance));
        let run = bench.run(&["import", "draft", "proposed.json"]);
        assert_eq!(run.status, 0, "{}", run.err);
        let said = run.out.contains("stance    = \"contradicts\"");
        assert_eq!(said, expected, "{}", run.out);
    }
    let bench = bench().file("proposed.json", proposed("doubts"));
    let run = bench.run(&["import", "draft", "proposed.json"]);
    assert_eq!(run.status, 1);
    let why = "the stance `doubts`, which is not `supports` or `contradicts`";
    assert!(run.err.contains(why), "{}", run.err);
}

#[test]
fn a_draft_that_is_not_utf8_is_altered() {
    let mut bytes = b"[{\"title\": \"A\", \"date\": \"2018\",\n\"place\": \"Orl".to_vec();
    bytes.push(0xe9);
    bytes.extend(
        b"ans\", \"citations\": [{\"source\": \"paper\", \"quote\": \"The quay was sold in June.\"}]}]",
    );
    let bench = bench().file("proposed.json", &bytes);
    let run = bench.run(&["import", "draft", "proposed.json", "--strict"]);
    assert_eq!(run.status, 1);
    let said = "the input is not in UTF-8, first on line 2; what cannot be read became `\u{fffd}`";
    assert!(run.err.contains(said), "{}", run.err);
}

const PROPOSED: &str = r#"{"events": [
  {"title": "The quay is given away", "date": "2019", "actors": ["Council", "Ann Doe", "A. Twin"], "place": "Port",
   "tags": ["gift"], "summary": "It cost \"nothing\".", "status": "planned",
   "citations": [{"source": "paper", "quote": "A year later it was given away.", "paragraph": 7},
                 {"source": "paper", "quote": "It was given to the mayor.", "paragraph": null}]},
  {"title": "Sale", "date": "sometime", "actors": [],
   "citations": [{"source": "The paper", "quote": "the quay was sold in June"}]},
  {"title": "An invention", "date": "2020", "citations": [{"source": "paper", "quote": "The mayor was bribed."},
                                                         {"source": "papers", "quote": "The mayor was bribed."}]},
  {"title": "Without a source", "date": "2020", "citations": []},
  {"title": "", "date": "2020"}
]}"#;

const ACTORS: &str = r#"
[actors.council]
name = "City council"
[actors.twin-1]
name = "Ann Twin"
aliases = ["A. Twin"]
[actors.twin-2]
name = "Al Twin"
aliases = ["A. Twin"]
"#;

fn proposal() -> Bench {
    let events = EVENTS.replace("The quay is given away", "Another") + ACTORS;
    let paper = "The quay was sold in June.\n\nA year later it was given away.\n";
    Bench::new()
        .file("events.toml", events)
        .file("paper.txt", paper)
        .file("proposed.json", PROPOSED)
}

#[test]
fn only_what_the_sources_say_is_taken_in() {
    let bench = proposal();
    let run = bench.run(&["import", "draft", "proposed.json", "-o", "drafts.toml"]);
    insta::assert_snapshot!("drafts_report", run.err);
    assert_eq!((run.out.as_str(), run.status), ("", 1));
    let drafts = std::fs::read_to_string(bench.path("drafts.toml")).expect("a file");
    insta::assert_snapshot!("drafts_refused", drafts);
    // They are read together with the event file, and everything in them is verified.
    let check = bench.run(&["check", "events.toml", "drafts.toml", "-f", "is:draft"]);
    assert_eq!(
        check.out,
        "3 events, 3 citations: 2 exact, 1 normalized.\n\
         3 events are drafts, which nobody has accepted yet.\n0 errors, 0 warnings.\n"
    );
    assert_eq!(check.status, 0, "{}", check.out);
}

#[test]
fn what_is_kept_without_a_verified_quote_says_so() {
    let bench = proposal();
    let run = bench.run(&["import", "draft", "proposed.json", "--on-missing", "keep"]);
    assert_eq!(run.status, 1, "the event without a title is refused");
    insta::assert_snapshot!("drafts_kept", run.out);
    let bench = bench.file("drafts.toml", &run.out);
    let list = bench.run(&[
        "list",
        "events.toml",
        "drafts.toml",
        "-f",
        "is:draft",
        "--format",
        "csv",
    ]);
    assert_eq!(list.status, 0);
    assert!(
        list.out
            .contains("Draft: the quote `The mayor was bribed.`")
    );
}

#[test]
fn drafts_need_the_event_files() {
    let bench = Bench::new().file("proposed.json", PROPOSED);
    let run = bench.run(&["import", "draft", "proposed.json"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("name them with --events"), "{}", run.err);
    let run = proposal().run(&["import", "draft", "proposed.json", "--events", "no.toml"]);
    assert_eq!(run.status, 2);
    let run = proposal().run(&["import", "timemap", "proposed.json", "--on-missing", "keep"]);
    assert_eq!(run.status, 2);
    assert_eq!(
        run.err,
        "annals: --events and --on-missing are for `annals import draft`\n"
    );
    let bench = proposal().file("proposed.json", "[{\"title\": ]");
    let run = bench.run(&["import", "draft", "proposed.json"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err
            .starts_with("annals: cannot import proposed.json:1: "),
        "{}",
        run.err
    );
}

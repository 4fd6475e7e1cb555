//! `init` and `check`.

use std::path::Path;

use super::bench::Bench;

const GOOD: &str = r#"[sources.s]
title = "S"
file = "s.txt"
[[event]]
id = "one"
date = "2020"
title = "T"
[[event.citation]]
source = "s"
paragraph = 1
quote = "It “was” so."
"#;

#[test]
fn a_new_timeline_passes_check_and_is_listed() {
    let bench = Bench::new();
    let made = bench.run(&["init", "new"]).quiet();
    assert!(
        made.starts_with("new/events.toml\nnew/sources/first-source.txt\nnew/events.schema.json\n")
    );
    let proof = "1 event, 1 citation: 1 exact.\n0 errors, 0 warnings.\n";
    assert_eq!(bench.run(&["check", "new/events.toml"]).quiet(), proof);
    assert_eq!(
        bench.run(&["list", "new/events.toml"]).quiet(),
        "3 March 2025  bridge-opened  The bridge is opened to traffic\n"
    );
    let again = bench.run(&["init", "new"]);
    assert_eq!((again.out.as_str(), again.status), ("", 2));
    assert_eq!(
        again.err,
        "annals: new/events.toml already exists; nothing was changed\n"
    );
}

#[test]
fn the_example_passes_check() {
    let bench = Bench::new()
        .file("events.toml", include_str!("../../events.toml"))
        .file(
            "sources/beijing-report.md",
            include_str!("../../sources/beijing-report.md"),
        );
    bench.run(&["check", "--strict"]).quiet();
}

#[test]
fn a_missing_quote_is_reported() {
    let bench = Bench::new()
        .file("events.toml", GOOD)
        .file("s.txt", "Quite different.\n");
    let run = bench.run(&["check"]);
    assert_eq!((run.err.as_str(), run.status), ("", 1));
    insta::assert_snapshot!("check_human", run.out);
}

#[test]
fn a_quote_is_found_in_a_saved_page() {
    let page =
        b"<!doctype html><meta charset=windows-1252><nav><a href=/>It was not so.</a></nav>\n\
                <article><h1>Title</h1>\n<p>It &ldquo;<b>was</b>\x94 so.</article>";
    let events = GOOD
        .replace("s.txt", "s.html")
        .replace("paragraph = 1", "paragraph = 2");
    let bench = Bench::new()
        .file("events.toml", &events)
        .file("s.html", page);
    let proof = "1 event, 1 citation: 1 exact.\n0 errors, 0 warnings.\n";
    assert_eq!(bench.run(&["check", "--strict"]).quiet(), proof);
    let shown = bench.run(&["show", "one"]).quiet();
    assert!(shown.contains("It “was” so."), "{shown}");

    let events = events.replace("It “was” so.", "It was not so.");
    let run = bench.file("events.toml", events).run(&["check"]);
    assert!(run.out.contains("error[missing]"), "{}", run.out);
}

/// Returns a bench with one quote in a page.
fn page(quote: &str, page: &str) -> Bench {
    let events = GOOD
        .replace("s.txt", "s.html")
        .replace("paragraph = 1\n", "");
    let events = events.replace("It “was” so.", quote);
    Bench::new()
        .file("events.toml", events)
        .file("s.html", page)
}

const ASIDE: &str = "<h1>Title</h1>\n<p>The clerk read the letters aloud, one after the other.\n\
    <nav>\n<p>Nine men had signed the order.</nav>\n\
    <p>Ten of <del>the twelve</del> the thirteen men were there.";

#[test]
fn a_quote_outside_of_what_is_read_is_located() {
    let bench = page("Nine men had signed the order.", ASIDE);
    let run = bench.run(&["check"]);
    assert_eq!(run.status, 1);
    for words in [
        "error[missing]",
        "the quote is not in what is read of `s`",
        "s.html:4 has it in `nav`, which is not read",
        "to read all of the page, add `content = \"all\"` to `[sources.s]`",
    ] {
        assert!(run.out.contains(words), "{}", run.out);
    }
    let events = GOOD
        .replace("\"s.txt\"", "\"s.html\"\ncontent = \"all\"")
        .replace("paragraph = 1", "paragraph = 3")
        .replace("It “was” so.", "Nine men had signed the order.");
    let proof = "1 event, 1 citation: 1 exact.\n0 errors, 0 warnings.\n";
    let bench = bench.file("events.toml", &events);
    assert_eq!(bench.run(&["check"]).quiet(), proof);
    let run = bench
        .file("events.toml", events.replace("\"all\"", "\"some\""))
        .run(&["check"]);
    assert!(
        run.out.contains("invalid value `some` for `content`"),
        "{}",
        run.out
    );
}

#[test]
fn a_deleted_quote_is_not_verified() {
    let page = page("the twelve the thirteen men", ASIDE);
    let run = page.run(&["check"]);
    assert!(run.out.contains("error["), "{}", run.out);
    let deleted =
        "<h1>Title</h1><p>Ten men were there.</p>\n<p><del>Nobody had seen the order.</del>";
    let run = self::page("Nobody had seen the order.", deleted).run(&["check"]);
    for words in [
        "error[missing]",
        "s.html:2 has it in text that is marked as deleted",
        "quote what has replaced it",
    ] {
        assert!(run.out.contains(words), "{}", run.out);
    }
}

#[test]
fn a_row_copied_from_a_browser_is_verified() {
    let table = include_str!("../data/pages/table-cells.html");
    let run = page("1911\\tforty-two men of the second shift", table).run(&["check"]);
    assert!(run.out.contains("1 normalized"), "{}", run.out);
}

#[test]
fn a_quote_beyond_the_limits_is_missing_and_says_why() {
    let with = |quote: &str| {
        let events = GOOD.replace("It “was” so.", quote);
        let bench = Bench::new().file("events.toml", events);
        let text = "It was so, as far as anybody knew. ".repeat(400);
        bench.file("s.txt", text).run(&["check"]).out
    };
    let pieces = with(&"It […] ".repeat(65));
    let long = with(&"It was so, as anybody knew. ".repeat(400));
    for (shown, wanted) in [
        (
            &pieces,
            "error[too-many-pieces]: `one`: brackets cut the quote into more than 64 pieces\n",
        ),
        (
            &long,
            "error[long-quote]: `one`: the quote is not in `s` in the same words; with more than 10000 characters \
             it is not searched for in other words\n",
        ),
    ] {
        assert!(shown.starts_with(wanted), "{shown}");
    }
    for said in [pieces, long] {
        assert!(
            said.contains("help: split the quote into several citations\n"),
            "{said}"
        );
        assert!(said.contains("1 event, 1 citation: 1 missing.\n"), "{said}");
    }
}

#[test]
fn an_encoding_can_be_set() {
    let latin = b"It \x93was\x94 so.\n";
    let bench = Bench::new()
        .file("events.toml", GOOD)
        .file("s.txt", latin)
        .file(
            "named.toml",
            GOOD.replace("\n[[event]]", "\nencoding = \"Windows-1252\"\n[[event]]"),
        )
        .file(
            "near.toml",
            GOOD.replace("\n[[event]]", "\nencoding = \"window-1252\"\n[[event]]"),
        )
        .file(
            "far.toml",
            GOOD.replace("\n[[event]]", "\nencoding = \"the usual\"\n[[event]]"),
        );
    bench.run(&["check", "--strict", "named.toml"]).quiet();
    insta::assert_snapshot!("check_encoding", bench.run(&["check"]).out);
    let near = bench.run(&["check", "near.toml"]).out;
    for said in [
        "error[unknown-word]: invalid value `window-1252` for `encoding`\n --> near.toml:4:12\n",
        "help: did you mean `windows-1252`?",
    ] {
        assert!(near.contains(said), "{near}");
    }
    let far = bench.run(&["check", "far.toml"]).out;
    assert!(far.contains("help: use a name as on the web"), "{far}");
}

#[test]
fn strict_warns_about_typography() {
    let bench = Bench::new()
        .file("events.toml", GOOD)
        .file("s.txt", "It \"was\" so.\n");
    assert_eq!(bench.run(&["check"]).status, 0);
    let strict = bench.run(&["check", "--strict"]);
    assert_eq!(strict.status, 1);
    assert!(
        strict.out.starts_with("warning[normalized]"),
        "{}",
        strict.out
    );
}

#[test]
fn check_requires_a_file() {
    let run = Bench::new().run(&["check"]);
    assert_eq!((run.out.as_str(), run.status), ("", 2));
    insta::assert_snapshot!("check_no_file", run.err);
    let json = Bench::new().run(&["check", "--format", "json"]);
    assert_eq!((json.err.as_str(), json.status), ("", 2));
    assert_eq!(json.json()["diagnostics"][0]["code"], "unreadable");
}

#[test]
fn an_empty_file_is_a_timeline_without_events() {
    let bench = Bench::new();
    for name in ["empty.toml", "empty.jsonl", "empty.csv"] {
        std::fs::write(bench.path(name), "").expect("a file can be written");
        let run = bench.run(&["check", name]);
        assert_eq!((run.err.as_str(), run.status), ("", 0), "{name}");
        assert!(
            run.out.contains("there is no event in this timeline"),
            "{}",
            run.out
        );
        assert_eq!(bench.run(&["check", "--strict", name]).status, 1);
        assert_eq!(bench.run(&["list", "--format", "json", name]).out, "[]\n");
    }
}

#[test]
fn the_json_contract_names_the_file_of_each_citation() {
    let other = GOOD
        .replace("\"one\"", "\"two\"")
        .replace("[sources.s]", "[sources.t]");
    let other = other.replace("source = \"s\"", "\nsource = \"t\"");
    let bench = Bench::new()
        .file("a.toml", GOOD)
        .file("b.toml", other)
        .file("s.txt", "It “was” so.\n");
    let run = bench.run(&["check", "--format", "json", "a.toml", "b.toml"]);
    assert_eq!((run.err.as_str(), run.status), ("", 0));
    let citation = |event, file, source, line| {
        serde_json::json!({
            "event": event, "index": 0, "source": source, "state": "exact",
            "paragraph": { "given": 1, "found": 1 }, "at": null, "score": 1.0,
            "quote": "It “was” so.", "matched": "It “was” so.",
            "file": file, "line": line, "column": 9, "cautions": []
        })
    };
    let wanted = serde_json::json!({
        "file": "a.toml",
        "summary": {
            "events": 2, "drafts": 0, "citations": 2, "exact": 2, "normalized": 0, "fuzzy": 0, "reworded": 0,
            "altered": 0, "ambiguous": 0, "missing": 0, "unquoted": 0, "no_source": 0,
            "errors": 0, "warnings": 0
        },
        "citations": [
            citation("one", "a.toml", "s", 11),
            citation("two", "b.toml", "t", 12)
        ],
        "diagnostics": []
    });
    assert_eq!(run.json(), wanted);
}

#[test]
fn a_diagnostic_in_json_has_every_field() {
    let bench = Bench::new().file("events.toml", "[timeline]\ntitel = \"x\"\n");
    let run = bench.run(&["check", "--format", "json"]);
    assert_eq!(run.status, 1);
    let wanted = serde_json::json!([{
        "code": "unknown-key", "severity": "error",
        "message": "unknown key `titel` in [timeline]",
        "file": "events.toml", "line": 2, "column": 1, "help": "did you mean `title`?"
    }]);
    assert_eq!(run.json()["diagnostics"], wanted);
}

/// Every way in which a quote can differ from its source.
const REPORT: &str = "\
# The fire

The council met on Tuesday. It said that 13 people were dead in the fire at the old mill.

The mayor told reporters that the bridge would be opened to traffic before the end of June.

He thanked the firemen for all that they had done that night. Nobody spoke.

He thanked the firemen for all that they had done that night. Then he left.
";

/// Returns events with one quote each, and a paragraph if one is given.
fn quoting(quotes: &[(&str, Option<usize>, &str)]) -> String {
    let head = "[sources.report]\ntitle = \"R\"\nfile = \"sources/report.md\"\n".to_owned();
    quotes.iter().fold(head, |text, (id, paragraph, quote)| {
        let paragraph = paragraph.map_or(String::new(), |number| format!("paragraph = {number}\n"));
        format!(
            "{text}\n[[event]]\nid = \"{id}\"\ndate = \"2024\"\ntitle = \"{id}\"\n\
             [[event.citation]]\nsource = \"report\"\n{paragraph}quote = '{quote}'\n"
        )
    })
}

fn doubtful() -> Bench {
    let events = quoting(&[
        (
            "altered",
            Some(2),
            "It said that 31 people were dead in the fire at the old mill.",
        ),
        (
            "fuzzy",
            None,
            "The mayor told reportrs that the bridge would be opend to traffic before the end of June.",
        ),
        (
            "reworded",
            Some(3),
            "The mayor told reporters that the old bridge would be opened to traffic before the end of June.",
        ),
        (
            "missing",
            Some(2),
            "The minister never said that a bridge would be built at all.",
        ),
        (
            "nowhere",
            Some(4),
            "Quantum chromodynamics explains what holds a nucleus together.",
        ),
        (
            "ambiguous",
            None,
            "He thanked the firemen for all that they had done that night.",
        ),
        ("short", None, "at the old mill"),
        ("moved", Some(5), "The council met on Tuesday. It said that"),
        ("100%", Some(2), "THE COUNCIL met on Tuesday."),
    ]);
    Bench::new()
        .file("events.toml", events)
        .file("sources/report.md", REPORT)
}

#[test]
fn doubtful_quotes_are_reported_like_compiler_errors() {
    let run = doubtful().run(&["check", "--strict"]);
    assert_eq!((run.err.as_str(), run.status), ("", 1));
    insta::assert_snapshot!("check_doubtful", run.out);
}

#[test]
fn github_output_annotates_lines() {
    let bench = doubtful();
    let run = bench.run(&["check", "--strict", "--format", "github"]);
    assert_eq!((run.err.as_str(), run.status), ("", 1));
    insta::assert_snapshot!("check_github", run.out);
    let unread = bench.run(&["check", "--format", "github", "a,b:c.toml"]);
    assert_eq!((unread.err.as_str(), unread.status), ("", 2));
    assert!(
        unread
            .out
            .starts_with("::error file=a%2Cb%3Ac.toml,title=unreadable::"),
        "{}",
        unread.out
    );
}

#[test]
fn a_short_quote_needs_a_paragraph() {
    for (paragraph, quote, status) in [
        (None, "at the old mill", 1),
        (Some(2), "at the old mill", 0),
        (None, "It said that 13 people were dead in the fire", 0),
    ] {
        let bench = Bench::new()
            .file("events.toml", quoting(&[("one", paragraph, quote)]))
            .file("sources/report.md", REPORT);
        assert_eq!(bench.run(&["check"]).status, 0, "{quote}");
        assert_eq!(bench.run(&["check", "--strict"]).status, status, "{quote}");
    }
}

#[test]
fn a_moved_quote_can_also_differ_in_typography() {
    let bench = Bench::new()
        .file(
            "events.toml",
            GOOD.replace("paragraph = 1", "paragraph = 2"),
        )
        .file("s.txt", "It \"was\" so.\n\nNothing.\n");
    let strict = bench.run(&["check", "--strict"]);
    assert_eq!(strict.status, 1);
    let said = "typography, and has moved from paragraph 2 to 1\n";
    assert!(strict.out.contains(said), "{}", strict.out);
    let fixed = bench.run(&["check", "--strict", "--fix", "--accept", "one"]);
    assert_eq!((fixed.err.as_str(), fixed.status), ("", 0), "{}", fixed.out);
}

#[test]
fn long_lists_of_places_are_truncated() {
    let bench = Bench::new()
        .file("events.toml", GOOD.replace("paragraph = 1\n", ""))
        .file("s.txt", "It “was” so.\n\n".repeat(1000));
    let run = bench.run(&["check"]);
    let said = "is in `s` in paragraphs 1, 2, 3, 4 and 996 more\n";
    assert!(run.out.contains(said), "{}", run.out);
}

#[test]
fn a_source_cannot_inject_workflow_commands() {
    let bench = Bench::new()
        .file("events.toml", GOOD)
        .file("s.txt", "::stop-commands::x\n");
    let out = bench.run(&["check"]).out;
    let begins = out.lines().find(|line| line.trim_start().starts_with("::"));
    assert_eq!(begins, None, "{out}");
    assert!(out.contains("| ::stop-commands::x"), "{out}");
}

#[test]
fn advice_fits_the_format_of_the_file() {
    let bench = doubtful();
    std::fs::rename(bench.path("events.toml"), bench.path("my events.toml")).expect("it is there");
    let run = bench
        .run(&["check", "--format", "json", "my events.toml"])
        .json();
    let help = run["diagnostics"][0]["help"].as_str().expect("a help");
    assert!(
        help.ends_with("`annals check --accept altered 'my events.toml'`"),
        "{help}"
    );
    // JSON Lines files are not rewritten, and have no table of sources.
    let line = |source: &str| {
        format!(
            r#"{{"id":"a","date":"2024","title":"T","source":"{source}","paragraph":5,"quote":"The council met on Tuesday. It said that 31 people were dead in the fire at the old mill."}}"#
        )
    };
    let bench = bench
        .file("a.jsonl", line("report"))
        .file("sources.toml", quoting(&[]));
    let out = bench.run(&["check", "a.jsonl", "sources.toml"]).out;
    assert!(
        out.contains("error[altered]") && !out.contains("annals check"),
        "{out}"
    );
    let out = bench.run(&["check", "a.jsonl"]).out;
    assert!(
        out.contains("for event data in a .toml file named\n"),
        "{out}"
    );
}

#[test]
fn a_closed_pipe_does_not_change_the_exit_status() {
    let bench = doubtful();
    for format in ["human", "json", "github"] {
        let mut child = bench
            .command(&["check", "--lock", "--format", format])
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let status = child.wait().expect("it ends");
        assert_eq!(status.code(), Some(1), "{format}");
        std::fs::remove_file(bench.path("events.lock")).expect("it was written");
    }
}

#[test]
fn brackets_that_reverse_the_meaning_are_reported() {
    let quote = "It said that 13 people were […] dead in the fire at the [new] mill.";
    let other = "It said that [no] people were dead in the fire at the old mill.";
    for (quote, source, status) in [
        (quote, REPORT.to_owned(), 0),
        (quote, REPORT.replace("were dead", "were not dead"), 1),
        (other, REPORT.replace("13 people", "people"), 1),
    ] {
        let bench = Bench::new()
            .file("events.toml", quoting(&[("one", Some(2), quote)]))
            .file("sources/report.md", source);
        let run = bench.run(&["check"]);
        assert_eq!(run.status, status, "{}", run.out);
        if status == 1 {
            assert!(run.out.contains("error[altered]"), "{}", run.out);
            let left_out = run.out.contains("{+not+}") || run.out.contains("[-[no]-]");
            assert!(left_out, "{}", run.out);
        }
    }
}

#[test]
fn a_source_without_text_is_reported() {
    let bench = Bench::new().file("events.toml", GOOD).file("s.txt", "\n");
    let out = bench.run(&["check"]).out;
    assert!(out.contains("= note: the source has no text\n"), "{out}");
}

#[test]
fn a_number_is_the_same_in_any_grouping() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let file = folder.join("numbers.toml").display().to_string();
    let report = Bench::new()
        .run(&["check", "--format", "json", &file])
        .json();
    let citations = report["citations"].as_array().expect("a list");
    assert_eq!(citations.len(), 8);
    for citation in citations {
        assert_eq!(citation["state"], "normalized", "{}", citation["quote"]);
    }
}

//! Earlier editions of a source: what `check`, `show` and `read` say of a text that has changed.

use super::bench::Bench;

const EVENTS: &str = include_str!("../data/editions/events.toml");

const TEXTS: [(&str, &str); 3] = [
    (
        "sources/harbour.2025-09-03.txt",
        include_str!("../data/editions/sources/harbour.2025-09-03.txt"),
    ),
    (
        "sources/harbour.2026-03-15.txt",
        include_str!("../data/editions/sources/harbour.2026-03-15.txt"),
    ),
    (
        "sources/harbour.2026-11-27.txt",
        include_str!("../data/editions/sources/harbour.2026-11-27.txt"),
    ),
];

fn bench_with(events: &str) -> Bench {
    let files = TEXTS.into_iter();
    files.fold(
        Bench::new().file("events.toml", events),
        |bench, (name, text)| bench.file(name, text),
    )
}

fn bench() -> Bench {
    bench_with(EVENTS)
}

#[test]
fn a_quote_that_the_current_text_has_no_longer_is_reported_with_the_edition_that_has_it() {
    let run = bench().run(&["check"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.out);
}

#[test]
fn programs_are_told_which_edition_is_cited_and_what_is_lost() {
    let run = bench().run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let of = |event: &str| {
        let mut citations = report["citations"].as_array().expect("a list").iter();
        let citation = citations
            .find(|it| it["event"] == event)
            .expect("it is there");
        let state = citation["state"].as_str().expect("a text").to_owned();
        (
            state,
            citation.get("edition").cloned(),
            citation.get("lost").cloned(),
        )
    };
    let lost = |outcome: &str, edition: &str, since: &str| {
        Some(serde_json::json!({ "outcome": outcome, "edition": edition, "since": since }))
    };
    for (event, expected) in [
        ("office", ("exact", None, None)),
        ("ferry", ("exact", None, None)),
        (
            "fares",
            ("altered", None, lost("altered", "2026-03-15", "2026-11-27")),
        ),
        (
            "pier",
            ("missing", None, lost("gone", "2025-09-03", "2026-03-15")),
        ),
        (
            "divers",
            (
                "exact",
                Some("2025-09-03"),
                lost("gone", "2025-09-03", "2026-03-15"),
            ),
        ),
        (
            "islanders",
            (
                "exact",
                Some("2025-09-03"),
                lost("altered", "2025-09-03", "2026-11-27"),
            ),
        ),
    ] {
        let (state, edition, lost) = expected;
        let expected = (state.to_owned(), edition.map(Into::into), lost);
        assert_eq!(of(event), expected, "{event}");
    }
    let listed = bench().run(&["list", "--format", "json"]).quiet();
    let listed: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    let of = |index: usize| {
        (
            &listed[index]["verdict"],
            listed[index]["citations"][0].get("edition"),
        )
    };
    assert_eq!(of(4), (&"verified".into(), Some(&"2025-09-03".into())));
    assert_eq!(of(3), (&"broken".into(), None));
}

#[test]
fn what_an_edition_proves_needs_no_correction_even_if_checked_strictly() {
    let only = bench().run(&["check", "--strict", "-f", "id:divers OR id:islanders"]);
    assert_eq!(
        (only.status, only.out.matches("note[gone]").count()),
        (0, 2)
    );
}

#[test]
fn fix_makes_a_quote_that_is_gone_cite_the_edition_that_has_it() {
    let bench = bench();
    let run = bench.run(&["check", "--fix"]);
    let before_report: Vec<&str> = run.out.lines().take(3).collect();
    assert_eq!(
        before_report,
        [
            "events.toml:31: ferry: paragraph 2 → 3",
            "events.toml:49: pier: cites the edition of 2025-09-03",
            "events.toml:50: pier: paragraph 5 → 4",
        ],
        "{}",
        run.out
    );
    let text = std::fs::read_to_string(bench.path("events.toml")).expect("a file");
    let expected = EVENTS
        .replace("paragraph = 2\n", "paragraph = 3\n")
        .replace(
            "source    = \"harbour-page\"\nparagraph = 5",
            "source    = \"harbour-page\"\nedition   = \"2025-09-03\"\nparagraph = 4",
        );
    assert_eq!(text, expected);
    // A passage that says something else now is left to its curator.
    assert!(run.out.contains("error[altered]: `fares`"), "{}", run.out);
    assert!(run.out.contains("note[gone]: `pier`"), "{}", run.out);
    let again = bench.run(&["check", "--fix"]);
    assert!(again.out.starts_with("Nothing to fix"), "{}", again.out);
}

#[test]
fn show_prints_what_both_editions_have() {
    for event in ["divers", "islanders", "fares", "office"] {
        let shown = bench().run(&["show", event]).quiet();
        insta::assert_snapshot!(format!("show {event}"), shown);
    }
}

#[test]
fn read_prints_what_both_editions_have() {
    insta::assert_snapshot!(bench().run(&["read"]).quiet());
}

#[test]
fn mistakes_about_editions_are_reported_at_their_places() {
    let edition = "[[sources.harbour-page.edition]]\n";
    let events = EVENTS.replacen(
        "[[event]]",
        &format!(
            "{edition}retrieved = \"2026-03-15\"\nfile = \"a.txt\"\n\
             {edition}retrieved = 2026-11-27\nfile = \"b.txt\"\n\
             {edition}file = \"c.txt\"\n\
             {edition}retrieved = \"2024-01-01\"\n\
             {edition}retrieved = \"2023-01-01\"\nfile = \"nowhere.txt\"\nsha = \"x\"\n[[event]]"
        ),
        1,
    );
    let events = events.replacen(
        "edition   = \"2025-09-03\"",
        "edition   = \"2025-09-30\"",
        1,
    );
    let run = bench_with(&events).run(&["check", "-f", "id:divers"]);
    insta::assert_snapshot!(run.out);
}

#[test]
fn export_keeps_editions() {
    let bench = bench();
    std::fs::create_dir(bench.path("elsewhere")).expect("a folder");
    for (format, name) in [("toml", "sources/../again.toml"), ("json", "again.json")] {
        bench.run(&["export", format, "-o", name]);
        let again = bench.run(&["check", name.trim_start_matches("sources/../")]);
        assert!(
            again.out.contains("since the edition of 2026-03-15"),
            "{}",
            again.out
        );
    }
    // A file in another folder names copies that are still to be made.
    let run = bench.run(&["export", "toml", "-o", "elsewhere/events.toml"]);
    assert_eq!(run.err.matches("annals: copy `").count(), 3, "{}", run.err);
    let html = bench.run(&["export", "html"]).quiet();
    assert!(html.contains("edition of 2025-09-03, gone since 2026-03-15"));
}

#[test]
fn a_report_says_when_the_edition_that_is_cited_was_retrieved() {
    let report = bench()
        .run(&["export", "md", "-f", "id:divers OR id:office"])
        .quiet();
    let retrieved = report
        .lines()
        .filter_map(|line| line.split_once("Retrieved "));
    let retrieved: Vec<&str> = retrieved
        .filter_map(|(_, rest)| rest.split('.').next())
        .collect();
    assert_eq!(
        retrieved,
        ["27 November 2026", "3 September 2025"],
        "{report}"
    );
}

#[test]
fn a_quote_that_the_page_has_where_it_is_not_read_is_not_gone() {
    let quote = "The old pier is closed to visitors while divers look for the source of the oil.";
    let page = format!(
        "<html lang=en><body><main><p>The ferry sails every day until the end of March.</p>\
         <p hidden>{quote}</p></main></body></html>"
    );
    let events = format!(
        "[sources.s]\ntitle = \"S\"\nfile = \"now.html\"\nretrieved = \"2026\"\n[[sources.s.edition]]\n\
         retrieved = \"2025\"\nfile = \"then.txt\"\n[[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"T\"\n\
         [[event.citation]]\nsource = \"s\"\nquote = \"{quote}\"\n"
    );
    let bench = Bench::new()
        .file("events.toml", &events)
        .file("now.html", page)
        .file("then.txt", format!("{quote}\n"));
    let run = bench.run(&["check", "--fix"]);
    assert!(run.out.contains("add `content = \"all\"`"), "{}", run.out);
    let text = std::fs::read_to_string(bench.path("events.toml")).expect("a file");
    assert_eq!(text, events);
}

#[test]
fn fix_leaves_an_edition_in_error_and_tells_the_one_before() {
    let fixed = |edition: &str| {
        let given = format!("source    = \"harbour-page\"\nedition = \"{edition}\"\nparagraph = 5");
        let events = EVENTS.replace("source    = \"harbour-page\"\nparagraph = 5", &given);
        assert_ne!(events, EVENTS);
        let bench = bench_with(&events);
        let out = bench.run(&["check", "--fix", "-f", "id:pier"]).out;
        let text = std::fs::read_to_string(bench.path("events.toml")).expect("a file");
        (out, text != events)
    };
    for edition in ["2025-09-31", "2025-09-04", "last year"] {
        let (out, is_changed) = fixed(edition);
        assert!(!is_changed, "{edition}: {out}");
    }
    // The date of the current text.
    let (out, is_changed) = fixed("2026-11-27");
    let told = "pier: edition \"2026-11-27\" → \"2025-09-03\"";
    assert!(is_changed && out.contains(told), "{out}");
}

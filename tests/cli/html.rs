//! `annals export html`, as a parser of HTML reads it. `tests/page.rs` looks at it in a browser.

use std::collections::BTreeSet;
use std::path::Path;

use super::bench::Bench;
use super::markup::Page;
use super::read::every_state;

/// Exports a file of `tests/data` or, without a name, the example.
fn exported(name: &str, filter: &str) -> String {
    let data = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name);
    let mut arguments = vec!["export", "html", "-f", filter];
    if !name.is_empty() {
        arguments.push(data.to_str().expect("a plain path"));
    }
    let run = Bench::new().run(&arguments);
    assert_eq!(run.status, 0, "{}", run.err);
    run.out
}

#[test]
fn pages_are_well_formed_and_their_links_lead_somewhere() {
    for (name, filter) in [
        ("", ""),
        ("", "actor:china"),
        ("", "within:1900"),
        ("desk", ""),
        ("desk", "is:uncited"),
        ("hostile", ""),
        ("conflict.toml", ""),
        ("ages.toml", ""),
        ("order.toml", ""),
    ] {
        let page = Page::read(&exported(name, filter));
        let wrong = page.wrong.take();
        assert!(wrong.is_empty(), "{name} {filter}: {wrong:#?}");
        let ids = page.values("id");
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{name} {filter}: {ids:?}");
        for href in page.values("href") {
            if let Some(id) = href.strip_prefix('#') {
                assert!(unique.contains(&id.to_owned()), "{name} {filter}: {href}");
            }
        }
        assert_eq!(
            (
                page.count("script"),
                page.count("style"),
                page.count("main")
            ),
            (1, 1, 1)
        );
    }
}

#[test]
fn the_page_of_the_example_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/example.html");
    let page = std::fs::read_to_string(path).expect("a page");
    assert!(
        page == exported("", ""),
        "docs/example.html is out of date: run `cargo run -- export html -o docs/example.html`"
    );
}

#[test]
fn hostile_text_stays_text() {
    let page = Page::read(&exported("hostile", ""));
    for element in ["img", "iframe", "link", "base", "object"] {
        assert_eq!(page.count(element), 0, "{element}");
    }
    let elements = page.elements.take();
    let names: BTreeSet<&str> = elements
        .iter()
        .flat_map(|(_, all)| all)
        .map(|(name, _)| name.as_str())
        .collect();
    let handlers: Vec<_> = names
        .iter()
        .filter(|name| name.starts_with("on") || **name == "style")
        .collect();
    assert!(handlers.is_empty(), "{handlers:?}");
    for (_, attributes) in &elements {
        for (name, value) in attributes
            .iter()
            .filter(|(name, _)| matches!(name.as_str(), "href" | "src"))
        {
            let is_safe = value.starts_with('#')
                || value.starts_with("http://")
                || value.starts_with("https://");
            assert!(is_safe && name == "href", "{name}={value}");
        }
    }
    // Nothing is lost either.
    let text = page.text.take();
    for shown in [
        "</title><script>window.pwned = 1</script>",
        "</style><img src=",
        "</option></select><script>window.pwned = 5</script>",
        "<script>window.pwned = 14</script> & \"quotes\" in it",
        "</blockquote><a href=\"javascript:window.pwned=15\">",
        "\u{fffd}reversed",
    ] {
        assert!(text.contains(shown), "{shown}");
    }
}

#[test]
fn the_policy_allows_nothing_but_the_page_itself() {
    let page = exported("", "");
    let policy = page.split("Content-Security-Policy\" content=\"").nth(1);
    let policy = policy
        .and_then(|rest| rest.split('"').next())
        .expect("a policy");
    let rules: Vec<&str> = policy
        .split("; ")
        .map(|rule| rule.split(" 'sha256-").next().unwrap_or_default())
        .collect();
    assert_eq!(
        rules,
        [
            "default-src 'none'",
            "style-src",
            "script-src",
            "base-uri 'none'",
            "form-action 'none'"
        ]
    );
    assert!(
        !policy.contains("unsafe") && !policy.contains("http"),
        "{policy}"
    );
}

#[test]
fn every_state_of_a_quote_is_shown() {
    let page = Page::read(&exported("desk", ""));
    let text = page.text.take();
    for shown in [
        "60 events from 4 sources",
        "unproven",
        "exact",
        "not found in the source",
        "Compared with the most similar passage",
        "a number, a negation or a name differs",
        "What differs",
        "[-13-]{+31+}",
        "Caution holds only on a condition: “provided that”",
        "contradicts",
        "Conflict Minutes of the council contradicts the event",
        "dates it April 2019",
        "planned",
        "denied",
        "Undated",
        "undated (early 2018)",
        "nothing is cited for the event `uncited`",
        "No text: no `file` is given for it.",
        "Cited by 31 events",
        "平壤 — 金正恩와 블라디미르 푸틴の会談が港で行われた",
    ] {
        assert!(text.contains(shown), "{shown}");
    }
}

#[test]
fn events_and_sources_in_full() {
    let page = every_state().run(&["export", "html"]).out;
    let wrong = Page::read(&page).wrong.take();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let events = page.split("</form>").nth(1);
    let events = events.and_then(|rest| rest.split("<footer>").next());
    insta::assert_snapshot!("html_every_state", events.expect("events"));
}

#[test]
fn an_empty_selection_says_so() {
    let text = exported("", "within:1900");
    assert!(text.contains("<p class=\"nothing\">No events.</p>"));
    assert!(text.contains("<li>0 of 13 events</li>"));
}

#[test]
fn long_sources_are_shown_where_they_are_cited() {
    let paragraph = |number: usize| {
        format!(
            "Paragraph {number}. {}",
            "Nothing happens here. ".repeat(20)
        )
    };
    let source: Vec<String> = (1..=1000).map(paragraph).collect();
    let events = "[sources.s]\ntitle = \"Long\"\nfile = \"s.txt\"\n\
        [[event]]\nid = \"a\"\ndate = \"2020\"\ntitle = \"A\"\n\
        [[event.citation]]\nsource = \"s\"\nquote = \"Paragraph 500.\"\n\
        [[event]]\nid = \"b\"\ndate = \"2021\"\ntitle = \"B\"\n\
        [[event.citation]]\nsource = \"s\"\nparagraph = 999\n";
    let bench = Bench::new()
        .file("events.toml", events)
        .file("s.txt", source.join("\n\n"));
    let run = bench.run(&["export", "html"]);
    assert_eq!(
        run.err,
        "annals: html leaves out 988 paragraphs of sources\n"
    );
    let page = Page::read(&run.out);
    let numbers: Vec<usize> = page
        .values("value")
        .iter()
        .filter_map(|it| it.parse().ok())
        .collect();
    let expected: Vec<usize> = (497..=503).chain(996..=1000).collect();
    assert_eq!(numbers, expected);
    let text = page.text.take();
    assert!(
        text.contains("496 paragraphs left out") && text.contains("492 paragraphs left out"),
        "{text}"
    );
}

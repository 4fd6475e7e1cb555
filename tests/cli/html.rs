//! `annals export html`, as a parser of HTML reads it. `tests/page.rs` looks at it in a browser.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};

use super::bench::Bench;
use super::read::every_state;

/// Elements without an end.
const VOID: [&str; 2] = ["meta", "input"];

/// The names and values of attributes.
type Attributes = Vec<(String, String)>;

/// What a page consists of.
#[derive(Default)]
struct Page {
    /// The elements that are open.
    open: RefCell<Vec<String>>,
    /// What is wrong with it.
    wrong: RefCell<Vec<String>>,
    /// Every element with its attributes.
    elements: RefCell<Vec<(String, Attributes)>>,
    text: RefCell<String>,
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        match token {
            Token::ParseError(why) => self.wrong.borrow_mut().push(format!("line {line}: {why}")),
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(&text),
            Token::CommentToken(text) => self.wrong.borrow_mut().push(format!("a comment: {text}")),
            Token::TagToken(tag) => return self.tag(&tag, line),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    fn read(text: &str) -> Self {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(text));
        let tokenizer = Tokenizer::new(
            Self::default(),
            html5ever::tokenizer::TokenizerOpts {
                exact_errors: true,
                ..Default::default()
            },
        );
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let page = tokenizer.sink;
        let open = page.open.borrow().join(" ");
        if !open.is_empty() {
            page.wrong
                .borrow_mut()
                .push(format!("open at the end: {open}"));
        }
        page
    }

    fn tag(&self, tag: &Tag, line: u64) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        let mut open = self.open.borrow_mut();
        if tag.kind == TagKind::EndTag {
            let last = open.pop();
            if last.as_ref() != Some(&name) {
                let wrong = format!("line {line}: </{name}> ends {last:?}");
                self.wrong.borrow_mut().push(wrong);
            }
            return TokenSinkResult::Continue;
        }
        let attributes = tag.attrs.iter();
        let attributes = attributes.map(|it| (it.name.local.to_string(), it.value.to_string()));
        self.elements
            .borrow_mut()
            .push((name.clone(), attributes.collect()));
        if !tag.self_closing && !VOID.contains(&name.as_str()) {
            open.push(name.clone());
        }
        match name.as_str() {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Returns the values of an attribute.
    fn values(&self, attribute: &str) -> Vec<String> {
        let elements = self.elements.borrow();
        let attributes = elements.iter().flat_map(|(_, attributes)| attributes);
        let of_name = attributes.filter(|(name, _)| name == attribute);
        of_name.map(|(_, value)| value.clone()).collect()
    }

    fn count(&self, element: &str) -> usize {
        self.elements
            .borrow()
            .iter()
            .filter(|(name, _)| name == element)
            .count()
    }
}

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

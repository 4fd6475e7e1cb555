use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::document::Locator;

fn paragraph(event: &str, citation: usize, number: usize) -> Amendment {
    Amendment {
        event: event.to_owned(),
        citation,
        change: Change::Paragraph(number),
    }
}

fn quote(event: &str, citation: usize, text: &str) -> Amendment {
    Amendment {
        event: event.to_owned(),
        citation,
        change: Change::Quote(text.to_owned()),
    }
}

fn status(event: &str, name: &'static str) -> Amendment {
    Amendment {
        event: event.to_owned(),
        citation: 0,
        change: Change::Status(name),
    }
}

fn edition(event: &str, citation: usize, date: &str) -> Amendment {
    Amendment {
        event: event.to_owned(),
        citation,
        change: Change::Edition(date.to_owned()),
    }
}

fn refused(text: &str, amendments: &[Amendment]) -> String {
    amend("e.toml", text, amendments)
        .expect_err("it is refused")
        .message
}

const HEADED: &str = r#"# before
[timeline]
title = "T" # 'six' 6
[[event]]
id  =  "one"   # the first
date = 2020
   [[event.citation]]
   source = "s"
   paragraph=6   # six
   quote = 'as it was'#!
[[event.citation]]
paragraph = 6
source = "s"
quote = """
as it \
   was"""
[[event]]
"id" = "two"
citation = [ {source="s",  paragraph = 0x6, quote = "as it was"} , # inline
  { quote = 'x', source = "s" }, ]
"#;

#[test]
fn an_edition_is_added_after_the_source_as_its_line_is_written() {
    for (citation, expected) in [
        (
            "[[event.citation]]\nsource = \"s\"\n",
            "[[event.citation]]\nsource = \"s\"\nedition = \"2020\"\n",
        ),
        (
            "[[event.citation]]\n  source    = \"s\" # the only one\n  quote     = \"q\"\n",
            "[[event.citation]]\n  source    = \"s\" # the only one\n  edition   = \"2020\"\n  quote     = \"q\"\n",
        ),
        (
            "[[event.citation]]\r\nsource = \"s\"\r\n\r\n# end",
            "[[event.citation]]\r\nsource = \"s\"\r\nedition = \"2020\"\r\n\r\n# end",
        ),
        (
            "[[event.citation]]\nsource = \"s\"",
            "[[event.citation]]\nsource = \"s\"\nedition = \"2020\"",
        ),
        (
            "citation = [{ source = \"s\" }]\n",
            "citation = [{ source = \"s\", edition = \"2020\" }]\n",
        ),
        (
            "citation = [{source=\"s\",quote=\"q\"}] # [\n",
            "citation = [{source=\"s\", edition = \"2020\",quote=\"q\"}] # [\n",
        ),
        (
            "[[event.citation]]\nsource = \"s\"\nedition = '2019'\n",
            "[[event.citation]]\nsource = \"s\"\nedition = '2020'\n",
        ),
    ] {
        let event = "[[event]]\nid = \"e\"\n";
        let text = format!("{event}{citation}");
        let amended = amend("e.toml", &text, &[edition("e", 0, "2020")]).expect("it is added");
        assert_eq!(amended.text, format!("{event}{expected}"));
        let line = amended.text.lines().position(|line| line.contains("2020"));
        assert_eq!(amended.lines, [line.expect("a line") + 1], "{expected}");
    }
    let both = [paragraph("one", 0, 7), edition("one", 0, "2020")];
    let amended = amend("e.toml", HEADED, &both).expect("both are made");
    let expected = HEADED.replace(
        "   source = \"s\"\n   paragraph=6 ",
        "   source = \"s\"\n   edition = \"2020\"\n   paragraph=7 ",
    );
    assert_eq!(amended.text, expected);
    let without = "[[event]]\nid = \"e\"\n[[event.citation]]\nquote = \"q\"\n";
    assert_eq!(
        refused(without, &[edition("e", 0, "2020")]),
        "citation 1 of `e` has no `edition` to change"
    );
}

#[test]
fn the_status_of_an_event_changes_like_a_value_of_a_citation() {
    let text = HEADED.replace("date = 2020", "status=\"draft\"# so far");
    let amendments = [status("one", "happened"), paragraph("one", 0, 7)];
    let amended = amend("e.toml", &text, &amendments).expect("it can be amended");
    let expected = text
        .replace("\"draft\"", "\"happened\"")
        .replace("paragraph=6 ", "paragraph=7 ");
    assert_eq!(amended.text, expected);
    assert_eq!(amended.lines, [6, 9]);
    assert_eq!(
        refused(&text, &[status("two", "happened")]),
        "`two` has no `status` to change"
    );
    assert_eq!(
        refused(
            &text.replace("\"draft\"", "7"),
            &[status("one", "happened")]
        ),
        "`one` has no `status` to change"
    );
}

#[test]
fn a_page_keeps_its_kind_and_its_quotes() {
    for (old, locator, new) in [
        (
            "page = 12 # as viewers count",
            Locator::Page(13),
            "page = 13 # as viewers count",
        ),
        ("page = 'ii'", Locator::Label("iii".into()), "page = 'iii'"),
        (
            "page = \"ii\"",
            Locator::Label("a\"".into()),
            "page = \"a\\\"\"",
        ),
        ("time = '12:31'", Locator::Time(3600), "time = '01:00:00'"),
        ("time = 00:12:31", Locator::Time(752), "time = 00:12:32"),
        (
            "time = 00:12:31",
            Locator::Time(90_000),
            "time = \"25:00:00\"",
        ),
        ("message = 3", Locator::Message(4), "message = 4"),
        // It is right already, in other words.
        ("time = '12:31'", Locator::Time(751), "time = '00:12:31'"),
    ] {
        let text = |value: &str| format!("[[event]]\nid = 'a'\n[[event.citation]]\n{value}\n");
        let change = Change::Locator(locator.clone());
        let amendment = Amendment {
            event: "a".to_owned(),
            citation: 0,
            change,
        };
        let amended = amend("e.toml", &text(old), &[amendment]).expect("it can be amended");
        assert_eq!(amended.text, text(new));
    }
    for (old, locator) in [
        ("page = 'ii'", Locator::Page(1)),
        ("page = 1", Locator::Label("ii".into())),
        ("message = 'x'", Locator::Message(1)),
        ("time = 1", Locator::Time(1)),
        ("paragraph = 1", Locator::Page(1)),
    ] {
        let text = format!("[[event]]\nid = 'a'\n[[event.citation]]\n{old}\n");
        let key = locator.key();
        let amendment = Amendment {
            event: "a".to_owned(),
            citation: 0,
            change: Change::Locator(locator),
        };
        let message = format!("citation 1 of `a` has no `{key}` to change");
        assert_eq!(refused(&text, &[amendment]), message, "{old}");
    }
}

#[test]
fn only_the_values_change() {
    let amendments = [
        quote("two", 1, "it's"),
        paragraph("one", 0, 7),
        quote("one", 1, "as it \"is\""),
        paragraph("two", 0, 1234),
        quote("one", 0, "as it is"),
    ];
    let amended = amend("e.toml", HEADED, &amendments).expect("it can be amended");
    let expected = HEADED
        .replace("paragraph=6 ", "paragraph=7 ")
        .replace("quote = 'as it was'", "quote = 'as it is'")
        .replace("as it \\\n   was\"", "as it \"is\\\"\"")
        .replace("0x6", "1234")
        .replace("'x'", "\"it's\"");
    assert_eq!(amended.text, expected);
    assert_eq!(amended.lines, [19, 9, 14, 18, 10]);
}

#[test]
fn events_and_citations_may_be_inline() {
    let text = "event = [{id = 'a', citation = [{paragraph = 1}]}, {id.x = 1}, {id='b', citation=[1, {paragraph=+1}]}]";
    let amendments = [paragraph("b", 1, 3), paragraph("a", 0, 2)];
    let amended = amend("e.toml", text, &amendments).expect("it can be amended");
    let expected = text
        .replace("{paragraph = 1}", "{paragraph = 2}")
        .replace("+1", "3");
    assert_eq!(amended.text, expected);
}

#[test]
fn the_mark_and_the_line_ends_stay() {
    let text = format!("\u{feff}{}", HEADED.replace('\n', "\r\n"));
    let amended = amend("e.toml", &text, &[quote("one", 1, "is")]).expect("it can be amended");
    let expected = text.replace("as it \\\r\n   was", "is");
    assert_eq!(amended.text, expected);
    assert_eq!(amended.lines, [14]);
}

#[test]
fn an_id_is_what_the_loader_makes_of_it() {
    let text = "[[event]]\nid = \" a\\t b \"\ncitation = [{paragraph = 1}]";
    let amended = amend("e.toml", text, &[paragraph("a b", 0, 2)]).expect("it can be amended");
    assert!(amended.text.ends_with("= 2}]"));
}

#[test]
fn what_is_not_there_is_refused() {
    let cases = [
        (paragraph("three", 0, 1), "no event has the id `three`"),
        (
            paragraph("one", 2, 1),
            "citation 3 of `one` has no `paragraph` to change",
        ),
        (
            paragraph("two", 1, 1),
            "citation 2 of `two` has no `paragraph` to change",
        ),
    ];
    for (amendment, message) in cases {
        assert_eq!(refused(HEADED, &[amendment]), message);
    }
    let typed = "[[event]]\nid = 'a'\ncitation = [{paragraph = '1', quote = 1}]";
    for amendment in [paragraph("a", 0, 2), quote("a", 0, "b")] {
        assert!(refused(typed, &[amendment]).contains("to change"));
    }
    assert!(refused("event = 3", &[paragraph("a", 0, 1)]).contains("no event"));
}

#[test]
fn an_id_that_two_events_have_is_refused() {
    let text = HEADED.replace("\"two\"", "'one'");
    assert_eq!(
        refused(&text, &[paragraph("one", 0, 1)]),
        "several events have the id `one`"
    );
}

#[test]
fn a_value_changes_once() {
    let twice = [paragraph("one", 0, 1), paragraph("one", 0, 2)];
    assert_eq!(
        refused(HEADED, &twice),
        "two changes are requested in the same place"
    );
}

#[test]
fn what_is_no_toml_is_refused_at_its_place() {
    let found = amend("e.toml", "\u{feff}[[event]]\nid = \n", &[]).expect_err("no TOML");
    assert_eq!((found.code.name(), found.line), ("syntax", 2));
}

/// A change that does more than it should, as if the parser had named a wrong place.
#[test]
fn the_result_is_held_against_the_original() {
    let text = "[[event]]\nid = 'a'\nx = 1\n[[event.citation]]\nparagraph = 1\n";
    let amendments = [paragraph("a", 0, 2)];
    let at = text.rfind('1').expect("a number");
    let ok = |span, written: &str| {
        let splices = [Splice {
            span,
            written: written.to_owned(),
            skipped: 0,
            amendment: 0,
        }];
        let (result, _) = splice(text, &splices).expect("in order");
        let result = TextFile::new("e", &result);
        is_as_wanted(text, &result, &splices, &amendments)
    };
    assert!(ok(at..at + 1, "2"));
    assert!(!ok(at..at + 1, "3"), "another value");
    assert!(!ok(at..at + 1, "2\ny = 3"), "a key more");
    let x = text.find('1').expect("a number");
    assert!(!ok(x..x + 1, "2"), "another place");
    assert!(!ok(at..at + 1, "2\n[[event]]"), "an event more");
    assert!(!ok(at..at + 1, "2\n[z]"), "a table more");
}

#[test]
fn an_addition_is_one_key_and_no_more() {
    let text = "[[event]]\nid = 'a'\n[[event.citation]]\nsource = 's'\n";
    let amendments = [edition("a", 0, "2020")];
    let at = text.len() - 1;
    let ok = |written: &str| {
        let splices = [Splice {
            span: at..at,
            written: written.to_owned(),
            skipped: 1,
            amendment: 0,
        }];
        let (result, _) = splice(text, &splices).expect("in order");
        let result = TextFile::new("e", &result);
        is_as_wanted(text, &result, &splices, &amendments)
    };
    assert!(ok("\nedition = '2020'"));
    assert!(!ok("\nedition = '2021'"), "another value");
    assert!(!ok("\nedition = '2020'\ny = 3"), "a key more");
    assert!(!ok("\n# edition = '2020'"), "a comment");
}

/// What is written for a value instead of what `old` is.
fn source_of(change: &Change, old: &str) -> String {
    match change {
        Change::Paragraph(number) => number.to_string(),
        Change::Locator(locator) => unreachable!("{locator} is not amended here"),
        Change::Quote(text) => quoting::like(old, text),
        Change::Status(name) => quoting::like(old, name),
        Change::Edition(date) => quoting::like(old, date),
    }
}

/// A file that is written in one of many ways, and where its values stand.
#[derive(Debug, Clone)]
struct Written {
    text: String,
    /// By event and citation: where the paragraph stands, and where the quote.
    values: Vec<(usize, usize, Range<usize>, Range<usize>)>,
}

fn blank() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", " ", "\t", "   "]).prop_map(str::to_owned)
}

fn comment() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec![
        "",
        "# paragraph = 1",
        " # \"quote\" = '''",
        "#[[event]] é “x” \u{feff}",
    ]);
    text.prop_map(str::to_owned)
}

fn quoted() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "'paragraph = 1'",
        "''",
        r#""a \"b\" \u00e9 # no""#,
        "'''\nit's [[event]]\nquote = 1'''",
        "\"\"\"a \\\n   b \"c\" \"\"\"",
        "\"“é” […] b\"",
    ])
    .prop_map(str::to_owned)
}

/// One citation: its blanks, its paragraph, its quote, a comment, whether the quote comes first.
type Cited = (String, String, String, String, bool);

fn cited() -> impl Strategy<Value = Cited> {
    let number = prop::sample::select(vec!["1", "+12", "0x1F", "1_000"]).prop_map(str::to_owned);
    (blank(), number, quoted(), comment(), any::<bool>())
}

fn written() -> impl Strategy<Value = Written> {
    let event = (
        comment(),
        prop::collection::vec(cited(), 0..4),
        any::<bool>(),
    );
    let events = prop::collection::vec(event, 1..5);
    (events, any::<bool>(), any::<bool>()).prop_map(|(events, mark, crlf)| {
        let line_end = if crlf { "\r\n" } else { "\n" };
        let mut text = if mark { MARK.to_owned() } else { String::new() };
        let mut values = Vec::new();
        let _ = write!(text, "# top{line_end}sources.s.title = 'S'{line_end}");
        for (index, (comment, citations, inline)) in events.into_iter().enumerate() {
            let _ = write!(text, "[[event]]{comment}{line_end}id='e{index}'{line_end}");
            if inline {
                text.push_str("citation = [");
            }
            for (number, (blank, paragraph, quote, comment, first)) in
                citations.into_iter().enumerate()
            {
                let quote = quote.replace('\n', line_end);
                text.push_str(if inline { "{" } else { "[[event.citation]]" });
                let mut spans = [0..0, 0..0];
                let keys = [("paragraph", paragraph), ("\"quote\"", quote)];
                let order = if first { [1, 0] } else { [0, 1] };
                for (nth, which) in order.into_iter().enumerate() {
                    let (key, value) = &keys[which];
                    text.push_str(match (inline, nth) {
                        (true, 0) => "",
                        (true, _) => ",",
                        _ => line_end,
                    });
                    let _ = write!(text, "{blank}{key}{blank}={blank}");
                    spans[which] = text.len()..text.len() + value.len();
                    text.push_str(value);
                    text.push_str(&blank);
                }
                let [at, quoted] = spans;
                values.push((index, number, at, quoted));
                text.push_str(if inline { "}," } else { "" });
                let _ = write!(text, "{comment}{line_end}");
            }
            text.push_str(if inline { "]" } else { "" });
            let _ = write!(text, "{comment}{line_end}");
        }
        Written { text, values }
    })
}

proptest! {
    #[test]
    fn nothing_changes_beside_the_values_named(
        written in written(),
        picks in prop::collection::vec((any::<bool>(), any::<bool>(), 1..5000_usize, "[ -~é“”\n]{0,20}"), 16),
    ) {
        let mut wanted: Vec<(Range<usize>, Amendment)> = Vec::new();
        for ((event, number, at, quoted), (move_it, requote, to, text)) in written.values.iter().zip(picks) {
            let event = format!("e{event}");
            if move_it {
                wanted.push((at.clone(), paragraph(&event, *number, to)));
            }
            if requote {
                wanted.push((quoted.clone(), quote(&event, *number, &text)));
            }
        }
        // Asked for in any order.
        let amendments: Vec<Amendment> = wanted.iter().rev().map(|(_, amendment)| amendment.clone()).collect();
        let amended = amend("e.toml", &written.text, &amendments);
        let amended = amended.map_err(|found| TestCaseError::fail(found.message))?.text;
        // The texts between the values stand there still, each after the one before.
        wanted.sort_by_key(|(span, _)| span.start);
        let (mut old, mut rest) = (0, amended.as_str());
        for (span, amendment) in &wanted {
            let between = &written.text[old..span.start];
            prop_assert!(rest.starts_with(between), "{between:?} in {rest:?}");
            rest = &rest[between.len()..];
            let value = source_of(&amendment.change, &written.text[span.clone()]);
            prop_assert!(rest.starts_with(&value), "{value:?} in {rest:?}");
            rest = &rest[value.len()..];
            old = span.end;
        }
        prop_assert_eq!(rest, &written.text[old..]);
    }

    #[test]
    fn any_text_is_amended_or_refused(text in "[\\[\\]event.citaonpgrqu=\"'{}, 0-9\n]{0,80}") {
        if let Ok(amended) = amend("e.toml", &text, &[]) {
            prop_assert_eq!(amended.text, text);
        }
    }
}

//! What is found, where, and in which state.

mod located;
mod near;
mod places;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::search::search;
use super::*;
use crate::document::Format;

const TEXT: &str = "The fair opened on 13 May 1906, l’invito era per tutti.\n\n\
    Perché il “grande” ponte costa 1,000 lire? A party came.\n\n\
    The fair closed. Nobody came to the well-\nknown bridge.\n\n\
    Nobody came to see the end.";

fn read(text: &str) -> Document {
    Document::read(text.as_bytes(), Format::Plain)
}

fn find(quote: &str, paragraph: Option<usize>) -> Anchor {
    anchor(Some(quote), paragraph, None, Some(&read(TEXT)))
}

fn found_in(text: &str, quote: &str) -> Anchor {
    anchor(Some(quote), None, None, Some(&read(text)))
}

/// Returns the state and the text found.
fn found(text: &str, quote: &str) -> (State, Option<String>) {
    let document = read(text);
    let anchor = anchor(Some(quote), None, None, Some(&document));
    let text = anchor.found().map(|place| {
        let text = document.paragraph(place.paragraph).unwrap();
        text[place.bytes(text)].to_owned()
    });
    (anchor.state, text)
}

#[test]
fn a_quote_may_have_lost_its_spaces() {
    let document =
        read("The fee is due.\n\nThe company may raise the toll on the bridge once a year.");
    let found = |quote: &str| anchor(Some(quote), None, None, Some(&document));
    let whole = found("Thecompanymayraisethetollonthebridge");
    assert_eq!(
        (whole.state, whole.paragraph()),
        (State::Normalized, Some(2))
    );
    assert_eq!(
        whole.found().map(|place| (place.start, place.end)),
        Some((0, 44))
    );
    for other in [
        "Thecompanymayraisethetollonthebrid",
        "Thecompanymayraisethepriceonthebridge",
    ] {
        assert!(!found(other).state.is_verified(), "{other}");
    }
}

#[test]
fn brackets_may_be_those_of_the_source() {
    let document = read("Costs rose. [Calculation of the ministry, 1988] They fell.");
    let found = |quote: &str| anchor(Some(quote), None, None, Some(&document)).state;
    assert_eq!(found("[Calculation of the ministry, 1988]"), State::Exact);
    assert_eq!(found("[Calculation of the council, 1988]"), State::Unquoted);
    assert_eq!(found("[…]"), State::Unquoted);
}

#[test]
fn states_have_different_names() {
    let names: std::collections::HashSet<_> = State::ALL.map(State::name).into();
    assert_eq!(names.len(), State::ALL.len());
    assert!(State::ALL.iter().all(|state| !state.words().is_empty()));
    let verified = State::ALL.into_iter().filter(|state| state.is_verified());
    assert!(verified.eq([State::Exact, State::Normalized]));
}

#[test]
fn without_a_quote_or_document_nothing_is_found() {
    assert_eq!(
        anchor(Some("x"), Some(1), None, None).state,
        State::NoSource
    );
    for quote in ["", " \n", "[…]", "\u{ad}"] {
        let unquoted = find(quote, Some(2));
        assert_eq!(
            (unquoted.state, unquoted.paragraph()),
            (State::Unquoted, Some(2))
        );
        assert_eq!((unquoted.found(), unquoted.moved()), (None, None));
        assert_eq!(find(quote, Some(9)).paragraph(), None);
    }
}

#[test]
fn the_same_letters_are_exact() {
    let exact = find(" fair opened\n  on 13 May", Some(1));
    assert_eq!((exact.state, exact.moved()), (State::Exact, None));
    assert_eq!(
        exact.places,
        [Place {
            paragraph: 1,
            start: 4,
            end: 25,
        }]
    );
    assert!((exact.score - 1.0).abs() < f64::EPSILON);
    assert_eq!(found(TEXT, "well-known bridge").0, State::Exact);
}

#[test]
fn other_typography_is_normalized() {
    for (quote, text) in [
        ("l'invito era", "l’invito era"),
        (
            "Perche\u{301} il «grande» ponte",
            "Perché il “grande” ponte",
        ),
        ("PERCHÉ IL \"GRANDE\"", "Perché il “grande”"),
        ("the wellknown bri\u{ad}dge", "the well-known bridge"),
        ("see the\nEND.", "see the end."),
    ] {
        assert_eq!(
            found(TEXT, quote),
            (State::Normalized, Some(text.into())),
            "{quote}"
        );
    }
    assert_eq!(
        found("Disse perche\u{301} no", "perché"),
        (State::Normalized, Some("perche\u{301}".into()))
    );
}

#[test]
fn a_move_does_not_change_the_state() {
    let moved = find("fair opened", Some(3));
    assert_eq!(moved.state, State::Exact);
    assert_eq!(moved.moved().and_then(|it| it.paragraph), Some((3, 1)));
    let beyond = find("fair opened", Some(99)).moved();
    assert_eq!(beyond.expect("it moved").words(), "from paragraph 99 to 1");
    assert_eq!(find("fair opened", None).moved(), None);
}

#[test]
fn the_paragraph_given_goes_first() {
    let document = read("The end.\n\nthe end. And the end.\n\nTHE END.");
    let at = |given| {
        let anchor = anchor(Some("the end."), given, None, Some(&document));
        (anchor.state, anchor.places.len(), anchor.paragraph())
    };
    assert_eq!(at(Some(3)), (State::Normalized, 1, Some(3)));
    assert_eq!(at(Some(2)), (State::Exact, 1, Some(2)));
    // Without a given paragraph, exact places beat normalized ones.
    assert_eq!(at(None), (State::Exact, 1, Some(2)));
}

#[test]
fn several_paragraphs_are_ambiguous() {
    for given in [None, Some(1)] {
        let twice = find("Nobody came to", given);
        assert_eq!((twice.state, twice.moved()), (State::Ambiguous, None));
        let numbers: Vec<usize> = twice.places.iter().map(|place| place.paragraph).collect();
        assert_eq!(numbers, [3, 4]);
    }
    assert_eq!(find("Nobody came to", Some(4)).state, State::Exact);
}

#[test]
fn other_words_and_parts_of_words_are_missing() {
    let removed = find("Nobody came to the fair.", Some(3));
    assert_eq!(
        (removed.state, removed.paragraph(), removed.given),
        (State::Missing, None, Some(3))
    );
    assert!(removed.score.abs() < f64::EPSILON);
    for part in [
        "art",
        "pen",
        "1",
        "000",
        "90",
        "31 May",
        "nown bridge",
        "perch",
    ] {
        assert_eq!(find(part, None).state, State::Missing, "{part}");
    }
}

#[test]
fn the_script_decides_where_words_end() {
    assert_eq!(found("人人生而自由", "生而").0, State::Exact);
    assert_eq!(found("parola¹ e 10² m", "parola").0, State::Exact);
    assert_eq!(found("parola¹ e 10² m", "10").0, State::Missing);
    assert_eq!(found("cafe\u{301}", "cafe").0, State::Missing);
    assert_eq!(found("the ﬁght", "ight").0, State::Missing);
    assert_eq!(found("aha ha ha", "ha ha").1, Some("ha ha".into()));
}

#[test]
fn pieces_are_found_in_order() {
    let near = find("fair opened […] per tutti", None);
    assert_eq!((near.state, near.places.len()), (State::Exact, 2));
    assert_eq!(
        near.found(),
        Some(Place {
            paragraph: 1,
            start: 4,
            end: 54
        })
    );
    let next = find("The fair [...] the “grande” […] party", None);
    assert_eq!(next.state, State::Missing);
    let next = find("per tutti […] IL \"grande\"", Some(2));
    assert_eq!(
        (next.state, next.paragraph(), next.moved()),
        (State::Normalized, Some(1), None)
    );
    for apart in ["per tutti […] fair opened", "fair opened […] Nobody"] {
        assert_eq!(find(apart, None).state, State::Missing);
    }
    // The first `b` does not lead to `c`; the second does.
    assert_eq!(found("a b\n\nb\n\nc", "a […] b […] c").0, State::Exact);
    assert_eq!(
        found("so […] it is", "so […] it"),
        (State::Exact, Some("so […] it".into()))
    );
}

/// Changes that keep the words, as on the way of a quote into a file.
fn variants(quote: &str) -> [String; 5] {
    [
        quote.to_uppercase(),
        quote.replace('\'', "’").replace('"', "“"),
        quote.nfd().collect(),
        quote.replace(' ', "\u{a0}"),
        quote.replace(' ', "\n  "),
    ]
}

/// Asks often enough for the document to be indexed.
fn index(document: &Document) {
    for _ in 0..1000 {
        document.paragraphs_with("");
    }
}

#[test]
fn an_index_finds_the_same() {
    let text = "parola¹ e 10² m - the well-known “old” mill\n\nthe ﬁne exam\u{ad}ple of 1,000 lire—or more\n\n\
        ｶﾞｽ 人人生而自由,在尊严和权利 上一律平等 caf\u{e9} cafe\u{301} (the end) -- of it";
    let (plain, indexed) = (read(text), read(text));
    index(&indexed);
    let ends: Vec<usize> = (0..=text.len())
        .filter(|at| text.is_char_boundary(*at))
        .collect();
    for (from, start) in ends.iter().enumerate() {
        for end in ends.iter().skip(from).take(40) {
            let quote = &text[*start..*end];
            for quote in [
                quote.to_owned(),
                quote.to_uppercase(),
                quote.nfd().collect(),
            ] {
                let pieces = [Piece::whole(&quote)];
                let [one, other] =
                    [&plain, &indexed].map(|document| search(&pieces, None, document, 9));
                assert_eq!(one, other, "{quote:?}");
            }
        }
    }
    assert!(
        indexed
            .paragraphs_with("such words nowhere stand")
            .is_some_and(|mut found| found.next().is_none())
    );
}

#[test]
fn only_the_first_of_many_places_are_kept() {
    for (times, more) in [(32, 0), (100, 68), (1000, 968), (3000, 969)] {
        let text = "It is so, they say.\n\n".repeat(times);
        let found = found_in(&text, "It is so, they say.");
        assert_eq!(
            (found.state, found.places.len(), found.more),
            (State::Ambiguous, 32, more)
        );
        assert_eq!(found.paragraph(), Some(1));
    }
}

proptest! {
    #[test]
    fn nothing_panics(quote in "\\PC{0,20}|[a-c \u{301}\u{ad}ﬁß.,1'’—\\[\\]…\n-]{0,12}", text in "\\PC{0,40}|[a-c \u{301}\u{ad}ﬁß.,1'’—\\[\\]…\n-]{0,80}", given in proptest::option::of(0usize..9)) {
        let document = read(&text);
        for place in anchor(Some(&quote), given, None, Some(&document)).places {
            let text = document.paragraph(place.paragraph).unwrap();
            prop_assert!(place.start < place.end && place.end <= text.chars().count());
            prop_assert!(text.get(place.bytes(text)).is_some());
        }
    }

    #[test]
    fn a_quote_is_found_where_it_was_taken(
        words in proptest::collection::vec("[a-zA-Zàèéìòùßñйσ]{1,8}[,.]?|l'[a-zà]{2,6}|\"[a-z]{2,6}\"|[a-z]{2,4}-[a-z]{2,4}|[0-9]{1,4}", 12..60),
        start: proptest::sample::Index,
        len in 4usize..12,
    ) {
        let text = words.chunks(9).map(|words| words.join(" ")).collect::<Vec<_>>().join("\n\n");
        let document = read(&text);
        let paragraph = start.index(document.paragraphs().len());
        let words: Vec<&str> = document.paragraph(paragraph + 1).unwrap().split(' ').collect();
        let first = start.index(words.len());
        let quote = words[first..words.len().min(first + len)].join(" ");
        prop_assume!(quote.chars().count() >= 12);
        let exact = anchor(Some(&quote), None, None, Some(&document));
        prop_assume!(text.to_lowercase().matches(&quote.to_lowercase()).count() == 1);
        prop_assert_eq!(exact.state, State::Exact);
        prop_assert_eq!(exact.paragraph(), Some(paragraph + 1));
        for variant in variants(&quote) {
            let other = anchor(Some(&variant), None, None, Some(&document));
            prop_assert!(other.state.is_verified(), "{} {:?}", variant, other);
            prop_assert_eq!(&other.places, &exact.places, "{}", variant);
        }
    }
}

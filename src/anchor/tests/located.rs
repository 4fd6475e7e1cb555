//! Quotes whose citations give a page, a time or a message.

use super::*;
use crate::document::{Locator, assemble};

const PAGES: &str = "\
[p. 1]

It was so.

The council met on
[p. 2 \"ii\"] Head
Monday. It was so.

It was so.
[p. 3]

A lone sentence is on the last page.

The bridge was opened to traffic on the first day of June.

It was so. It was so.
";

fn pages() -> Document {
    read(&assemble(&crate::document::Header::default(), PAGES))
}

fn at(quote: &str, paragraph: Option<usize>, locator: Option<&Locator>) -> Anchor {
    let hint = Hint { paragraph, locator };
    let quote = Some(quote).filter(|quote| !quote.is_empty());
    anchor(quote, hint, None, Some(&pages()))
}

fn label(label: &str) -> Locator {
    Locator::Label(label.into())
}

#[test]
fn a_quote_is_found_over_a_page_break() {
    for (quote, place) in [
        ("The council met on Monday.", "p. 1–2"),
        ("The council met", "p. 1"),
        ("Monday.", "p. ii (2)"),
        ("It was so. […] A lone", "p. ii (2–3)"),
        ("The council met on Munday.", "p. 1–2"),
    ] {
        let found = at(quote, None, None);
        let at = found.at.expect("a place");
        assert_eq!(at.to_string(), place, "{quote}");
    }
    for quote in ["It was so.", "nothing of the kind was ever said by anybody"] {
        assert_eq!(at(quote, None, None).at, None);
    }
    assert_eq!(find("fair opened", None).at, None);
}

#[test]
fn the_page_decides_between_places() {
    let found = |paragraph, locator: &Locator| {
        let found = at("It was so.", paragraph, Some(locator));
        let places = found.places.iter();
        let places = places.map(|place| (place.paragraph, place.start)).collect();
        (found.state, places, found.moved())
    };
    let exact = |paragraph, start| (State::Exact, vec![(paragraph, start)], None);
    assert_eq!(found(None, &Locator::Page(1)), exact(1, 0));
    // In a paragraph that begins on the page before.
    let twice = (State::Ambiguous, vec![(2, 27), (3, 0)], None);
    assert_eq!(found(None, &Locator::Page(2)), twice);
    assert_eq!(found(None, &label("ii")), twice);
    assert_eq!(found(Some(3), &Locator::Page(2)), exact(3, 0));
    assert_eq!(found(Some(2), &label("ii")), exact(2, 27));
    assert_eq!(found(None, &Locator::Page(3)), exact(6, 0));
    // The page matters more than a paragraph that is not on it.
    let (state, places, moved) = found(Some(1), &Locator::Page(3));
    assert_eq!((state, places), (State::Exact, vec![(6, 0)]));
    assert_eq!(moved.expect("it moved").words(), "from paragraph 1 to 6");
    // A page that does not exist says nothing.
    let (state, places, _) = found(None, &Locator::Page(9));
    assert_eq!((state, places.len()), (State::Ambiguous, 4));
}

#[test]
fn a_later_place_in_a_paragraph_may_be_the_one_on_the_page() {
    let text = "annals text edition 1\n\n[p. 1]\nIt was so, and then\n[p. 2]\nIt was so.\n";
    for (page, start) in [(1, 0), (2, 20)] {
        let locator = Locator::Page(page);
        let hint = Hint {
            locator: Some(&locator),
            ..Hint::default()
        };
        let found = anchor(Some("It was so"), hint, None, Some(&read(text)));
        assert_eq!(found.places[0].start, start, "{page}");
        assert_eq!(found.moved(), None);
    }
}

#[test]
fn a_quote_may_be_on_any_page_with_its_label() {
    let text = "annals text edition 1\n\n[p. 1 \"A\"]\nIt was so.\n\n[p. 2 \"B\"]\nIt was not.\n\n\
                [p. 3 \"A\"]\nThe bridge was opened.\n";
    for (quote, paragraph, moved) in [
        ("It was so.", 1, None),
        ("The bridge was opened.", 3, None),
        ("It was not.", 2, Some("from p. A to p. B")),
    ] {
        let locator = label("A");
        let hint = Hint {
            locator: Some(&locator),
            ..Hint::default()
        };
        let found = anchor(Some(quote), hint, None, Some(&read(text)));
        assert_eq!(found.paragraph(), Some(paragraph));
        assert_eq!(found.moved().map(|it| it.words()).as_deref(), moved);
    }
}

#[test]
fn the_page_decides_between_similar_places() {
    let text = "annals text edition 1\n\n[p. 1]\nThe guard closed the gate at noon.\n\n[p. 2]\n\
                The guard closed the gate at noon.\n";
    for (page, paragraph) in [(1, 1), (2, 2)] {
        let locator = Locator::Page(page);
        let hint = Hint {
            locator: Some(&locator),
            ..Hint::default()
        };
        let found = anchor(
            Some("The guard closed the gate at nooon."),
            hint,
            None,
            Some(&read(text)),
        );
        let what = (found.state, found.paragraph());
        assert_eq!(what, (State::Fuzzy, Some(paragraph)), "{page}");
    }
}

#[test]
fn a_quote_moves_from_page_to_page() {
    let bridge = "The bridge was opened to traffic on the first day of June.";
    let both = "from p. 1 to p. 3 and from paragraph 1 to 5";
    for (quote, paragraph, locator, words) in [
        (bridge, None, Locator::Page(3), None),
        (bridge, None, label("3"), None),
        (bridge, None, Locator::Page(1), Some("from p. 1 to p. 3")),
        (bridge, None, label("ii"), Some("from p. ii to p. 3")),
        (bridge, None, Locator::Page(99), Some("from p. 99 to p. 3")),
        (bridge, Some(1), Locator::Page(1), Some(both)),
        (
            "The council met",
            None,
            label("ii"),
            Some("from p. ii to p. 1"),
        ),
        ("The council met on Monday", None, label("ii"), None),
        ("The council met on Monday", None, Locator::Page(1), None),
        (bridge, None, Locator::Time(5), None),
    ] {
        let found = at(quote, paragraph, Some(&locator));
        let moved = found.moved().map(|moved| moved.words());
        assert_eq!(moved.as_deref(), words, "{quote} {locator}");
        let unplaced = matches!(locator, Locator::Time(_)).then_some(&locator);
        assert_eq!(found.unplaced(), unplaced);
    }
    let plain = Hint {
        locator: Some(&Locator::Page(1)),
        ..Hint::default()
    };
    let found = anchor(Some("fair opened"), plain, None, Some(&read(TEXT)));
    assert_eq!((found.moved(), found.unplaced()), (None, plain.locator));
}

#[test]
fn a_page_without_a_quote_has_a_paragraph() {
    for (locator, paragraph) in [
        (Locator::Page(1), Some(1)),
        (label("ii"), Some(2)),
        (Locator::Page(3), Some(4)),
        (Locator::Page(4), None),
        (Locator::Time(1), None),
    ] {
        let found = at("", None, Some(&locator));
        assert_eq!(
            (found.state, found.paragraph()),
            (State::Unquoted, paragraph)
        );
    }
    assert_eq!(
        at("", Some(5), Some(&Locator::Page(1))).paragraph(),
        Some(5)
    );
}

#[test]
fn a_time_decides_as_a_page_does() {
    let text = "annals text edition 1\n\n[00:00:05] Ann: yes,\n[00:00:09] yes, I was there.\n\n\
                [00:01:00] Bob: yes, yes.\n";
    let found = |seconds| {
        let locator = Locator::Time(seconds);
        let hint = Hint {
            locator: Some(&locator),
            ..Hint::default()
        };
        let found = anchor(Some("yes"), hint, None, Some(&read(text)));
        let moved = found.moved().map(|moved| moved.words());
        (found.places[0].paragraph, found.places[0].start, moved)
    };
    assert_eq!(found(5), (1, 5, None));
    assert_eq!(found(8), (1, 5, None));
    assert_eq!(found(10), (1, 10, None));
    assert_eq!(found(120), (2, 5, None));
    // Nobody speaks any more.
    assert_eq!(found(3600), (1, 5, None));
}

//! What becomes of the citations of a source when its text is replaced by a newer one.

use crate::anchor::{Anchor, Moved, State, anchor};
use crate::document::{Change, Document};
use crate::timeline::{Answer, Citation, Query, SourceId, Term, Timeline};

/// What has become of a quote in a newer text of its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is where it was.
    Stands,
    /// It is in another place.
    Moved(Moved),
    /// The new text has it in several places, of which none is the one that was meant for sure.
    Ambiguous,
    /// The new text has something similar in its place, or has not these words of a quote that is too long to be looked
    /// for in others.
    Altered,
    /// The new text has nothing like it.
    Gone,
    /// The old text did not have it either, or there is no quote.
    Unverified,
}

/// A citation whose quote was held against both texts.
#[derive(Clone, Debug)]
pub struct Held {
    /// The id of the event that the citation is given for.
    pub event: String,
    /// The number of the citation in the event, from 1.
    pub number: usize,
    /// Whether the citation says where its quote is, and so has to follow one that moves.
    pub is_placed: bool,
    /// What has become of the quote.
    pub outcome: Outcome,
}

/// How two texts of one source differ, and what that means for the citations of the source.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The citations that follow the text of the source, in the order of events.
    pub held: Vec<Held>,
    /// The paragraphs of both texts.
    pub changes: Vec<Change>,
}

/// Holds every quote from a source against an old and a new text of it. Citations of a certain edition are left out,
/// since nothing changes for them.
///
/// # Errors
/// Those of the store.
pub fn compare(
    timeline: &Timeline,
    source: SourceId,
    old: &Document,
    new: &Document,
) -> Answer<Comparison> {
    let citing = timeline.select(&Query::Term(Term::Source(vec![source])))?;
    let mut held = Vec::new();
    for id in citing.iter() {
        let event = timeline.read(id?)?;
        let citations = (1..).zip(&event.citations);
        let of_source = citations
            .filter(|(_, citation)| citation.source == source && citation.edition.is_none());
        held.extend(of_source.map(|(number, citation)| Held {
            event: event.slug.clone(),
            number,
            is_placed: citation.paragraph().is_some() || citation.locator.is_some(),
            outcome: outcome(&found(citation, old), &found(citation, new)),
        }));
    }
    Ok(Comparison {
        held,
        changes: old.changes(new),
    })
}

fn found(citation: &Citation, document: &Document) -> Anchor {
    let (quote, context) = (citation.quote.as_deref(), citation.context.as_ref());
    anchor(quote, citation.hint(), context, Some(document))
}

/// Returns what has become of a quote, given where it is in both texts.
fn outcome(before: &Anchor, after: &Anchor) -> Outcome {
    match after.state {
        _ if !before.state.is_verified() => Outcome::Unverified,
        State::Exact | State::Normalized => after
            .moved_since(before)
            .map_or(Outcome::Stands, Outcome::Moved),
        State::Ambiguous => Outcome::Ambiguous,
        State::Fuzzy | State::Reworded | State::Altered => Outcome::Altered,
        State::Missing if after.exceeds.is_some() => Outcome::Altered,
        State::Missing | State::Unquoted | State::NoSource => Outcome::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Locator};
    use crate::load;

    const OLD: &str = "The ferry sails every day until the end of March, said the board.\n\n\
        A ticket to the island costs 14 crowns in winter and 20 in summer.\n\n\
        The old pier is closed to visitors while divers look for oil.\n\n\
        Questions are answered at the office.\n";

    const NEW: &str = "A second ship has been ordered from a yard on the mainland.\n\n\
        The ferry sails every day until the end of March, said the board.\n\n\
        A ticket to the island costs 18 crowns in winter and 20 in summer.\n\n\
        Questions are answered at the office.\n\n\
        Closed.\n\n\
        Closed.\n";

    fn outcomes(old: &str, new: &str, citations: &str) -> Vec<(String, usize, Outcome)> {
        let events = format!("[sources.s]\ntitle = \"S\"\n[sources.t]\ntitle = \"T\"\n{citations}");
        let timeline = load::from_text("e.toml", &events)
            .expect("it loads")
            .timeline;
        let text = |text: &str| Document::read(text.as_bytes(), Format::Plain);
        let found = compare(&timeline, SourceId::new(0), &text(old), &text(new));
        let held = found.expect("an answer").held.into_iter();
        held.map(|it| (it.event, it.number, it.outcome)).collect()
    }

    fn moved(pages: Option<(u32, u32)>, paragraph: Option<(usize, usize)>) -> Outcome {
        let locator = pages.map(|(from, to)| (Locator::Page(from), Locator::Page(to)));
        Outcome::Moved(Moved { paragraph, locator })
    }

    #[test]
    fn a_quote_stands_or_has_moved_or_was_altered_or_is_gone() {
        let long = "The board has heard what the islanders had to say. ".repeat(220);
        let long = long.trim_end();
        let old = format!("{OLD}\n{long}\n");
        for (quote, expected) in [
            (
                "The ferry sails every day until the end of March",
                moved(None, Some((1, 2))),
            ),
            (
                "the FERRY sails every day until the end of March",
                moved(None, Some((1, 2))),
            ),
            ("Questions are answered at the office.", Outcome::Stands),
            (
                "A ticket to the island costs 14 crowns in winter",
                Outcome::Altered,
            ),
            (
                "The old pier is closed to visitors while divers look for oil.",
                Outcome::Gone,
            ),
            (long, Outcome::Altered),
            (
                "A second ship has been ordered from a yard",
                Outcome::Unverified,
            ),
            ("", Outcome::Unverified),
        ] {
            let event = format!(
                "[[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"E\"\n\
                 [[event.citation]]\nsource = \"t\"\n\
                 [[event.citation]]\nsource = \"s\"\nquote = \"{quote}\"\n"
            );
            assert_eq!(
                outcomes(&old, NEW, &event),
                [("e".to_owned(), 2, expected)],
                "{quote}"
            );
        }
    }

    #[test]
    fn a_quote_that_is_now_in_several_places_is_ambiguous() {
        let event = "[[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"E\"\n\
                     [[event.citation]]\nsource = \"s\"\nquote = \"Closed.\"\n";
        let found = outcomes("Closed.", NEW, event);
        assert_eq!(found, [("e".to_owned(), 1, Outcome::Ambiguous)]);
    }

    #[test]
    fn citations_of_an_edition_do_not_follow_the_text() {
        let event = "[[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"E\"\n\
                     [[event.citation]]\nsource = \"s\"\nedition = \"2019\"\nquote = \"The ferry sails\"\n";
        assert_eq!(outcomes(OLD, NEW, event), []);
        let following = event.replace("edition = \"2019\"\n", "");
        assert_eq!(outcomes(OLD, NEW, &following).len(), 1);
    }

    #[test]
    fn a_quote_in_a_text_with_pages_moves_from_page_to_page() {
        let pages = |pages: &[&str]| {
            let numbered = (1..).zip(pages);
            let pages = numbered.map(|(number, text)| format!("[p. {number}]\n\n{text}\n\n"));
            format!("annals text edition 1\n\n{}", pages.collect::<String>())
        };
        let ferry = "The ferry sails every day until the end of March.";
        let old = pages(&["Summary.", ferry]);
        let (same, next) = (
            pages(&["Summary.", &format!("Errata.\n\n{ferry}")]),
            pages(&["Summary.", "Errata.", ferry]),
        );
        for (old, new, place, expected) in [
            (&old, &same, "", Outcome::Stands),
            (&old, &same, "page = 2", Outcome::Stands),
            (&old, &same, "paragraph = 2", moved(None, Some((2, 3)))),
            (&old, &next, "", moved(Some((2, 3)), None)),
            (&old, &next, "page = 2", moved(Some((2, 3)), None)),
            (
                &old,
                &next,
                "paragraph = 2",
                moved(Some((2, 3)), Some((2, 3))),
            ),
            // Nothing is known of the pages of the other text.
            (&ferry.to_owned(), &next, "", moved(None, Some((1, 3)))),
            (&next, &ferry.to_owned(), "", moved(None, Some((3, 1)))),
        ] {
            let event = format!(
                "[[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"E\"\n\
                 [[event.citation]]\nsource = \"s\"\nquote = \"{ferry}\"\n{place}\n"
            );
            let found = outcomes(old, new, &event);
            assert_eq!(found, [("e".to_owned(), 1, expected)], "{place}: {new}");
        }
    }

    #[test]
    fn the_page_that_a_citation_gives_decides_between_equal_places() {
        let text = |pages: u32| {
            let pages = (1..=pages).map(|page| format!("[p. {page}]\n\nClosed.\n\n"));
            format!("annals text edition 1\n\n{}", pages.collect::<String>())
        };
        let event = "[[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"E\"\n\
                     [[event.citation]]\nsource = \"s\"\nquote = \"Closed.\"\npage = 2\n";
        let found = outcomes(&text(2), &text(3), event);
        assert_eq!(found, [("e".to_owned(), 1, Outcome::Stands)]);
    }
}

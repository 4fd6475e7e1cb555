//! What becomes of the citations of a source when its text is replaced by a newer one.

use crate::anchor::{Anchor, State, anchor};
use crate::document::{Change, Document};
use crate::timeline::{Answer, Citation, EventId, Query, SourceId, Term, Timeline};

/// What has become of a quote in a newer text of its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the paragraph that it was in.
    Stands,
    /// It is in another paragraph.
    Moved {
        /// The number of the paragraph in the old text.
        from: usize,
        /// The number of the paragraph in the new text.
        to: usize,
    },
    /// The new text has it in several places, of which none is the one that was meant for sure.
    Ambiguous,
    /// The new text has something similar in its place.
    Altered,
    /// The new text has nothing like it.
    Gone,
    /// The old text did not have it either, or there is no quote.
    Unverified,
}

/// A citation whose quote was held against both texts.
#[derive(Clone, Debug)]
pub struct Held {
    /// The event that the citation is given for.
    pub event: EventId,
    /// The id of that event in its file.
    pub slug: String,
    /// The position of the citation in the event, from 0.
    pub index: usize,
    /// The citation.
    pub citation: Citation,
    /// What has become of the quote.
    pub outcome: Outcome,
    /// Where the quote is in the old text.
    pub before: Anchor,
    /// Where it is in the new text.
    pub after: Anchor,
}

/// How two texts of one source differ, and what that means for the citations of the source.
#[derive(Clone, Debug)]
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
        let id = id?;
        let event = timeline.read(id)?;
        let citations = event.citations.iter().enumerate();
        let of_source = citations
            .filter(|(_, citation)| citation.source == source && citation.edition.is_none());
        held.extend(of_source.map(|(index, citation)| {
            let (before, after) = (found(citation, old), found(citation, new));
            Held {
                event: id,
                slug: event.slug.clone(),
                index,
                citation: citation.clone(),
                outcome: outcome(&before, &after),
                before,
                after,
            }
        }));
    }
    Ok(Comparison {
        held,
        changes: old.changes(new),
    })
}

fn found(citation: &Citation, document: &Document) -> Anchor {
    let (quote, context) = (citation.quote.as_deref(), citation.context.as_ref());
    anchor(quote, citation.paragraph(), context, Some(document))
}

/// Returns what has become of a quote, given where it is in both texts.
pub fn outcome(before: &Anchor, after: &Anchor) -> Outcome {
    match after.state {
        _ if !before.state.is_verified() => Outcome::Unverified,
        State::Exact | State::Normalized => match (before.paragraph(), after.paragraph()) {
            (Some(from), Some(to)) if from != to => Outcome::Moved { from, to },
            _ => Outcome::Stands,
        },
        State::Ambiguous => Outcome::Ambiguous,
        State::Fuzzy | State::Reworded | State::Altered => Outcome::Altered,
        State::Missing | State::Unquoted | State::NoSource => Outcome::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
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
        held.map(|it| (it.slug, it.index, it.outcome)).collect()
    }

    #[test]
    fn a_quote_stands_or_has_moved_or_was_altered_or_is_gone() {
        for (quote, expected) in [
            (
                "The ferry sails every day until the end of March",
                Outcome::Moved { from: 1, to: 2 },
            ),
            (
                "the FERRY sails every day until the end of March",
                Outcome::Moved { from: 1, to: 2 },
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
                outcomes(OLD, NEW, &event),
                [("e".to_owned(), 1, expected)],
                "{quote}"
            );
        }
    }

    #[test]
    fn a_quote_that_is_now_in_several_places_is_ambiguous() {
        let event = "[[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"E\"\n\
                     [[event.citation]]\nsource = \"s\"\nquote = \"Closed.\"\n";
        let found = outcomes("Closed.", NEW, event);
        assert_eq!(found, [("e".to_owned(), 0, Outcome::Ambiguous)]);
    }

    #[test]
    fn citations_of_an_edition_do_not_follow_the_text() {
        let event = "[[event]]\nid = \"e\"\ndate = \"2020\"\ntitle = \"E\"\n\
                     [[event.citation]]\nsource = \"s\"\nedition = \"2019\"\nquote = \"The ferry sails\"\n";
        assert_eq!(outcomes(OLD, NEW, event), []);
        let following = event.replace("edition = \"2019\"\n", "");
        assert_eq!(outcomes(OLD, NEW, &following).len(), 1);
    }
}

//! What becomes of the citations of a source when its text is replaced by a newer one.

use std::collections::HashMap;

use crate::anchor::{Anchor, State, anchor};
use crate::document::Document;
use crate::timeline::{Answer, Query, SourceId, Term, Timeline};

/// What has become of a quote in a newer text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the same paragraph.
    Stands,
    /// It is in another paragraph.
    Moved {
        /// The paragraph in the old text, from 1.
        from: usize,
        /// The paragraph in the new text, from 1.
        to: usize,
    },
    /// It is in several places now.
    Ambiguous,
    /// Something similar is in its place.
    Altered,
    /// Nothing like it is left.
    Gone,
    /// The old text did not have it either, or there is no quote.
    Unverified,
}

/// A citation whose quote was held against both texts.
#[derive(Clone, Debug)]
pub struct Held {
    /// The id of the event that it is given for.
    pub event: String,
    /// Its number in the event, from 1.
    pub number: usize,
    /// What has become of its quote.
    pub outcome: Outcome,
}

/// A paragraph that only one of two texts has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A paragraph of the old text, by its number.
    Removed(usize),
    /// A paragraph of the new text, by its number.
    Added(usize),
}

/// Holds every quote from a source against two texts of it, in the order of events.
///
/// # Errors
/// Those of the store.
pub fn citations(
    timeline: &Timeline,
    source: SourceId,
    old: &Document,
    new: &Document,
) -> Answer<Vec<Held>> {
    let citing = timeline.select(&Query::Term(Term::Source(vec![source])))?;
    let mut held = Vec::new();
    for id in citing.iter() {
        let event = timeline.read(id?)?;
        let citations = (1..).zip(&event.citations);
        let citations = citations.filter(|(_, citation)| citation.source == source);
        held.extend(citations.map(|(number, citation)| {
            let quote = citation.quote.as_deref();
            let find = |document| {
                anchor(
                    quote,
                    citation.hint(),
                    citation.context.as_ref(),
                    Some(document),
                )
            };
            Held {
                event: event.slug.clone(),
                number,
                outcome: outcome(&find(old), &find(new)),
            }
        }));
    }
    Ok(held)
}

fn outcome(before: &Anchor, after: &Anchor) -> Outcome {
    if !before.state.is_verified() {
        return Outcome::Unverified;
    }
    match after.state {
        State::Exact | State::Normalized => match (before.paragraph(), after.paragraph()) {
            (Some(from), Some(to)) if from != to => Outcome::Moved { from, to },
            _ => Outcome::Stands,
        },
        State::Ambiguous => Outcome::Ambiguous,
        State::Fuzzy | State::Reworded | State::Altered => Outcome::Altered,
        State::Missing | State::Unquoted | State::NoSource => Outcome::Gone,
    }
}

/// Returns the paragraphs that only one of two texts has: those of the old one, and then those of the new one.
pub fn paragraphs(old: &Document, new: &Document) -> Vec<Change> {
    let removed = only(old, new).into_iter().map(Change::Removed);
    removed
        .chain(only(new, old).into_iter().map(Change::Added))
        .collect()
}

/// Returns the numbers of the paragraphs that one text has more often than another.
fn only(one: &Document, other: &Document) -> Vec<usize> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for paragraph in other.paragraphs().iter() {
        let count = left.entry(paragraph).or_default();
        *count = count.saturating_add(1);
    }
    let is_only = |paragraph: &str| match left.get_mut(paragraph) {
        Some(count) if *count > 0 => {
            *count = count.saturating_sub(1);
            false
        }
        _ => true,
    };
    let mut is_only = is_only;
    let numbered = (1..).zip(one.paragraphs().iter());
    numbered
        .filter(|(_, paragraph)| is_only(paragraph))
        .map(|(number, _)| number)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn document(text: &str) -> Document {
        Document::read(text.as_bytes(), Format::Plain)
    }

    #[test]
    fn paragraphs_of_one_text_alone_are_named() {
        use Change::{Added, Removed};
        for (old, new, wanted) in [
            ("a\n\nb", "a\n\nb", vec![]),
            ("a\n\nb", "b\n\na", vec![]),
            ("a\n\nb\n\nc", "a\n\nx\n\nc", vec![Removed(2), Added(2)]),
            ("a", "a\n\na", vec![Added(2)]),
            ("a\n\na\n\nb", "a", vec![Removed(2), Removed(3)]),
        ] {
            assert_eq!(
                paragraphs(&document(old), &document(new)),
                wanted,
                "{old:?}"
            );
        }
    }

    #[test]
    fn every_quote_has_an_outcome() {
        let old =
            document("The harbour was closed on Monday.\n\nThe bridge was opened in March 2025.");
        for (quote, new, wanted) in [
            (
                "The bridge was opened",
                "x\n\nThe bridge was opened in March 2025.",
                Outcome::Stands,
            ),
            (
                "The bridge was opened",
                "The bridge was opened in March 2025.",
                Outcome::Moved { from: 2, to: 1 },
            ),
            (
                "opened in March 2025",
                "x\n\nThe bridge was opened in March 2026.",
                Outcome::Altered,
            ),
            (
                "The bridge was opened in March 2025",
                "Nothing at all.",
                Outcome::Gone,
            ),
            ("The tunnel was closed for good", "x", Outcome::Unverified),
        ] {
            let new = document(new);
            let find = |document| anchor(Some(quote), None, None, Some(document));
            assert_eq!(outcome(&find(&old), &find(&new)), wanted, "{quote}");
        }
    }
}

//! Finds a quote in a document and tells how sure the answer is.
//!
//! This module knows nothing about events, files or the terminal.

#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing)
)]

mod align;
mod answer;
mod approximate;
mod boundary;
mod brackets;
pub mod caution;
mod context;
mod correct;
mod cue;
mod decide;
mod difference;
mod ends;
mod hint;
mod judge;
mod meaning;
mod myers;
mod needle;
mod place;
mod quote;
mod search;
mod spelling;
mod state;
#[cfg(test)]
mod tests;
mod unspaced;
mod widen;
mod window;
mod words;

use crate::document::Document;
use crate::text::flow::flow;
use crate::text::normalize::normalize;
pub use answer::{Anchor, Limit};
pub use context::Context;
pub use cue::{Caution, Cue};
use decide::Lookup;
pub use difference::{Difference, Side};
pub use hint::{Hint, Located, Moved};
pub use place::Place;
use quote::Piece;
pub use state::State;

/// A quote of fewer characters needs a paragraph, because other text may read the same.
pub const SHORT: usize = 40;

/// Finds a quote in a document.
///
/// 1. The search starts with the same words, exactly or in other typography ([`normalize`]), first
///    in the given paragraph and then in all others. Among several paragraphs the context decides,
///    if it is known.
/// 2. If the words are not found, the candidates are the eight places with the fewest edits *e* for
///    the *n* characters of the quote, found with Myers' bit-parallel algorithm (1999). Let *err =
///    e/n*, and let *ctx* be the share of the 32 characters before and after the quote that is
///    still there. A candidate is acceptable if *err* + 0.4·(1 − *ctx*) ≤ 0.45 or, without a
///    context, *err* ≤ 0.25. In no case may *err* exceed 0.35, or 0.2 for a quote of less than 40
///    characters, 0.1 for less than 24, and 0 for less than 12. If the words that are gone have
///    more letters than *e*, *err* counts these letters, unless the whole text is misspelt. The
///    candidate with the highest (1 − *err*) + 0.25·*ctx* wins; without a context, the given
///    paragraph adds 0.1. If another candidate is less than 0.03 below, the quote is ambiguous,
///    unless exactly one of them is in the given paragraph.
/// 3. The words of the quote are aligned with those of the place, and the differences decide the
///    state. The quote is altered if its brackets add or hide a negation or change a number, or if
///    a word next to the place negates it.
///
/// Scoring places by edits and context follows Hypothesis, a tool for annotating web pages, but
/// with limits: Hypothesis always finds something.
///
/// A page, a time or a message is a hint as a paragraph is: wherever the given paragraph is mentioned above, the text on
/// the given page will do as well.
pub fn anchor<'a>(
    quote: Option<&str>,
    hint: impl Into<Hint<'a>>,
    context: Option<&Context>,
    document: Option<&Document>,
) -> Anchor {
    let hint = hint.into();
    let mut found = match document {
        Some(document) => find(quote.unwrap_or_default(), hint, context, document),
        None => Anchor::nothing(State::NoSource, hint.paragraph),
    };
    let at = document.and_then(|document| hint::at(document, &found.places));
    found.at = at.filter(|_| found.state != State::Ambiguous).map(Box::new);
    let located = hint.locator;
    let located = located.map(|locator| Located::new(locator, document, &found.places));
    found.located = located.map(Box::new);
    found
}

fn find(quote: &str, hint: Hint<'_>, context: Option<&Context>, document: &Document) -> Anchor {
    let paragraph = hint.paragraph;
    let quote = flow(quote.lines());
    let pieces = quote::pieces(&quote);
    let lookup = Lookup {
        quote: &quote,
        given: paragraph,
        hints: hint.stretches(document),
        context,
        document,
    };
    // The brackets may be in the source as well, so the quote is first tried in one piece.
    let whole = vec![Piece::whole(&quote)];
    if pieces.is_empty() {
        let found = lookup.in_same_words(&whole);
        return found.unwrap_or_else(|| {
            let given = paragraph.filter(|number| document.paragraph(*number).is_some());
            Anchor::nothing(State::Unquoted, given)
        });
    }
    let exceeds = (pieces.len() > Limit::PIECES).then_some(Limit::Pieces);
    let readings = if pieces == whole || exceeds.is_some() {
        vec![whole]
    } else {
        vec![whole, pieces]
    };
    if let Some(found) = readings
        .iter()
        .find_map(|pieces| lookup.in_same_words(pieces))
    {
        return found;
    }
    if let Some(found) = lookup.without_spaces() {
        return found;
    }
    if normalize(&quote).text.chars().count() > Limit::CHARACTERS {
        return Anchor {
            exceeds: exceeds.or(Some(Limit::Characters)),
            ..Anchor::nothing(State::Missing, paragraph)
        };
    }
    // If neither reading is found, the one in pieces has the better suggestion.
    let mut missing = None;
    for pieces in readings.iter().rev() {
        let found = lookup.in_other_words(pieces);
        if found.state != State::Missing {
            return found;
        }
        missing = missing.or(Some(found));
    }
    Anchor {
        exceeds,
        ..missing.unwrap_or_else(|| Anchor::nothing(State::Missing, paragraph))
    }
}

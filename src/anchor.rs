//! Where a quote stands in a document and how sure that is. Pure: it must not know events, files,
//! the terminal, or what anybody does about the answer.

mod align;
mod answer;
mod approximate;
mod boundary;
mod brackets;
mod context;
mod correct;
mod decide;
mod difference;
mod ends;
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
mod window;
mod words;

use crate::document::Document;
use crate::text::flow::flow;
use crate::text::normalize::normalize;
pub use answer::{Anchor, Limit};
pub use context::Context;
use decide::Sought;
pub use difference::{Difference, Side};
pub use place::Place;
use quote::Piece;
pub use state::State;

/// A quote under so many characters, without a paragraph, is too short to tell its place from others.
pub const SHORT: usize = 40;

/// Looks for a quote in a document and says where it stands now and how sure that is. Pure: the same
/// citation and the same document have the same answer.
///
/// 1. As it is, or with other typography ([`normalize`]): in the paragraph given, else in every other.
///    Several paragraphs are told apart by what stands around the quote, if that is known.
/// 2. Else as nearly as possible: the eight places that need the fewest edits *e* for the *n* characters
///    of the quote, by Myers' bit-parallel algorithm (1999). With *err = e/n* and *ctx*, the share of the
///    32 characters before and after that stand there still, a place will do if *err* + 0.4·(1 − *ctx*)
///    ≤ 0.45 or, where no context is known, *err* ≤ 0.25; and never beyond 0.35, beyond 0.2 for a quote
///    under 40 characters, 0.1 under 24, and 0 under 12. *err* counts the letters of words that are gone
///    where those are more, unless the text is misspelt all over. The best is that with the highest
///    (1 − *err*) + 0.25·*ctx*, or + 0.1 for the paragraph given where no context is known; another one
///    less than 0.03 below makes it ambiguous, unless one of them stands in the paragraph given.
/// 3. There the words of both texts are aligned, and their differences name the state. Where brackets
///    put in or hide a denial, or change a number, or a word beside the place denies it, that is altered.
///
/// Scoring places by edits and context follows the anchoring of web annotations (Hypothesis), with limits
/// that refuse where that always finds something.
pub fn anchor(
    quote: Option<&str>,
    paragraph: Option<usize>,
    context: Option<&Context>,
    document: Option<&Document>,
) -> Anchor {
    let Some(document) = document else {
        return Anchor::nothing(State::NoSource, paragraph);
    };
    let quote = flow(quote.unwrap_or_default().lines());
    let pieces = quote::pieces(&quote);
    if pieces.is_empty() {
        let given = paragraph.filter(|number| document.paragraph(*number).is_some());
        return Anchor::nothing(State::Unquoted, given);
    }
    let citation = Sought {
        quote: &quote,
        given: paragraph,
        context,
        document,
    };
    // The source may have the brackets itself, so the quote is first tried in one piece.
    let whole = vec![Piece::whole(&quote)];
    let exceeds = (pieces.len() > Limit::PIECES).then_some(Limit::Pieces);
    let readings = if pieces == whole || exceeds.is_some() {
        vec![whole]
    } else {
        vec![whole, pieces]
    };
    if let Some(found) = readings.iter().find_map(|pieces| citation.as_it_is(pieces)) {
        return found;
    }
    if normalize(&quote).text.chars().count() > Limit::CHARACTERS {
        return Anchor {
            exceeds: exceeds.or(Some(Limit::Characters)),
            ..Anchor::nothing(State::Missing, paragraph)
        };
    }
    // Of two answers that find nothing, that for the pieces has the better suggestion.
    let mut missing = None;
    for pieces in readings.iter().rev() {
        let found = citation.nearly(pieces);
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

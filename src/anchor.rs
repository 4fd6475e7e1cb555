//! Where a quote stands in a document and how sure that is. Pure: it must not know events, files,
//! the terminal, or what anybody does about the answer.

mod align;
mod answer;
mod approximate;
mod brackets;
mod context;
mod correct;
mod decide;
mod difference;
mod ends;
mod judge;
mod meaning;
mod myers;
mod place;
mod quote;
mod search;
mod state;
#[cfg(test)]
mod tests;
mod window;
mod words;

use crate::document::{Document, flow};
pub use answer::Anchor;
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
    let nothing = |state: State, given| Anchor {
        state,
        places: Vec::new(),
        given,
        score: 0.0,
        nearest: None,
        denied: false,
    };
    let Some(document) = document else {
        return nothing(State::NoSource, paragraph);
    };
    let quote = flow(quote.unwrap_or_default().lines());
    let pieces = quote::pieces(&quote);
    if pieces.is_empty() {
        let given = paragraph.filter(|number| document.paragraph(*number).is_some());
        return nothing(State::Unquoted, given);
    }
    // The source may have the brackets itself, so the quote is first tried in one piece.
    let whole = vec![Piece::whole(&quote)];
    let readings = if pieces == whole {
        vec![pieces]
    } else {
        vec![whole, pieces]
    };
    let citation = Sought {
        quote: &quote,
        given: paragraph,
        context,
        document,
    };
    let exact = readings.iter().find_map(|pieces| citation.as_it_is(pieces));
    exact.unwrap_or_else(|| {
        let mut answers = readings.iter().rev().map(|pieces| citation.nearly(pieces));
        let first = answers
            .next()
            .unwrap_or_else(|| nothing(State::Missing, paragraph));
        if first.state == State::Missing {
            answers
                .next()
                .filter(|next| next.state != State::Missing)
                .unwrap_or(first)
        } else {
            first
        }
    })
}

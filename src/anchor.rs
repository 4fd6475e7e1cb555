//! Where a quote stands in a document and how sure that is. Pure: it must not know events, files,
//! the terminal, or what anybody does about the answer.

mod align;
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
pub mod normalize;
mod quote;
mod search;
#[cfg(test)]
mod tests;
mod window;
mod words;

use std::ops::Range;

use crate::document::Document;
use crate::text::flow::flow;
pub use context::Context;
use decide::Sought;
pub use difference::{Difference, Side};
use quote::Piece;

/// A quote under so many characters, without a paragraph, is too short to tell its place from others.
pub const SHORT: usize = 40;

/// How sure it is that a quote stands in its source; the best comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Letter for letter.
    Exact,
    /// The same words; typography, spacing, case or Unicode form differ.
    Normalized,
    /// Every word has a near-identical counterpart.
    Fuzzy,
    /// Found, with words added, removed or replaced.
    Reworded,
    /// Found, but a number, a negation or a name differs.
    Altered,
    /// Several places are equally good.
    Ambiguous,
    /// No acceptable place.
    Missing,
    /// Only a paragraph is named, nothing can be verified.
    Unquoted,
    /// There is no document to look in.
    NoSource,
}

impl State {
    /// Every state, the best first.
    pub const ALL: [Self; 9] = [
        Self::Exact,
        Self::Normalized,
        Self::Fuzzy,
        Self::Reworded,
        Self::Altered,
        Self::Ambiguous,
        Self::Missing,
        Self::Unquoted,
        Self::NoSource,
    ];

    /// The name for machines.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// What it means, for people.
    pub const fn words(self) -> &'static str {
        self.row().1
    }

    /// Whether a reader may take the quote for what the source says.
    pub const fn is_verified(self) -> bool {
        matches!(self, Self::Exact | Self::Normalized)
    }

    /// Whether a quote was looked for and does not stand as it is written, or in more than one place.
    pub const fn is_doubtful(self) -> bool {
        let looked_for = !matches!(self, Self::Unquoted | Self::NoSource);
        looked_for && !self.is_verified()
    }

    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Exact => ("exact", "letter for letter"),
            Self::Normalized => ("normalized", "same words, other typography"),
            Self::Fuzzy => ("fuzzy", "same words, other spelling"),
            Self::Reworded => ("reworded", "found, but the words differ"),
            Self::Altered => ("altered", "a number, a negation or a name differs"),
            Self::Ambiguous => ("ambiguous", "stands in several paragraphs"),
            Self::Missing => ("missing", "not found in the source"),
            Self::Unquoted => ("unquoted", "no quote to look for"),
            Self::NoSource => ("no_source", "the source cannot be read"),
        }
    }
}

/// A stretch of one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The paragraph's number, counted from 1.
    pub paragraph: usize,
    /// How many characters of the paragraph stand before it.
    pub start: usize,
    /// The same up to its end.
    pub end: usize,
}

impl Place {
    /// A stretch of a paragraph that is given in bytes.
    fn of(document: &Document, paragraph: usize, bytes: Range<usize>) -> Option<Self> {
        let text = document.paragraph(paragraph)?;
        let start = text.get(..bytes.start)?.chars().count();
        let end = start + text.get(bytes)?.chars().count();
        Some(Self {
            paragraph,
            start,
            end,
        })
    }

    /// The bytes that it covers in the text of its paragraph.
    pub fn bytes(&self, paragraph_text: &str) -> Range<usize> {
        let all = paragraph_text.len();
        if paragraph_text.is_ascii() {
            return self.start.min(all)..self.end.min(all);
        }
        let mut offsets = paragraph_text.char_indices().map(|(at, _)| at);
        let start = offsets.nth(self.start).unwrap_or(all);
        let length = self.end.saturating_sub(self.start);
        let end = match length.checked_sub(1) {
            Some(rest) => offsets.nth(rest).unwrap_or(all),
            None => start,
        };
        start..end
    }
}

/// The answer for one citation.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// How sure the answer is.
    pub state: State,
    /// One place per piece of the quote, in order; when ambiguous, the first piece's place in
    /// every paragraph that would do; empty if nothing is found.
    pub places: Vec<Place>,
    /// The paragraph that the citation names. Without a quote, only if the document has it.
    pub given: Option<usize>,
    /// How much of the quote stands there: 1 less its edits per character, 0 for nothing found.
    pub score: f64,
    /// Where nothing is found: the stretch that comes nearest, to be shown as a suggestion only.
    pub nearest: Option<Place>,
    /// Whether it is altered by a word beside it that denies it, whatever the quote says.
    pub denied: bool,
}

impl Anchor {
    /// The paragraph to show: where the quote begins or, without a quote, the one given. When
    /// ambiguous, the first candidate.
    pub fn paragraph(&self) -> Option<usize> {
        match self.state {
            State::Unquoted => self.given,
            _ => self.places.first().map(|place| place.paragraph),
        }
    }

    /// The paragraph given and the one found, if the quote does not stand where it should.
    pub fn moved(&self) -> Option<(usize, usize)> {
        let given = self.given?;
        let found = self.places.first()?.paragraph;
        let stays = self.places.iter().any(|place| place.paragraph == given);
        (!stays && self.state != State::Ambiguous).then_some((given, found))
    }

    /// All that stands in the paragraph where the quote begins, from the first piece to the last.
    pub fn found(&self) -> Option<Place> {
        let first = *self.places.first()?;
        let same = self
            .places
            .iter()
            .filter(|place| place.paragraph == first.paragraph);
        Some(Place {
            end: same.map(|place| place.end).max()?,
            ..first
        })
    }
}

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

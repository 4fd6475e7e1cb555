//! Where a quote stands in a document and how sure that is. Pure: it must not know events, files,
//! the terminal, or what anybody does about the answer.

mod context;
mod difference;
pub mod normalize;
mod search;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use crate::document::{Document, flow};
pub use context::Context;
pub use difference::{Change, difference};
use search::{Needle, search};

/// What a quote writes for words that it leaves out.
const OMISSIONS: [&str; 2] = ["[…]", "[...]"];

/// How sure it is that a quote stands in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The paragraph's number, counted from 1.
    pub paragraph: usize,
    /// How many characters of the paragraph stand before it.
    pub start: usize,
    /// The same up to its end.
    pub end: usize,
}

impl Place {
    /// The bytes that it covers in the text of its paragraph.
    pub fn bytes(&self, paragraph_text: &str) -> Range<usize> {
        let byte = |count| {
            let mut offsets = paragraph_text.char_indices().map(|(at, _)| at);
            offsets.nth(count).unwrap_or(paragraph_text.len())
        };
        byte(self.start)..byte(self.end)
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
    /// 1.0 for verified, 0.0 for nothing found.
    pub score: f64,
    /// Where nothing is found: the stretch that comes nearest, to be shown as a suggestion only.
    pub nearest: Option<Place>,
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

/// Looks for a quote in a document, first in the paragraph given, then everywhere. The context, where
/// it is known, tells equal places apart.
pub fn anchor(
    quote: Option<&str>,
    paragraph: Option<usize>,
    _context: Option<&Context>,
    document: Option<&Document>,
) -> Anchor {
    let answer = |state: State, places| Anchor {
        state,
        places,
        given: paragraph,
        score: f64::from(u8::from(state.is_verified())),
        nearest: None,
    };
    let Some(document) = document else {
        return answer(State::NoSource, Vec::new());
    };
    let quote = flow(quote.unwrap_or_default().lines());
    let omissions = quote.replace(OMISSIONS[1], OMISSIONS[0]);
    let pieces: Vec<Needle> = omissions
        .split(OMISSIONS[0])
        .filter_map(Needle::new)
        .collect();
    if pieces.is_empty() {
        let given = paragraph.filter(|number| document.paragraph(*number).is_some());
        return Anchor {
            given,
            ..answer(State::Unquoted, Vec::new())
        };
    }
    // The source may itself say `[…]`, so the quote is first tried in one piece.
    let whole = Needle::new(&quote).filter(|_| omissions.contains(OMISSIONS[0]));
    let whole = whole.and_then(|whole| search(&[whole], paragraph, document));
    let found = whole.or_else(|| search(&pieces, paragraph, document));
    let (state, places) = found.unwrap_or((State::Missing, Vec::new()));
    answer(state, places)
}

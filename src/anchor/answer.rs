//! The answer for one citation.

use super::place::Place;
use super::state::State;

/// The answer for one citation.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// How sure the answer is.
    pub state: State,
    /// One place per piece of the quote, in order; when ambiguous, the first piece's place in
    /// every paragraph that would do, up to [`Anchor::PLACES`]; empty if nothing is found.
    pub places: Vec<Place>,
    /// How many places of an ambiguous quote are not kept. If there are more than [`Anchor::COUNTED`] in
    /// all, there may be any number.
    pub more: usize,
    /// The paragraph that the citation names. Without a quote, only if the document has it.
    pub given: Option<usize>,
    /// How much of the quote stands there: 1 less its edits per character, 0 for nothing found.
    pub score: f64,
    /// Where nothing is found: the stretch that comes nearest, to be shown as a suggestion only.
    pub nearest: Option<Place>,
    /// The limit of the search that a missing quote exceeds.
    pub exceeds: Option<Limit>,
    /// Whether it is altered by a word beside it that denies it, whatever the quote says.
    pub denied: bool,
}

impl Anchor {
    /// The most places that are kept of an ambiguous quote.
    pub const PLACES: usize = 32;
    /// The most places of an ambiguous quote that are counted.
    pub const COUNTED: usize = 1000;

    /// Returns the answer of a state without a place.
    pub(super) fn nothing(state: State, given: Option<usize>) -> Self {
        Self {
            state,
            places: Vec::new(),
            more: 0,
            given,
            score: 0.0,
            nearest: None,
            exceeds: None,
            denied: false,
        }
    }

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

/// A limit of the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// A quote of more pieces than [`Limit::PIECES`] is only found in one piece, brackets included.
    Pieces,
    /// A quote of more characters than [`Limit::CHARACTERS`] is only found in the same words.
    Characters,
}

impl Limit {
    /// The most pieces that brackets may cut a quote into.
    pub const PIECES: usize = 64;
    /// The most characters, normalized, of a quote that may differ from its source.
    pub const CHARACTERS: usize = 10_000;
}

//! The answer for one citation.

use super::cue::Cue;
use super::hint::{Located, Moved};
use super::place::Place;
use super::state::State;
use crate::document::{At, Locator};

/// Where the quote of a citation is, and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// How well the quote agrees with the source.
    pub state: State,
    /// The places of the pieces of the quote, in order. For an ambiguous quote, the place of the
    /// first piece in each possible paragraph, up to [`Anchor::PLACES`] of them. Empty if nothing
    /// was found.
    pub places: Vec<Place>,
    /// How many possible paragraphs `places` leaves out. They are counted up to a total of just
    /// over [`Anchor::COUNTED`].
    pub more: usize,
    /// The paragraph that the citation gives. Without a quote, only if it exists.
    pub given: Option<usize>,
    /// 1 minus the edits per character of the quote; 0 if nothing was found.
    pub score: f64,
    /// The most similar place, to suggest for a missing quote.
    pub nearest: Option<Place>,
    /// The limit of the search that a missing quote exceeds.
    pub exceeds: Option<Limit>,
    /// Whether a word next to the quote in the source negates it.
    pub denied: bool,
    /// The words around a verified quote that turn it.
    pub cues: Vec<Cue>,
    /// Where in the original the quote is, if it was found and the source has marks there.
    pub at: Option<Box<At>>,
    /// The page, time or message that the citation gives, and whether the quote is there.
    pub located: Option<Box<Located>>,
}

impl Anchor {
    /// The most paragraphs of an ambiguous quote that are kept.
    pub const PLACES: usize = 32;
    /// The most paragraphs of an ambiguous quote that are counted exactly.
    pub const COUNTED: usize = 1000;

    /// Returns an answer without a place.
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
            cues: Vec::new(),
            at: None,
            located: None,
        }
    }

    /// Returns the paragraph in which the quote begins, the first of them for an ambiguous quote.
    /// Without a quote, returns the given paragraph, or the first on the given page.
    pub fn paragraph(&self) -> Option<usize> {
        match self.state {
            State::Unquoted => self.hinted(),
            _ => self.places.first().map(|place| place.paragraph),
        }
    }

    /// Returns the given paragraph, or the first on the given page.
    pub fn hinted(&self) -> Option<usize> {
        self.given.or_else(|| self.located.as_ref()?.paragraph)
    }

    /// Returns how the place found differs from what is given, if it does.
    pub fn moved(&self) -> Option<Moved> {
        let found = self.places.first()?.paragraph;
        if self.state == State::Ambiguous {
            return None;
        }
        let is_elsewhere = |given: &usize| self.places.iter().all(|it| it.paragraph != *given);
        let given = self.given.filter(is_elsewhere);
        let moved = Moved {
            paragraph: given.map(|given| (given, found)),
            locator: self.moved_locator(),
        };
        (moved.paragraph.is_some() || moved.locator.is_some()).then_some(moved)
    }

    /// Returns how the place found differs from where the quote was in an earlier text, if it does. If both texts have
    /// pages, times or messages, the paragraph counts only if the citation gives one: paragraphs are numbered anew
    /// whenever something is added before them.
    pub fn moved_since(&self, earlier: &Self) -> Option<Moved> {
        let kind = self.located.as_ref().map(|located| located.given.clone());
        let kind = kind.or_else(|| self.at.as_ref()?.locator());
        let locator = kind.and_then(|kind| {
            let before = earlier.at.as_ref()?.locator_like(&kind)?;
            Some((before, self.at.as_ref()?.locator_like(&kind)?))
        });
        let is_counted = self.given.is_some() || locator.is_none();
        let paragraph = earlier.paragraph().zip(self.paragraph());
        let moved = Moved {
            paragraph: paragraph.filter(|(before, now)| is_counted && before != now),
            locator: locator.filter(|(before, now)| before != now),
        };
        (moved.paragraph.is_some() || moved.locator.is_some()).then_some(moved)
    }

    fn moved_locator(&self) -> Option<(Locator, Locator)> {
        let located = self.located.as_ref().filter(|located| !located.is_there)?;
        let found = self.at.as_ref()?.locator_like(&located.given)?;
        // A time in front of the first cue stands for none.
        (found != located.given).then(|| (located.given.clone(), found))
    }

    /// Returns the page, time or message that is given for a place of which the source has none.
    pub fn unplaced(&self) -> Option<&Locator> {
        let located = self.located.as_ref().filter(|located| !located.is_there)?;
        let found = self
            .at
            .as_ref()
            .and_then(|at| at.locator_like(&located.given));
        let is_found = !self.places.is_empty() && self.state != State::Ambiguous;
        (is_found && found.is_none()).then_some(&located.given)
    }

    /// Returns the place from the first piece to the last piece in the same paragraph.
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
    /// The quote has more than [`Limit::PIECES`] pieces. It is only found in one piece, brackets
    /// included.
    Pieces,
    /// The quote has more than [`Limit::CHARACTERS`] characters. It is only found in the same
    /// words.
    Characters,
}

impl Limit {
    /// The most pieces that brackets may split a quote into.
    pub const PIECES: usize = 64;
    /// The most characters of a normalized quote whose words may differ from the source.
    pub const CHARACTERS: usize = 10_000;
}

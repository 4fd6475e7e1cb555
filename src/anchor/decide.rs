//! Decides which place is the quote's, and in which state the quote is.

use super::answer::Anchor;
use super::approximate::{Candidate, Depth, HINT, candidates};
use super::brackets::reverse_meaning;
use super::context::Context;
use super::place::Place;
use super::quote::Piece;
use super::search::search;
use super::state::State;
use super::unspaced;
use super::widen::widened;
use crate::document::{Document, Stretch};

/// A quote to find.
pub(super) struct Lookup<'a> {
    /// The quote, brackets included.
    pub quote: &'a str,
    pub given: Option<usize>,
    /// Where the quote should be, the narrowest first.
    pub hints: Vec<Stretch>,
    pub context: Option<&'a Context>,
    pub document: &'a Document,
}

/// Two places whose ranks differ by less are equally good.
const TIE: f64 = 0.03;
/// If at least this share of the letters is in misspelt words, the text was scanned or typed badly.
const NOISE: f64 = 0.1;
/// The largest share of the letters of a quote that a suggestion may lose.
const SUGGESTION: f64 = 0.6;

impl Lookup<'_> {
    /// Finds the quote in the same words.
    pub fn in_same_words(&self, pieces: &[Piece]) -> Option<Anchor> {
        // Without a context all places are equally good.
        let most = match self.context {
            Some(_) => usize::MAX,
            None => Anchor::COUNTED + 1,
        };
        // The given paragraph is only a hint: in another context it may have the same words by
        // chance.
        let is_doubtful = |places: &Vec<Place>| {
            let similarity = self.similarity(places);
            similarity.is_some_and(|similarity| similarity < 0.5)
        };
        let here = self.hints.iter().find_map(|hint| {
            let found = search(pieces, Some(hint), self.document, most);
            found.filter(|(_, found)| !found.iter().all(is_doubtful))
        });
        let (state, mut found) = here.or_else(|| search(pieces, None, self.document, most))?;
        if found.len() > 1 && self.context.is_some() {
            let rank = |places: &Vec<Place>| 0.25 * self.similarity(places).unwrap_or_default();
            found.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
            if let [first, second, ..] = found.as_slice()
                && rank(first) - rank(second) >= TIE
            {
                found.truncate(1);
            } else {
                found.sort_by_key(|places| places.first().map(|place| place.paragraph));
            }
        }
        if found.len() > 1 {
            let places = found.iter().filter_map(|places| places.first());
            let places = places.take(Anchor::PLACES).copied().collect();
            return Some(Anchor {
                more: found.len().saturating_sub(Anchor::PLACES),
                ..self.answer(State::Ambiguous, places, 1.0)
            });
        }
        let places = found.pop()?;
        Some(self.checked(state, pieces, places, 1.0))
    }

    /// Finds the quote if it differs from the source only in its spaces, of which it has none.
    pub fn without_spaces(&self) -> Option<Anchor> {
        let places = unspaced::places(self.quote, self.document);
        let place = match *places {
            [only] => only,
            _ => *places.iter().find(|place| self.is_hinted(place))?,
        };
        let whole = [Piece::whole(self.quote)];
        Some(self.checked(State::Normalized, &whole, vec![place], 1.0))
    }

    /// Finds the quote in other words. Returns an answer without a place if there is none.
    pub fn in_other_words(&self, pieces: &[Piece]) -> Anchor {
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let quote = texts.join(" ");
        let mut found = self.candidates(&quote, pieces);
        let rank = |candidate: &Candidate| {
            let is_hinted = candidate
                .places
                .first()
                .is_some_and(|it| self.is_hinted(it));
            candidate.rank(is_hinted)
        };
        found.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
        let acceptable = found.iter().filter(|candidate| candidate.is_acceptable());
        let mut good: Vec<&Candidate> = acceptable.collect();
        if let Some(best) = good.first() {
            let least = rank(best) - TIE;
            good.retain(|candidate| rank(candidate) > least);
            for hint in &self.hints {
                let is_given = |candidate: &Candidate| {
                    let first = candidate.places.first();
                    first.is_some_and(|place| place.overlaps(hint, self.document))
                };
                if good.len() > 1 && good.iter().filter(|it| is_given(it)).count() == 1 {
                    good.retain(|candidate| is_given(candidate));
                }
            }
        }
        match good.as_slice() {
            [] => Anchor {
                nearest: self.suggestion(&quote, found),
                ..Anchor::nothing(State::Missing, self.given)
            },
            [only] => {
                let score = 1.0 - only.error;
                let (places, verdict) = widened(self.document, &quote, only.places.clone());
                self.checked(verdict.state, pieces, places, score)
            }
            [best, ..] => {
                let places = good.iter().filter_map(|candidate| candidate.places.first());
                let mut places: Vec<Place> = places.copied().collect();
                places.sort_by_key(|place| (place.paragraph, place.start));
                self.answer(State::Ambiguous, places, 1.0 - best.error)
            }
        }
    }

    /// Returns the most similar places, by the shortest search that cannot miss the best of them.
    fn candidates(&self, quote: &str, pieces: &[Piece]) -> Vec<Candidate> {
        // A candidate in its old context, or without a known one, cannot be beaten by one with more
        // edits.
        let is_settled = |candidate: &Candidate| {
            candidate.is_acceptable() && candidate.context.is_none_or(|context| context > 0.9)
        };
        // In the given paragraph it can only be beaten by one with far fewer edits.
        let is_settled_here = |candidate: &Candidate| {
            let is_given = candidate
                .places
                .first()
                .is_some_and(|it| self.is_hinted(it));
            is_settled(candidate) && is_given && candidate.error <= HINT - TIE
        };
        if let Some(here) = self.here() {
            let found = self.evaluated(quote, pieces, here);
            if found.iter().any(is_settled_here) {
                return found;
            }
        }
        let found = self.evaluated(quote, pieces, Depth::Few);
        if found.iter().any(is_settled) {
            return found;
        }
        self.evaluated(quote, pieces, Depth::All)
    }

    /// Returns whether a place is where the citation says.
    fn is_hinted(&self, place: &Place) -> bool {
        self.hints
            .iter()
            .any(|hint| place.overlaps(hint, self.document))
    }

    /// Returns the paragraphs that are given if searching them, and the one after them, costs little
    /// compared with a search of the document.
    fn here(&self) -> Option<Depth> {
        const SMALL: usize = 50_000;
        let given = self.hints.first().map(|hint| &hint.paragraphs)?;
        let mut len = 0_usize;
        for number in given.start..=given.end {
            len = len.saturating_add(self.document.paragraph(number).map_or(0, str::len));
            if len > SMALL {
                return None;
            }
        }
        (!given.is_empty()).then_some(Depth::Here(given.start, given.end))
    }

    /// Returns candidates with everything that decides between them.
    fn evaluated(&self, quote: &str, pieces: &[Piece], depth: Depth) -> Vec<Candidate> {
        let mut found = candidates(pieces, self.document, depth);
        for candidate in &mut found {
            candidate.context = self.similarity(&candidate.places);
            if candidate.is_acceptable() {
                let (_, verdict) = widened(self.document, quote, candidate.places.clone());
                // If words are misspelt everywhere, lost words say little.
                if verdict.misspelt < NOISE {
                    candidate.lost = verdict.lost.max(candidate.error);
                }
            }
        }
        found
    }

    /// Returns the answer for a quote whose words are in a given state, unless its brackets or the
    /// text next to it reverse the meaning.
    fn checked(&self, state: State, pieces: &[Piece], places: Vec<Place>, score: f64) -> Anchor {
        let denied = self.is_denied(&places, state.is_verified());
        let reversed = denied || reverse_meaning(self.quote, pieces, &places, self.document);
        let state = if reversed { State::Altered } else { state };
        Anchor {
            denied,
            ..self.answer(state, places, score)
        }
    }

    fn answer(&self, state: State, places: Vec<Place>, score: f64) -> Anchor {
        Anchor {
            places,
            score,
            ..Anchor::nothing(state, self.given)
        }
    }

    /// Returns how similar the text around some places is to the known context.
    fn similarity(&self, places: &[Place]) -> Option<f64> {
        let around = Context::around(self.document, *places.first()?, *places.last()?)?;
        Some(self.context?.similarity(&around))
    }

    /// Whether a word next to the places negates them: a word that was not there before or, if no
    /// context is known, that follows a quote in other words.
    fn is_denied(&self, places: &[Place], verified: bool) -> bool {
        let around = || {
            let (first, last) = (places.first()?, places.last()?);
            let text = self.document.paragraph(first.paragraph)?;
            let before = text.get(..first.bytes(text).start)?;
            let text = self.document.paragraph(last.paragraph)?;
            let (quote, after) = text.split_at_checked(last.bytes(text).end)?;
            // The next sentence does not negate this one.
            let ends = quote.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟']);
            let after = if ends { "" } else { after };
            Some(Context::cut(before, after))
        };
        match (around(), self.context) {
            (Some(now), Some(then)) => now.negates_unlike(then),
            (Some(now), None) => !verified && now.negates(),
            _ => false,
        }
    }

    /// Returns the most similar place of those that are not acceptable, if it has enough of the
    /// quote.
    fn suggestion(&self, quote: &str, found: Vec<Candidate>) -> Option<Place> {
        let by_error = |a: &Candidate, b: &Candidate| a.error.total_cmp(&b.error);
        let nearest = found.into_iter().min_by(by_error)?;
        let (places, verdict) = widened(self.document, quote, nearest.places);
        let first = *places.first()?;
        (verdict.lost <= SUGGESTION).then_some(first)
    }
}

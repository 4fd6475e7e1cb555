//! Which of the places found is the quote's, and what state that is. It must not know how places are
//! found.

use unicode_segmentation::UnicodeSegmentation;

use super::answer::Anchor;
use super::approximate::{Candidate, Depth, HINT, candidates};
use super::brackets::turn_it;
use super::context::Context;
use super::judge::{Verdict, judge};
use super::place::Place;
use super::quote::Piece;
use super::search::search;
use super::state::State;
use crate::document::Document;
use crate::text::width::floor_boundary;

/// What is known beside the quote.
pub(super) struct Sought<'a> {
    /// All of it, brackets too.
    pub quote: &'a str,
    pub given: Option<usize>,
    pub context: Option<&'a Context>,
    pub document: &'a Document,
}

/// Two places that differ by less than this in rank are equally good.
const TIE: f64 = 0.03;
/// A text with at least this share of misspelt words was scanned or typed badly.
const NOISE: f64 = 0.1;
/// A suggestion has lost at most this share of the quote's letters.
const SUGGESTION: f64 = 0.6;

impl Sought<'_> {
    /// The quote in the same words.
    pub fn as_it_is(&self, pieces: &[Piece]) -> Option<Anchor> {
        let here = self
            .given
            .and_then(|given| search(pieces, Some(given), self.document, 1));
        // A paragraph is only a hint: where other text stands around the quote, it may be its double.
        let doubtful = |places: &Vec<Place>| self.likeness(places).is_some_and(|alike| alike < 0.5);
        let here = here.filter(|(_, found)| !found.iter().all(doubtful));
        // Without a context all places are equally good.
        let most = match self.context {
            Some(_) => usize::MAX,
            None => Anchor::COUNTED + 1,
        };
        let (state, mut found) = here.or_else(|| search(pieces, None, self.document, most))?;
        if found.len() > 1 && self.context.is_some() {
            let rank = |places: &Vec<Place>| 0.25 * self.likeness(places).unwrap_or_default();
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
        Some(self.weighed_with_all(state, pieces, places, 1.0))
    }

    /// The quote in other words, or nothing.
    pub fn nearly(&self, pieces: &[Piece]) -> Anchor {
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let quote = texts.join(" ");
        // What stands in its old surroundings, or has none, cannot be outdone by what is farther off.
        let settled =
            |found: &Candidate| found.will_do() && found.context.is_none_or(|alike| alike > 0.9);
        // Nor can what is near enough in the paragraph given: there is a price on leaving that.
        let here = |found: &Candidate| {
            settled(found) && found.paragraph() == self.given && found.error <= HINT - TIE
        };
        let mut found = self
            .here()
            .map_or(Vec::new(), |here| self.weighed(&quote, pieces, here));
        if !found.iter().any(here) {
            found = self.weighed(&quote, pieces, Depth::Few);
            if !found.iter().any(settled) {
                found = self.weighed(&quote, pieces, Depth::All);
            }
        }
        let rank = |candidate: &Candidate| candidate.rank(self.given);
        found.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
        let mut good: Vec<&Candidate> = found.iter().filter(|found| found.will_do()).collect();
        if let Some(best) = good.first() {
            let least = rank(best) - TIE;
            good.retain(|candidate| rank(candidate) > least);
            let given = |candidate: &&&Candidate| candidate.paragraph() == self.given;
            if good.len() > 1 && self.given.is_some() && good.iter().filter(given).count() == 1 {
                good.retain(|candidate| given(&candidate));
            }
        }
        match good.as_slice() {
            [] => Anchor {
                nearest: self.suggestion(&quote, found),
                ..Anchor::nothing(State::Missing, self.given)
            },
            [only] => {
                let (places, verdict) = self.judged(&quote, &only.places);
                self.weighed_with_all(verdict.state, pieces, places, 1.0 - only.error)
            }
            several => {
                let places = several
                    .iter()
                    .filter_map(|candidate| candidate.places.first());
                let mut places: Vec<Place> = places.copied().collect();
                places.sort_by_key(|place| (place.paragraph, place.start));
                self.answer(State::Ambiguous, places, 1.0 - several[0].error)
            }
        }
    }

    /// The paragraph given, if it and the next are small beside what a search of all of them costs.
    fn here(&self) -> Option<Depth> {
        const SMALL: usize = 50_000;
        let given = self.given?;
        let next = self.document.paragraph(given + 1).map_or(0, str::len);
        (self.document.paragraph(given)?.len() + next <= SMALL).then_some(Depth::Here(given))
    }

    /// The nearest places, with all that decides between them.
    fn weighed(&self, quote: &str, pieces: &[Piece], depth: Depth) -> Vec<Candidate> {
        let mut found = candidates(pieces, self.document, depth);
        for candidate in &mut found {
            candidate.context = self.likeness(&candidate.places);
            if candidate.will_do() {
                let (_, verdict) = self.judged(quote, &candidate.places);
                // Where words are misspelt all over, even lost ones say little.
                if verdict.misspelt < NOISE {
                    candidate.lost = verdict.lost.max(candidate.error);
                }
            }
        }
        found
    }

    /// The answer for a quote that is in a state by its words: brackets, and what stands beside it, may
    /// still turn them.
    fn weighed_with_all(
        &self,
        state: State,
        pieces: &[Piece],
        places: Vec<Place>,
        score: f64,
    ) -> Anchor {
        let denied = self.is_denied(&places, state.is_verified());
        let turned = denied || turn_it(self.quote, pieces, &places, self.document);
        let state = if turned { State::Altered } else { state };
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

    /// How far what stands around is what did; `None` where that is not known.
    fn likeness(&self, places: &[Place]) -> Option<f64> {
        let around = Context::around(self.document, *places.first()?, *places.last()?)?;
        Some(self.context?.likeness(&around))
    }

    /// What the text found amounts to. The search ends where the fewest edits are, which may be within
    /// what stands in place of the quote's first or last words: it is widened by as many words as the
    /// quote has more there, or by a few if the source then has more of its words; and by the quotation
    /// marks that the quote has as well.
    fn judged(&self, quote: &str, places: &[Place]) -> (Vec<Place>, Verdict) {
        const FEW: usize = 2;
        let judge = |places: &[Place]| {
            let (text, surroundings) = (self.text(places), self.surroundings(places));
            judge(quote, &text, surroundings)
        };
        let mut best = (places.to_vec(), judge(places));
        for end in [0, 1] {
            let Some(more) = best.1.loose[end] else {
                continue;
            };
            let from = best.0.clone();
            for words in (1..=FEW).chain((more > FEW).then_some(more)) {
                let wide = self.widened(&from, end, words);
                let verdict = judge(&wide);
                let fits = words == more && verdict.lost <= best.1.lost;
                if fits || verdict.lost < best.1.lost {
                    best = (wide, verdict);
                }
            }
        }
        let marked = self.with_marks(quote, &best.0);
        if marked != best.0 {
            best = (marked.clone(), judge(&marked));
        }
        best
    }

    /// The places with more words of the source before the first or after the last.
    fn widened(&self, places: &[Place], end: usize, words: usize) -> Vec<Place> {
        let mut wide = places.to_vec();
        if end == 0 {
            if let Some(place) = wide.first_mut() {
                place.start -= self.words_before(place, words);
            }
        } else if let Some(place) = wide.last_mut() {
            place.end += self.words_after(place, words);
        }
        wide
    }

    /// The places with the quotation mark beside them, where the quote begins or ends with one.
    fn with_marks(&self, quote: &str, places: &[Place]) -> Vec<Place> {
        let mut marked = places.to_vec();
        let cut = |place: &Place| {
            let text = self.document.paragraph(place.paragraph)?;
            let bytes = place.bytes(text);
            Some((
                text.get(..bytes.start)?,
                text.get(bytes.clone())?,
                text.get(bytes.end..)?,
            ))
        };
        let is_mark = is_quotation_mark;
        if let Some(place) = marked.first_mut()
            && let Some((before, inside, _)) = cut(place)
        {
            let there = quote.starts_with(is_mark) && before.ends_with(is_mark);
            place.start -= usize::from(there && !inside.starts_with(is_mark));
        }
        if let Some(place) = marked.last_mut()
            && let Some((_, inside, after)) = cut(place)
        {
            let there = quote.ends_with(is_mark) && after.starts_with(is_mark);
            place.end += usize::from(there && !inside.ends_with(is_mark));
        }
        marked
    }

    fn text(&self, places: &[Place]) -> String {
        let texts = places.iter().filter_map(|place| {
            let text = self.document.paragraph(place.paragraph)?;
            text.get(place.bytes(text))
        });
        texts.collect::<Vec<_>>().join(" ")
    }

    /// The paragraph that the places begin in, or as much of it as shows its habits.
    fn surroundings(&self, places: &[Place]) -> &str {
        const ENOUGH: usize = 4000;
        let of = |place: &Place| {
            let text = self.document.paragraph(place.paragraph)?;
            let bytes = place.bytes(text);
            let start = floor_boundary(text, bytes.start.saturating_sub(ENOUGH));
            text.get(start..floor_boundary(text, bytes.end + ENOUGH))
        };
        places.first().and_then(of).unwrap_or_default()
    }

    /// How many characters hold so many words right after a place, up to the next mark.
    fn words_after(&self, place: &Place, words: usize) -> usize {
        let text = self.document.paragraph(place.paragraph).unwrap_or_default();
        let rest = text.get(place.bytes(text).end..).unwrap_or_default();
        reach(rest.split_word_bounds(), words)
    }

    /// The same right before it.
    fn words_before(&self, place: &Place, words: usize) -> usize {
        let text = self.document.paragraph(place.paragraph).unwrap_or_default();
        let rest = text.get(..place.bytes(text).start).unwrap_or_default();
        reach(rest.split_word_bounds().rev(), words)
    }

    /// Whether a word stands beside the places that turns them into their opposite: one that is new
    /// there, or that a quote in other words has not.
    fn is_denied(&self, places: &[Place], verified: bool) -> bool {
        let within = || {
            let (first, last) = (places.first()?, places.last()?);
            let text = self.document.paragraph(first.paragraph)?;
            let before = text.get(..first.bytes(text).start)?;
            let text = self.document.paragraph(last.paragraph)?;
            let (quote, after) = text.split_at_checked(last.bytes(text).end)?;
            // A sentence that is over is not denied by the next one.
            let over = quote.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟']);
            let after = if over { "" } else { after };
            Some(Context::ends(before, after))
        };
        match (within(), self.context) {
            (Some(now), Some(then)) => now.denies_more_than(then),
            (Some(now), None) => !verified && now.denies(),
            _ => false,
        }
    }

    /// The nearest of the places that will not do, if it has something of the quote.
    fn suggestion(&self, quote: &str, found: Vec<Candidate>) -> Option<Place> {
        let near = |a: &Candidate, b: &Candidate| a.error.total_cmp(&b.error);
        let nearest = found.into_iter().min_by(near)?;
        let (places, verdict) = self.judged(quote, &nearest.places);
        let first = *places.first()?;
        (verdict.lost <= SUGGESTION).then_some(first)
    }
}

fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

/// How many characters it takes to have so many words, of pieces of text in order; 0 if a mark
/// comes first.
fn reach<'a>(pieces: impl Iterator<Item = &'a str>, words: usize) -> usize {
    let (mut chars, mut reached, mut left) = (0, 0, words);
    for piece in pieces {
        let is_word = piece.contains(char::is_alphanumeric);
        if left == 0 || !is_word && !piece.trim().is_empty() {
            break;
        }
        chars += piece.chars().count();
        if is_word {
            left -= 1;
            reached = chars;
        }
    }
    reached
}

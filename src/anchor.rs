//! Where a quote stands in a document and how sure that is. Pure: it must not know events, files,
//! the terminal, or what anybody does about the answer.

mod align;
mod approximate;
mod context;
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

use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Document, flow};
use crate::text::width::floor_boundary;
use approximate::{Candidate, Depth, candidates};
pub use context::Context;
pub use difference::{Change, difference};
use judge::{Verdict, judge};
use quote::Piece;
use search::search;

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
    /// How much of the quote stands there: 1 less its edits per character, 0 for nothing found.
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
/// 3. There the words of both texts are aligned, and their differences name the state.
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

/// What is known beside the quote.
struct Sought<'a> {
    given: Option<usize>,
    context: Option<&'a Context>,
    document: &'a Document,
}

/// Two places that differ by less than this in rank are equally good.
const TIE: f64 = 0.03;
/// A text with at least this share of misspelt words was scanned or typed badly.
const NOISE: f64 = 0.1;
/// A suggestion has lost at most this share of the quote's letters.
const SUGGESTION: f64 = 0.6;

impl Sought<'_> {
    /// The quote in the same words.
    fn as_it_is(&self, pieces: &[Piece]) -> Option<Anchor> {
        let here = self
            .given
            .and_then(|given| search(pieces, Some(given), self.document));
        // A paragraph is only a hint: where other text stands around the quote, it may be its double.
        let doubtful = |places: &Vec<Place>| self.likeness(places).is_some_and(|alike| alike < 0.5);
        let here = here.filter(|(_, found)| !found.iter().all(doubtful));
        let (state, mut found) = here.or_else(|| search(pieces, None, self.document))?;
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
            return Some(self.answer(State::Ambiguous, places.copied().collect(), 1.0));
        }
        let places = found.pop()?;
        let state = if self.is_denied(&places, true) {
            State::Altered
        } else {
            state
        };
        Some(self.answer(state, places, 1.0))
    }

    /// The quote in other words, or nothing.
    fn nearly(&self, pieces: &[Piece]) -> Anchor {
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let quote = texts.join(" ");
        let mut found = self.weighed(&quote, pieces, Depth::Few);
        // What stands in its old surroundings, or has none, cannot be outdone by what is farther off.
        let settled =
            |found: &Candidate| found.will_do() && found.context.is_none_or(|alike| alike > 0.9);
        if !found.iter().any(settled) {
            found = self.weighed(&quote, pieces, Depth::All);
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
                ..self.answer(State::Missing, Vec::new(), 0.0)
            },
            [only] => {
                let (places, verdict) = self.judged(&quote, &only.places);
                let denied = self.is_denied(&places, verdict.state.is_verified());
                let state = if denied {
                    State::Altered
                } else {
                    verdict.state
                };
                self.answer(state, places, 1.0 - only.error)
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

    fn answer(&self, state: State, places: Vec<Place>, score: f64) -> Anchor {
        Anchor {
            state,
            places,
            given: self.given,
            score,
            nearest: None,
        }
    }

    /// How far what stands around is what did; `None` where that is not known.
    fn likeness(&self, places: &[Place]) -> Option<f64> {
        let around = Context::around(self.document, *places.first()?, *places.last()?)?;
        Some(self.context?.likeness(&around))
    }

    /// What the text found amounts to. It is widened by as many words as the quote has more at its
    /// ends: those may be what stands in place of them.
    fn judged(&self, quote: &str, places: &[Place]) -> (Vec<Place>, Verdict) {
        let judge = |places: &[Place]| {
            let (text, surroundings) = (self.text(places), self.surroundings(places));
            judge(quote, &text, surroundings)
        };
        let verdict = judge(places);
        let mut wide = places.to_vec();
        let [before, after] = verdict.loose;
        if let Some(place) = wide.first_mut() {
            place.start -= self.words_before(place, before);
        }
        if let Some(place) = wide.last_mut() {
            place.end += self.words_after(place, after);
        }
        let other = judge(&wide);
        if other.loose < verdict.loose && other.lost <= verdict.lost {
            (wide, other)
        } else {
            (places.to_vec(), verdict)
        }
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
            let after = text.get(last.bytes(text).end..)?;
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

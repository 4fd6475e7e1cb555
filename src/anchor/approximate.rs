//! Finds the places most similar to a quote that the source does not have in the same words.

use std::cmp::Reverse;
use std::ops::Range;

use super::boundary::splits_word;
use super::ends::{self, SHORTEST, allowed};
use super::myers::{Pattern, Scan};
use super::place::Place;
use super::quote::{Gap, Piece, inserted};
use super::window::Window;
use crate::document::Document;
use crate::text::normalize::normalize;
use crate::text::width::floor_boundary;

/// What the given paragraph adds to the rank if no context is known.
pub(super) const HINT: f64 = 0.1;
/// How far apart the pieces of a quote may be, in characters.
const REACH: usize = 20_000;

/// A place that is similar to a quote.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The places of the pieces. A piece that continues in the next paragraph has several.
    pub places: Vec<Place>,
    /// Edits per character of the quote.
    pub error: f64,
    /// The share of the letters of the quote that are in lost words, if that is more than `error`.
    pub lost: f64,
    /// How similar the context is, 0 to 1, if it is known.
    pub context: Option<f64>,
    /// Whether no piece needs more edits than its length allows.
    within: bool,
}

impl Candidate {
    /// Returns the rank among other candidates. If no context is known, it counts a little whether it
    /// is where the citation says.
    pub fn rank(&self, is_hinted: bool) -> f64 {
        let hint = if is_hinted { HINT } else { 0.0 };
        1.0 - self.error + self.context.map_or(hint, |context| 0.25 * context)
    }

    /// Whether the place may be shown as the quote's.
    pub fn is_acceptable(&self) -> bool {
        let near = match self.context {
            Some(context) => self.lost + 0.4 * (1.0 - context) <= 0.45,
            None => self.lost <= 0.25,
        };
        near && self.within
    }
}

/// How far to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// For places with all edits that are allowed, from one paragraph to another.
    Here(usize, usize),
    /// For places with few edits, which are found fast. Finds nothing if there may be a place that
    /// is nearly as good.
    Few,
    /// For places with all edits that are allowed and, if there are none, for one to suggest.
    All,
}

/// Returns the places most similar to a quote, in the order of the document.
pub(super) fn candidates(pieces: &[Piece], document: &Document, depth: Depth) -> Vec<Candidate> {
    let parts: Vec<Part> = pieces.iter().map(Part::new).collect();
    let Some(parts) = Parts::new(&parts) else {
        return Vec::new();
    };
    let main = parts.main;
    let ends = match depth {
        Depth::Few => ends::seeded(&main.chars, document),
        Depth::Here(first, last) => ends::all(&main.chars, document, first..last.saturating_add(1)),
        Depth::All => ends::all(&main.chars, document, 1..usize::MAX),
    };
    let found = ends.into_iter().filter_map(|end| {
        let reach = |parts: &[Part]| if parts.is_empty() { 0 } else { REACH };
        let lengths = [main.chars.len(), end.edits, SHORTEST, reach(parts.before)];
        let before = lengths.into_iter().sum();
        let after = reach(parts.after).saturating_add(2 * SHORTEST);
        let window = Window::around(document, end.at, before, after)?;
        let matches = parts.matches(end.edits, &window)?;
        Some(parts.candidate(&matches, &window))
    });
    let mut found: Vec<Candidate> = found.collect();
    found.sort_by_key(|candidate| candidate.places.first().map(|p| (p.paragraph, p.start)));
    // Two ways to read the same text are one place.
    found.dedup_by(|next, kept| {
        let same = next.places.first() == kept.places.first();
        if same && next.error < kept.error {
            std::mem::swap(next, kept);
        }
        same
    });
    found
}

/// A normalized piece of a quote.
struct Part {
    chars: Vec<char>,
    gap: Gap,
}

impl Part {
    fn new(piece: &Piece) -> Self {
        Self {
            chars: normalize(&piece.text).text.trim().chars().collect(),
            gap: piece.gap,
        }
    }

    fn allowed(&self) -> usize {
        allowed(self.chars.len())
    }

    /// Returns the number of bytes within which the part is found, if at most `apart` bytes
    /// separate it from the next part.
    fn reach(&self, apart: usize) -> usize {
        // A character has up to four bytes.
        self.chars.len().saturating_mul(4).saturating_add(apart)
    }
}

/// The pieces of a quote, of which the longest is searched for first.
struct Parts<'a> {
    before: &'a [Part],
    main: &'a Part,
    after: &'a [Part],
}

/// A piece found in the text of a window.
struct Match {
    span: Range<usize>,
    edits: usize,
}

impl<'a> Parts<'a> {
    /// Returns `None` if no piece is long enough.
    fn new(parts: &'a [Part]) -> Option<Self> {
        let longest = (0..parts.len()).max_by_key(|at| parts.get(*at).map(|part| part.chars.len()));
        let (before, rest) = parts.split_at(longest?);
        let (main, after) = rest.split_first()?;
        (main.chars.len() >= SHORTEST).then_some(Self {
            before,
            main,
            after,
        })
    }

    fn all(&self) -> impl Iterator<Item = &'a Part> {
        let Self {
            before,
            main,
            after,
        } = *self;
        before.iter().chain([main]).chain(after)
    }

    /// Finds all pieces around the position of a window, at which the longest piece ends with so
    /// many edits.
    fn matches(&self, edits: usize, window: &Window<'_>) -> Option<Vec<Match>> {
        let text = window.text.as_str();
        let start = start_of(&self.main.chars, text.get(..window.at)?, edits)?;
        let main = Match {
            span: snapped(text, start..window.at),
            edits,
        };
        let (mut start, mut end) = (main.span.start, main.span.end);
        let mut found = vec![main];
        let mut follows = self.main.gap;
        for part in self.before.iter().rev() {
            let from = match follows {
                Gap::Omission => 0,
                Gap::Insertion => start.saturating_sub(part.reach(300)),
            };
            let before = last_of(part, text, floor_boundary(text, from)..start)?;
            let skipped = text.get(before.span.end..start)?;
            let apart = window
                .paragraph(start)
                .saturating_sub(window.paragraph(before.span.start));
            let fits = match follows {
                Gap::Omission => apart <= 1,
                Gap::Insertion => inserted(skipped) == skipped.len(),
            };
            if !fits {
                return None;
            }
            start = before.span.start;
            follows = part.gap;
            found.push(before);
        }
        found.reverse();
        for part in self.after {
            let to = match part.gap {
                Gap::Omission => text.len(),
                Gap::Insertion => end.saturating_add(part.reach(inserted(text.get(end..)?))),
            };
            let after = first_of(part, text, end..floor_boundary(text, to))?;
            let apart = window
                .paragraph(after.span.start)
                .saturating_sub(window.paragraph(end));
            if apart > 1 {
                return None;
            }
            end = after.span.end;
            found.push(after);
        }
        Some(found)
    }

    fn candidate(&self, matches: &[Match], window: &Window<'_>) -> Candidate {
        let len: usize = self.all().map(|part| part.chars.len()).sum();
        let edits: usize = matches.iter().map(|found| found.edits).sum();
        let error = edits as f64 / len.max(1) as f64;
        let places = matches.iter().flat_map(|found| window.places(&found.span));
        Candidate {
            places: places.collect(),
            error,
            lost: error,
            context: None,
            within: self
                .all()
                .zip(matches)
                .all(|(part, found)| found.edits <= part.allowed()),
        }
    }
}

/// Finds the place of a piece with the fewest edits in a range; of several the first.
fn first_of(part: &Part, text: &str, within: Range<usize>) -> Option<Match> {
    best_of(part, text, within, |end| *end)
}

/// Does the same as [`first_of`], but returns the last of several places.
fn last_of(part: &Part, text: &str, within: Range<usize>) -> Option<Match> {
    best_of(part, text, within, |(edits, at)| (*edits, Reverse(*at)))
}

/// Finds the first valid place, in the order of the edits and the offsets at which places end.
fn best_of<K: Ord>(
    part: &Part,
    text: &str,
    within: Range<usize>,
    order: fn(&(usize, usize)) -> K,
) -> Option<Match> {
    let pattern = Pattern::new(&part.chars)?;
    let mut scan = Scan::new(&pattern, part.allowed());
    let ends = text.get(within.clone())?.char_indices();
    let ends = ends.filter_map(|(at, c)| {
        let at = within.start.saturating_add(at).saturating_add(c.len_utf8());
        scan.step(c).map(|edits| (edits, at))
    });
    let mut ends: Vec<(usize, usize)> = ends.collect();
    ends.sort_by_key(order);
    // A short piece must consist of whole words.
    let whole = part.chars.len() < SHORTEST;
    ends.into_iter().find_map(|(edits, end)| {
        let start = start_of(&part.chars, text.get(..end)?, edits)?;
        let splits = whole && (splits_word(text, start) || splits_word(text, end));
        (start >= within.start && !splits).then(|| Match {
            span: snapped(text, start..end),
            edits,
        })
    })
}

/// Returns where the place with so many edits that ends with a text begins: between words, if
/// possible.
fn start_of(chars: &[char], text: &str, edits: usize) -> Option<usize> {
    let backward: Vec<char> = chars.iter().rev().copied().collect();
    let pattern = Pattern::new(&backward)?;
    let mut scan = Scan::anchored(&pattern, edits);
    let mut first = None;
    for (at, c) in text
        .char_indices()
        .rev()
        .take(chars.len().saturating_add(edits))
    {
        if scan.step(c) == Some(edits) {
            if !splits_word(text, at) {
                return Some(at);
            }
            first = first.or(Some(at));
        }
    }
    first
}

/// Moves the ends of a span to the boundaries of words: a word belongs to the span if most of it
/// does, a number if any of it does.
fn snapped(text: &str, span: Range<usize>) -> Range<usize> {
    let start = Surrounding::at(text, span.start);
    let leaves_out = start.most_before && !start.has_digit;
    let start = if leaves_out && start.end > span.start && start.start < span.start {
        start.end
    } else {
        start.start
    };
    let end = Surrounding::at(text, span.end);
    let end = if end.most_before || end.has_digit {
        end.end
    } else {
        end.start
    };
    let inner = text.get(start..end).unwrap_or_default();
    let lead = inner.len().saturating_sub(inner.trim_start().len());
    let tail = inner.len().saturating_sub(inner.trim_end().len());
    if inner.trim().is_empty() {
        span
    } else {
        start.saturating_add(lead)..end.saturating_sub(tail)
    }
}

/// The word around an offset; empty between words.
struct Surrounding {
    start: usize,
    end: usize,
    /// Whether most of the word is before the offset.
    most_before: bool,
    has_digit: bool,
}

impl Surrounding {
    fn at(text: &str, at: usize) -> Self {
        let is_boundary = |at: &usize| text.is_char_boundary(*at) && !splits_word(text, *at);
        let start = (0..=at).rev().find(is_boundary).unwrap_or(0);
        let end = (at..=text.len()).find(is_boundary).unwrap_or(text.len());
        let word = text.get(start..end).unwrap_or_default();
        Self {
            start,
            end,
            most_before: at.saturating_sub(start) >= end.saturating_sub(at),
            has_digit: word.contains(char::is_numeric),
        }
    }
}

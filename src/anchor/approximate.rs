//! The places that come near a quote which stands nowhere as it is. It must not know what the
//! differences mean.

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

/// What it is worth to stand in the paragraph given, where no context is known.
pub(super) const HINT: f64 = 0.1;
/// How far pieces may be apart, in characters.
const REACH: usize = 20_000;

/// A place that comes near a quote.
#[derive(Debug)]
pub(super) struct Candidate {
    /// One place per piece of the quote; more where a piece goes on in the next paragraph.
    pub places: Vec<Place>,
    /// Edits per character of the quote.
    pub error: f64,
    /// The share of the quote that is lost, by words, where that is known: never less than `error`.
    pub lost: f64,
    /// How far what stands around is what did, 0 to 1, where that is known.
    pub context: Option<f64>,
    /// Whether no piece needs more edits than its length allows.
    within: bool,
}

impl Candidate {
    /// What places are compared by. Where no context is known, the paragraph given stands in for it
    /// as far as a mere hint can.
    pub fn rank(&self, given: Option<usize>) -> f64 {
        let hint = if given.is_some() && given == self.paragraph() {
            HINT
        } else {
            0.0
        };
        1.0 - self.error + self.context.map_or(hint, |context| 0.25 * context)
    }

    /// Where it begins.
    pub fn paragraph(&self) -> Option<usize> {
        self.places.first().map(|place| place.paragraph)
    }

    /// Whether the place will do at all. Where little is known of the surroundings, the words alone
    /// must carry it.
    pub fn will_do(&self) -> bool {
        let near = match self.context {
            Some(context) => self.lost + 0.4 * (1.0 - context) <= 0.45,
            None => self.lost <= 0.25,
        };
        near && self.within
    }
}

/// How many edits the search goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// To all that are allowed, in one paragraph and the next.
    Here(usize),
    /// As few as a place can have that is not to be missed however short the search; nothing is
    /// found rather than too little.
    Few,
    /// As many as are allowed, and more for a suggestion.
    All,
}

/// The places nearest to a quote, in the order of the document.
pub(super) fn candidates(pieces: &[Piece], document: &Document, depth: Depth) -> Vec<Candidate> {
    let pieces: Vec<Part> = pieces.iter().map(Part::new).collect();
    let longest = (0..pieces.len()).max_by_key(|index| pieces[*index].chars.len());
    let Some(main) = longest.filter(|index| pieces[*index].chars.len() >= SHORTEST) else {
        return Vec::new();
    };
    let part = &pieces[main];
    let ends = match depth {
        Depth::Few => ends::seeded(&part.chars, document),
        Depth::Here(paragraph) => ends::all(&part.chars, document, paragraph..paragraph + 2),
        Depth::All => ends::all(&part.chars, document, 1..usize::MAX),
    };
    let found = ends.into_iter().filter_map(|minimum| {
        let far = |pieces: &[Part]| if pieces.is_empty() { 0 } else { REACH };
        let back = part.chars.len() + minimum.edits + SHORTEST + far(&pieces[..main]);
        let forth = 2 * SHORTEST + far(&pieces[main + 1..]);
        let window = Window::around(document, minimum.at, back, forth)?;
        let spans = spans(&pieces, main, minimum.edits, &window)?;
        Some(candidate(&pieces, &spans, &window))
    });
    let mut found: Vec<Candidate> = found.collect();
    found.sort_by_key(|candidate| candidate.places.first().map(|p| (p.paragraph, p.start)));
    // Two ways to read one stretch are one place.
    found.dedup_by(|next, kept| {
        let same = next.places.first() == kept.places.first();
        if same && next.error < kept.error {
            std::mem::swap(next, kept);
        }
        same
    });
    found
}

/// A piece of a quote, normalised.
struct Part {
    chars: Vec<char>,
    gap: Gap,
}

impl Part {
    fn new(piece: &Piece) -> Self {
        let text = normalize(&piece.text).text;
        Self {
            chars: text.trim().chars().collect(),
            gap: piece.gap,
        }
    }
}

/// Where all pieces stand around the end of the longest, with the edits that each needs.
fn spans(
    pieces: &[Part],
    main: usize,
    edits: usize,
    window: &Window<'_>,
) -> Option<Vec<(Range<usize>, usize)>> {
    let text = window.text.as_str();
    let start = start_of(&pieces[main].chars, text, window.at, edits)?;
    let middle = snapped(text, start..window.at);
    let mut spans = vec![(middle, edits)];
    for (part, gap) in pieces[..main]
        .iter()
        .rev()
        .zip(pieces[1..=main].iter().rev())
    {
        let before = spans.first()?.0.start;
        let reach = match gap.gap {
            Gap::Omission => 0,
            Gap::Insertion => before.saturating_sub(300 + 4 * part.chars.len()),
        };
        let reach = floor(text, reach);
        let (span, edits) = last_of(part, text, reach..before)?;
        let skipped = text.get(span.end..before)?;
        let apart = window
            .paragraph(before)
            .saturating_sub(window.paragraph(span.start));
        let follows = match gap.gap {
            Gap::Omission => apart <= 1,
            Gap::Insertion => inserted(skipped) == skipped.len(),
        };
        if !follows {
            return None;
        }
        spans.insert(0, (span, edits));
    }
    for part in &pieces[main + 1..] {
        let after = spans.last()?.0.end;
        let reach = match part.gap {
            Gap::Omission => text.len(),
            Gap::Insertion => after + inserted(&text[after..]) + 4 * part.chars.len(),
        };
        let (span, edits) = first_of(part, text, after..floor(text, reach.min(text.len())))?;
        if window
            .paragraph(span.start)
            .saturating_sub(window.paragraph(after))
            > 1
        {
            return None;
        }
        spans.push((span, edits));
    }
    Some(spans)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The nearest place of a piece within a stretch; of equally near ones the first.
fn first_of(part: &Part, text: &str, within: Range<usize>) -> Option<(Range<usize>, usize)> {
    nearest_in(part, text, within, |end| (end.edits, end.at))
}

/// The same; of equally near ones the last.
fn last_of(part: &Part, text: &str, within: Range<usize>) -> Option<(Range<usize>, usize)> {
    nearest_in(part, text, within, |end| (end.edits, Reverse(end.at)))
}

/// Where a place may end, and how many edits it needs.
struct End {
    at: usize,
    edits: usize,
}

fn nearest_in<K: Ord>(
    part: &Part,
    text: &str,
    within: Range<usize>,
    order: fn(&End) -> K,
) -> Option<(Range<usize>, usize)> {
    let pattern = Pattern::new(&part.chars)?;
    let mut scan = Scan::new(&pattern, allowed(part.chars.len()));
    let ends = text.get(within.clone())?.char_indices();
    let ends = ends.filter_map(|(at, c)| {
        let at = within.start + at + c.len_utf8();
        scan.step(c).map(|edits| End { at, edits })
    });
    let mut ends: Vec<End> = ends.collect();
    ends.sort_by_key(order);
    // What must stand as it is must stand in words of its own.
    let exact = part.chars.len() < SHORTEST;
    ends.into_iter().find_map(|End { at: end, edits }| {
        let start = start_of(&part.chars, text.get(..end)?, end, edits)?;
        let cuts = exact && (splits_word(text, start) || splits_word(text, end));
        let fits = start >= within.start && !cuts;
        fits.then(|| (snapped(text, start..end), edits))
    })
}

/// Where a place with so many edits begins, given where it ends: between words, if it can.
fn start_of(chars: &[char], text: &str, end: usize, edits: usize) -> Option<usize> {
    let backward: Vec<char> = chars.iter().rev().copied().collect();
    let pattern = Pattern::new(&backward)?;
    let mut scan = Scan::anchored(&pattern, edits);
    let mut first = None;
    for (at, c) in text
        .get(..end)?
        .char_indices()
        .rev()
        .take(chars.len() + edits)
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

/// A stretch that begins and ends between words: a word of which the greater part is in it is in
/// it, other pieces of words are not.
fn snapped(text: &str, span: Range<usize>) -> Range<usize> {
    let boundary = |at: &usize| text.is_char_boundary(*at) && !splits_word(text, *at);
    let out = |at: usize| {
        let (back, forth) = (
            (0..=at).rev().find(boundary).unwrap_or(0),
            (at..=text.len()).find(boundary).unwrap_or(text.len()),
        );
        (back, forth, at - back >= forth - at)
    };
    let (back, forth, most_before) = out(span.start);
    let start =
        if most_before && forth > span.start && back < span.start && !has_digit(&text[back..forth])
        {
            forth
        } else {
            back
        };
    let (back, forth, most_before) = out(span.end);
    let end = if most_before || has_digit(&text[back..forth]) {
        forth
    } else {
        back
    };
    let inner = text.get(start..end).unwrap_or_default();
    let lead = inner.len() - inner.trim_start().len();
    let tail = inner.len() - inner.trim_end().len();
    if inner.trim().is_empty() {
        span
    } else {
        start + lead..end - tail
    }
}

fn has_digit(text: &str) -> bool {
    text.contains(char::is_numeric)
}

fn candidate(pieces: &[Part], spans: &[(Range<usize>, usize)], window: &Window<'_>) -> Candidate {
    let len: usize = pieces.iter().map(|part| part.chars.len()).sum();
    let edits: usize = spans.iter().map(|(_, edits)| edits).sum();
    let within =
        |(part, span): (&Part, &(Range<usize>, usize))| span.1 <= allowed(part.chars.len());
    let error = edits as f64 / len.max(1) as f64;
    Candidate {
        places: spans
            .iter()
            .flat_map(|(span, _)| window.places(span))
            .collect(),
        error,
        lost: error,
        context: None,
        within: pieces.iter().zip(spans).all(within),
    }
}

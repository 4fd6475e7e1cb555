//! Widens a place to the words of the source that stand in for the first and last words of a quote.

use unicode_segmentation::UnicodeSegmentation;

use super::judge::{Verdict, judge};
use super::place::Place;
use crate::document::Document;
use crate::text::typography::plain_quotation_mark;
use crate::text::width::floor_boundary;

/// A place is widened by this many words even if the quote has no more words than it.
const FEW: usize = 2;

/// Judges the difference between a quote and the text at some places, and widens the places if the
/// text next to them agrees better.
///
/// The search stops where there are the fewest edits, which may be inside the text that replaces
/// the first or last words of the quote. So the places take in as many words as the quote has more
/// there, or a few words if that loses less of the quote, and quotation marks that the quote has as
/// well.
pub(super) fn widened(
    document: &Document,
    quote: &str,
    places: Vec<Place>,
) -> (Vec<Place>, Verdict) {
    let judged = |places: Vec<Place>| {
        let verdict = judge(
            quote,
            &text(document, &places),
            surroundings(document, &places),
        );
        (places, verdict)
    };
    let mut best = judged(places);
    for end in [0, 1] {
        let Some(Some(more)) = best.1.loose.get(end).copied() else {
            continue;
        };
        let from = best.0.clone();
        for words in (1..=FEW).chain((more > FEW).then_some(more)) {
            let wide = judged(with_words(document, from.clone(), end, words));
            let fits = words == more && wide.1.lost <= best.1.lost;
            if fits || wide.1.lost < best.1.lost {
                best = wide;
            }
        }
    }
    let marked = with_marks(document, quote, best.0.clone());
    if marked == best.0 {
        best
    } else {
        judged(marked)
    }
}

/// Adds words of the source before the first place, or after the last place if `end` is 1.
fn with_words(document: &Document, mut places: Vec<Place>, end: usize, words: usize) -> Vec<Place> {
    if end == 0 {
        if let Some(first) = places.first_mut() {
            let around = Split::new(document, first).unwrap_or_default();
            let more = reach(around.before.split_word_bounds().rev(), words);
            first.start = first.start.saturating_sub(more);
        }
    } else if let Some(last) = places.last_mut() {
        let around = Split::new(document, last).unwrap_or_default();
        let more = reach(around.after.split_word_bounds(), words);
        last.end = last.end.saturating_add(more);
    }
    places
}

/// Adds the quotation marks next to the places if the quote begins or ends with one.
fn with_marks(document: &Document, quote: &str, mut places: Vec<Place>) -> Vec<Place> {
    let is_mark = |c: char| plain_quotation_mark(c).is_some();
    if let Some(first) = places.first_mut()
        && let Some(around) = Split::new(document, first)
    {
        let is_left_out = around.before.ends_with(is_mark) && !around.inside.starts_with(is_mark);
        let more = usize::from(quote.starts_with(is_mark) && is_left_out);
        first.start = first.start.saturating_sub(more);
    }
    if let Some(last) = places.last_mut()
        && let Some(around) = Split::new(document, last)
    {
        let is_left_out = around.after.starts_with(is_mark) && !around.inside.ends_with(is_mark);
        let more = usize::from(quote.ends_with(is_mark) && is_left_out);
        last.end = last.end.saturating_add(more);
    }
    places
}

/// A paragraph split at the ends of a place.
#[derive(Default)]
struct Split<'a> {
    before: &'a str,
    inside: &'a str,
    after: &'a str,
}

impl<'a> Split<'a> {
    fn new(document: &'a Document, place: &Place) -> Option<Self> {
        let text = document.paragraph(place.paragraph)?;
        let bytes = place.bytes(text);
        Some(Self {
            before: text.get(..bytes.start)?,
            inside: text.get(bytes.clone())?,
            after: text.get(bytes.end..)?,
        })
    }
}

/// Returns the text of some places.
fn text(document: &Document, places: &[Place]) -> String {
    let texts = places.iter().filter_map(|place| {
        let text = document.paragraph(place.paragraph)?;
        text.get(place.bytes(text))
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// Returns the paragraph that the places begin in, or enough of it to show what capitals mean
/// there.
fn surroundings<'a>(document: &'a Document, places: &[Place]) -> &'a str {
    const ENOUGH: usize = 4000;
    let of = |place: &Place| {
        let text = document.paragraph(place.paragraph)?;
        let bytes = place.bytes(text);
        let start = floor_boundary(text, bytes.start.saturating_sub(ENOUGH));
        text.get(start..floor_boundary(text, bytes.end.saturating_add(ENOUGH)))
    };
    places.first().and_then(of).unwrap_or_default()
}

/// Returns the number of characters up to the end of so many words, given the words and what is
/// between them. Stops at a punctuation mark.
fn reach<'a>(pieces: impl Iterator<Item = &'a str>, words: usize) -> usize {
    let (mut chars, mut reached, mut left) = (0_usize, 0, words);
    for piece in pieces {
        let is_word = piece.contains(char::is_alphanumeric);
        if left == 0 || !is_word && !piece.trim().is_empty() {
            break;
        }
        chars = chars.saturating_add(piece.chars().count());
        if is_word {
            left = left.saturating_sub(1);
            reached = chars;
        }
    }
    reached
}

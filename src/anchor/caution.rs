//! What turns a quote that stands letter for letter in its source: "It is not true that […]", "[…] unless", and
//! the like beside it.
//!
//! Lists of words in windows that are as narrow as possible, since most sentences have a "not" somewhere: the last
//! clause before the quote, the beginning of what follows in its sentence, and the opening of the next sentence.
//! That is the method of `NegEx` and `ConText` (Chapman et al. 2001, Harkema et al. 2009). What is not decidable from
//! the words beside a quote is left alone.

mod clause;
mod languages;
mod lists;
mod pattern;
mod rules;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use super::answer::Anchor;
use super::cue::{Caution, Cue};
use super::place::Place;
use crate::document::Document;
use crate::text::width::floor_boundary;
pub use clause::sentences_around;
use clause::{Around, REACH};
pub use languages::{guess, is_known};

/// At most so many paragraphs lie between an item of a list and its head.
const ITEMS: usize = 20;

/// Finds the words around a verified quote that turn it, at most one place per kind. `language` is a BCP 47 tag;
/// without one, it is guessed from the paragraph. There is none in a language without lists of words.
pub fn cues(anchor: &Anchor, document: &Document, language: Option<&str>) -> Vec<Cue> {
    let (Some(first), Some(last)) = (anchor.places.first(), anchor.places.last()) else {
        return Vec::new();
    };
    if !anchor.state.is_verified() {
        return Vec::new();
    }
    let paragraph = |place: &Place| document.paragraph(place.paragraph).unwrap_or_default();
    let (begins, ends) = (paragraph(first), paragraph(last));
    let code = language.map_or_else(|| guess(begins), languages::primary);
    let Some(rules) = code.and_then(rules::of) else {
        return Vec::new();
    };
    let start = first.bytes(begins).start;
    let inside = last.bytes(ends);
    let before = floor_boundary(begins, start.saturating_sub(REACH))..start;
    let after = inside.end..floor_boundary(ends, inside.end.saturating_add(REACH));
    let around = Around::new(begins, before, ends, inside, after);
    let mut cues: Vec<Cue> = Vec::new();
    let mut add = |caution, number: usize, bytes: Range<usize>| {
        if cues.iter().any(|cue| cue.caution == caution) {
            return;
        }
        let text = document
            .paragraph(number)
            .and_then(|it| it.get(bytes.clone()));
        if let (Some(text), Some(place)) = (text, Place::new(document, number, bytes)) {
            let text = text.to_owned();
            cues.push(Cue {
                caution,
                text,
                place,
            });
        }
    };
    if let Some((caution, bytes)) = around.cue_before(rules) {
        add(caution, first.paragraph, bytes);
    }
    for (caution, bytes) in around.cues_after(rules) {
        add(caution, last.paragraph, bytes);
    }
    for pair in anchor.places.windows(2) {
        if let [a, b] = pair
            && a.paragraph == b.paragraph
        {
            let text = paragraph(a);
            let gap = a.bytes(text).end..b.bytes(text).start;
            if let Some(bytes) = clause::condition_in(text, gap, rules) {
                add(Caution::ElidedCondition, a.paragraph, bytes);
            }
        }
    }
    if let Some((number, bytes)) = lead_in(document, first, rules) {
        add(Caution::LeadIn, number, bytes);
    }
    cues.sort_by_key(|cue| cue.caution);
    cues
}

/// Finds what a head like "The licence does not cover:" says about the list item that begins with a quote.
fn lead_in(
    document: &Document,
    place: &Place,
    rules: &rules::Rules,
) -> Option<(usize, Range<usize>)> {
    let own = document.paragraph(place.paragraph)?;
    // An item is one sentence at most.
    let before = own.get(..place.bytes(own).start)?;
    if before.contains(char::is_alphanumeric) || !clause::is_one_sentence(own) {
        return None;
    }
    let above = (1..place.paragraph).rev().take(ITEMS);
    let head = above.map(|number| (number, document.paragraph(number).unwrap_or_default()));
    // Items are no whole sentences.
    let mut head =
        head.skip_while(|(_, text)| !text.trim_end().ends_with([':', '：', '.', '!', '?', '。']));
    let (number, text) = head.next()?;
    let text = text.trim_end();
    text.ends_with([':', '：']).then_some(())?;
    let start = floor_boundary(text, text.len().saturating_sub(REACH));
    let bytes = clause::denial_in(text, start..text.len(), rules)?;
    Some((number, bytes))
}

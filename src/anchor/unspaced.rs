//! Finds quotes that lost their spaces, as text copied from some programs does.

use super::boundary::splits_word;
use super::place::Place;
use crate::document::Document;
use crate::text::normalize::normalize;

/// Shorter words are words.
const LEAST: usize = 24;

/// Returns the places of a quote without spaces in the paragraphs of a document, at most two. None if the quote has
/// spaces, or is written in a script that has none.
pub(super) fn places(quote: &str, document: &Document) -> Vec<Place> {
    let wanted = normalize(quote).text;
    // Scripts with capitals have spaces.
    let letters = wanted.chars().filter(|c| c.is_lowercase()).count();
    if wanted.contains(' ') || letters < LEAST {
        return Vec::new();
    }
    let numbers = 1..=document.paragraphs().len();
    let found = numbers.filter_map(|number| place(&wanted, number, document));
    found.take(2).collect()
}

fn place(wanted: &str, number: usize, document: &Document) -> Option<Place> {
    let text = document.normalized(number)?;
    let mut joined = String::with_capacity(text.text.len());
    // Per byte of that: where its character begins and ends in the text with spaces.
    let mut chars = Vec::with_capacity(text.text.len());
    for (at, c) in text.text.char_indices().filter(|(_, c)| *c != ' ') {
        joined.push(c);
        chars.resize(joined.len(), (at, at.saturating_add(c.len_utf8())));
    }
    let start = joined.find(wanted)?;
    let end = start.checked_add(wanted.len())?.checked_sub(1)?;
    let bytes = text.source(chars.get(start)?.0..chars.get(end)?.1);
    let raw = document.paragraph(number)?;
    let is_whole = !splits_word(raw, bytes.start) && !splits_word(raw, bytes.end);
    Place::new(document, number, bytes).filter(|_| is_whole)
}

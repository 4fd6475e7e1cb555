//! Parses dates as people and programs commonly write them, in order to suggest their EDTF form.

mod meant;
mod numerals;
mod part;
mod ranges;
mod reading;
mod words;

pub(super) use meant::{Meant, is_date};
use reading::{Dates, Phrase};
use words::{ALL, Words};

use crate::text::fold::fold;

const DOTS: &str = "the ends of a range are joined by a slash; `..` is for sets in brackets";

/// Returns what a text probably means.
pub(super) fn meant(text: &str) -> Meant {
    let text = text
        .trim()
        .trim_matches(['"', '\''])
        .replace(['–', '—'], "-")
        .replace('…', "..");
    // Often only the case or the spacing is wrong.
    let upper = text.to_uppercase();
    if is_date(&upper) {
        return Meant::date(upper);
    }
    let close: String = upper.split_whitespace().collect();
    if close.contains(['/', '[', '{']) && is_date(&close) {
        return Meant::date(close);
    }
    if let Some(meant) = numerals::meant(&text) {
        return meant;
    }
    if let Some(range) = dotted(&text) {
        return Meant::corrected(range, DOTS);
    }
    in_words(&text)
}

/// Returns whether a text begins a word of dates, such as the name of a month, in one of the languages.
pub fn begins_word(text: &str) -> bool {
    let folded = fold(text.trim_end_matches('.'));
    !folded.is_empty() && ALL.iter().any(|words| words.begins(&folded))
}

/// Reads `2019..2021`, whose dots should be a slash.
fn dotted(text: &str) -> Option<String> {
    if text.contains(['[', '{', '/']) {
        return None;
    }
    let (first, last) = text.split_once("..")?;
    let side = |side: &str| match side.trim() {
        "" => Some("..".to_owned()),
        side if is_date(side) => Some(side.to_owned()),
        side => in_words(side).dates.into_iter().next(),
    };
    let range = format!("{}/{}", side(first)?, side(last)?);
    is_date(&range).then_some(range)
}

/// Reads a text in each of the languages.
fn in_words(text: &str) -> Meant {
    let folded = fold(text).replace('\'', " ");
    let languages = ALL
        .iter()
        .take(if has_words(&folded) { ALL.len() } else { 1 });
    let readings: Vec<Dates> = languages.map(|words| in_language(&folded, words)).collect();
    let loss = readings.iter().find_map(|reading| reading.loss.clone());
    let dates = readings.into_iter().flat_map(|reading| reading.dates);
    Meant {
        loss,
        ..Meant::any_of(dates)
    }
}

/// Returns whether a folded text has other letters than dates in EDTF. Without words all languages are the
/// same.
fn has_words(text: &str) -> bool {
    let is_edtf = !text.contains(char::is_whitespace);
    text.contains(|c: char| c.is_alphabetic() && !(is_edtf && "xyestz".contains(c)))
}

fn in_language(text: &str, words: &Words) -> Dates {
    let spaced = words.spaced(text);
    let text = spaced.trim();
    if !words.knows(text) {
        return Dates::default();
    }
    let single = Phrase::read(text, words).map(|phrase| phrase.dates());
    match single {
        Some(single) if single.dates.iter().any(|date| is_date(date)) => single,
        _ => ranges::ranges(text, words),
    }
}

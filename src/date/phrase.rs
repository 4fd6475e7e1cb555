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
    // Read as a whole, a text with the name of a month would lose one of its ends.
    if let Some(meant) = in_range(&text) {
        return meant;
    }
    in_words(&text)
}

/// Iterates over the ways to split a text at two dots outside brackets, except those of an open end, as in `2019/..`.
pub fn ranges_in(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut depth = 0_usize;
    text.char_indices().filter_map(move |(at, c)| {
        match c {
            '[' | '{' => depth = depth.saturating_add(1),
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let (from, rest) = text.split_at_checked(at)?;
        let to = rest.strip_prefix("..")?;
        let is_open_end =
            from.ends_with('/') && to.is_empty() || from.is_empty() && to.starts_with('/');
        (depth == 0 && !is_open_end).then_some((from, to))
    })
}

/// Returns whether a text begins a word of dates, such as the name of a month, in one of the languages.
pub fn begins_word(text: &str) -> bool {
    let folded = fold(text.trim_end_matches('.'));
    !folded.is_empty() && ALL.iter().any(|words| words.begins(&folded))
}

/// Reads `2019..2021`, whose dots should be a slash, and the open ends of `May 2019/..`. None if it has no dots.
fn in_range(text: &str) -> Option<Meant> {
    let open = text.strip_suffix("/..").map(|first| (first, ""));
    let open = open.or_else(|| Some(("", text.strip_prefix("../")?)));
    let mistake = open.is_none().then_some(DOTS);
    let (first, last) = open.or_else(|| ranges_in(text).next())?;
    let side = |side: &str| match side.trim() {
        "" => Some("..".to_owned()),
        side if side.contains(['[', '{', '/']) => None,
        side if is_date(side) => Some(side.to_owned()),
        side => in_words(side).dates.into_iter().next(),
    };
    let range = side(first).zip(side(last));
    let range = range.map(|(first, last)| format!("{first}/{last}"));
    Some(Meant {
        mistake,
        ..Meant::any_of(range)
    })
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

//! Dates and ranges that are written with spaces and without quotation marks, so that the filter has only their first
//! word as a value.

use std::ops::Range;

use crate::date::relation::Span;
use crate::date::{Date, DateError};
use crate::diagnostic::TextFile;

/// How many words after a value can belong to its date, as in `date:3 sept 2023`.
const WORDS: usize = 6;

/// What people write between the dates of a range.
const JOINTS: [&str; 6] = ["..", "-", "–", "—", "to", "until"];

/// Returns the value together with the words after it, and their place, if that is a date written in prose.
pub fn date(
    value: &str,
    place: &Range<usize>,
    file: &TextFile<'_>,
) -> Option<(String, Range<usize>, DateError)> {
    let after = file.text.get(place.end..)?;
    longest(after, |words| {
        let words: Vec<&str> = words.split_whitespace().collect();
        let said = format!("{value} {}", words.join(" "));
        let error = Date::parse(&said).err()?;
        (!error.meant.is_empty()).then_some((said, error))
    })
    .map(|((said, error), len)| (said, place.start..place.end + len, error))
}

/// Returns the range that a value and the words after it were meant as, with its place, as in `2018 .. 2019`,
/// `2018- 2019`, `2018 to 2019` and `2018 ..`.
pub fn range(
    value: &str,
    place: &Range<usize>,
    file: &TextFile<'_>,
) -> Option<(String, Range<usize>)> {
    let after = file.text.get(place.end..)?;
    let is_date = Date::parse(value).is_ok();
    let (from, rest) = JOINTS.iter().find_map(|joint| {
        if let Some(from) = value.strip_suffix(joint).filter(|_| !is_date) {
            return Some((from, after));
        }
        let rest = after.trim_start().strip_prefix(joint)?;
        // `-2019` leaves out what has this word.
        (*joint != "-" || rest.starts_with(char::is_whitespace)).then_some((value, rest))
    })?;
    let end = file.text.len() - rest.len();
    let first = match from {
        "" if value == ".." => None,
        from => Some(Date::understand(from).ok()?),
    };
    let Some((to, last, len)) = date_in(rest) else {
        let dots = file.text.get(place.end..end)?.trim();
        let is_open = dots == ".." && !rest.starts_with(|c: char| c == '.' || c.is_alphanumeric());
        return is_open.then(|| (format!("{from}.."), place.start..end));
    };
    let range = match Span::between(first.as_ref(), Some(&last)) {
        Some(_) => format!("{from}..{to}"),
        None => format!("{to}..{from}"),
    };
    Some((range, place.start..end + len))
}

/// Returns the date that a text begins with, in quotation marks or not, and the length of the text up to its end.
fn date_in(text: &str) -> Option<(&str, Date, usize)> {
    let start = text.len() - text.trim_start().len();
    let text = text.trim_start();
    let phrase = text.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    let (date, len) = match phrase {
        Some((phrase, _)) => (Date::understand(phrase).ok()?, phrase.len() + 2),
        None => longest(text, |words| Date::understand(words).ok())?,
    };
    Some((text.get(..len)?.trim_matches('"'), date, start + len))
}

/// Reads the longest run of words that a text begins with and that is something. Returns that, and the length of the
/// run.
fn longest<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
    let text = text.split(['(', ')', '"']).next()?;
    let words = text
        .split_whitespace()
        .take_while(|word| !word.contains(':'));
    let ends = words.take(WORDS).scan(0, |end, word| {
        *end += text.get(*end..)?.find(word)? + word.len();
        Some(*end)
    });
    let ends: Vec<usize> = ends.collect();
    let mut ends = ends.into_iter().rev();
    ends.find_map(|end| Some((read(text.get(..end)?)?, end)))
}

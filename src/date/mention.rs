//! Dates that stand in a text of prose, found by their words. Pure: it knows no source and no event.
//!
//! A day, with its year or without, and a month with its year are found. A year alone and a month
//! alone are not: they are too common, and `May` or `March` too often something else. Nor are days
//! in words (`the ninth of May`). English is always read, and before it the language of the text
//! where that is one of six others.

mod calendar;
mod names;
mod read;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use chrono::NaiveDate;

use super::Day;
pub use calendar::Calendar;
use read::Text;

/// A date that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of its words, a weekday before it included.
    pub bytes: Range<usize>,
    /// What they name.
    pub when: Named,
}

/// What the words of a text say of a date, and no more than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    /// `9 May 2025`.
    Day(Day),
    /// `9 May`: the year is not said.
    Yearless {
        /// 1 to 12.
        month: u8,
        /// 1 to 31; it exists in some year.
        day: u8,
    },
    /// `May 2025`.
    Month {
        /// Four digits.
        year: i64,
        /// 1 to 12.
        month: u8,
    },
}

impl Named {
    /// As EDTF writes it.
    pub fn edtf(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Yearless { month, day } => format!("XXXX-{month:02}-{day:02}"),
            Self::Month { year, month } => format!("{year:04}-{month:02}"),
        }
    }
}

/// Whether there is such a day in a year, or in some year.
fn exists(year: Option<i64>, month: u8, day: u8) -> bool {
    // Years repeat after 400; among them is a leap year.
    let year = year.map_or(2000, |year| 2000 + year.rem_euclid(400) as i32);
    NaiveDate::from_ymd_opt(year, month.into(), day.into()).is_some()
}

/// Whether the dates of a language are known; of others only those written as in English are.
pub fn reads(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    primary.eq_ignore_ascii_case("en") || names::of(language).is_some()
}

/// The dates that a text names, in order. `language` is a BCP 47 tag.
///
/// Linear in the text: dates are read forward from a number or a month, over a few words.
pub fn mentions<'a>(
    text: &'a str,
    language: Option<&str>,
) -> impl Iterator<Item = Mention> + use<'a> {
    let any = text.bytes().any(|byte| byte.is_ascii_digit());
    let text = Text::new(if any { text } else { "" }, language);
    let (mut at, mut free) = (0, 0);
    let reads = std::iter::from_fn(move || {
        while at < text.len() {
            let Some(mut read) = text.read(at) else {
                at += 1;
                continue;
            };
            if let Some(first) = read.mentions.first_mut()
                && !matches!(first.when, Named::Month { .. })
            {
                first.bytes.start = text.with_weekday(at, free);
            }
            at = read.next.max(at + 1);
            free = at;
            return Some(read.mentions);
        }
        None
    });
    reads.flatten()
}

//! Dates mentioned in a text.

use std::ops::Range;

use chrono::NaiveDate;

use crate::date::day::Day;

/// A date mentioned in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The byte range of its words, including a weekday before it.
    pub bytes: Range<usize>,
    /// The day or month.
    pub when: Named,
}

/// A day or month as precisely as a text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    /// `9 May 2025`.
    Day(Day),
    /// `9 May`, without a year.
    Yearless {
        /// The month, 1 to 12.
        month: u8,
        /// The day, 1 to 31. It exists in some year.
        day: u8,
    },
    /// `May 2025`.
    Month {
        /// The astronomical year, of at most four digits.
        year: i64,
        /// The month, 1 to 12.
        month: u8,
    },
}

impl Named {
    /// Returns the date in EDTF.
    pub fn edtf(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Yearless { month, day } => format!("XXXX-{month:02}-{day:02}"),
            Self::Month { year, month } => {
                let sign = if year < 0 { "-" } else { "" };
                format!("{sign}{:04}-{month:02}", year.unsigned_abs())
            }
        }
    }
}

/// Returns whether a day exists in the given year or, without one, in any year.
pub(super) fn exists(year: Option<i64>, month: u8, day: u8) -> bool {
    // The calendar repeats after 400 years, and 2000 is a leap year.
    let year = year.map_or(2000, |year| {
        2000_i32.saturating_add(year.rem_euclid(400) as i32)
    });
    NaiveDate::from_ymd_opt(year, month.into(), day.into()).is_some()
}

/// Returns the year that the last two of its digits mean without doubt.
pub(super) fn of_two_digits(number: u16) -> Option<i64> {
    match number {
        0..=30 => Some(i64::from(number).saturating_add(2000)),
        70..=99 => Some(i64::from(number).saturating_add(1900)),
        _ => None,
    }
}

/// Returns a number as a year. Larger numbers are more likely counts, as in `9 May 5000 soldiers`.
pub(super) fn a_year(number: u16) -> Option<i64> {
    (1000..2200).contains(&number).then(|| number.into())
}

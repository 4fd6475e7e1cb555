//! What a text says of a date.

use std::ops::Range;

use chrono::NaiveDate;

use crate::date::day::Day;

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
pub(super) fn exists(year: Option<i64>, month: u8, day: u8) -> bool {
    // Years repeat after 400; among them is a leap year.
    let year = year.map_or(2000, |year| {
        2000_i32.saturating_add(year.rem_euclid(400) as i32)
    });
    NaiveDate::from_ymd_opt(year, month.into(), day.into()).is_some()
}

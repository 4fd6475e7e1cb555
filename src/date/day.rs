//! Calendar days and their numbers.

use std::fmt;

use chrono::NaiveDate;
use edtf_core::{Bound, BoundDate};

/// The number of days in 400 years, after which the calendar repeats.
const CYCLE: i128 = 146_097;

/// A day in the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The astronomical year: 0 is 1 BCE, -43 is 44 BCE.
    pub year: i64,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

#[allow(
    clippy::arithmetic_side_effects,
    reason = "the days of any `i64` year fit into 128 bits many times over"
)]
impl Day {
    /// The earliest day. Years before the range of `i64` sort here.
    pub(super) const FIRST: Day = Day {
        year: i64::MIN,
        month: 1,
        day: 1,
    };
    /// The latest day. It also stands for an open or unknown end.
    pub(super) const LAST: Day = Day {
        year: i64::MAX,
        month: 12,
        day: 31,
    };

    /// Reads the most common way to write a day, `2023-05-09`. None if a text is something else.
    pub fn read(text: &str) -> Option<Day> {
        let digits = day_digits(text)?;
        let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
        NaiveDate::from_ymd_opt(year.cast_signed(), month, day)?;
        Some(Day {
            year: i64::from(year),
            month: month as u8,
            day: day as u8,
        })
    }

    /// Returns the number of days since 1 March of year 0. It leaves room for arithmetic with any
    /// `i64` year.
    pub fn number(self) -> i128 {
        let (cycle, year) = (self.year.div_euclid(400), self.year.rem_euclid(400));
        // In a year that starts in March the leap day comes last.
        let (cycle, year) = match (self.month, year) {
            (1 | 2, 0) => (cycle - 1, 399),
            (1 | 2, _) => (cycle, year - 1),
            _ => (cycle, year),
        };
        let month = (i64::from(self.month) + 9) % 12;
        let day = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let days = year * 365 + year / 4 - year / 100 + day;
        i128::from(cycle) * CYCLE + i128::from(days)
    }

    /// Returns the day with the given number. Years outside the range of `i64` are clamped.
    pub fn from_number(number: i128) -> Day {
        let (cycle, day) = (number.div_euclid(CYCLE), number.rem_euclid(CYCLE));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = cycle * 400 + year + i128::from(month <= 2);
        Day {
            year: i64::try_from(year).unwrap_or(if year < 0 { i64::MIN } else { i64::MAX }),
            month: month.unsigned_abs() as u8,
            day: day.unsigned_abs() as u8,
        }
    }

    /// Returns the number of days between two days, in either order.
    pub fn distance(self, other: Day) -> u128 {
        self.number().abs_diff(other.number())
    }

    pub(super) fn of(bound: Bound) -> Option<Day> {
        match bound {
            Bound::Date(BoundDate { year, month, day }) => Some(Day { year, month, day }),
            _ => None,
        }
    }
}

/// Returns the digits of a text like `2023-05-09` as a number.
#[allow(
    clippy::arithmetic_side_effects,
    reason = "eight digits fit into 32 bits"
)]
pub fn day_digits(text: &str) -> Option<u32> {
    let mut digits = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'-' if at == 4 || at == 7 => {}
            b'0'..=b'9' if at != 4 && at != 7 && at < 10 => {
                digits = digits * 10 + u32::from(byte - b'0');
            }
            _ => return None,
        }
    }
    (text.len() == 10).then_some(digits)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(
            f,
            "{sign}{:04}-{:02}-{:02}",
            self.year.unsigned_abs(),
            self.month,
            self.day
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    #[test]
    fn days_are_numbered_consecutively() {
        for (date, number) in [
            (day(1970, 1, 1), 719_468),
            (day(1969, 12, 31), 719_467),
            (day(2000, 2, 29), 730_484),
            (day(2000, 3, 1), 730_485),
            (day(0, 1, 1), -60),
            (day(-43, 3, 15), -15_692),
        ] {
            assert_eq!(date.number(), number, "{date}");
            assert_eq!(Day::from_number(number), date);
        }
        assert_eq!(day(0, 3, 1).number(), 0);
        assert_eq!(day(0, 2, 29).number(), -1);
        assert_eq!(day(1970, 1, 1).number() - day(1969, 12, 31).number(), 1);
        assert_eq!(day(2025, 1, 1).number() - day(2024, 1, 1).number(), 366);
        assert_eq!(day(1900, 3, 1).number() - day(1900, 2, 28).number(), 1);
        for year in [i64::MIN, i64::MAX] {
            assert_eq!(Day::from_number(day(year, 12, 31).number()).year, year);
        }
        assert_eq!(Day::from_number(i128::MAX / 1_000).year, i64::MAX);
    }

    proptest! {
        #[test]
        fn numbers_and_days_correspond(number in -(1_i128 << 70)..(1_i128 << 70)) {
            let day = Day::from_number(number);
            prop_assert_eq!(day.number(), number);
            prop_assert!(day < Day::from_number(number + 1));
        }
    }
}

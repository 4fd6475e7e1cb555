//! Days as numbers, and the names that stand beside an axis of time.

use super::Day;
use super::display::era;
use super::language::ENGLISH;

/// Days in 400 years, after which the calendar repeats.
const CYCLE: i128 = 146_097;

impl Day {
    /// Days since 1 March of year 0. Any `i64` year fits, with room to calculate.
    pub fn number(self) -> i128 {
        // A year that begins in March has its odd day at its end.
        let (month, day) = (i128::from(self.month), i128::from(self.day));
        let year = i128::from(self.year) - i128::from(month <= 2);
        let (cycle, year) = (year.div_euclid(400), year.rem_euclid(400));
        let month = (month + 9) % 12;
        let day = (153 * month + 2) / 5 + day - 1;
        cycle * CYCLE + year * 365 + year / 4 - year / 100 + day
    }

    /// The day of a number; one in a year beyond `i64` is taken as in the last or first.
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

    /// The year in few cells and exactly: `2023`, `44 BCE`, `1.5M`, and `1 CE` where the
    /// eras meet.
    pub fn year_mark(self) -> String {
        if self.year == 1 {
            return ENGLISH.first_year.to_owned();
        }
        era(self.year, &ENGLISH, in_units)
    }

    /// The month in three letters or so.
    pub fn month_mark(self) -> &'static str {
        ENGLISH.month_short(self.month)
    }
}

/// A long number in the largest unit that needs at most one decimal.
fn in_units(number: u64) -> String {
    const UNITS: [(u64, char); 6] = [
        (1_000_000_000_000_000_000, 'E'),
        (1_000_000_000_000_000, 'P'),
        (1_000_000_000_000, 'T'),
        (1_000_000_000, 'G'),
        (1_000_000, 'M'),
        (1_000, 'k'),
    ];
    let fits = |(unit, _): &&(u64, char)| number >= *unit && number.is_multiple_of(unit / 10);
    match UNITS.iter().find(fits).filter(|_| number >= 10_000) {
        None => number.to_string(),
        Some((unit, letter)) => match (number / unit, number % unit / (unit / 10)) {
            (whole, 0) => format!("{whole}{letter}"),
            (whole, tenths) => format!("{whole}.{tenths}{letter}"),
        },
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
    fn days_are_counted() {
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

    #[test]
    fn years_are_named_exactly() {
        for (year, name) in [
            (2023, "2023"),
            (-43, "44 BCE"),
            (1, "1 CE"),
            (9_999, "9999"),
            (10_000, "10k"),
            (10_500, "10.5k"),
            (1_050_000, "1050k"),
            (12_345, "12345"),
            (-999_999_999, "1G BCE"),
            (-499, "500 BCE"),
        ] {
            assert_eq!(day(year, 1, 1).year_mark(), name);
        }
    }

    proptest! {
        #[test]
        fn a_number_is_one_day(number in -(1_i128 << 70)..(1_i128 << 70)) {
            let day = Day::from_number(number);
            prop_assert_eq!(day.number(), number);
            prop_assert!(day < Day::from_number(number + 1));
        }
    }
}

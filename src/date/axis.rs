//! Labels for a time axis.

use super::day::Day;
use super::display::era;
use super::language::ENGLISH;

impl Day {
    /// Returns a short, exact label for the year: `2023`, `44 BCE`, `1.5M`. Year 1 is `1 CE`,
    /// because the eras meet there.
    pub fn year_mark(self) -> String {
        if self.year == 1 {
            return ENGLISH.first_year.to_owned();
        }
        era(self.year, &ENGLISH, in_units)
    }

    /// Returns the abbreviated name of the month.
    pub fn month_mark(self) -> &'static str {
        ENGLISH.month_short(self.month)
    }
}

/// Formats a large number in the largest unit that needs at most one decimal place.
#[allow(
    clippy::arithmetic_side_effects,
    reason = "every unit is a thousand or more"
)]
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

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    #[test]
    fn year_labels_are_exact() {
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
}

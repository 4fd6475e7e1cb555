//! Time laid out on columns: days as one continuous number, a linear scale, and ticks
//! whose labels never run into each other.

#![allow(
    clippy::cast_precision_loss,
    reason = "days are exact for ten million million years, and beyond that a column is wider than what is lost"
)]

use crate::date::Day;
use crate::text::width::width;

/// Days of a year, on average.
const YEAR: f64 = 365.2425;
/// Columns from tick to tick, at least; closer ones are noise.
const APART: f64 = 12.0;
/// Cells between two labels, at least.
const GAP: usize = 2;

/// The day of a number; none where its year goes beyond `i64`.
fn day_of(number: i128) -> Option<Day> {
    let day = Day::from_number(number);
    (day.number() == number).then_some(day)
}

/// A linear scale from days to columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The day at the left edge of the first column. Not whole, so that a day can be
    /// wider than a column.
    pub first_day: f64,
    /// How far one column reaches; more than nothing.
    pub days_per_column: f64,
}

impl Axis {
    /// The column that a day falls into, which may lie outside the screen.
    pub fn column(&self, day: f64) -> i64 {
        // A cast stops at the limits of its type.
        ((day - self.first_day) / self.days_per_column).floor() as i64
    }

    /// The day at the left edge of a column.
    pub fn day(&self, column: f64) -> f64 {
        self.first_day + column * self.days_per_column
    }

    /// The days worth a tick on the first `width` columns, with their labels: in the
    /// finest step that leaves room for them. A label without room is empty.
    pub fn ticks(&self, width: usize) -> Vec<(usize, String)> {
        let fits = |step: &Step| step.least_days() / self.days_per_column >= APART;
        let Some(step) = steps().find(fits) else {
            return Vec::new();
        };
        let mut ticks: Vec<(usize, String)> = Vec::new();
        let mut free = 0;
        for day in step.days(self.first_day, self.day(width as f64)) {
            let Ok(column) = usize::try_from(self.column(day.number() as f64)) else {
                continue;
            };
            if column >= width {
                break;
            }
            // Far off, a number of this kind no longer tells two days apart.
            if ticks.last().is_some_and(|(last, _)| *last == column) {
                continue;
            }
            let label = step.label(day, ticks.is_empty());
            let end = column + self::width(&label);
            let room = column >= free && end <= width;
            free = if room { end + GAP } else { free };
            ticks.push((column, if room { label } else { String::new() }));
        }
        ticks
    }
}

/// From one tick to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// These days of each month; so many days lie between two, at least.
    Days(&'static [u8], f64),
    /// So many months.
    Months(u8),
    /// So many years.
    Years(i64),
}

/// All steps, the finest first.
fn steps() -> impl Iterator<Item = Step> {
    const EACH: [u8; 31] = [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
        26, 27, 28, 29, 30, 31,
    ];
    let days = [
        Step::Days(&EACH, 1.0),
        Step::Days(&[1, 5, 10, 15, 20, 25], 4.0),
        Step::Days(&[1, 10, 20], 9.0),
        Step::Days(&[1, 15], 14.0),
    ];
    let months = [1, 3, 6].map(Step::Months);
    let years = (0..=18).flat_map(|power| [1, 2, 5].map(|n| Step::Years(n * 10_i64.pow(power))));
    days.into_iter().chain(months).chain(years)
}

impl Step {
    /// Days between two ticks, at least.
    fn least_days(&self) -> f64 {
        match *self {
            Self::Days(_, least) => least,
            Self::Months(n) => 28.0 * f64::from(n),
            // One year less around the beginning of the era, which has no year 0.
            Self::Years(n) => n as f64 * YEAR,
        }
    }

    /// The ticks from a day to another, and perhaps a few around them.
    fn days(self, from: f64, to: f64) -> Box<dyn Iterator<Item = Day>> {
        let numbers = (from.floor() as i128)..=(to.ceil() as i128);
        let Some(first) = day_of(*numbers.start()) else {
            return Box::new(std::iter::empty());
        };
        match self {
            Self::Days(list, _) => {
                let days = numbers.map_while(day_of);
                Box::new(days.filter(|day| list.contains(&day.day)))
            }
            Self::Months(n) => {
                let start = i128::from(first.year) * 12 + i128::from((first.month - 1) / n * n);
                let months = (0..).map(move |k| start + k * i128::from(n));
                Box::new(months.map_while(|month| {
                    Some(Day {
                        year: i64::try_from(month.div_euclid(12)).ok()?,
                        month: month.rem_euclid(12) as u8 + 1,
                        day: 1,
                    })
                }))
            }
            Self::Years(n) => {
                let n = i128::from(n);
                let multiples = (i128::from(first.year).div_euclid(n)..).map(move |k| k * n);
                Box::new(multiples.map_while(move |counted| {
                    // The year -99 is 100 BCE, and 1 is the first after.
                    let year = if counted <= 0 && n > 1 {
                        counted + 1
                    } else {
                        counted
                    };
                    Some(Day {
                        year: i64::try_from(year).ok()?,
                        month: 1,
                        day: 1,
                    })
                }))
            }
        }
    }

    /// What is written at a tick: as little as tells it from the one before.
    fn label(self, day: Day, first: bool) -> String {
        let new_year = day.month == 1 && day.day == 1;
        match self {
            Self::Years(_) => day.year_mark(),
            Self::Months(_) if new_year => day.year_mark(),
            Self::Months(_) if first => {
                format!("{} {}", day.month_mark(), day.year_mark())
            }
            Self::Months(_) => day.month_mark().to_owned(),
            Self::Days(..) if first || new_year => {
                format!("{} {} {}", day.day, day.month_mark(), day.year_mark())
            }
            Self::Days(..) => format!("{} {}", day.day, day.month_mark()),
        }
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
    fn known_days() {
        for (date, number) in [
            (day(1970, 1, 1), 719_468),
            (day(1969, 12, 31), 719_467),
            (day(2000, 2, 29), 730_484),
            (day(2000, 3, 1), 730_485),
            (day(0, 1, 1), -60),
            (day(-43, 3, 15), -15_692),
        ] {
            assert_eq!(date.number(), number, "{date}");
            assert_eq!(day_of(number), Some(date));
        }
        assert_eq!(day_of(i128::MAX), None);
    }

    /// The ticks that have a label, as `column label`.
    fn shown(first: Day, days_per_column: f64, width: usize) -> Vec<String> {
        let axis = Axis {
            first_day: first.number() as f64,
            days_per_column,
        };
        let ticks = axis.ticks(width).into_iter();
        let shown = ticks.filter(|(_, label)| !label.is_empty());
        shown
            .map(|(column, label)| format!("{column} {label}"))
            .collect()
    }

    #[test]
    fn the_unit_follows_the_span() {
        assert_eq!(
            shown(day(2025, 8, 31), 0.0625, 60),
            ["0 31 Aug 2025", "16 1 Sep", "32 2 Sep", "48 3 Sep"]
        );
        assert_eq!(
            shown(day(2024, 12, 20), 1.0, 50),
            ["12 1 Jan 2025", "26 15 Jan", "43 1 Feb"]
        );
        assert_eq!(
            shown(day(2024, 10, 15), 7.0, 60),
            ["11 2025", "24 Apr", "37 Jul", "50 Oct"]
        );
        assert_eq!(shown(day(1990, 6, 1), 100.0, 50), ["16 1995", "35 2000"]);
        assert_eq!(
            shown(day(-250, 1, 1), 2000.0, 60),
            ["9 200 BCE", "27 100 BCE", "45 1 CE"]
        );
        assert_eq!(
            shown(day(-30_000, 1, 1), 365_250.0, 60),
            ["10 20k BCE", "30 1 CE", "49 20k"]
        );
        let far = shown(day(-2_000_000_000, 1, 1), YEAR * 1e7, 60);
        assert_eq!(far[0], "0 2G BCE");
    }

    proptest! {
        #[test]
        fn days_and_numbers_are_one_to_one(number in -400_000_000_000_000_i128..400_000_000_000_000) {
            let found = day_of(number).expect("a year below the limit");
            prop_assert_eq!(found.number(), number);
            prop_assert!(day_of(number + 1).is_some_and(|next| next > found));
        }

        #[test]
        fn ticks_never_collide(
            year in prop_oneof![-3000_i64..3000, -1_000_000_000_i64..1_000_000_000, any::<i64>()],
            power in -4.0_f64..24.0,
            width in 0_usize..300,
        ) {
            let axis = Axis {
                first_day: day(year, 2, 3).number() as f64 + 0.25,
                days_per_column: 10_f64.powf(power),
            };
            let ticks = axis.ticks(width);
            prop_assert!(ticks.len() <= width);
            let mut free = 0;
            for pair in ticks.windows(2) {
                prop_assert!(pair[0].0 < pair[1].0, "{:?}", ticks);
            }
            for (column, label) in ticks.iter().filter(|(_, label)| !label.is_empty()) {
                prop_assert!(*column >= free, "{:?}", ticks);
                free = column + label.len() + GAP;
                prop_assert!(column + label.len() <= width);
            }
        }
    }
}

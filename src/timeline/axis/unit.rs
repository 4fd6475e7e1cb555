//! What the names of an axis name: every so many days, months or years.

use crate::date::Day;

/// What the names of an axis name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The first day of a month, and those whose number is a multiple.
    Days(u8),
    /// Every so many months, from January on.
    Months(u8),
    /// The years that are multiples, as people count them.
    Years(i64),
}

impl Unit {
    /// Returns all units, the finest first.
    pub fn all() -> impl Iterator<Item = Self> {
        let days = [1, 5, 10].map(Self::Days);
        let months = [1, 3].map(Self::Months);
        // 5 × 10^18 is the last that an `i64` holds.
        let years = (0..=18).flat_map(|power| {
            let ten = 10_i64.pow(power);
            [1, 2, 5].map(|step| Self::Years(step * ten))
        });
        days.into_iter().chain(months).chain(years)
    }

    /// Returns how many days pass from one beginning to the next, at least.
    pub fn days(self) -> i128 {
        match self {
            Self::Days(step) => i128::from(step),
            Self::Months(step) => i128::from(step) * 28,
            Self::Years(step) => i128::from(step) * 365,
        }
    }

    /// Returns the name of what begins on a day: of the largest thing that does, or in full.
    pub fn name(self, day: Day, full: bool) -> String {
        let year = day.year_mark();
        let month = day.month_mark();
        match self {
            Self::Years(_) => year,
            Self::Days(_) if full => format!("{} {month} {year}", day.day),
            Self::Months(_) if full && day.month > 1 => format!("{month} {year}"),
            _ if (day.month, day.day) == (1, 1) => year,
            Self::Days(_) if day.day > 1 => day.day.to_string(),
            _ => month.to_owned(),
        }
    }

    /// Returns the days from `first` to `last` on which one begins, in order.
    pub fn beginnings(self, first: Day, last: Day) -> Box<dyn Iterator<Item = Day>> {
        let within = move |day: &Day| (first..=last).contains(day);
        match self {
            Self::Days(step) => {
                let all = (first.number()..=last.number()).map(Day::from_number);
                let begins = move |day: &Day| match (day.day, step) {
                    (_, 1) | (1, _) => true,
                    // Later ones are too near to the next month.
                    (day, step) => day % step == 0 && day <= 25,
                };
                Box::new(all.filter(begins))
            }
            Self::Months(step) => {
                let months = (first.year..=last.year).flat_map(move |year| {
                    let months = (1..=12).step_by(usize::from(step));
                    months.map(move |month| Day {
                        year,
                        month,
                        day: 1,
                    })
                });
                Box::new(months.filter(within))
            }
            Self::Years(step) => Box::new(years(step, first.year, last.year).filter(within)),
        }
    }
}

/// Returns the first days of round years as people count them: 500 BCE is the astronomical -499, and the
/// first year of the common era stands between the eras, where there is no year 0.
fn years(step: i64, first: i64, last: i64) -> impl Iterator<Item = Day> {
    let (step, first, last) = (i128::from(step), i128::from(first), i128::from(last));
    let begin = if first > 0 {
        (first + step - 1) / step
    } else {
        -((1 - first) / step)
    };
    // The first year is the year 1 already where every year is named.
    let counts = (begin..).filter(move |count| *count != 0 || step > 1);
    let years = counts.map(move |count| match count {
        0 => 1,
        count if count < 0 => 1 + count * step,
        count => count * step,
    });
    let years = years.take_while(move |year| *year <= last);
    years.filter_map(|year| {
        Some(Day {
            year: i64::try_from(year).ok()?,
            month: 1,
            day: 1,
        })
    })
}

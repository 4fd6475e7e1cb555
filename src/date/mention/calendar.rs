//! The days on which a set of dates may fall, to be compared with mentions in a text.

use super::named::Named;
use crate::date::day::Day;
use crate::date::relation::Span;
use crate::date::value::Date;

/// The days on which at least one of a set of dates may fall.
///
/// A month, or a day with a year, is covered if it is within the bounds of one of the dates, that
/// is, if [`crate::date::relation::overlap`] is not impossible. A day without a year is covered if
/// it is in a date that spans 31 days or fewer. A whole year contains that day too, but so does any
/// other year.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Inclusive ranges, sorted and disjoint.
    stretches: Vec<(Day, Day)>,
    /// For each month, one bit per day that is in a short date.
    short: [u32; 12],
}

/// The maximum length of a short date in days.
const MONTH: u128 = 31;

impl Calendar {
    /// Returns the days of the given dates.
    pub fn new<'a>(dates: impl IntoIterator<Item = &'a Date>) -> Self {
        let mut calendar = Self::default();
        let mut all: Vec<(Day, Day)> = dates
            .into_iter()
            .map(Span::of)
            .map(|span| (span.first(), span.last()))
            .collect();
        all.sort_unstable();
        all.dedup();
        for (first, last) in all {
            if first.distance(last) < MONTH {
                calendar.add_short(first, last);
            }
            match calendar.stretches.last_mut() {
                Some(before) if first <= before.1 => before.1 = before.1.max(last),
                _ => calendar.stretches.push((first, last)),
            }
        }
        calendar
    }

    fn add_short(&mut self, first: Day, last: Day) {
        for number in first.number()..=last.number() {
            let Day { month, day, .. } = Day::from_number(number);
            let index = usize::from(month).wrapping_sub(1);
            if let Some(days) = self.short.get_mut(index) {
                *days |= 1 << day;
            }
        }
    }

    /// Returns whether one of the dates may fall on the named day or month.
    pub fn holds(&self, named: Named) -> bool {
        let (first, last) = match named {
            Named::Day(day) => (day, day),
            // Days are compared, so every month can end on the 31st.
            Named::Month { year, month } => (
                Day {
                    year,
                    month,
                    day: 1,
                },
                Day {
                    year,
                    month,
                    day: 31,
                },
            ),
            Named::Yearless { month, day } => {
                let days = self.short.get(usize::from(month).wrapping_sub(1));
                return days.is_some_and(|days| days >> day & 1 == 1);
            }
        };
        let next = self.stretches.partition_point(|(_, end)| *end < first);
        let next = self.stretches.get(next);
        next.is_some_and(|(start, _)| *start <= last)
    }
}

//! The days that some dates may fall on, asked about what a text names.

use super::named::Named;
use crate::date::day::Day;
use crate::date::relation::Span;
use crate::date::value::Date;

/// The days that at least one of some dates may fall on.
///
/// A day with its year, or a month, is held if the bounds of one of the dates touch it, which is when
/// [`crate::date::relation::overlap`] is not impossible. A day without a year is held if it lies in
/// one of the dates that span 31 days or fewer: a month or a year holds that day as well, but any
/// year would.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// In order and disjoint, both ends included.
    stretches: Vec<(Day, Day)>,
    /// Per month the days of its short dates, a bit each.
    short: [u32; 12],
}

/// The most days that a short date spans.
const MONTH: u128 = 31;

impl Calendar {
    /// The days of some dates.
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

    /// Whether one of the dates may fall on what is named.
    pub fn holds(&self, named: Named) -> bool {
        let (first, last) = match named {
            Named::Day(day) => (day, day),
            // No month has a day after its last, so each may end like the longest.
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

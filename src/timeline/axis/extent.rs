//! How far dates reach, in days that can be laid out on an axis.

use std::ops::Range;

use crate::date::{Date, Day, End};

/// Dates in a year at least this far away are left out, or all others would share one column.
const FAR: i64 = 1_000_000_000_000_000;

/// The days of a date, as numbers. An open end is the first or the last of all numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The day that the event is placed at.
    pub head: i128,
    /// The first day that it may touch.
    pub first: i128,
    /// The last day that it may touch.
    pub last: i128,
    /// How firm the two ends are.
    pub ends: [End; 2],
}

impl Reach {
    /// Returns the reach of a date. None if it names no day that can be laid out.
    pub fn of(date: &Date) -> Option<Self> {
        let near = |day: Day| (-FAR..FAR).contains(&day.year).then(|| day.number());
        let head = near(date.start())?;
        let ends = date.ends();
        let bound = |day: Option<Day>, end, open| match day.and_then(near) {
            None if end == End::Open => open,
            day => day.unwrap_or(head),
        };
        let first = bound(date.earliest(), ends[0], i128::MIN);
        let last = bound(date.latest(), ends[1], i128::MAX);
        Some(Self {
            head,
            first,
            last: last.max(head),
            ends,
        })
    }

    /// Returns the number of days.
    pub fn days(&self) -> i128 {
        self.last.saturating_sub(self.first).saturating_add(1)
    }
}

/// How far the events of a selection reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// The days of all events, as far as they are known. None if there is no day at all.
    pub days: Option<Range<i128>>,
    /// Whether some event has no known beginning, and whether one has no known end.
    pub open: [bool; 2],
    /// The number of events without a date.
    pub undated: usize,
    /// The number of events whose date names no day that can be laid out.
    pub beyond: usize,
}

impl Extent {
    /// Takes events of one date into account.
    pub(in crate::timeline) fn add(&mut self, date: Option<&Date>, count: usize) {
        let Some(date) = date else {
            self.undated += count;
            return;
        };
        let Some(reach) = Reach::of(date) else {
            self.beyond += count;
            return;
        };
        let [first, last] = [(reach.first, i128::MIN), (reach.last, i128::MAX)]
            .map(|(day, open)| if day == open { reach.head } else { day });
        let (first, end) = (first.min(reach.head), last + 1);
        self.days = Some(match &self.days {
            None => first..end,
            Some(days) => days.start.min(first)..days.end.max(end),
        });
        for (open, end) in self.open.iter_mut().zip(reach.ends) {
            *open |= matches!(end, End::Open | End::Unknown);
        }
    }
}

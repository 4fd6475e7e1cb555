//! How far dates reach, in days that can be laid out on an axis.

#![allow(
    clippy::cast_precision_loss,
    reason = "what is lost is a fraction of a column"
)]

use crate::date::{Date, Day, End};

/// Years from here on are beyond any scale.
const FAR: i64 = 1_000_000_000_000_000;

/// The days that a date touches. An open end lies infinitely far away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// The day that the event is placed at.
    pub head: f64,
    /// The first day it may touch.
    pub from: f64,
    /// The day after the last.
    pub to: f64,
    /// How firm the two ends are.
    pub ends: [End; 2],
}

impl Reach {
    /// Returns the reach of a date. None if it names no day that can be laid out.
    pub fn of(date: &Date) -> Option<Self> {
        let near = |day: &Day| (-FAR..FAR).contains(&day.year);
        let number = |day: Day| day.number() as f64;
        let head = Some(date.start()).filter(near).map(number)?;
        let ends = date.ends();
        let bound = |day: Option<Day>, end, open: f64, after: f64| match day.filter(near) {
            Some(day) => number(day) + after,
            None if end == End::Open => open,
            None => head + after,
        };
        let from = bound(date.earliest(), ends[0], f64::NEG_INFINITY, 0.0);
        let to = bound(date.latest(), ends[1], f64::INFINITY, 1.0);
        Some(Self {
            head,
            from,
            to: to.max(head + 1.0),
            ends,
        })
    }
}

/// How far the events of a selection reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The first day of any event.
    pub first: f64,
    /// The day after the last. Less than `first` if there is no day at all.
    pub end: f64,
    /// Whether some event has no known beginning, and whether one has no known end.
    pub open: [bool; 2],
    /// Events without a date.
    pub undated: usize,
    /// Events whose date names no day that can be laid out.
    pub beyond: usize,
}

impl Extent {
    /// Takes an event into account.
    pub(super) fn add(&mut self, date: Option<&Date>) {
        let Some(date) = date else {
            self.undated += 1;
            return;
        };
        let Some(reach) = Reach::of(date) else {
            self.beyond += 1;
            return;
        };
        for day in [reach.from, reach.head, reach.to] {
            if day.is_finite() {
                self.first = self.first.min(day);
                self.end = self.end.max(day);
            }
        }
        for (open, end) in self.open.iter_mut().zip(reach.ends) {
            *open |= matches!(end, End::Open | End::Unknown);
        }
    }
}

impl Default for Extent {
    fn default() -> Self {
        Self {
            first: f64::INFINITY,
            end: f64::NEG_INFINITY,
            open: [false; 2],
            undated: 0,
            beyond: 0,
        }
    }
}

//! The part of time that is in sight.

use crate::timeline::{Extent, Segment};

/// A column shows no fewer seconds than this.
const NEAREST: i128 = Segment::DAY / 16;

/// The part of time that is in sight.
#[derive(Clone, Debug)]
pub struct Sight {
    axis: Segment,
    extent: Extent,
    /// Whether all events are in sight, and stay so on another screen.
    fitted: bool,
}

impl Sight {
    /// Brings all events into sight.
    pub fn new(extent: Extent, width: u16) -> Self {
        let mut sight = Self {
            axis: Segment::new(0, 1, usize::from(width)),
            extent,
            fitted: true,
        };
        sight.fit();
        sight
    }

    /// Returns the days on the columns.
    pub fn axis(&self) -> &Segment {
        &self.axis
    }

    /// Returns how far the events reach.
    pub fn extent(&self) -> &Extent {
        &self.extent
    }

    /// Returns whether all events are in sight.
    pub fn is_fitted(&self) -> bool {
        self.fitted
    }

    /// Takes another number of columns, of which each shows as much as before.
    pub fn resize(&mut self, width: u16) {
        let (before, width) = (self.columns(), usize::from(width));
        let length = self.axis.length() * width.max(1) as i128 / before;
        self.axis = Segment::new(self.axis.start(), length, width);
        if self.fitted {
            self.fit();
        }
    }

    /// Brings all events into sight.
    pub fn fit(&mut self) {
        self.fitted = true;
        self.set_length(self.whole());
        if let Some(days) = &self.extent.days {
            self.center((days.start + days.end) * Segment::DAY / 2);
        }
        // The arrow of an open end takes a column of its side.
        let [left, right] = self.extent.open.map(i128::from);
        let column = self.axis.length() * (right - left);
        self.set_start(self.axis.start() + column.div_euclid(self.columns()));
    }

    /// Makes columns show half as much time or twice as much. A day in sight stays where it is, or else the
    /// middle.
    pub fn zoom(&mut self, closer: bool, day: Option<i128>) {
        let before = self.axis.length();
        let length = if closer { before / 2 } else { before * 2 };
        // Halves were rounded down.
        if length + length / 1_000 >= self.whole() {
            return self.fit();
        }
        self.fitted = false;
        let middle = self.middle();
        let day = day.filter(|day| self.axis.column_of(*day).is_some());
        let fixed = day.map_or(middle, |day| day * Segment::DAY);
        let from_start = fixed - self.axis.start();
        self.set_length(length.max(NEAREST * self.columns()));
        // Rounded down, it is less than the new length. Over more than 10^11 years the product is too large,
        // and the day moves to the left.
        let from_start = from_start.saturating_mul(self.axis.length()) / before;
        self.center(fixed - from_start + (self.axis.length() + 1) / 2);
    }

    /// Moves along the time by a part of the screen.
    pub fn pan(&mut self, later: bool) {
        self.fitted = false;
        let columns = self.axis.width().div_ceil(8) as i128;
        let step = columns * self.axis.length() / self.columns();
        self.center(self.middle() + if later { step } else { -step });
    }

    /// Brings a day into sight.
    pub fn show(&mut self, day: i128) {
        if self.axis.column_of(day).is_none() {
            self.fitted = false;
            self.center(day * Segment::DAY);
        }
    }

    fn columns(&self) -> i128 {
        self.axis.width() as i128
    }

    /// The second in the middle.
    fn middle(&self) -> i128 {
        self.axis.start() + self.axis.length() / 2
    }

    /// The seconds on all columns when all events are in sight.
    fn whole(&self) -> i128 {
        let columns = self.columns();
        let Some(days) = &self.extent.days else {
            return columns * Segment::DAY;
        };
        let beside = if self.extent.open.contains(&true) {
            4
        } else {
            2
        };
        let room = (columns - beside).max(1);
        let scaled = (days.end - days.start) * Segment::DAY * columns;
        // Rounded up, for the last day to have room.
        ((scaled + room - 1) / room).max(NEAREST * columns)
    }

    /// Moves a second into the middle, or as near as the events reach.
    fn center(&mut self, second: i128) {
        if let Some(days) = &self.extent.days {
            let (first, end) = (days.start * Segment::DAY, days.end * Segment::DAY);
            self.set_start(second.clamp(first, end) - (self.axis.length() + 1) / 2);
        }
    }

    fn set_start(&mut self, start: i128) {
        self.axis = Segment::new(start, self.axis.length(), self.axis.width());
    }

    fn set_length(&mut self, length: i128) {
        self.axis = Segment::new(self.axis.start(), length, self.axis.width());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(days: std::ops::Range<i128>, open: [bool; 2], width: u16) -> Sight {
        let extent = Extent {
            days: Some(days),
            open,
            ..Extent::default()
        };
        Sight::new(extent, width)
    }

    #[test]
    fn everything_has_room() {
        for (open, columns) in [
            ([false, false], [1, 18]),
            ([true, false], [3, 18]),
            ([false, true], [1, 16]),
            ([true, true], [2, 17]),
        ] {
            let sight = of(0..1_000, open, 20);
            let ends = [0, 999].map(|day| sight.axis().column_of(day));
            assert_eq!(ends, columns.map(Some), "{open:?}");
        }
    }

    #[test]
    fn the_nearest_is_a_sixteenth_of_a_day() {
        let mut sight = of(0..1_000, [false; 2], 80);
        for _ in 0..40 {
            sight.zoom(true, Some(500));
        }
        let columns = [500, 501].map(|day| sight.axis().first_column(day));
        assert_eq!(columns[1] - columns[0], 16);
    }

    proptest! {
        #[test]
        fn a_day_in_sight_stays_there(
            first in prop_oneof![-1_000_000..1_000_000_i128, -(1_i128 << 58)..1 << 58],
            days in prop_oneof![1..10_000_i128, 1..1_i128 << 59],
            part in 0.0..1.0_f64,
            width in 0..300_u16,
            steps in proptest::collection::vec(0..6_u8, 0..80),
        ) {
            let mut sight = of(first..first + days, [false, true], width);
            let day = first + (days as f64 * part) as i128;
            for step in steps {
                let before = sight.axis().column_of(day);
                match step {
                    0 | 1 => sight.zoom(step == 0, Some(day)),
                    2 | 3 => sight.pan(step == 2),
                    4 => sight.show(day),
                    _ => sight.resize(width + u16::from(step)),
                }
                let (start, length) = (sight.axis().start(), sight.axis().length());
                prop_assert!(start <= (first + days) * Segment::DAY && start + length >= first * Segment::DAY);
                let after = sight.axis().column_of(day);
                // At the ends of the events, the middle goes no further and the day gives way.
                let middle = start + (length + 1) / 2;
                let inside = (first * Segment::DAY..(first + days) * Segment::DAY).contains(&middle)
                    && middle != first * Segment::DAY;
                match step {
                    // Rounded, it may have been next to another column; see `zoom` for what is longer.
                    0 if length < 1 << 62 && !sight.fitted && inside => prop_assert!(
                        before.is_none_or(|before| after.is_some_and(|after| before.abs_diff(after) <= 1)),
                        "{:?}", sight
                    ),
                    0 => prop_assert!(before.is_none() || after.is_some(), "{:?}", sight),
                    4 => prop_assert!(after.is_some(), "{:?}", sight),
                    _ => {}
                }
            }
        }
    }
}

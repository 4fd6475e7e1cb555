//! The visible part of the time axis.

use crate::timeline::{Extent, Segment};

/// The minimum number of seconds per column.
const NEAREST: i128 = Segment::DAY / 16;

/// The visible part of the time axis.
#[derive(Clone, Debug)]
pub struct Viewport {
    axis: Segment,
    extent: Extent,
    /// Whether all events are visible and stay visible when the screen is resized.
    fitted: bool,
}

impl Viewport {
    /// Zooms so that all events are visible.
    pub fn new(extent: Extent, width: u16) -> Self {
        let mut viewport = Self {
            axis: Segment::new(0, 1, usize::from(width)),
            extent,
            fitted: true,
        };
        viewport.fit();
        viewport
    }

    /// Returns the axis, which maps days to columns.
    pub fn axis(&self) -> &Segment {
        &self.axis
    }

    /// Returns the extent of the events.
    pub fn extent(&self) -> &Extent {
        &self.extent
    }

    /// Returns whether all events are visible.
    pub fn is_fitted(&self) -> bool {
        self.fitted
    }

    /// Sets the number of columns, keeping the time per column unless all events are to stay
    /// visible.
    pub fn resize(&mut self, width: u16) {
        let (before, width) = (self.columns(), usize::from(width));
        let length = self.axis.length() * width.max(1) as i128 / before;
        self.axis = Segment::new(self.axis.start(), length, width);
        if self.fitted {
            self.fit();
        }
    }

    /// Zooms so that all events are visible.
    pub fn fit(&mut self) {
        self.fitted = true;
        self.set_length(self.whole());
        if let Some(days) = &self.extent.days {
            self.center((days.start + days.end) * Segment::DAY / 2);
        }
        // The arrow of an open end takes a column on its side.
        let [left, right] = self.extent.open.map(i128::from);
        let column = self.axis.length() * (right - left);
        self.set_start(self.axis.start() + column.div_euclid(self.columns()));
    }

    /// Halves or doubles the time per column. `day` stays in place if it is visible, otherwise the
    /// middle does.
    pub fn zoom(&mut self, closer: bool, day: Option<i128>) {
        let before = self.axis.length();
        let length = if closer { before / 2 } else { before * 2 };
        // Halving rounds down, so allow for a small difference.
        if length + length / 1_000 >= self.whole() {
            return self.fit();
        }
        self.fitted = false;
        let middle = self.middle();
        let day = day.filter(|day| self.axis.column_of(*day).is_some());
        let fixed = day.map_or(middle, |day| day * Segment::DAY);
        let from_start = fixed - self.axis.start();
        self.set_length(length.max(NEAREST * self.columns()));
        // Rounding down keeps this below the new length. Beyond 10^11 years the product saturates,
        // and the day moves to the left.
        let from_start = from_start.saturating_mul(self.axis.length()) / before;
        self.center(fixed - from_start + (self.axis.length() + 1) / 2);
    }

    /// Pans by an eighth of the screen.
    pub fn pan(&mut self, later: bool) {
        self.fitted = false;
        let columns = self.axis.width().div_ceil(8) as i128;
        let step = columns * self.axis.length() / self.columns();
        self.center(self.middle() + if later { step } else { -step });
    }

    /// Centers a day, unless it is visible.
    pub fn show(&mut self, day: i128) {
        if self.axis.column_of(day).is_none() {
            self.fitted = false;
            self.center(day * Segment::DAY);
        }
    }

    fn columns(&self) -> i128 {
        self.axis.width() as i128
    }

    /// Returns the second in the middle.
    fn middle(&self) -> i128 {
        self.axis.start() + self.axis.length() / 2
    }

    /// Returns the number of seconds on all columns when all events are visible.
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
        // Rounding up leaves room for the last day.
        ((scaled + room - 1) / room).max(NEAREST * columns)
    }

    /// Moves a second to the middle, clamped to the extent of the events.
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

    fn of(days: std::ops::Range<i128>, open: [bool; 2], width: u16) -> Viewport {
        let extent = Extent {
            days: Some(days),
            open,
            ..Extent::default()
        };
        Viewport::new(extent, width)
    }

    #[test]
    fn all_events_fit() {
        for (open, columns) in [
            ([false, false], [1, 18]),
            ([true, false], [3, 18]),
            ([false, true], [1, 16]),
            ([true, true], [2, 17]),
        ] {
            let viewport = of(0..1_000, open, 20);
            let ends = [0, 999].map(|day| viewport.axis().column_of(day));
            assert_eq!(ends, columns.map(Some), "{open:?}");
        }
    }

    #[test]
    fn zooming_in_stops_at_a_sixteenth_of_a_day() {
        let mut viewport = of(0..1_000, [false; 2], 80);
        for _ in 0..40 {
            viewport.zoom(true, Some(500));
        }
        let columns = [500, 501].map(|day| viewport.axis().first_column(day));
        assert_eq!(columns[1] - columns[0], 16);
    }

    proptest! {
        #[test]
        fn a_visible_day_stays_visible(
            first in prop_oneof![-1_000_000..1_000_000_i128, -(1_i128 << 58)..1 << 58],
            days in prop_oneof![1..10_000_i128, 1..1_i128 << 59],
            part in 0.0..1.0_f64,
            width in 0..300_u16,
            steps in proptest::collection::vec(0..6_u8, 0..80),
        ) {
            let mut viewport = of(first..first + days, [false, true], width);
            let day = first + (days as f64 * part) as i128;
            for step in steps {
                let before = viewport.axis().column_of(day);
                match step {
                    0 | 1 => viewport.zoom(step == 0, Some(day)),
                    2 | 3 => viewport.pan(step == 2),
                    4 => viewport.show(day),
                    _ => viewport.resize(width + u16::from(step)),
                }
                let (start, length) = (viewport.axis().start(), viewport.axis().length());
                prop_assert!(start <= (first + days) * Segment::DAY && start + length >= first * Segment::DAY);
                let after = viewport.axis().column_of(day);
                // At the ends of the extent the middle is clamped, so the day may move.
                let middle = start + (length + 1) / 2;
                let inside = (first * Segment::DAY..(first + days) * Segment::DAY).contains(&middle)
                    && middle != first * Segment::DAY;
                match step {
                    // Rounding may move the day by a column; see `zoom` for longer spans.
                    0 if length < 1 << 62 && !viewport.fitted && inside => prop_assert!(
                        before.is_none_or(|before| after.is_some_and(|after| before.abs_diff(after) <= 1)),
                        "{:?}", viewport
                    ),
                    0 => prop_assert!(before.is_none() || after.is_some(), "{:?}", viewport),
                    4 => prop_assert!(after.is_some(), "{:?}", viewport),
                    _ => {}
                }
            }
        }
    }
}

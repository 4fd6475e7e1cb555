//! Clock: the time of a moment.

use std::num::NonZeroU32;

/// The time of a moment in UTC, counted from midnight of the day that its date names. A moment without an
/// offset is taken as UTC.
///
/// It may be before that midnight or after the next one: `2022-06-15T23:30-07:00` is half past six on the
/// day after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(NonZeroU32);

/// The second 60 is a leap second, so a minute has places for 61.
const MINUTE: u32 = 61;
const DAY_MINUTES: i32 = 24 * 60;
const DAY: u32 = DAY_MINUTES.cast_unsigned() * MINUTE;

/// No offset is longer than this many days.
const DAYS: i32 = 2;

#[allow(
    clippy::arithmetic_side_effects,
    reason = "the minutes of a few days fit into 32 bits, in seconds too"
)]
impl Clock {
    /// Returns the time at a local time with an offset from UTC in minutes.
    pub fn new(hour: u8, minute: u8, second: u8, offset: i32) -> Self {
        let minutes =
            i32::from(hour) * 60 + i32::from(minute) - offset.clamp(-DAY_MINUTES, DAY_MINUTES);
        let minutes = (minutes + DAYS * DAY_MINUTES).unsigned_abs();
        let place = minutes * MINUTE + u32::from(second);
        Self(NonZeroU32::MIN.saturating_add(place))
    }

    /// Returns the number of days from the day that the date names to the day in UTC.
    pub fn days(self) -> i8 {
        (self.place() / DAY) as i8 - DAYS as i8
    }

    /// Returns the same time on the day in UTC.
    #[must_use]
    pub fn in_day(self) -> Self {
        let place = self.place() % DAY + DAYS.unsigned_abs() * DAY;
        Self(NonZeroU32::MIN.saturating_add(place))
    }

    /// Returns a number that is larger for later times.
    pub fn place(self) -> u32 {
        self.0.get() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_leads_to_another_day() {
        for (clock, days, in_day) in [([0, 0, 0], 0, [0, 0, 0]), ([23, 59, 60], 0, [23, 59, 60])]
            .map(|([h, m, s], days, [a, b, c])| {
                (Clock::new(h, m, s, 0), days, Clock::new(a, b, c, 0))
            })
            .into_iter()
            .chain([
                (Clock::new(23, 30, 0, -420), 1, Clock::new(6, 30, 0, 0)),
                (Clock::new(0, 30, 0, 180), -1, Clock::new(21, 30, 0, 0)),
                (Clock::new(0, 0, 0, 1440), -1, Clock::new(0, 0, 0, 0)),
                (Clock::new(10, 0, 5, 120), 0, Clock::new(8, 0, 5, 0)),
            ])
        {
            assert_eq!((clock.days(), clock.in_day()), (days, in_day), "{clock:?}");
        }
        assert!(Clock::new(23, 59, 59, 0) < Clock::new(23, 59, 60, 0));
        assert!(Clock::new(23, 59, 60, 0) < Clock::new(0, 0, 0, -1440));
        assert_eq!(size_of::<Option<Clock>>(), 4);
    }
}

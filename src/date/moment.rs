//! The time of day of a date, as it is written and in UTC.

use edtf_core::{Edtf, TimeShift};

use super::day::Day;
use super::value::Date;

/// A time of day, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Hour, minute and second.
    pub time: [u8; 3],
    /// The offset from UTC in minutes, if there is one.
    pub offset: Option<i32>,
}

impl Date {
    /// Returns the time of day, if it has one.
    pub fn moment(&self) -> Option<Moment> {
        self.clock()?;
        let Edtf::DateTime(moment) = self.edtf() else {
            return None;
        };
        let time = moment.time;
        let offset = time.shift.map(|shift| match shift {
            TimeShift::Offset { minutes, .. } => minutes.into(),
            TimeShift::Utc => 0,
        });
        Some(Moment {
            time: [time.hour, time.minute, time.second],
            offset,
        })
    }
}

impl Moment {
    /// Returns the day and the time in UTC of a time on a day. A time without an offset is taken as UTC.
    pub fn in_utc(self, day: Day) -> (Day, [u8; 3]) {
        let [hour, minute, second] = self.time;
        let minutes = i32::from(hour)
            .saturating_mul(60)
            .saturating_add(minute.into())
            .saturating_sub(self.offset.unwrap_or(0));
        let days = i128::from(minutes.div_euclid(24 * 60));
        let minutes = minutes.rem_euclid(24 * 60).unsigned_abs();
        let day = Day::from_number(day.number().saturating_add(days));
        (day, [(minutes / 60) as u8, (minutes % 60) as u8, second])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_what_is_written() {
        for (text, time, offset, utc) in [
            (
                "2020-01-01T10:00:05",
                [10, 0, 5],
                None,
                "2020-01-01 [10, 0, 5]",
            ),
            (
                "2020-01-01T10:00:05Z",
                [10, 0, 5],
                Some(0),
                "2020-01-01 [10, 0, 5]",
            ),
            (
                "2020-01-01T01:30:00+02:00",
                [1, 30, 0],
                Some(120),
                "2019-12-31 [23, 30, 0]",
            ),
            (
                "2020-02-28T23:30:00-07:30",
                [23, 30, 0],
                Some(-450),
                "2020-02-29 [7, 0, 0]",
            ),
        ] {
            let date = Date::parse(text).expect(text);
            let moment = date.moment().expect(text);
            assert_eq!((moment.time, moment.offset), (time, offset), "{text}");
            let (day, time) = moment.in_utc(date.start());
            assert_eq!(format!("{day} {time:?}"), utc, "{text}");
        }
        assert_eq!(Date::parse("2020-01-01").expect("a day").moment(), None);
    }
}

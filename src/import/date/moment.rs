//! A day, or a point in time.

use std::fmt::Write;
use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, Days, NaiveDate, Timelike};

use crate::date::Date;
use crate::import::when;

/// A day, with a time if there is one; or a month or a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// The year; 0 is 1 BCE.
    pub year: i64,
    /// From 1.
    pub month: Option<u8>,
    /// From 1.
    pub day: Option<u8>,
    /// The time, `hh:mm:ss` and the offset if there is one.
    pub time: Option<String>,
    /// Whether the time has a fraction of a second, which is left out.
    pub has_fraction: bool,
    /// Whether the second is the one before that of the text.
    pub is_leap_second: bool,
    /// If it was a number of seconds or the like: what is counted, in words.
    pub epoch: Option<&'static str>,
}

/// What a number since 1970 counts, by its digits: as many as since 1973, and before that far back.
const EPOCHS: [(RangeInclusive<usize>, i64, &str); 4] = [
    (9..=10, 1, "a number is read as seconds since 1970"),
    (
        11..=13,
        1_000,
        "a number is read as milliseconds since 1970",
    ),
    (
        15..=17,
        1_000_000,
        "a number is read as microseconds since 1970",
    ),
    (
        18..=19,
        1_000_000_000,
        "a number is read as nanoseconds since 1970",
    ),
];

/// The digits of a day and a time without seconds.
const DAY_AND_TIME: usize = 12;

impl Moment {
    /// Returns the moment of a number since 1970, whose digits tell what it counts. One that may be a day and a time,
    /// such as `201905021234`, is none.
    pub fn since_1970(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let is_day =
            digits.len() == DAY_AND_TIME && ["19", "20"].iter().any(|it| text.starts_with(it));
        let mut epochs = EPOCHS.iter();
        let (_, unit, epoch) = epochs.find(|(len, ..)| len.contains(&digits.len()) && !is_day)?;
        Some(Self {
            epoch: Some(epoch),
            ..Self::of_number(text, *unit)?
        })
    }

    /// Returns the moment of so many seconds since 1970, perhaps with a fraction.
    pub fn of_seconds(text: &str) -> Option<Self> {
        let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
        let is_one = fraction.bytes().all(|byte| byte.is_ascii_digit());
        Some(Self {
            has_fraction: fraction.bytes().any(|digit| digit != b'0'),
            ..Self::of_number(seconds, 1).filter(|_| is_one)?
        })
    }

    fn of_number(text: &str, unit: i64) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let number: i64 = text.parse().ok()?;
        let time = DateTime::from_timestamp(number.checked_div_euclid(unit)?, 0)?;
        let (date, clock) = (time.date_naive(), time.time());
        let (hour, minute, second) = (clock.hour(), clock.minute(), clock.second());
        Some(Self {
            time: Some(format!("{hour:02}:{minute:02}:{second:02}Z")),
            has_fraction: number.checked_rem_euclid(unit)? != 0,
            ..Self::of_date(date)
        })
    }

    fn of_date(date: NaiveDate) -> Self {
        Self {
            year: i64::from(date.year()),
            month: u8::try_from(date.month()).ok(),
            day: u8::try_from(date.day()).ok(),
            ..Self::default()
        }
    }

    /// Returns the moment that a date is, if it is a single day without any doubt.
    pub fn of_day(date: &Date) -> Option<Self> {
        let text = date.as_str();
        let is_day = text.len() == 10 && text.bytes().all(|it| it.is_ascii_digit() || it == b'-');
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        day.filter(|_| is_day).map(Self::of_date)
    }

    /// Returns whether there is such a day.
    pub fn exists(&self) -> bool {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        // Leap years come again every 400 years.
        let year = i32::try_from(self.year.rem_euclid(400).saturating_add(2000));
        let day = year.map(|year| NaiveDate::from_ymd_opt(year, month.into(), day.into()));
        day.is_ok_and(|day| day.is_some()) && (self.day.is_none() || self.month.is_some())
    }

    fn date(&self) -> Option<NaiveDate> {
        let year = i32::try_from(self.year).ok()?;
        NaiveDate::from_ymd_opt(year, self.month?.into(), self.day?.into())
    }

    /// Returns the days around it, at most `days` before and after it, as one day of them: `[a..b]`.
    pub fn around(&self, days: u64) -> Option<String> {
        let date = self.date()?;
        let first = Self::of_date(date.checked_sub_days(Days::new(days))?);
        let last = Self::of_date(date.checked_add_days(Days::new(days))?);
        Some(format!("[{}..{}]", first.edtf(), last.edtf()))
    }

    /// Returns its day and its time.
    pub fn apart(&self) -> when::Moment {
        let time = self.time.clone().unwrap_or_default();
        let day = Self {
            time: None,
            ..self.clone()
        };
        when::Moment {
            day: day.edtf(),
            time,
        }
    }

    /// Returns whether its day is after another one.
    pub fn is_after(&self, other: &Self) -> bool {
        let key = |it: &Self| (it.year, it.month, it.day);
        key(self) > key(other)
    }

    /// Returns its month.
    pub fn to_month(&self) -> Self {
        Self {
            year: self.year,
            month: self.month,
            ..Self::default()
        }
    }

    /// Returns its year.
    pub fn to_year(&self) -> Self {
        Self {
            year: self.year,
            ..Self::default()
        }
    }

    /// Returns it in EDTF.
    pub fn edtf(&self) -> String {
        let mut text = match self.year {
            0..=9999 => format!("{:04}", self.year),
            -9999..0 => format!("-{:04}", self.year.unsigned_abs()),
            // Only a year can be so long.
            year => return format!("Y{year}"),
        };
        if let Some(month) = self.month {
            let _ = write!(text, "-{month:02}");
            if let Some(day) = self.day {
                let _ = write!(text, "-{day:02}");
                if let Some(time) = &self.time {
                    let _ = write!(text, "T{time}");
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_tell_by_their_digits_what_they_count() {
        let date = |text| Moment::since_1970(text).map(|it| it.edtf());
        for (text, edtf) in [
            ("1619958896", "2021-05-02T12:34:56Z"),
            ("1619958896000", "2021-05-02T12:34:56Z"),
            ("1619958896000000", "2021-05-02T12:34:56Z"),
            ("1619958896000000000", "2021-05-02T12:34:56Z"),
            ("315532800000000", "1980-01-01T00:00:00Z"),
            ("-11644473600000000", "1601-01-01T00:00:00Z"),
        ] {
            assert_eq!(date(text).as_deref(), Some(edtf), "{text}");
        }
        for text in [
            "20190502",
            "201905021234",
            "20190502123456",
            "16199588x6",
            "",
            "-",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        assert!(
            Moment::since_1970("1619958896001")
                .expect("a moment")
                .has_fraction
        );
    }

    #[test]
    fn seconds_may_have_a_fraction() {
        let zero = Moment::of_seconds("0").expect("a moment");
        assert_eq!(
            (zero.edtf(), zero.epoch),
            ("1970-01-01T00:00:00Z".to_owned(), None)
        );
        let fraction = Moment::of_seconds("1340829067.123").expect("a moment");
        assert_eq!(fraction.edtf(), "2012-06-27T20:31:07Z");
        assert!(fraction.has_fraction);
        assert_eq!(Moment::of_seconds("1.x"), None);
    }

    #[test]
    fn a_week_is_some_day_around_a_day() {
        let moment = Moment {
            year: 2020,
            month: Some(3),
            day: Some(1),
            ..Moment::default()
        };
        assert_eq!(
            moment.around(3).as_deref(),
            Some("[2020-02-27..2020-03-04]")
        );
        assert_eq!(moment.to_month().edtf(), "2020-03");
    }

    #[test]
    fn years_of_any_length() {
        let year = |year| {
            Moment {
                year,
                ..Moment::default()
            }
            .edtf()
        };
        let years = [-13_800_000_000, -44, 0, 79, 2020, 10_000].map(year);
        assert_eq!(
            years,
            ["Y-13800000000", "-0044", "0000", "0079", "2020", "Y10000"]
        );
    }
}

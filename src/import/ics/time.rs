//! Days, times and lengths of time in their compact notation.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::property::Property;

/// A day, perhaps with a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The day where the time is.
    pub day: NaiveDate,
    /// The time of day.
    pub time: Option<NaiveTime>,
    /// The time zone of the time.
    pub zone: Zone,
    /// Whether it was written as a leap second, which no time of day can be.
    pub is_leap: bool,
}

/// A time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Wherever one is.
    None,
    /// That of the offset 0.
    Utc,
    /// One that the calendar defines, or should.
    Named(String),
}

impl Stamp {
    /// Reads the value of a property with its time zone.
    pub fn read(property: &Property) -> Option<Self> {
        Self::of(&property.value, property)
    }

    /// Reads one value of a property with its time zone.
    pub fn of(text: &str, property: &Property) -> Option<Self> {
        let mut stamp = Self::parse(text)?;
        let zone = property.parameter("TZID");
        if !zone.is_empty() && stamp.zone == Zone::None && stamp.time.is_some() {
            stamp.zone = Zone::Named(zone.to_owned());
        }
        Some(stamp)
    }

    /// Reads `20190502`, `20190502T100000` or `20190502T100000Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, time) = text
            .split_once(['T', 't'])
            .map_or((text, None), |(day, time)| (day, Some(time)));
        let (mut zone, mut is_leap) = (Zone::None, false);
        let time = match time {
            None => None,
            Some(time) => {
                let local = time.strip_suffix(['Z', 'z']);
                if local.is_some() {
                    zone = Zone::Utc;
                }
                let [hour, minute, second] = digits(local.unwrap_or(time), [2, 2, 2])?;
                is_leap = second == 60;
                let second = if is_leap { 59 } else { second };
                Some(NaiveTime::from_hms_opt(hour, minute, second)?)
            }
        };
        let [year, month, number] = digits(day, [4, 2, 2])?;
        let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, number)?;
        Some(Self {
            day,
            time,
            zone,
            is_leap,
        })
    }

    /// Returns the local time. None for a day without a time.
    pub fn local(&self) -> Option<NaiveDateTime> {
        self.time.map(|time| self.day.and_time(time))
    }

    /// Returns whether there is a time.
    pub fn has_time(&self) -> bool {
        self.time.is_some()
    }

    /// Returns the moment after a length of time. Days have no hours: a time that is added to a day counts in whole days.
    pub fn after(&self, length: TimeDelta) -> Option<Self> {
        let time = self.time.unwrap_or_default();
        let later = self.day.and_time(time).checked_add_signed(length)?;
        Some(Self {
            day: later.date(),
            time: self.time.map(|_| later.time()),
            zone: self.zone.clone(),
            is_leap: false,
        })
    }

    /// Returns the last day of an event that ends here, exclusive, and that began on another day.
    pub fn last_day(&self) -> NaiveDate {
        let is_midnight = self.time.unwrap_or_default() == NaiveTime::MIN;
        let before = self.day.pred_opt().filter(|_| is_midnight);
        before.unwrap_or(self.day)
    }
}

/// Reads numbers of so many digits each, with nothing between them and nothing after them.
fn digits<const N: usize>(text: &str, lens: [usize; N]) -> Option<[u32; N]> {
    let mut rest = text;
    let mut numbers = [0; N];
    for (number, len) in numbers.iter_mut().zip(lens) {
        let (part, after) = rest.split_at_checked(len)?;
        let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
        *number = part.parse().ok().filter(|_| is_number)?;
        rest = after;
    }
    rest.is_empty().then_some(numbers)
}

/// Reads an offset such as `+0100` in seconds.
pub fn offset_seconds(text: &str) -> Option<i32> {
    let text = text.trim();
    let (sign, number) = match text.strip_prefix('-') {
        Some(number) => (-1_i32, number),
        None => (1, text.strip_prefix('+')?),
    };
    let number = if number.len() == 4 {
        format!("{number}00")
    } else {
        number.to_owned()
    };
    let [hours, minutes, seconds] = digits(&number, [2, 2, 2])?;
    let time = NaiveTime::from_hms_opt(hours, minutes, seconds)?;
    let seconds = time.signed_duration_since(NaiveTime::MIN).num_seconds();
    sign.checked_mul(i32::try_from(seconds).ok()?)
}

/// Reads a length of time such as `P1DT2H30M` or `P2W`.
pub fn length(text: &str) -> Option<TimeDelta> {
    let text = text.trim().strip_prefix('+').unwrap_or(text.trim());
    let (days, times) = match text.strip_prefix('P')?.split_once('T') {
        Some((days, times)) => (days, times),
        None => (text.strip_prefix('P')?, ""),
    };
    let mut seconds = 0_i64;
    let mut is_empty = true;
    for (part, units) in [
        (days, &[('W', 604_800), ('D', 86_400)][..]),
        (times, &[('H', 3600), ('M', 60), ('S', 1)]),
    ] {
        let mut rest = part;
        for (unit, length) in units {
            if let Some((number, after)) = rest.split_once(*unit) {
                let number: u32 = number.parse().ok()?;
                seconds = seconds.checked_add(i64::from(number).checked_mul(*length)?)?;
                rest = after;
                is_empty = false;
            }
        }
        if !rest.is_empty() {
            return None;
        }
    }
    (!is_empty)
        .then(|| TimeDelta::try_seconds(seconds))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_days_and_times() {
        for (text, day, local) in [
            ("20190502", "2019-05-02", ""),
            (" 20190502T100000 ", "2019-05-02", "2019-05-02 10:00:00"),
            ("20190502T235960Z", "2019-05-02", "2019-05-02 23:59:59"),
        ] {
            let stamp = Stamp::parse(text).expect(text);
            let found = stamp.local().map(|local| local.to_string());
            assert_eq!(
                (
                    stamp.day.to_string().as_str(),
                    found.unwrap_or_default().as_str()
                ),
                (day, local)
            );
        }
        for other in [
            "",
            "2019-05-02",
            "20190230",
            "20190502T",
            "20190502T1000",
            "+2190502",
            "20190502T25000Z",
            "20190502T235961Z",
            "201905021",
        ] {
            assert_eq!(Stamp::parse(other), None, "{other}");
        }
    }

    #[test]
    fn lengths_are_read() {
        for (text, seconds) in [
            ("P1D", Some(86_400)),
            ("P2W", Some(1_209_600)),
            ("PT1H30M", Some(5400)),
            ("+P1DT15S", Some(86_415)),
            ("P", None),
            ("PT", None),
            ("P1H", None),
            ("-P1D", None),
            ("PT1M1H", None),
            ("P99999999999W", None),
        ] {
            assert_eq!(
                length(text).map(|length| length.num_seconds()),
                seconds,
                "{text}"
            );
        }
    }

    #[test]
    fn offsets_are_read() {
        for (text, seconds) in [
            ("+0100", Some(3600)),
            ("-0930", Some(-34_200)),
            ("+005656", Some(3416)),
            ("0100", None),
            ("+9900", None),
        ] {
            assert_eq!(offset_seconds(text), seconds, "{text}");
        }
    }
}

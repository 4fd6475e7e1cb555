//! The rules after which time zones change every year.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

use super::time::Stamp;

/// A rule such as `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    month: u32,
    day: Day,
    /// The last day on which it may hold.
    until: Option<NaiveDateTime>,
}

#[derive(Debug, PartialEq, Eq)]
enum Day {
    /// The first, second, … such weekday of the month; or from its end, if the number is negative.
    Nth(i8, Weekday),
    /// A day of the month.
    Number(u32),
    /// The first such weekday from a day of the month on.
    From(u32, Weekday),
}

impl Rule {
    /// Reads a rule. None for those that are not of this kind.
    pub fn read(text: &str) -> Option<Self> {
        let (mut month, mut weekday, mut days, mut until) = (None, None, Vec::new(), None);
        for part in text.split(';') {
            let (key, value) = part.split_once('=')?;
            match key.trim().to_ascii_uppercase().as_str() {
                "FREQ" if value.eq_ignore_ascii_case("YEARLY") => {}
                "INTERVAL" if value == "1" => {}
                "WKST" => {}
                "BYMONTH" => month = Some(value.parse().ok()?),
                "BYDAY" => weekday = Some(weekday_of(value)?),
                "BYMONTHDAY" => {
                    let numbers: Result<Vec<u32>, _> = value.split(',').map(str::parse).collect();
                    days = numbers.ok()?;
                }
                "UNTIL" => until = Some(Stamp::parse(value)?.local()?),
                _ => return None,
            }
        }
        let day = match (weekday, &days[..]) {
            (Some((Some(number), day)), []) => Day::Nth(number, day),
            (None, [number]) => Day::Number(*number),
            (Some((None, day)), [first, others @ ..]) if is_week(*first, others) => {
                Day::From(*first, day)
            }
            _ => return None,
        };
        Some(Self {
            month: month?,
            day,
            until,
        })
    }

    /// Returns when it holds in a year, at the time of day of `first`.
    pub fn time(&self, year: i32, first: NaiveDateTime) -> Option<NaiveDateTime> {
        let day = match self.day {
            Day::Number(number) => NaiveDate::from_ymd_opt(year, self.month, number)?,
            Day::Nth(number @ 1.., weekday) => {
                let number = u8::try_from(number).ok()?;
                NaiveDate::from_weekday_of_month_opt(year, self.month, weekday, number)?
            }
            Day::Nth(number, weekday) => {
                let all = (1..=5).rev().filter_map(|number| {
                    NaiveDate::from_weekday_of_month_opt(year, self.month, weekday, number)
                });
                let from_end = usize::from(number.unsigned_abs()).checked_sub(1)?;
                all.into_iter().nth(from_end)?
            }
            Day::From(number, weekday) => {
                let start = NaiveDate::from_ymd_opt(year, self.month, number)?;
                start.iter_days().find(|day| day.weekday() == weekday)?
            }
        };
        let time = day.and_time(first.time());
        // The end is often given in UTC, which may be the day before.
        let end = self.until.and_then(|until| until.date().succ_opt());
        (time >= first && end.is_none_or(|end| day <= end)).then_some(time)
    }

    /// Returns when it held for the last time, if it has an end.
    pub fn last(&self, first: NaiveDateTime) -> Option<NaiveDateTime> {
        let year = self.until?.year();
        let years = [Some(year), year.checked_sub(1)];
        let mut years = years.into_iter().flatten();
        years.find_map(|year| self.time(year, first))
    }
}

/// Reads `SU` and `-1SU`.
fn weekday_of(text: &str) -> Option<(Option<i8>, Weekday)> {
    let (number, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let day = match day.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    let number = match number {
        "" => None,
        number => Some(number.parse().ok().filter(|number| *number != 0)?),
    };
    Some((number, day))
}

/// Returns whether days of a month are seven in a row.
fn is_week(first: u32, others: &[u32]) -> bool {
    let expected = (1..=6).map(|days| first.saturating_add(days));
    expected.eq(others.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_give_a_day_of_each_year() {
        let first = NaiveDate::from_ymd_opt(1996, 3, 1).and_then(|day| day.and_hms_opt(2, 0, 0));
        let first = first.expect("a time");
        for (rule, year, expected) in [
            (
                "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                2019,
                "2019-03-31 02:00:00",
            ),
            (
                "FREQ=YEARLY;BYDAY=2SU;BYMONTH=3;WKST=SU",
                2019,
                "2019-03-10 02:00:00",
            ),
            (
                "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1",
                2019,
                "2019-04-01 02:00:00",
            ),
            (
                "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU",
                2019,
                "2019-03-10 02:00:00",
            ),
            (
                "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20191027T010000Z",
                2019,
                "2019-10-27 02:00:00",
            ),
            (
                "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20191027T010000Z",
                2020,
                "",
            ),
            ("FREQ=YEARLY;BYMONTH=3;BYDAY=1SU", 1995, ""),
        ] {
            let rule = Rule::read(rule).expect(rule);
            let time = rule.time(year, first).map(|time| time.to_string());
            assert_eq!(time.unwrap_or_default(), expected);
        }
        let ended = Rule::read("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20190901T010000Z");
        let last = ended
            .and_then(|rule| rule.last(first))
            .map(|time| time.to_string());
        assert_eq!(last.as_deref(), Some("2018-10-28 02:00:00"));
    }

    #[test]
    fn other_rules_are_not_guessed() {
        for rule in [
            "",
            "FREQ=DAILY",
            "FREQ=YEARLY",
            "FREQ=YEARLY;BYMONTH=3",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=SU",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=0SU",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=-1XX",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=é",
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=-1SU",
            "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8,9;BYDAY=SU",
        ] {
            assert_eq!(Rule::read(rule), None, "{rule}");
        }
    }
}

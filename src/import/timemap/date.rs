//! Dates with slashes, whose month is first or second.

use crate::date::Date;
use crate::diagnostic::quoted;
use crate::import::date::{not_a_date, understood};
use crate::import::importer::Importer;
use crate::import::when::Moment;

/// What the dates of an input show about the order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// Some date has a second number that can only be a day.
    MonthFirst,
    /// Some date has a first number that can only be a day.
    DayFirst,
    /// There are dates of both kinds.
    Mixed,
    /// No date shows it.
    Unknown,
}

const SHOWN: &str =
    "in dates such as 3/4/2022 the month is first, as other dates of the input show";
const USUAL: &str = "in dates such as 3/4/2022 the month is first, as is usual in timemap; no date of the input shows it";
const DAY_SHOWN: &str =
    "in dates such as 3/4/2022 the day is first, as other dates of the input show";

impl DayOrder {
    /// Looks at all dates of an input.
    pub fn of<T: AsRef<str>>(dates: impl Iterator<Item = T>) -> Self {
        let (mut month_first, mut day_first) = (false, false);
        for date in dates {
            if let Some(Slashed {
                numbers: [first, second],
                ..
            }) = Slashed::read(date.as_ref())
            {
                month_first |= second > 12 && first <= 12;
                day_first |= first > 12 && second <= 12;
            }
        }
        match (month_first, day_first) {
            (true, false) => Self::MonthFirst,
            (false, true) => Self::DayFirst,
            (true, true) => Self::Mixed,
            (false, false) => Self::Unknown,
        }
    }
}

/// A date such as `3/14/2022`.
struct Slashed<'a> {
    /// The numbers before the year.
    numbers: [u8; 2],
    year: &'a str,
}

impl<'a> Slashed<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut parts = text.trim().split('/').map(str::trim);
        let mut number = || parts.next()?.parse().ok();
        let numbers = [number()?, number()?];
        let year = parts.next()?;
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        (is_year && parts.next().is_none()).then_some(Self { numbers, year })
    }

    fn is_ambiguous(&self) -> bool {
        let [first, second] = self.numbers;
        first != second && first <= 12 && second <= 12
    }

    fn edtf(&self, is_day_first: bool) -> String {
        let [first, second] = self.numbers;
        let (month, day) = if is_day_first {
            (second, first)
        } else {
            (first, second)
        };
        format!("{}-{month:02}-{day:02}", self.year)
    }
}

/// Returns a date, with its time if there is one.
pub fn read(text: &str, time: &str, order: DayOrder, importer: &mut Importer<'_>) -> String {
    let day = match Slashed::read(text) {
        Some(slashed) => in_order(&slashed, text, order, importer),
        None => understood(text, importer),
    };
    let Some(clock) = clock(time) else {
        if !time.is_empty() {
            importer.alter(format!("invalid time {}, which is left out", quoted(time)));
        }
        return day;
    };
    let moment = Moment { day, time: clock };
    if Date::parse(&moment.edtf()).is_ok() {
        return moment.edtf();
    }
    importer.alter(format!(
        "the time {} is left out, as the date is not a day",
        quoted(time)
    ));
    moment.day
}

fn in_order(
    slashed: &Slashed<'_>,
    text: &str,
    order: DayOrder,
    importer: &mut Importer<'_>,
) -> String {
    let [first, _] = slashed.numbers;
    let mut is_day_first = first > 12;
    if slashed.is_ambiguous() {
        match order {
            DayOrder::MonthFirst => importer.read_as(SHOWN),
            DayOrder::Unknown => importer.read_as(USUAL),
            DayOrder::DayFirst => {
                importer.read_as(DAY_SHOWN);
                is_day_first = true;
            }
            DayOrder::Mixed => return understood(text, importer),
        }
    }
    let date = slashed.edtf(is_day_first);
    if Date::parse(&date).is_ok() {
        return date;
    }
    importer.alter(not_a_date(text));
    text.to_owned()
}

/// Returns a time such as `9:30` in EDTF. Seconds that are not given are 0.
fn clock(text: &str) -> Option<String> {
    let mut parts = text.trim().split(':');
    let mut number = |most: u8| {
        let part = parts.next()?;
        let is_number =
            matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
        let number = part.parse::<u8>().ok().filter(|number| *number <= most);
        number.filter(|_| is_number)
    };
    let (hour, minute) = (number(23)?, number(59)?);
    let second = if text.matches(':').count() == 2 {
        number(59)?
    } else {
        0
    };
    parts
        .next()
        .is_none()
        .then(|| format!("{hour:02}:{minute:02}:{second:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(dates: &[&str]) -> (Vec<String>, Vec<String>) {
        let order = DayOrder::of(dates.iter());
        let mut out = Vec::new();
        let mut importer = Importer::new(&mut out);
        let read = dates
            .iter()
            .map(|date| read(date, "", order, &mut importer));
        let read = read.collect();
        let report = importer.finish().expect("it is written");
        let why = report.reasons().map(|(_, why, _)| why.to_owned()).collect();
        (read, why)
    }

    #[test]
    fn the_order_is_that_of_the_input() {
        for (dates, expected, why) in [
            (
                &["3/4/2022", "03/24/2022"][..],
                &["2022-03-04", "2022-03-24"][..],
                &[SHOWN][..],
            ),
            (
                &["3/4/2022", "24/3/2022"],
                &["2022-04-03", "2022-03-24"],
                &[DAY_SHOWN],
            ),
            (
                &["3/4/2022", "5/5/2022"],
                &["2022-03-04", "2022-05-05"],
                &[USUAL],
            ),
            (
                &["24/3/2022", "2022-04-03"],
                &["2022-03-24", "2022-04-03"],
                &[],
            ),
        ] {
            let (found, reasons) = all(dates);
            assert_eq!(found, expected, "{dates:?}");
            assert_eq!(reasons, why, "{dates:?}");
        }
    }

    #[test]
    fn what_is_not_a_date_is_kept() {
        let dates = [
            "3/4/2022",
            "24/3/2022",
            "3/24/2022",
            "2/30/2022",
            "24/13/2022",
            "3/4/22",
            "",
        ];
        let (found, reasons) = all(&dates);
        assert_eq!(
            found,
            [
                "3/4/2022",
                "2022-03-24",
                "2022-03-24",
                "2/30/2022",
                "24/13/2022",
                "3/4/22",
                ""
            ]
        );
        let two = "may mean `2022-04-03` or `2022-03-04`";
        assert!(reasons.iter().any(|why| why.ends_with(two)), "{reasons:?}");
        assert_eq!(reasons.len(), 5);
    }

    #[test]
    fn times_join_their_day() {
        let order = DayOrder::MonthFirst;
        let mut out = Vec::new();
        let mut importer = Importer::new(&mut out);
        for (date, time, joined) in [
            ("3/24/2022", "9:30", "2022-03-24T09:30:00"),
            ("2022-03-24", "23:05:59", "2022-03-24T23:05:59"),
            ("2022-03", "9:30", "2022-03"),
            ("3/24/2022", "morning", "2022-03-24"),
            ("3/24/2022", "24:00", "2022-03-24"),
            ("3/24/2022", "9:30:00:1", "2022-03-24"),
            ("3/24/2022", "+9:30", "2022-03-24"),
        ] {
            assert_eq!(read(date, time, order, &mut importer), joined);
        }
        let report = importer.finish().expect("it is written");
        assert_eq!(report.reasons().count(), 5);
    }
}

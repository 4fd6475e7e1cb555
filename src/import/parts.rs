//! Dates in parts: a year, a month, a day and a time.

use chrono::NaiveTime;

use super::date::{not_a_date, understood};
use super::importer::Importer;
use super::record::Record;
use super::texts::remark;
use super::when::{Moment, spanning};
use crate::date::Date;
use crate::diagnostic::quoted;

/// The most parts of a date.
pub const PARTS: usize = 7;

/// The names of the parts, in their order.
const NAMES: [&str; PARTS] = [
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "millisecond",
];

const BCE: &str = "a negative year is one BCE: -44 is 44 BCE, which is -0043 in EDTF";
const ZERO: &str = "the year 0 is 1 BCE";
const TIME: &str = "a time without minutes or seconds is the full hour or minute";
const FRACTION: &str = "fractions of a second are left out";
const GROUPED: &str = "commas in a year separate thousands";
const TIME_BCE: &str = "the time on a day BCE has no place in EDTF; it is kept in the note";

/// The parts of a date as the input gives them. Those that are missing are empty.
#[derive(Debug)]
pub struct Parts([String; PARTS]);

impl Parts {
    /// Asks for each part by its name, in their order.
    pub fn of(part: impl FnMut(&'static str) -> String) -> Self {
        Self(NAMES.map(part))
    }

    /// Returns the parts that are there, with commas between them.
    fn raw(&self) -> String {
        let parts = self.0.iter().map(String::as_str);
        let parts: Vec<&str> = parts.collect();
        parts.join(",").trim_end_matches(',').to_owned()
    }

    /// Returns whether there is nothing but a year, or a text in its place.
    fn is_single(&self) -> bool {
        self.0.iter().skip(1).all(String::is_empty)
    }

    /// Returns the moment, and its time if there cannot be one in EDTF. None if it is not a moment.
    fn moment(&self, importer: &mut Importer<'_>) -> Option<(Moment, Option<String>)> {
        let mut numbers = [None; PARTS];
        let [year, others @ ..] = &self.0;
        let plain = ungrouped(year);
        let year = plain.as_deref().unwrap_or(year);
        let parts = std::iter::once(year).chain(others.iter().map(String::as_str));
        for (number, part) in numbers.iter_mut().zip(parts) {
            *number = match part {
                "" => None,
                part => Some(part.parse::<i64>().ok()?),
            };
        }
        let [year, month, day, hour, minute, second, fraction] = numbers;
        let year = year?;
        // Programs write 0 for a month or a day that is not given.
        let month = month.filter(|month| *month != 0);
        let day = day.filter(|day| *day != 0);
        let year_in_edtf = year_text(year)?;
        let date = match (month, day) {
            (Some(month), Some(day)) => format!("{year_in_edtf}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year_in_edtf}-{month:02}"),
            (None, None) => year_in_edtf,
            (None, Some(_)) => return None,
        };
        let mut moment = Moment {
            day: date,
            time: String::new(),
        };
        // A time of nothing but zeros is how programs leave it out.
        let has_time = [hour, minute, second]
            .iter()
            .flatten()
            .any(|part| *part != 0);
        if has_time {
            day?;
            let [hour, minutes, seconds] = [hour, minute, second].map(Option::unwrap_or_default);
            moment.time = format!("{hour:02}:{minutes:02}:{seconds:02}");
        }
        Date::parse(&moment.day).ok()?;
        let mut lost = None;
        if Date::parse(&moment.edtf()).is_err() {
            let is_time = NaiveTime::parse_from_str(&moment.time, "%H:%M:%S").is_ok();
            if year > 0 || !is_time {
                return None;
            }
            importer.alter(TIME_BCE);
            lost = Some(std::mem::take(&mut moment.time));
        }
        if plain.is_some() {
            importer.read_as(GROUPED);
        }
        let has_fraction = fraction.is_some_and(|fraction| fraction != 0);
        if year < 0 {
            importer.read_as(BCE);
        } else if year == 0 {
            importer.read_as(ZERO);
        }
        if has_time && (minute.is_none() || second.is_none()) {
            importer.read_as(TIME);
        }
        if has_fraction {
            importer.alter(FRACTION);
        }
        Some((moment, lost))
    }
}

/// Returns a number without the commas between its thousands. None for all other texts.
pub fn ungrouped(text: &str) -> Option<String> {
    let text = text.trim();
    let mut groups = text.strip_prefix('-').unwrap_or(text).split(',');
    let first = groups.next()?;
    let is_number = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let is_first = matches!(first.len(), 1..=3) && is_number(first);
    let is_grouped = text.contains(',') && groups.all(|it| it.len() == 3 && is_number(it));
    (is_first && is_grouped).then(|| text.replace(',', ""))
}

/// Returns a year in EDTF. There is no year 0 between 1 BCE and 1 CE, but there is one in EDTF.
fn year_text(year: i64) -> Option<String> {
    let year = if year < 0 { year.checked_add(1)? } else { year };
    let date = Date::from_year(year).ok()?;
    Some(date.as_str().to_owned())
}

/// Sets the date of an event. What is not a date is kept as it is.
pub fn dated(
    record: &mut Record<'_>,
    start: Option<&Parts>,
    end: Option<&Parts>,
    importer: &mut Importer<'_>,
) {
    let raw = |parts: Option<&Parts>| parts.map(Parts::raw).unwrap_or_default();
    let Some((from, lost)) = start.and_then(|start| start.moment(importer)) else {
        record.date = match (raw(start), raw(end)) {
            (text, end) if end.is_empty() && start.is_none_or(Parts::is_single) => {
                understood(&text, importer)
            }
            (start, end) if end.is_empty() => unread(start, importer),
            (start, end) => unread(format!("{start}/{end}"), importer),
        }
        .into();
        return;
    };
    let until = end.and_then(|end| end.moment(importer));
    let (until, lost_end) = until.unzip();
    let (date, note) = spanning(&from, until.as_ref());
    let end = raw(end);
    let note = if until.is_none() && !end.is_empty() {
        importer.alter(format!(
            "invalid end date {}; it is kept in the note",
            quoted(&end)
        ));
        Some(format!("End date: {end}"))
    } else {
        note
    };
    let is_date = Date::parse(&date).is_ok();
    let date = if is_date {
        date
    } else {
        unread(date, importer)
    };
    record.date = date.into();
    for (label, time) in [("Time", lost), ("Until", lost_end.flatten())] {
        if let Some(time) = time {
            remark(record, &format!("{label}: {time}."));
        }
    }
    remark(record, &note.unwrap_or_default());
}

/// Returns a text that is not a date as it is, with a remark.
fn unread(text: String, importer: &mut Importer<'_>) -> String {
    importer.alter(not_a_date(&text));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(start: &str, end: &str) -> (String, String, Vec<String>) {
        let parts = |text: &str| {
            let mut numbers = text.split(',');
            let parts = Parts::of(|_| numbers.next().unwrap_or_default().to_owned());
            (!text.is_empty()).then_some(parts)
        };
        let mut out = Vec::new();
        let mut importer = Importer::new(&mut out);
        importer.begin(1);
        let mut record = Record::default();
        let (start, end) = (parts(start), parts(end));
        dated(&mut record, start.as_ref(), end.as_ref(), &mut importer);
        let report = importer.finish().expect("it is written");
        let why = report.reasons().map(|(_, why, _)| why.to_owned());
        (
            record.date.into_owned(),
            record.note.into_owned(),
            why.collect(),
        )
    }

    #[test]
    fn parts_become_dates() {
        for (start, end, date, note, why) in [
            ("2012,1,26", "", "2012-01-26", "", &[][..]),
            ("2012,,", "", "2012", "", &[]),
            ("2012,0,0", "", "2012", "", &[]),
            ("2012,2", "2013", "2012-02/2013", "", &[]),
            ("2012,1,26,0,0,0", "2012,1,26", "2012-01-26", "", &[]),
            (
                "2012,1,26,9,5,7,250",
                "",
                "2012-01-26T09:05:07",
                "",
                &[FRACTION],
            ),
            ("2012,1,26,9", "", "2012-01-26T09:00:00", "", &[TIME]),
            (
                "2012,1,26,9,0,0",
                "2012,1,26,10,0,0",
                "2012-01-26T09:00:00",
                "Until 10:00:00.",
                &[],
            ),
            ("-44,3,15", "", "-0043-03-15", "", &[BCE]),
            ("-1", "", "0000", "", &[BCE]),
            ("0", "", "0000", "", &[ZERO]),
            ("-13800000000", "", "Y-13799999999", "", &[BCE]),
            ("99,", "", "0099", "", &[]),
            (
                "-44,3,15,10,30,0",
                "-44,3,15,11,0,0",
                "-0043-03-15",
                "Time: 10:30:00.\nUntil: 11:00:00.",
                &[TIME_BCE, BCE],
            ),
            (
                "May 2012",
                "",
                "2012-05",
                "",
                &["a date is read as people write it"],
            ),
            (
                "2012",
                "soon",
                "2012",
                "End date: soon",
                &["invalid end date `soon`; it is kept in the note"],
            ),
        ] {
            let (found, remark, reasons) = read(start, end);
            assert_eq!((&*found, &*remark), (date, note), "{start}");
            assert_eq!(reasons, why, "{start}");
        }
    }

    #[test]
    fn commas_separate_thousands() {
        for (text, number) in [
            ("-13,800,000,000", Some("-13800000000")),
            (" 10,000 ", Some("10000")),
            ("2012", None),
            ("2012,001", None),
            ("-44,3,15", None),
            ("12,", None),
            (",123", None),
            ("a,123", None),
        ] {
            assert_eq!(ungrouped(text).as_deref(), number, "{text}");
        }
    }

    #[test]
    fn reasons_are_short() {
        for (start, end) in [
            ("2".repeat(200_000), ""),
            ("2,x".repeat(9), ""),
            ("x ".repeat(90_000), "2012"),
        ] {
            let (date, _, reasons) = read(&start, end);
            assert!(date.len() >= start.len() / 9, "{}", date.len());
            assert!(reasons.concat().len() < 1000, "{reasons:?}");
        }
        let (_, note, reasons) = read("2012", &"x".repeat(200_000));
        assert!(note.len() > 200_000 && reasons.concat().len() < 1000);
    }

    #[test]
    fn what_is_not_a_date_is_kept() {
        for (start, end, date) in [
            ("", "", ""),
            ("2012,13,1", "", "2012,13,1"),
            ("2012,2,30", "", "2012,2,30"),
            ("2012,,26", "", "2012,,26"),
            ("2012,1,26,25", "", "2012,1,26,25"),
            ("once", "2012", "once/2012"),
            ("Jan 26 or 27", "", "Jan 26 or 27"),
            ("2013", "2012", "2013/2012"),
            ("-9223372036854775808999", "", "-9223372036854775808999"),
        ] {
            let (found, _, reasons) = read(start, end);
            assert_eq!(found, date);
            assert_eq!(reasons.len(), 1, "{start}: {reasons:?}");
        }
    }
}

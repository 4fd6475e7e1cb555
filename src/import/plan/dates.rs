//! When the event of a row happened.

use std::borrow::Cow;
use std::io;

use crate::diagnostic::quoted;
use crate::import::columns::{Columns, Row};
use crate::import::date::{Format, Moment, Remark, Understood, offset, understand};
use crate::import::importer::Importer;
use crate::import::mapping::{Dates, Templates};
use crate::import::record::Record;
use crate::import::template::Template;
use crate::import::texts::remark;
use crate::import::when::spanning;

/// The dates of a mapping, with its columns known by their slots.
#[derive(Clone, Debug)]
pub struct DatePlan {
    start: Written,
    end: Written,
    zone: Option<Template>,
    formats: Vec<Format>,
    precision: Option<PrecisionPlan>,
    each: Vec<(Template, String)>,
}

/// How a date is written.
#[derive(Clone, Debug)]
enum Written {
    /// As one text: the first that a row has.
    Whole(Vec<Template>),
    /// Year, month, day and time.
    Parts([Template; 4]),
}

impl Written {
    fn new(
        whole: &Templates,
        parts: Option<&[String; 4]>,
        columns: &mut Columns,
    ) -> Result<Self, String> {
        if let Some([year, month, day, time]) = parts {
            let mut read = |text| Template::read(text, columns);
            return Ok(Self::Parts([
                read(year)?,
                read(month)?,
                read(day)?,
                read(time)?,
            ]));
        }
        let whole = whole.all().iter();
        let whole: Result<_, String> = whole.map(|it| Template::read(it, columns)).collect();
        Ok(Self::Whole(whole?))
    }
}

#[derive(Clone, Debug)]
struct PrecisionPlan {
    slot: usize,
    /// The cells that stand for a precision.
    cells: Vec<(String, Precision)>,
}

impl PrecisionPlan {
    /// Returns how precise the date of a row is.
    fn of(&self, row: &Row<'_>) -> Option<Precision> {
        let cell = row.cell(self.slot)?;
        let known = self.cells.iter().find(|(known, _)| *known == cell);
        known.map(|(_, meaning)| *meaning)
    }
}

/// How precise a date is, if it is not a day or a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Precision {
    Week,
    Month,
    Year,
    Between,
}

/// A week is the day that is given and so many before and after it.
const BESIDE: u64 = 3;

/// The bytes of a time without an offset.
const CLOCK: usize = "hh:mm:ss".len();

impl DatePlan {
    /// Makes the dates of a mapping ready.
    pub fn new(dates: &Dates, columns: &mut Columns) -> Result<Self, String> {
        let start = Written::new(&dates.start, dates.parts.as_ref(), columns)?;
        let end = Written::new(&dates.end, dates.end_parts.as_ref(), columns)?;
        let zone = dates.zone.as_ref();
        let zone = zone.map(|it| Template::read(it, columns)).transpose()?;
        let each = dates.each.iter().map(|each| {
            let template = Template::read(&each.start, columns)?;
            Ok((template, each.tag.clone()))
        });
        let each: Result<Vec<_>, String> = each.collect();
        let formats = dates.formats.iter().map(|it| Format::parse(it));
        let formats: Result<Vec<Format>, String> = formats.collect();
        let precision = dates.precision.as_ref().map(|precision| {
            let meanings = [
                (&precision.week, Precision::Week),
                (&precision.month, Precision::Month),
                (&precision.year, Precision::Year),
                (&precision.between, Precision::Between),
            ];
            let cells = meanings
                .iter()
                .flat_map(|(cells, meaning)| cells.iter().map(|cell| (cell.clone(), *meaning)));
            PrecisionPlan {
                slot: columns.slot(&precision.column),
                cells: cells.collect(),
            }
        });
        Ok(Self {
            start,
            end,
            zone,
            formats: formats?,
            precision,
            each: each?,
        })
    }

    /// Hands the event of a row to an importer, with its date; or the events, if the row has several dates.
    pub fn import(
        &self,
        row: &Row<'_>,
        mut record: Record<'_>,
        importer: &mut Importer<'_>,
    ) -> io::Result<()> {
        if self.each.is_empty() {
            let (date, note) = self.date(row, importer);
            record.date = Cow::Owned(date);
            remark(&mut record, &note.unwrap_or_default());
            return importer.keep(record);
        }
        // Points in time that are the same are one event.
        let mut moments: Vec<(String, Vec<&str>)> = Vec::new();
        for (template, tag) in &self.each {
            let Some(text) = template.fill(row).filter(|text| text != "0") else {
                continue;
            };
            let date = self.read(&text, importer).date;
            match moments.iter_mut().find(|(known, _)| *known == date) {
                Some((_, tags)) => tags.push(tag),
                None => moments.push((date, vec![tag])),
            }
        }
        if moments.is_empty() {
            importer.alter("undated: there is no date");
            return importer.keep(record);
        }
        for (date, tags) in moments {
            let mut record = record.clone();
            let tags = tags.into_iter().map(|tag| Cow::Owned(tag.to_owned()));
            record.tags.extend(tags);
            record.date = date.into();
            importer.keep(record)?;
        }
        Ok(())
    }

    /// Returns the date of a row, and what it does not say, for a note.
    fn date(&self, row: &Row<'_>, importer: &mut Importer<'_>) -> (String, Option<String>) {
        let Some(start) = self.moment(&self.start, row, importer) else {
            importer.alter("undated: there is no date");
            return (String::new(), None);
        };
        let end = self.moment(&self.end, row, importer);
        let Some(first) = &start.moment else {
            if end.is_some() {
                importer.alter("the end of an undated event is left out");
            }
            return (start.date, None);
        };
        let meaning = self.precision.as_ref().and_then(|it| it.of(row));
        match meaning {
            Some(Precision::Week) => return (first.around(BESIDE).unwrap_or(start.date), None),
            Some(Precision::Month) => return (first.to_month().edtf(), None),
            Some(Precision::Year) => return (first.to_year().edtf(), None),
            Some(Precision::Between) | None => {}
        }
        let Some(end) = end else {
            return (start.date, None);
        };
        let Some(last) = &end.moment else {
            importer.alter("an end that is not a date is left out");
            return (start.date, None);
        };
        if first.is_after(last) {
            importer.alter("an end before the beginning is left out");
            return (start.date, None);
        }
        let (from, to) = (first.apart(), last.apart());
        if meaning == Some(Precision::Between) && from.day != to.day {
            if first.time.is_some() || last.time.is_some() {
                importer.alter("the times of an event on some day of several are left out");
            }
            return (format!("[{}..{}]", from.day, to.day), None);
        }
        spanning(&from, Some(&to))
    }

    /// Returns a date of a row.
    fn moment(
        &self,
        written: &Written,
        row: &Row<'_>,
        importer: &mut Importer<'_>,
    ) -> Option<Understood> {
        let [year, month, day, time] = match written {
            Written::Whole(templates) => {
                let text = templates.iter().find_map(|it| it.fill(row))?;
                let mut understood = self.read(&text, importer);
                self.add_zone(&mut understood, row, importer);
                return Some(understood);
            }
            Written::Parts(parts) => parts,
        };
        let year = year.fill(row)?;
        let parts = [month, day, time].map(|it| it.fill(row).filter(|text| text != "0"));
        let understood = of_parts(&year, parts.each_ref().map(Option::as_deref));
        tell(&understood, importer);
        Some(understood)
    }

    /// Adds the offset of a time whose row gives it in a cell of its own.
    fn add_zone(&self, date: &mut Understood, row: &Row<'_>, importer: &mut Importer<'_>) {
        let zone = self.zone.as_ref().and_then(|it| it.fill(row));
        let (Some(zone), Some(moment)) = (zone, &mut date.moment) else {
            return;
        };
        let Some(time) = moment.time.as_mut().filter(|time| time.len() == CLOCK) else {
            return;
        };
        match offset(&zone) {
            Some(offset) => {
                time.push_str(&offset);
                date.date = moment.edtf();
            }
            None => importer.alter(format!("the time zone {} is left out", quoted(&zone))),
        }
    }

    fn read(&self, text: &str, importer: &mut Importer<'_>) -> Understood {
        let understood = understand(text, &self.formats);
        tell(&understood, importer);
        understood
    }
}

fn tell(understood: &Understood, importer: &mut Importer<'_>) {
    for remark in &understood.remarks {
        match remark {
            Remark::Read(how) => importer.read_as(how.clone()),
            Remark::Altered(what) => importer.alter(what.clone()),
        }
    }
}

/// Reads a date whose parts are in cells of their own.
fn of_parts(year: &str, [month, day, time]: [Option<&str>; 3]) -> Understood {
    let joined = [Some(year), month, day, time];
    let joined: Vec<&str> = joined.into_iter().flatten().collect();
    let joined = joined.join(" ");
    let Ok(number) = year.replace(',', "").parse::<i64>() else {
        return understand(&joined, &[]);
    };
    // There is no year 0: the year before 1 is 1 BCE, which is 0 here.
    let is_bce = number < 0;
    let year = if is_bce {
        number.saturating_add(1)
    } else {
        number
    };
    let part = |text: Option<&str>| text.map(str::parse::<u8>).transpose();
    let (Ok(month), Ok(day)) = (part(month), part(day)) else {
        return understand(&joined, &[]);
    };
    let mut moment = Moment {
        year,
        month,
        day: day.filter(|_| month.is_some()),
        ..Moment::default()
    };
    let mut remarks = Vec::new();
    let mut alter = |what: &'static str| remarks.push(Remark::Altered(what.into()));
    if day.is_some() && month.is_none() {
        alter("a day without a month is left out");
    }
    if !(-9999..=9999).contains(&year) && month.is_some() {
        alter("the month and the day of a year that is far away are left out");
        moment = moment.to_year();
    }
    if let Some(time) = time {
        match read_time(time) {
            _ if moment.day.is_none() => alter("a time without a day is left out"),
            // A date in EDTF has no time before the year 0.
            Some(_) if year < 0 => alter("the time of a year BCE is left out"),
            Some(time) => moment.time = Some(time),
            None => alter("a time that cannot be read is left out"),
        }
    }
    if is_bce {
        let how = "a negative year is read as a year BCE: -44 is 44 BCE";
        remarks.push(Remark::Read(how.into()));
    }
    if !moment.exists() {
        return understand(&joined, &[]);
    }
    Understood {
        date: moment.edtf(),
        moment: Some(moment),
        remarks,
    }
}

/// Reads a time of day, such as `14:30`, `14:30:05` or `2:30 PM`.
fn read_time(text: &str) -> Option<String> {
    let upper = text.trim().to_ascii_uppercase();
    let (clock, after_noon) = match upper.strip_suffix("PM") {
        Some(clock) => (clock, Some(true)),
        None => match upper.strip_suffix("AM") {
            Some(clock) => (clock, Some(false)),
            None => (upper.as_str(), None),
        },
    };
    let numbers = clock.trim().split(':').map(|it| it.parse::<u8>().ok());
    let numbers: Vec<u8> = numbers.collect::<Option<_>>()?;
    let (hour, minute, second) = match numbers[..] {
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        [hour] if after_noon.is_some() => (hour, 0, 0),
        _ => return None,
    };
    let hour = match (after_noon, hour) {
        (None, hour) => hour,
        (Some(false), 12) => 0,
        (Some(true), 12) => 12,
        (Some(is_late), 1..12) => hour.saturating_add(if is_late { 12 } else { 0 }),
        (Some(_), _) => return None,
    };
    (hour < 24 && minute < 60 && second < 60).then(|| format!("{hour:02}:{minute:02}:{second:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_parts() {
        for (year, parts, edtf) in [
            ("2012", [None; 3], "2012"),
            ("2012", [Some("1"), None, None], "2012-01"),
            ("2012", [Some("1"), Some("26"), None], "2012-01-26"),
            (
                "2012",
                [Some("1"), Some("26"), Some("14:30")],
                "2012-01-26T14:30:00",
            ),
            (
                "2012",
                [Some("1"), Some("26"), Some("2:30 PM")],
                "2012-01-26T14:30:00",
            ),
            ("2012", [None, Some("26"), None], "2012"),
            ("2012", [Some("1"), None, Some("10:30")], "2012-01"),
            ("-500000", [Some("5"), Some("3"), None], "Y-499999"),
            ("-44", [Some("3"), Some("15"), Some("10:30")], "-0043-03-15"),
            ("-44", [Some("3"), Some("15"), None], "-0043-03-15"),
            ("-13800000000", [None; 3], "Y-13799999999"),
            ("2012", [Some("2"), Some("30"), None], "2012 2 30"),
        ] {
            assert_eq!(of_parts(year, parts).date, edtf, "{year} {parts:?}");
        }
    }

    #[test]
    fn times_of_day() {
        for (text, time) in [
            ("12 am", Some("00:00:00")),
            ("12:05PM", Some("12:05:00")),
            ("23:59:59", Some("23:59:59")),
            ("24:00", None),
            ("13 pm", None),
            ("noon", None),
        ] {
            assert_eq!(read_time(text).as_deref(), time, "{text}");
        }
    }
}

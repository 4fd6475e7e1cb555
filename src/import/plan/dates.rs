//! When the event of a row happened.

use std::borrow::Cow;
use std::io;

use crate::diagnostic::quoted;
use crate::import::columns::{Columns, Row};
use crate::import::date::{Format, NO_DATE, Understood, offset, understand};
use crate::import::importer::Importer;
use crate::import::mapping::{Dates, Templates};
use crate::import::parts::{Parts, dated};
use crate::import::record::Record;
use crate::import::template::Template;
use crate::import::texts::remark;
use crate::import::when::spanning;

/// The dates of a mapping, with its columns known by their slots.
#[derive(Clone, Debug)]
pub struct DatePlan {
    start: Vec<Template>,
    end: Vec<Template>,
    parts: Option<PartsPlan>,
    end_parts: Option<PartsPlan>,
    zone: Option<Template>,
    formats: Vec<Format>,
    precision: Option<PrecisionPlan>,
    each: Vec<(Template, String)>,
}

/// A date whose year, month, day and time have cells of their own.
#[derive(Clone, Debug)]
struct PartsPlan([Template; 4]);

impl PartsPlan {
    fn new([year, month, day, time]: &[String; 4], columns: &mut Columns) -> Result<Self, String> {
        let mut read = |text| Template::read(text, columns);
        Ok(Self([read(year)?, read(month)?, read(day)?, read(time)?]))
    }

    /// Returns the parts of a row. None if it has none of them.
    fn of(&self, row: &Row<'_>, importer: &mut Importer<'_>) -> Option<Parts> {
        let cells = self.0.each_ref().map(|it| it.fill(row));
        cells.iter().any(Option::is_some).then_some(())?;
        let [year, month, day, time] = cells.map(Option::unwrap_or_default);
        let clock = read_time(&time);
        if clock.is_none() && !time.is_empty() {
            importer.alter("a time that cannot be read is left out");
        }
        let clock = clock.unwrap_or_default();
        let parts = [&*year, &*month, &*day].into_iter().chain(clock.split(':'));
        let mut parts = parts.map(|part| part.trim().to_owned());
        Some(Parts::of(|_| parts.next().unwrap_or_default()))
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
        let mut templates = |texts: &Templates| -> Result<Vec<Template>, String> {
            let texts = texts.all().iter();
            texts.map(|it| Template::read(it, columns)).collect()
        };
        let (start, end) = (templates(&dates.start)?, templates(&dates.end)?);
        let mut parts = |parts: &Option<[String; 4]>| {
            let parts = parts.as_ref();
            parts.map(|it| PartsPlan::new(it, columns)).transpose()
        };
        let (parts, end_parts) = (parts(&dates.parts)?, parts(&dates.end_parts)?);
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
            parts,
            end_parts,
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
        if let Some(parts) = &self.parts {
            let start = parts.of(row, importer);
            let end = self.end_parts.as_ref().and_then(|it| it.of(row, importer));
            dated(&mut record, start.as_ref(), end.as_ref(), importer);
            return importer.keep(record);
        }
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
            importer.alter(NO_DATE);
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
            importer.alter(NO_DATE);
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
        written: &[Template],
        row: &Row<'_>,
        importer: &mut Importer<'_>,
    ) -> Option<Understood> {
        let text = written.iter().find_map(|it| it.fill(row))?;
        let mut understood = self.read(&text, importer);
        self.add_zone(&mut understood, row, importer);
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
        understood.tell(importer);
        understood
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
        let mut columns = Columns::default();
        let names = ["{y}", "{m}", "{d}", "{t}"].map(str::to_owned);
        let plan = PartsPlan::new(&names, &mut columns).expect("a plan");
        let found: Vec<Option<usize>> = (0..4).map(Some).collect();
        for (cells, edtf) in [
            (["2012", "", "", ""], "2012"),
            (["2012", "1", "", ""], "2012-01"),
            (["2012", "1", "26", ""], "2012-01-26"),
            (["2012", "1", "26", "14:30"], "2012-01-26T14:30:00"),
            (["2012", "1", "26", "2:30 PM"], "2012-01-26T14:30:00"),
            (["2012", "0", "0", ""], "2012"),
            (["-44", "3", "15", ""], "-0043-03-15"),
            (["-44", "3", "15", "10:30"], "-0043-03-15"),
            (["-13,800,000,000", "", "", ""], "Y-13799999999"),
            (["2012", "", "26", ""], "2012,,26"),
            (["2012", "2", "30", ""], "2012,2,30"),
        ] {
            let mut out = Vec::new();
            let mut importer = Importer::new(&mut out);
            importer.begin(1);
            let row = Row::of_cells(&cells, &found, 1, &[]);
            let mut record = Record::default();
            let parts = plan.of(&row, &mut importer);
            dated(&mut record, parts.as_ref(), None, &mut importer);
            assert_eq!(record.date, edtf, "{cells:?}");
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

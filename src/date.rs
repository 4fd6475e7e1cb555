//! Dates as sources give them: a day, a decade, "about 2023", a range whose end nobody knows.
//!
//! A [`Date`] is an EDTF expression (ISO 8601-2, levels 0 to 2). Its text is kept as written; the
//! first and last day it may touch, its place in a timeline and its English are worked out from it.
//! Years go far beyond what a calendar library can hold, so they are plain `i64` here.

mod axis;
mod display;
mod ends;
mod grain;
mod language;
pub mod mention;
mod phrase;
mod refusal;
pub mod relation;
mod short;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use edtf_core::{
    Bound, BoundDate, DateField, Edtf, IntervalEndpoint, SetElement, SetKind, YearKind,
};

pub use ends::End;
pub use grain::{Grain, Stretch};
use language::ENGLISH;
pub use refusal::DateError;

/// A calendar day in the proleptic Gregorian calendar; year 0 is 1 BCE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Astronomical year: 0 is 1 BCE, -43 is 44 BCE.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Day {
    /// The first day that can be told from others: years beyond the range of `i64` sort here.
    const FIRST: Day = Day {
        year: i64::MIN,
        month: 1,
        day: 1,
    };
    /// The last one, which also stands for an end that is open or unknown.
    const LAST: Day = Day {
        year: i64::MAX,
        month: 12,
        day: 31,
    };

    /// How many days lie between two days, whichever comes first.
    pub fn distance(self, other: Day) -> u128 {
        self.number().abs_diff(other.number())
    }

    fn of(bound: Bound) -> Option<Day> {
        match bound {
            Bound::Date(BoundDate { year, month, day }) => Some(Day { year, month, day }),
            _ => None,
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(
            f,
            "{sign}{:04}-{:02}-{:02}",
            self.year.unsigned_abs(),
            self.month,
            self.day
        )
    }
}

/// The place of a date in a timeline: by first day, then the wider date first, then clock time.
///
/// Doubt (`~`, `?`, `%`) moves nothing, so `2010` and `2010~` compare equal here; whatever order the
/// events came in then decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Order {
    start: Day,
    /// All dates compared here begin on one day, so the one that ends last is the widest.
    end: Reverse<Day>,
    /// Seconds since midnight on the clock that the source read; a whole day goes first.
    clock: Option<u32>,
}

/// What kind of time a date speaks of: enough to choose a glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One day, perhaps with a clock time.
    Day,
    /// A month, season, quarter, third or half of a year.
    Month,
    /// A year, decade, century or millennium.
    Year,
    /// A single date that is approximate, uncertain, or lacks digits in the middle (`1XX3`).
    Doubtful,
    /// It lasted: an interval, or every member of a set.
    Range,
    /// It happened once, somewhere within: a set of which one member is meant.
    Within,
}

/// A date in EDTF, as written, with everything that is derived from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    text: String,
    edtf: Edtf,
    earliest: Option<Day>,
    latest: Option<Day>,
    order: Order,
}

impl Date {
    /// Reads an EDTF date. A refusal carries what was probably meant.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        let edtf = Edtf::parse(text).map_err(|error| refusal::explain(text, error))?;
        if is_reversed(&edtf) {
            return Err(refusal::reversed(text));
        }
        let bounds = edtf.bounds();
        let (earliest, latest) = (Day::of(bounds.earliest), Day::of(bounds.latest));
        let order = Order {
            start: start(&edtf),
            end: Reverse(latest.unwrap_or(Day::LAST)),
            clock: match &edtf {
                Edtf::DateTime(moment) => {
                    let [hour, minute, second] =
                        [moment.time.hour, moment.time.minute, moment.time.second].map(u32::from);
                    Some((hour * 60 + minute) * 60 + second)
                }
                _ => None,
            },
        };
        Ok(Date {
            text: text.to_owned(),
            edtf,
            earliest,
            latest,
            order,
        })
    }

    /// The date of a whole year, in astronomical numbering.
    pub fn from_year(year: i64) -> Result<Date, DateError> {
        Date::parse(&year_text(year))
    }

    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The lowest EDTF level, 0 to 2, that can express the date.
    pub fn level(&self) -> u8 {
        self.edtf.level()
    }

    /// The first day the date may touch; none if that is open, unknown or too far away to count.
    pub fn earliest(&self) -> Option<Day> {
        self.earliest
    }

    /// The last day the date may touch; none if that is open, unknown or too far away to count.
    pub fn latest(&self) -> Option<Day> {
        self.latest
    }

    /// The day the date sorts at. A start that is open or unknown sorts at the first day of the
    /// end; years beyond `i64` sort at the ends of its range.
    pub fn start(&self) -> Day {
        self.order.start
    }

    /// The place of the date in a timeline.
    pub fn order(&self) -> Order {
        self.order
    }

    /// What kind of time this is. Ranges and sets stay what they are even when doubtful.
    pub fn shape(&self) -> Shape {
        match &self.edtf {
            Edtf::DateTime(_) => Shape::Day,
            Edtf::Interval(_) => Shape::Range,
            Edtf::Set(set) => match set.kind {
                SetKind::OneMember => Shape::Within,
                SetKind::AllMembers => Shape::Range,
            },
            Edtf::Date(_) if self.is_approximate() || self.is_uncertain() => Shape::Doubtful,
            Edtf::Date(date) if has_gap(date) => Shape::Doubtful,
            Edtf::Date(date) if date.day.and_then(DateField::value).is_some() => Shape::Day,
            Edtf::Date(date) if date.month.and_then(DateField::value).is_some() => Shape::Month,
            Edtf::Date(_) => Shape::Year,
        }
    }

    /// Whether any part is marked approximate, or a year is given to so many significant digits.
    pub fn is_approximate(&self) -> bool {
        let estimated = |date: &edtf_core::Date| {
            date.is_approximate() || date.year.significant_digits.is_some()
        };
        dates(&self.edtf).any(estimated)
    }

    /// Whether any part is marked uncertain.
    pub fn is_uncertain(&self) -> bool {
        self.edtf.is_uncertain()
    }

    /// The date in English, in full: `c. 2023 (uncertain)`.
    pub fn words(&self) -> String {
        display::words(&self.edtf, &ENGLISH)
    }

    /// The date in English in at most 12 terminal cells. What does not fit becomes coarser, never
    /// wrong: 13 May to 15 May 2025 is shown as `May 2025`.
    pub fn short(&self) -> String {
        short::short(self, &ENGLISH)
    }

    /// The day of the week, for a single day without doubt.
    pub fn weekday(&self) -> Option<&'static str> {
        if self.shape() != Shape::Day {
            return None;
        }
        let Day { year, month, day } = self.earliest?;
        let year = i32::try_from(year).ok()?;
        let day = NaiveDate::from_ymd_opt(year, month.into(), day.into())?;
        ENGLISH
            .weekdays
            .get(day.weekday().num_days_from_monday() as usize)
            .copied()
    }
}

/// A year the way EDTF writes it: four digits, or `Y` and more.
fn year_text(year: i64) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..0 => format!("{year:05}"),
        _ => format!("Y{year}"),
    }
}

/// Every date that is written in an expression, in order.
fn dates(edtf: &Edtf) -> impl Iterator<Item = &edtf_core::Date> {
    let (ends, members): ([Option<&edtf_core::Date>; 2], &[SetElement]) = match edtf {
        Edtf::Date(date) => ([Some(date), None], &[]),
        Edtf::DateTime(moment) => ([Some(&moment.date), None], &[]),
        Edtf::Interval(interval) => ([&interval.start, &interval.end].map(end_date), &[]),
        Edtf::Set(set) => ([None, None], &set.elements),
    };
    let members = members.iter().flat_map(|member| match member {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => {
            [Some(date), None]
        }
        SetElement::Range(from, to) => [Some(from), Some(to)],
    });
    ends.into_iter().chain(members).flatten()
}

fn end_date(end: &IntervalEndpoint) -> Option<&edtf_core::Date> {
    match end {
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
    }
}

/// Whether a range ends before it begins. The parser refuses most of these itself, but does not
/// compare years that are too far away to count.
fn is_reversed(edtf: &Edtf) -> bool {
    let reversed = |from, to| first_day(from) > last_day(to);
    match edtf {
        Edtf::Date(_) | Edtf::DateTime(_) => false,
        Edtf::Interval(interval) => end_date(&interval.start)
            .zip(end_date(&interval.end))
            .is_some_and(|(from, to)| reversed(from, to)),
        Edtf::Set(set) => set.elements.iter().any(|member| match member {
            SetElement::Range(from, to) => reversed(from, to),
            _ => false,
        }),
    }
}

fn start(edtf: &Edtf) -> Day {
    let mut days = dates(edtf).map(first_day);
    let day = match edtf {
        // The members of a set come in any order, the ends of an interval do not.
        Edtf::Set(_) => days.min(),
        _ => days.next(),
    };
    day.unwrap_or(Day::LAST)
}

fn first_day(date: &edtf_core::Date) -> Day {
    Day::of(Edtf::Date(*date).bounds().earliest).unwrap_or(if is_negative(date) {
        Day::FIRST
    } else {
        Day {
            year: date.year.value().unwrap_or(i64::MAX),
            ..Day::FIRST
        }
    })
}

fn last_day(date: &edtf_core::Date) -> Day {
    Day::of(Edtf::Date(*date).bounds().latest).unwrap_or(if is_negative(date) {
        Day {
            year: date.year.value().unwrap_or(i64::MIN),
            ..Day::LAST
        }
    } else {
        Day::LAST
    })
}

fn is_negative(date: &edtf_core::Date) -> bool {
    match date.year.kind {
        YearKind::Standard { negative, .. } => negative,
        YearKind::Big { value } => value < 0,
        YearKind::Exponential { significand, .. } => significand < 0,
    }
}

/// Whether an unspecified digit comes before a known one. Those at the end only make the date
/// coarser; one in the middle leaves days that are far apart.
fn has_gap(date: &edtf_core::Date) -> bool {
    let year = match date.year.kind {
        YearKind::Standard { digits, .. } => digits,
        _ => [Some(0); 4],
    };
    let fields = [date.month, date.day]
        .into_iter()
        .flatten()
        .flat_map(|field| field.digits);
    year.into_iter()
        .chain(fields)
        .skip_while(Option::is_some)
        .any(|digit| digit.is_some())
}

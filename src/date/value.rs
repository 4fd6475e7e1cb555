//! A date: an EDTF expression with its bounds and its place in a timeline.

use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate};
use edtf_core::{DateField, Edtf, SetKind};

use super::day::Day;
use super::edtf::{dates, has_gap, is_reversed, start, year_text};
use super::language::ENGLISH;
use super::refusal::{self, DateError};

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
    pub(super) edtf: Edtf,
    pub(super) earliest: Option<Day>,
    pub(super) latest: Option<Day>,
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
                    let time = moment.time;
                    let [hour, minute, second] =
                        [time.hour, time.minute, time.second].map(u32::from);
                    let minutes = hour.saturating_mul(60).saturating_add(minute);
                    Some(minutes.saturating_mul(60).saturating_add(second))
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

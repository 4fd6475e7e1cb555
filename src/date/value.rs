//! EDTF expressions with their bounds and their position in a timeline.

use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use chrono::{Datelike, NaiveDate};
use edtf_core::{DateField, Edtf, SetKind, TimeShift};

use super::clock::Clock;
use super::day::Day;
use super::edtf::{dates, has_gap, is_reversed, of_day, start, year_text};
use super::language::ENGLISH;
use super::refusal::{self, DateError};
use crate::text::distinct::Named;

/// The position of a date in a timeline: by first day, then the longer date first, then by time.
///
/// Moments stand in the order of instants: the day and the time are those in UTC, and a moment without an
/// offset is taken as UTC. So `2020-01-02T00:30:00+03:00` comes before `2020-01-01T23:30:00Z`, and both after
/// `2020-01-01`. Qualifiers (`~`, `?`, `%`) have no effect, so `2010` and `2010~` compare equal, and their
/// order in the file decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Order {
    start: Day,
    /// Compared only for dates with the same start, so the latest end belongs to the longest date.
    end: Reverse<Day>,
    /// The time on that day. A date without a time comes first.
    clock: Option<Clock>,
}

impl Order {
    /// Returns the position of a moment on a day.
    fn of_moment(day: Day, clock: Clock) -> Self {
        let day = Self {
            start: day,
            end: Reverse(day),
            clock: Some(clock.in_day()),
        };
        day.shifted(clock.days())
    }

    /// Returns the position of the same day without a time.
    #[must_use]
    pub fn of_day(self) -> Self {
        Self {
            clock: None,
            ..self
        }
    }

    /// Returns it as numbers that are in the same order one after the other: the day, the last day backwards, and the
    /// second of the day in UTC, -1 without a time. Days that are out of range count as the first or the last.
    #[allow(
        clippy::arithmetic_side_effects,
        reason = "the least number is never reached"
    )]
    pub fn numbers(self) -> [i64; 3] {
        let number = |day: Day| {
            let most = i128::from(i64::MAX - 1);
            day.number().clamp(-most, most) as i64
        };
        let clock = self
            .clock
            .map_or(-1, |clock| i64::from(clock.in_day().place()));
        [number(self.start), -number(self.end.0), clock]
    }

    /// Returns the position of the day some days later.
    #[must_use]
    pub fn shifted(self, days: i8) -> Self {
        if days == 0 {
            return self;
        }
        let later = |day: Day| Day::from_number(day.number().saturating_add(days.into()));
        Self {
            start: later(self.start),
            end: Reverse(later(self.end.0)),
            ..self
        }
    }
}

/// The kind of a date, which determines its glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A day, with or without a time.
    Day,
    /// A month, season, quarter, third or half of a year.
    Month,
    /// A year, decade, century or millennium.
    Year,
    /// A single date that is approximate, uncertain or lacks digits in the middle (`1XX3`).
    Doubtful,
    /// A period: an interval or all members of a set.
    Range,
    /// A point within a period: one member of a set.
    Within,
}

/// An EDTF date as written, with everything derived from it. Copies share their memory.
#[derive(Clone, Debug)]
pub struct Date(Arc<Parsed>);

#[derive(Debug)]
struct Parsed {
    text: Box<str>,
    edtf: Expression,
    earliest: Option<Day>,
    latest: Option<Day>,
    order: Order,
    clock: Option<Clock>,
}

#[derive(Debug)]
enum Expression {
    /// That of a day, as most dates are, which is not made before it is asked for.
    Day(OnceLock<Box<Edtf>>),
    Other(Box<Edtf>),
}

/// Two dates are equal if they are written in the same way.
impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Date {}

impl Named for Date {
    fn name(&self) -> &str {
        self.as_str()
    }
}

impl Date {
    /// Parses an EDTF date. The error suggests what was probably meant.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        if let Some(day) = Day::read(text) {
            return Ok(Date(Arc::new(Parsed {
                text: text.into(),
                edtf: Expression::Day(OnceLock::new()),
                earliest: Some(day),
                latest: Some(day),
                order: Order {
                    start: day,
                    end: Reverse(day),
                    clock: None,
                },
                clock: None,
            })));
        }
        let edtf = Edtf::parse(text).map_err(|error| refusal::explain(text, error))?;
        if is_reversed(&edtf) {
            return Err(refusal::reversed(text));
        }
        let bounds = edtf.bounds();
        let (earliest, latest) = (Day::of(bounds.earliest), Day::of(bounds.latest));
        let clock = clock(&edtf);
        let order = match clock {
            Some(clock) => Order::of_moment(start(&edtf), clock),
            None => Order {
                start: start(&edtf),
                end: Reverse(latest.unwrap_or(Day::LAST)),
                clock: None,
            },
        };
        Ok(Date(Arc::new(Parsed {
            text: text.into(),
            edtf: Expression::Other(Box::new(edtf)),
            earliest,
            latest,
            order,
            clock,
        })))
    }

    /// Parses an EDTF date, or a text that means one date and is only written differently, such as
    /// `before 1900`.
    pub fn understand(text: &str) -> Result<Date, DateError> {
        Date::parse(text).or_else(|error| match error.meaning() {
            Some(meaning) => Date::parse(meaning),
            None => Err(error),
        })
    }

    /// Returns the date of a whole astronomical year.
    pub fn from_year(year: i64) -> Result<Date, DateError> {
        Date::parse(&year_text(year))
    }

    /// Returns the day of a date with a time, or else the date itself.
    #[must_use]
    pub fn day(&self) -> Date {
        let day = self.clock().and_then(|_| Date::parse(self.day_text()).ok());
        day.unwrap_or_else(|| self.clone())
    }

    /// Returns the text of [`Self::day`].
    pub fn day_text(&self) -> &str {
        let day = self.clock().and_then(|_| self.as_str().split('T').next());
        day.unwrap_or(self.as_str())
    }

    /// Returns the time of a moment.
    pub fn clock(&self) -> Option<Clock> {
        self.0.clock
    }

    /// Returns the text as written.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    pub(super) fn edtf(&self) -> &Edtf {
        match &self.0.edtf {
            Expression::Day(edtf) => edtf.get_or_init(|| Box::new(of_day(self.start()))),
            Expression::Other(edtf) => edtf,
        }
    }

    /// Returns the earliest possible day, or `None` if it is open, unknown or out of range.
    pub fn earliest(&self) -> Option<Day> {
        self.0.earliest
    }

    /// Returns the latest possible day, or `None` if it is open, unknown or out of range.
    pub fn latest(&self) -> Option<Day> {
        self.0.latest
    }

    /// Returns the first day of the date as it is written. If the start is open or unknown, that is the
    /// first day of the end. Years outside the range of `i64` are clamped.
    pub fn start(&self) -> Day {
        match self.0.earliest {
            Some(day) if self.0.clock.is_some() => day,
            _ => self.0.order.start,
        }
    }

    /// Returns the position of the date in a timeline.
    pub fn order(&self) -> Order {
        self.0.order
    }

    /// Returns the kind of date. Qualifiers do not change the kind of intervals and sets.
    pub fn shape(&self) -> Shape {
        if matches!(self.0.edtf, Expression::Day(_)) {
            return Shape::Day;
        }
        match self.edtf() {
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

    /// Returns whether it is several dates, as in `{1960,1965}`, and not one stretch of time.
    pub fn is_several(&self) -> bool {
        matches!(self.edtf(), Edtf::Set(set) if set.kind == SetKind::AllMembers)
    }

    /// Returns whether any part is approximate or has significant digits.
    pub fn is_approximate(&self) -> bool {
        let estimated = |date: &edtf_core::Date| {
            date.is_approximate() || date.year.significant_digits.is_some()
        };
        dates(self.edtf()).any(estimated)
    }

    /// Returns whether any part is uncertain.
    pub fn is_uncertain(&self) -> bool {
        self.edtf().is_uncertain()
    }

    /// Returns the day of the week if the date is a single day without qualifiers.
    pub fn weekday(&self) -> Option<&'static str> {
        if self.shape() != Shape::Day {
            return None;
        }
        let Day { year, month, day } = self.earliest()?;
        let year = i32::try_from(year).ok()?;
        let day = NaiveDate::from_ymd_opt(year, month.into(), day.into())?;
        ENGLISH
            .weekdays
            .get(day.weekday().num_days_from_monday() as usize)
            .copied()
    }
}

/// Returns the time of a moment.
fn clock(edtf: &Edtf) -> Option<Clock> {
    let Edtf::DateTime(moment) = edtf else {
        return None;
    };
    let time = moment.time;
    let offset = match time.shift {
        Some(TimeShift::Offset { minutes, .. }) => minutes.into(),
        Some(TimeShift::Utc) | None => 0,
    };
    Some(Clock::new(time.hour, time.minute, time.second, offset))
}

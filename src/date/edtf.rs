//! Queries on parsed EDTF expressions.

use edtf_core::{Date, DateField, Edtf, IntervalEndpoint, Qualifier, SetElement, Year, YearKind};

use super::day::Day;

/// Formats a year in EDTF: four digits, or `Y` and more.
pub(super) fn year_text(year: i64) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..0 => format!("{year:05}"),
        _ => format!("Y{year}"),
    }
}

/// Returns the expression for a day of the years 0 to 9999.
pub(super) fn of_day(day: Day) -> Edtf {
    let year = day.year.unsigned_abs();
    let digits = [year / 1000, year / 100, year / 10, year];
    let field = |number: u8| DateField {
        digits: [number / 10, number % 10].map(Some),
        qualifier: Qualifier::default(),
    };
    Edtf::Date(Date {
        year: Year {
            kind: YearKind::Standard {
                negative: false,
                digits: digits.map(|number| Some((number % 10) as u8)),
            },
            significant_digits: None,
            qualifier: Qualifier::default(),
        },
        month: Some(field(day.month)),
        day: Some(field(day.day)),
    })
}

/// Returns all dates in an expression, in the order written.
pub(super) fn dates(edtf: &Edtf) -> impl Iterator<Item = &Date> {
    let (ends, members): ([Option<&Date>; 2], &[SetElement]) = match edtf {
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

pub(super) fn end_date(end: &IntervalEndpoint) -> Option<&Date> {
    match end {
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
    }
}

/// Returns whether a range ends before it starts. The parser rejects most of these, but does not
/// compare years outside the range of `i64`.
pub(super) fn is_reversed(edtf: &Edtf) -> bool {
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

pub(super) fn start(edtf: &Edtf) -> Day {
    let mut days = dates(edtf).map(first_day);
    let day = match edtf {
        // Unlike the ends of an interval, the members of a set come in any order.
        Edtf::Set(_) => days.min(),
        _ => days.next(),
    };
    day.unwrap_or(Day::LAST)
}

pub(super) fn first_day(date: &Date) -> Day {
    Day::of(Edtf::Date(*date).bounds().earliest).unwrap_or(if is_negative(date) {
        Day::FIRST
    } else {
        Day {
            year: date.year.value().unwrap_or(i64::MAX),
            ..Day::FIRST
        }
    })
}

pub(super) fn last_day(date: &Date) -> Day {
    Day::of(Edtf::Date(*date).bounds().latest).unwrap_or(if is_negative(date) {
        Day {
            year: date.year.value().unwrap_or(i64::MIN),
            ..Day::LAST
        }
    } else {
        Day::LAST
    })
}

fn is_negative(date: &Date) -> bool {
    match date.year.kind {
        YearKind::Standard { negative, .. } => negative,
        YearKind::Big { value } => value < 0,
        YearKind::Exponential { significand, .. } => significand < 0,
    }
}

/// Returns whether an unspecified digit comes before a known one. Unspecified digits at the end
/// only make the date coarser, but one in the middle allows days that are far apart.
pub(super) fn has_gap(date: &Date) -> bool {
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

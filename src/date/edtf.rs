//! What can be asked of a parsed expression.

use edtf_core::{Date, Edtf, IntervalEndpoint, SetElement, YearKind};

use super::day::Day;

/// A year the way EDTF writes it: four digits, or `Y` and more.
pub(super) fn year_text(year: i64) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..0 => format!("{year:05}"),
        _ => format!("Y{year}"),
    }
}

/// Every date that is written in an expression, in order.
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

/// Whether a range ends before it begins. The parser refuses most of these itself, but does not
/// compare years that are too far away to count.
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
        // The members of a set come in any order, the ends of an interval do not.
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

/// Whether an unspecified digit comes before a known one. Those at the end only make the date
/// coarser; one in the middle leaves days that are far apart.
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

//! Dates as the days from one to another, for formats that know no others.

use super::skipped::{Part, Skipped};
use crate::date::{Date, Day, End, Shape};

/// The days that a date may be, from the first to the last. An open end is taken for the end that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub first: Day,
    pub last: Day,
}

impl Span {
    /// Returns the span of a date. None if neither end is known.
    pub fn new(date: &Date) -> Option<Self> {
        let (first, last) = (date.earliest(), date.latest());
        Some(Self {
            first: first.or(last)?,
            last: last.or(first)?,
        })
    }
}

/// Counts what the days of a date do not say of it.
pub fn skip_doubts(date: &Date, skipped: &mut Skipped) {
    let ends = date.ends();
    let is_open = ends
        .iter()
        .any(|end| matches!(end, End::Open | End::Unknown));
    let is_doubtful = ends.contains(&End::Doubtful);
    let is_coarse = matches!(date.shape(), Shape::Month | Shape::Year | Shape::Within);
    skipped.skip(Part::Several, usize::from(date.is_several()));
    if is_open {
        skipped.skip(Part::Open, 1);
    }
    if is_doubtful {
        skipped.skip(Part::Doubtful, 1);
    } else if is_coarse && !is_open {
        skipped.skip(Part::Coarse, 1);
    }
}

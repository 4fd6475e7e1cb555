//! The scale of a timeline on a row of columns, cut where no events are.
//!
//! One event in 500 BCE must not press those of this decade into one column. Of the times between events,
//! the `k` longest are therefore left out if
//! - even the shortest of them is more than [`FAR`] times as long as all that remains, which would have less
//!   than a fifth of the row beside it, and
//! - what remains still holds several moments to tell apart.
//!
//! The largest such `k` is taken, as far as the width allows. Nothing is cut where the events fill the axis,
//! nor between two lone days, whose distance is all there is to see. Each part between cuts is a [`Segment`]
//! with a least width and a share of the rest by its events. Time never runs backwards.
//!
//! No day is wider than [`WIDEST_DAY`] columns, so one day alone is a bar and not a wall.

use super::segment::Segment;
use crate::date::{Date, Day};

/// The most columns of one day.
pub(super) const WIDEST_DAY: usize = 8;
/// Columns of a cut, its sign in the middle.
const CUT: usize = 3;
/// The least columns of a part between cuts: room for a year's name.
const LEAST: usize = 10;
/// How many times longer than all that remains a time without events must be to be cut.
const FAR: i128 = 4;
/// Columns that a cut wants for itself, and the most cuts.
const PER_CUT: usize = 24;
const MOST_CUTS: usize = 5;

/// The columns of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where it sorts: never before an event that comes earlier in the timeline.
    pub at: u16,
    /// The first column that its date may touch.
    pub first: u16,
    /// The last column that its date may touch.
    pub last: u16,
}

/// A row of columns, and the days on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scale {
    segments: Vec<Segment>,
    width: usize,
}

impl Scale {
    /// Returns the scale of some dates, which must be in chronological order, with the number of events of
    /// each.
    pub fn new<'a>(dates: impl Iterator<Item = (&'a Date, usize)>, width: u16) -> Self {
        let width = usize::from(width);
        let found = Found::of(dates);
        let Some((first, end)) = found.extent.filter(|_| width > 0) else {
            return Self {
                segments: Vec::new(),
                width,
            };
        };
        let mut cuts: Vec<Gap> = found.cuts(end - first, width).to_vec();
        cuts.sort_unstable_by_key(|gap| gap.first);
        let begins = std::iter::once((first, 0)).chain(cuts.iter().map(|gap| (gap.end, gap.after)));
        let ends = cuts.iter().map(|gap| (gap.first, gap.after));
        let ends = ends.chain(std::iter::once((end, found.count)));
        let room = width - CUT * cuts.len();
        let shared = room.saturating_sub(LEAST * (cuts.len() + 1));
        let mut column = 0;
        let mut segments = Vec::new();
        for ((first, before), (end, after)) in begins.zip(ends) {
            // From the whole, so that what is rounded away does not add up.
            let share = |events: usize| shared * events / found.count.max(1);
            let cut_off = if cuts.is_empty() {
                width
            } else {
                LEAST + share(after) - share(before)
            };
            segments.push(padded(first, end - first, column, cut_off));
            column += cut_off + CUT;
        }
        Self { segments, width }
    }

    /// Returns the number of columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Returns the parts between cuts, in order. There are none if no date has an end that can be counted.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Returns the columns with the sign of a cut.
    pub fn cuts(&self) -> impl Iterator<Item = usize> + '_ {
        let later = self.segments.iter().skip(1);
        later.map(|segment| segment.column() - CUT + CUT / 2)
    }

    /// Returns the first and the last column of a day. A day outside has the column at the edge, one that a
    /// cut leaves out the columns of the cut. Without any date, every day has all columns.
    pub(super) fn columns(&self, day: i128) -> (usize, usize) {
        let edge = self.width.saturating_sub(1);
        let after = self.segments.partition_point(|part| part.days().0 <= day);
        let next = self.segments.get(after);
        let Some(part) = after.checked_sub(1).and_then(|n| self.segments.get(n)) else {
            return (0, if next.is_some() { 0 } else { edge });
        };
        let cut = || next.map_or((edge, edge), |n| (n.column() - CUT, n.column() - 1));
        part.columns_of(day).unwrap_or_else(cut)
    }

    /// Returns the columns of a date. What is open reaches to the edge.
    pub fn place(&self, date: &Date) -> Place {
        let cell = |column: usize| u16::try_from(column).unwrap_or(u16::MAX);
        let columns = |day: Day| {
            let (first, last) = self.columns(day.number());
            (cell(first), cell(last))
        };
        let at = columns(date.start()).0;
        let (first, last) = match (date.earliest(), date.latest()) {
            // Years that cannot be counted: only where the date sorts is known.
            (None, None) if !self.segments.is_empty() => (at, at),
            (earliest, latest) => (
                earliest.map_or(0, |day| columns(day).0),
                latest.map_or(cell(self.width.saturating_sub(1)), |day| columns(day).1),
            ),
        };
        Place {
            at,
            first: first.min(last),
            last: first.max(last),
        }
    }
}

/// Returns a segment with enough days for its width, those of the events in its middle.
fn padded(first: i128, days: i128, column: usize, width: usize) -> Segment {
    let more = (width.div_ceil(WIDEST_DAY) as i128 - days).max(0);
    Segment::of_days(first - more / 2, days + more, column, width)
}

/// A time without events.
#[derive(Clone, Copy, Debug)]
struct Gap {
    first: i128,
    /// One past its last day.
    end: i128,
    /// The number of events before it.
    after: usize,
}

impl Gap {
    fn days(self) -> i128 {
        self.end - self.first
    }
}

/// What a scale needs to know of its dates, found in one walk.
#[derive(Debug, Default)]
struct Found {
    /// The first day, and one past the last.
    extent: Option<(i128, i128)>,
    /// The longest times without events, the longest first.
    gaps: Vec<Gap>,
    count: usize,
    /// The number of days on which some event begins.
    moments: usize,
}

impl Found {
    fn of<'a>(dates: impl Iterator<Item = (&'a Date, usize)>) -> Self {
        let mut found = Self::default();
        let mut last_start = None;
        for (date, count) in dates {
            if date.earliest().is_none() && date.latest().is_none() {
                continue;
            }
            let start = date.start().number();
            let end = date.latest().map_or(start, Day::number).max(start) + 1;
            match &mut found.extent {
                None => found.extent = Some((start, end)),
                Some((_, so_far)) => {
                    if start > *so_far {
                        let gap = Gap {
                            first: *so_far,
                            end: start,
                            after: found.count,
                        };
                        let longer = |other: &Gap| other.days() >= gap.days();
                        let place = found.gaps.partition_point(longer);
                        if place < MOST_CUTS {
                            found.gaps.insert(place, gap);
                            found.gaps.truncate(MOST_CUTS);
                        }
                    }
                    *so_far = end.max(*so_far);
                }
            }
            found.count += count;
            found.moments += usize::from(last_start != Some(start));
            last_start = Some(start);
        }
        found
    }

    /// Returns the gaps to cut, by the rule at the head of this file.
    fn cuts(&self, days: i128, width: usize) -> &[Gap] {
        let most = self.gaps.len().min(width / PER_CUT);
        let cut = (1..=most).rev().find_map(|count| {
            let gaps = self.gaps.get(..count)?;
            let rest = days - gaps.iter().map(|gap| gap.days()).sum::<i128>();
            // Shorter ones do no harm: every day has a column of its own.
            let far = gaps.last()?.days() > (FAR * rest).max(width as i128);
            (far && self.moments > count + 1).then_some(gaps)
        });
        cut.unwrap_or_default()
    }
}

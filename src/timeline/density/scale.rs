//! From days to columns and back.
//!
//! One event in 500 BCE must not press those of this decade into one column. So the axis
//! is cut where nothing is: of the times between events, the `k` longest are left out if
//! even the shortest of them is more than [`FAR`] times as long as all that remains, which
//! would have less than a fifth of the row beside it, and if what remains still holds several moments to tell apart. The largest such `k` is
//! taken, as far as the width allows. Nothing is cut where the events fill the axis, nor
//! between two lone days, whose distance is all there is to see. Each part between cuts
//! has a scale of its own: a least width, and a share of the rest by its events. Within
//! a part time runs evenly; over the whole, never backwards.
//!
//! No day is wider than [`DAY`] columns, so one day alone is a bar and not a wall.

use crate::date::{Date, Day};

/// The most columns of one day.
pub(super) const DAY: usize = 8;
/// Columns of a cut, the sign of it in the middle.
const CUT: usize = 3;
/// The least columns of a part between cuts: room for a year's name.
const LEAST: usize = 10;
/// How many times longer than all that remains a time without events must be to be cut.
const FAR: i128 = 4;
/// Columns that a cut wants for itself, and the most cuts.
const PER_CUT: usize = 24;
const MOST_CUTS: usize = 5;

/// A part of the axis without a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The number of its first day.
    pub first: i128,
    /// How many days.
    pub days: i128,
    /// Its first column.
    pub column: usize,
    /// How many columns, at least 1.
    pub width: usize,
}

impl Segment {
    /// One past its last day.
    fn end(&self) -> i128 {
        self.first + self.days
    }

    /// The first column that shows a day of it.
    pub fn first_column(&self, day: i128) -> usize {
        let scaled = (day - self.first) * self.width as i128;
        let floor = scaled / self.days;
        // Where a day has several columns, it has those that begin within it.
        let up = self.days < self.width as i128 && scaled % self.days > 0;
        self.column + floor.unsigned_abs() as usize + usize::from(up)
    }

    fn last_column(&self, day: i128) -> usize {
        if self.days < self.width as i128 {
            let next = (day + 1 - self.first) * self.width as i128;
            return self.column + ((next - 1) / self.days).unsigned_abs() as usize;
        }
        self.first_column(day)
    }

    /// The first and the last day of a column, counted from the segment's own first.
    fn days_of(&self, column: usize) -> (i128, i128) {
        let (column, width) = (column as i128, self.width as i128);
        if self.days < width {
            let day = self.first + column * self.days / width;
            return (day, day);
        }
        let begin = |column: i128| self.first + (column * self.days + width - 1) / width;
        (begin(column), begin(column + 1) - 1)
    }
}

/// Where an event stands on the axis, in columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where it sorts: never before an event that stands earlier in the timeline.
    pub at: u16,
    /// The first column of what its date may touch.
    pub first: u16,
    /// The last one.
    pub last: u16,
}

/// From days to columns and back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scale {
    segments: Vec<Segment>,
    width: usize,
}

impl Scale {
    /// The scale of some dates, which come in chronological order.
    pub fn new<'a>(dates: impl Iterator<Item = &'a Date>, width: u16) -> Self {
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

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The parts of the axis, in order; none if no date has an end that can be counted.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The columns that have the sign of a cut.
    pub fn cuts(&self) -> impl Iterator<Item = usize> + '_ {
        let later = self.segments.iter().skip(1);
        later.map(|segment| segment.column - CUT + CUT / 2)
    }

    /// The columns from that of one day to that of a later one. Days outside belong to
    /// the edges, those of a cut to its columns.
    pub fn columns(&self, first: i128, last: i128) -> (usize, usize) {
        let edge = self.width.saturating_sub(1);
        let at = |day: i128| {
            let after = self.segments.partition_point(|part| part.first <= day);
            let part = after.checked_sub(1).and_then(|n| self.segments.get(n));
            (part, self.segments.get(after))
        };
        let begin = match at(first) {
            (None, _) => 0,
            (Some(part), _) if first < part.end() => part.first_column(first),
            (Some(_), Some(next)) => next.column - CUT,
            (Some(_), None) => edge,
        };
        let end = match at(last) {
            (None, Some(_)) => 0,
            (Some(part), _) if last < part.end() => part.last_column(last),
            (Some(_), Some(next)) => next.column - 1,
            // Without any part, every day is everywhere.
            (_, None) => edge,
        };
        (begin, end.max(begin))
    }

    /// The first and the last day of a column; those that a cut leaves out are its own.
    pub fn days(&self, column: usize) -> Option<(i128, i128)> {
        let after = self.segments.partition_point(|part| part.column <= column);
        let part = self.segments.get(after.checked_sub(1)?)?;
        match self.segments.get(after) {
            _ if column < part.column + part.width => Some(part.days_of(column - part.column)),
            Some(next) => Some((part.end(), next.first - 1)),
            None => None,
        }
    }

    /// Where a date stands. What is open reaches to the edge.
    pub fn place(&self, date: &Date) -> Place {
        let cell = |column: usize| u16::try_from(column).unwrap_or(u16::MAX);
        let edge = cell(self.width.saturating_sub(1));
        let start = date.start().number();
        let at = cell(self.columns(start, start).0);
        match (date.earliest(), date.latest()) {
            // Beyond all numbers: where it sorts is all that is known.
            (None, None) if !self.segments.is_empty() => Place {
                at,
                first: at,
                last: at,
            },
            (earliest, latest) => {
                let first =
                    earliest.map_or(0, |day| cell(self.columns(day.number(), day.number()).0));
                let last =
                    latest.map_or(edge, |day| cell(self.columns(day.number(), day.number()).1));
                Place {
                    at,
                    first: first.min(last),
                    last: first.max(last),
                }
            }
        }
    }
}

/// A segment that shows enough days for its width, those of the events in its middle.
fn padded(first: i128, days: i128, column: usize, width: usize) -> Segment {
    let more = (width.div_ceil(DAY) as i128 - days).max(0);
    Segment {
        first: first - more / 2,
        days: days + more,
        column,
        width,
    }
}

/// A time without events.
#[derive(Clone, Copy, Debug)]
struct Gap {
    first: i128,
    /// One past its last day.
    end: i128,
    /// How many events come before it.
    after: usize,
}

impl Gap {
    fn days(self) -> i128 {
        self.end - self.first
    }
}

/// What is to be known of the dates, in one walk.
#[derive(Debug, Default)]
struct Found {
    /// The first day, and one past the last.
    extent: Option<(i128, i128)>,
    /// The longest times without events, the longest first.
    gaps: Vec<Gap>,
    count: usize,
    /// Days on which some event begins.
    moments: usize,
}

impl Found {
    fn of<'a>(dates: impl Iterator<Item = &'a Date>) -> Self {
        let mut found = Self::default();
        let mut last_start = None;
        for date in dates {
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
            found.count += 1;
            found.moments += usize::from(last_start != Some(start));
            last_start = Some(start);
        }
        found
    }

    /// The gaps to cut, as the head of this module says.
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

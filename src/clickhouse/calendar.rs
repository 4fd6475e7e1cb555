//! How many events begin on which day. With that ranks, headings and bars are known without asking for any event, and
//! a window of ranks is a range of days.

use std::cmp::Reverse;
use std::ops::Range;

use super::binary::Rows;
use crate::date::{Date, Day};
use crate::timeline::{Answer, StoreError};

/// The day on which events without a date stand: after all others.
pub const UNDATED: i64 = i64::MAX;

/// Where events stand in time: by their first day, and those that end later before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    earliest: i64,
    latest: Reverse<i64>,
}

impl Place {
    /// Returns the place of events that begin and end on some days.
    pub fn new(earliest: i64, latest: i64) -> Self {
        Self {
            earliest,
            latest: Reverse(latest),
        }
    }

    /// Returns the first day.
    pub fn earliest(self) -> i64 {
        self.earliest
    }

    /// Returns the last day.
    pub fn latest(self) -> i64 {
        self.latest.0
    }
}

/// Events of one date.
#[derive(Debug)]
struct Run {
    place: Place,
    /// None for events without a date.
    date: Option<Date>,
    /// One past the rank of the last event.
    end: usize,
}

/// The dates of some events in order.
#[derive(Debug, Default)]
pub struct Calendar(Vec<Run>);

impl Calendar {
    /// Reads a calendar: rows of the first and the last day, the number of the date, and how many events have it.
    /// `dates` are those that their days do not tell.
    pub fn read(answer: &[u8], dates: &[Date]) -> Answer<Self> {
        let mut rows = Rows::new(answer);
        let (mut runs, mut end): (Vec<Run>, usize) = (Vec::new(), 0);
        let mut before = None;
        while rows.has_more() {
            let (earliest, latest) = (rows.signed()?, rows.signed()?);
            let (number, count) = (rows.short()?, rows.count()?);
            end = end.checked_add(count).ok_or_else(broken)?;
            let place = Place::new(earliest, latest);
            // Each server counts for itself.
            if let Some(last) = runs.last_mut().filter(|_| before == Some((place, number))) {
                last.end = end;
                continue;
            }
            before = Some((place, number));
            let date = match number {
                0 if earliest == UNDATED => None,
                0 => Some(of_days(earliest, latest).ok_or_else(broken)?),
                _ => Some(dates.get(number as usize - 1).ok_or_else(broken)?.clone()),
            };
            runs.push(Run { place, date, end });
        }
        if end > u32::MAX as usize || !runs.is_sorted_by_key(|run| run.place) {
            return Err(broken());
        }
        Ok(Self(by_local_day(runs)))
    }

    /// Returns the number of events.
    pub fn len(&self) -> usize {
        self.0.last().map_or(0, |run| run.end)
    }

    /// Iterates over the dates and how many events have each.
    pub fn dates(&self) -> impl Iterator<Item = (Option<&Date>, usize)> {
        let mut start = 0;
        self.0.iter().map(move |run| {
            let count = run.end - start;
            start = run.end;
            (run.date.as_ref(), count)
        })
    }

    /// Returns the place of the event at a rank.
    pub fn place(&self, rank: usize) -> Option<Place> {
        Some(self.0.get(self.run_of(rank))?.place)
    }

    /// Returns the date of the event at a rank, as far as its place tells.
    pub fn date(&self, rank: usize) -> Option<&Date> {
        self.0.get(self.run_of(rank))?.date.as_ref()
    }

    /// Returns the ranks of the events at a place; an empty range where they would be, if there is none.
    pub fn ranks(&self, place: Place) -> Range<usize> {
        let first = self.0.partition_point(|run| run.place < place);
        let after = self.0.partition_point(|run| run.place <= place);
        self.start(first)..self.start(after)
    }

    /// Returns the rank of the first event that begins on a day or later.
    pub fn since_day(&self, day: i64) -> usize {
        self.start(self.0.partition_point(|run| run.place.earliest < day))
    }

    fn run_of(&self, rank: usize) -> usize {
        self.0.partition_point(|run| run.end <= rank)
    }

    /// Returns the rank of the first event of a run.
    fn start(&self, run: usize) -> usize {
        let before = run.checked_sub(1).and_then(|before| self.0.get(before));
        before.map_or(0, |run| run.end)
    }
}

/// Puts the runs at one place in the order of their own days. Moments stand where they are in UTC, and an earlier one
/// may be of an earlier day where it was.
fn by_local_day(mut runs: Vec<Run>) -> Vec<Run> {
    let day = |run: &Run| run.date.as_ref().map(Date::start);
    let mut start = 0;
    for here in runs.chunk_by_mut(|a, b| a.place == b.place) {
        let end = here.last().map_or(start, |run| run.end);
        if !here.is_sorted_by_key(day) {
            let mut before = start;
            for run in &mut *here {
                // As a count, while they are sorted.
                (run.end, before) = (run.end - before, run.end);
            }
            here.sort_by_key(day);
            let mut sum = start;
            for run in &mut *here {
                sum += run.end;
                run.end = sum;
            }
        }
        start = end;
    }
    runs
}

fn broken() -> StoreError {
    StoreError::failed("the table of events is not in order: its days do not fit together")
}

/// Returns the date that a first and a last day stand for by themselves: a day, a month, a year, or the days
/// between.
pub fn of_days(earliest: i64, latest: i64) -> Option<Date> {
    let day = |number: i64| Day::from_number(number.into());
    let (first, last) = (day(earliest), day(latest));
    let is_month = first.day == 1 && latest.checked_add(1).is_some_and(|next| day(next).day == 1);
    let text = if earliest == latest {
        first.to_string()
    } else if is_month && (first.year, first.month) == (last.year, last.month) {
        let sign = if first.year < 0 { "-" } else { "" };
        format!("{sign}{:04}-{:02}", first.year.unsigned_abs(), first.month)
    } else if is_month && first.year == last.year && (first.month, last.month) == (1, 12) {
        return Date::from_year(first.year).ok();
    } else {
        format!("{first}/{last}")
    };
    Date::parse(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(rows: &[(i64, i64, u32, u64)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (earliest, latest, date, count) in rows {
            bytes.extend_from_slice(&earliest.to_le_bytes());
            bytes.extend_from_slice(&latest.to_le_bytes());
            bytes.extend_from_slice(&date.to_le_bytes());
            bytes.extend_from_slice(&count.to_le_bytes());
        }
        bytes
    }

    fn number(text: &str) -> i64 {
        Date::parse(text).expect("a date").order().numbers()[0]
    }

    #[test]
    fn days_stand_for_the_dates_that_have_them() {
        for text in [
            "-0044-03",
            "2023-05-09",
            "2023-05",
            "2023",
            "2024-02",
            "1900-02",
            "0476",
            "2023-05-02/2023-05-09",
        ] {
            let [earliest, latest, _] = Date::parse(text).expect("a date").order().numbers();
            let date = of_days(earliest, -latest).expect("a date");
            assert_eq!(date.as_str(), text);
        }
    }

    #[test]
    fn ranks_and_days_are_told_from_counts() {
        let (may, june) = (number("2001-05-03"), number("2001-06-01"));
        let special = Date::parse("2001-05-03~").expect("a date");
        let rows = [
            (may, may + 9, 0, 2),
            (may, may, 0, 1),
            (may, may, 1, 3),
            (june, june, 0, 5),
            (UNDATED, UNDATED, 0, 4),
        ];
        let calendar = Calendar::read(&answer(&rows), &[special]).expect("a calendar");
        assert_eq!(calendar.len(), 15);
        let dates: Vec<_> = calendar
            .dates()
            .map(|(date, count)| (date.map(Date::as_str), count))
            .collect();
        assert_eq!(
            dates,
            [
                (Some("2001-05-03/2001-05-12"), 2),
                (Some("2001-05-03"), 1),
                (Some("2001-05-03~"), 3),
                (Some("2001-06-01"), 5),
                (None, 4)
            ]
        );
        assert_eq!(calendar.ranks(Place::new(may, may)), 2..6);
        assert_eq!(calendar.ranks(Place::new(may, may + 1)), 2..2);
        assert_eq!(calendar.ranks(Place::new(june + 1, june + 1)), 11..11);
        assert_eq!(
            (
                calendar.since_day(may),
                calendar.since_day(may + 1),
                calendar.since_day(june + 1)
            ),
            (0, 6, 11)
        );
        assert_eq!(calendar.place(5), Some(Place::new(may, may)));
        assert_eq!(
            (calendar.place(11).map(Place::earliest), calendar.place(15)),
            (Some(UNDATED), None)
        );
    }

    #[test]
    fn moments_at_one_place_are_in_the_order_of_their_own_days() {
        let (day, before) = (
            number("2022-06-16"),
            Date::parse("2022-06-15").expect("a date"),
        );
        let rows = [(day, day, 0, 2), (day, day, 1, 3), (day + 1, day + 1, 0, 1)];
        let calendar = Calendar::read(&answer(&rows), &[before]).expect("a calendar");
        let dates = calendar
            .dates()
            .map(|(date, count)| (date.map(Date::as_str), count));
        let wanted = [
            (Some("2022-06-15"), 3),
            (Some("2022-06-16"), 2),
            (Some("2022-06-17"), 1),
        ];
        assert_eq!(dates.collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn what_is_no_calendar_is_an_error() {
        for rows in [
            &[(2, 2, 0, 1), (1, 1, 0, 1)][..],
            &[(1, 1, 3, 1)],
            &[(1, 1, 0, u64::MAX), (2, 2, 0, 1)],
        ] {
            assert!(Calendar::read(&answer(rows), &[]).is_err(), "{rows:?}");
        }
        assert!(Calendar::read(&[1, 2, 3], &[]).is_err());
    }
}

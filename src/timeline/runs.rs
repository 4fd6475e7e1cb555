//! The dates of events in chronological order. Consecutive events of one date are a run, so that whatever
//! depends on dates is worked out once per date and not once per event.

use std::ops::Range;

use crate::date::{Date, Order};

/// Consecutive events of one date, without their times.
#[derive(Debug)]
struct Run {
    /// None for events without a date, which come last.
    date: Option<Date>,
    /// The number of days to the day that they are sorted by, if they are moments of another day in UTC.
    days: i8,
    /// One past the rank of the last event.
    end: u32,
}

/// All events of a timeline by their dates.
#[derive(Debug, Default)]
pub struct Runs(Vec<Run>);

impl Runs {
    /// Adds the next events, which have one date, and are sorted by the day some days after it. Those before
    /// have another.
    pub fn add(&mut self, date: Option<&Date>, days: i8, count: usize) {
        let end = self.0.last().map_or(0, |run| run.end) + count as u32;
        let date = date.cloned();
        self.0.push(Run { date, days, end });
    }

    /// Returns the date of the event at a rank.
    pub fn date(&self, rank: usize) -> Option<&Date> {
        self.0.get(self.at(rank))?.date.as_ref()
    }

    /// Returns the position of the event at a rank, without its time.
    pub fn order(&self, rank: usize) -> Option<Order> {
        let run = self.0.get(self.at(rank))?;
        Some(run.date.as_ref()?.order().shifted(run.days))
    }

    /// Iterates over the days from the dates of the runs to those that they are sorted by.
    pub fn days(&self) -> impl ExactSizeIterator<Item = i8> {
        self.0.iter().map(|run| run.days)
    }

    /// Iterates over the runs: their dates, and the ranks of their events.
    pub fn iter(&self) -> impl Iterator<Item = (Option<&Date>, Range<usize>)> {
        let mut start = 0;
        self.0.iter().map(move |run| {
            let ranks = start..run.end as usize;
            start = ranks.end;
            (run.date.as_ref(), ranks)
        })
    }

    /// Returns the number of runs.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    fn at(&self, rank: usize) -> usize {
        self.0.partition_point(|run| run.end as usize <= rank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_of_another_day_is_sorted_by_its_day_in_utc() {
        let date = |text| Date::parse(text).expect("a date");
        let mut runs = Runs::default();
        runs.add(Some(&date("2020-01-02")), -1, 1);
        runs.add(Some(&date("2020-01-01")), 0, 1);
        assert_eq!(runs.order(0), Some(date("2020-01-01").order()));
        assert_eq!(runs.order(0), runs.order(1));
        assert_eq!(runs.date(0), Some(&date("2020-01-02")));
        assert_eq!(runs.days().collect::<Vec<_>>(), [-1, 0]);
    }

    #[test]
    fn a_run_is_found_by_each_of_its_ranks() {
        let date = |text| Date::parse(text).expect("a date");
        let (first, second) = (date("2001"), date("2001~"));
        let mut runs = Runs::default();
        for (date, count) in [
            (Some(&first), 2),
            (Some(&second), 1),
            (Some(&first), 1),
            (None, 2),
        ] {
            runs.add(date, 0, count);
        }
        let dates = [
            Some(&first),
            Some(&first),
            Some(&second),
            Some(&first),
            None,
            None,
        ];
        assert_eq!(runs.len(), 4);
        for (rank, date) in dates.into_iter().enumerate() {
            assert_eq!(runs.date(rank), date, "{rank}");
        }
        assert_eq!(runs.date(6), None);
        let ranks: Vec<_> = runs.iter().map(|(_, ranks)| ranks).collect();
        assert_eq!(ranks, [0..2, 2..3, 3..4, 4..6]);
    }
}

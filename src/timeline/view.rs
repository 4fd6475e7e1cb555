//! An ordered set of events, asked for a window of rows by rank.
//!
//! This is the seam between a timeline and the screen: the screen never holds or
//! walks all events, it asks a view for the rows it can show. Building a view is the
//! one walk, done when the filter or the file changes.

use std::ops::Range;

use super::{EventId, Timeline};

/// A line above the first event of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Rank of the first event under it.
    pub rank: usize,
    /// `2023`, or `undated`.
    pub label: String,
}

/// One row of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row<'a> {
    /// A heading.
    Heading(&'a Heading),
    /// An event.
    Event(EventId),
}

/// An ordered set of events of one timeline, with their headings. Rows count headings
/// and events together, ranks count events alone; both from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    ids: Vec<EventId>,
    headings: Vec<Heading>,
}

impl View {
    /// Every event of the timeline.
    pub fn all(timeline: &Timeline) -> Self {
        Self::of(timeline, (0..timeline.len()).map(EventId::new).collect())
    }

    /// The events that `keep` keeps.
    pub fn filtered(timeline: &Timeline, keep: impl Fn(EventId) -> bool) -> Self {
        let ids = (0..timeline.len()).map(EventId::new);
        Self::of(timeline, ids.filter(|id| keep(*id)).collect())
    }

    fn of(timeline: &Timeline, ids: Vec<EventId>) -> Self {
        let mut headings: Vec<Heading> = Vec::new();
        let mut last = None;
        for (rank, id) in ids.iter().enumerate() {
            let Some(event) = timeline.event(*id) else {
                continue;
            };
            let year = event.when.date().map(|date| date.start().year);
            if last != Some(year) {
                last = Some(year);
                let label = year.map_or_else(|| "undated".to_owned(), year_words);
                headings.push(Heading { rank, label });
            }
        }
        Self { ids, headings }
    }

    /// How many events it holds.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The event at a rank.
    pub fn at(&self, rank: usize) -> Option<EventId> {
        self.ids.get(rank).copied()
    }

    /// Every event, in order.
    pub fn ids(&self) -> impl Iterator<Item = EventId> + '_ {
        self.ids.iter().copied()
    }

    /// The rank of an event: `Err` holds the rank it would have, were it there.
    pub fn rank(&self, id: EventId) -> Result<usize, usize> {
        self.ids.binary_search(&id)
    }

    /// How many rows there are: events and headings.
    pub fn rows(&self) -> usize {
        self.ids.len() + self.headings.len()
    }

    /// The row of the event at a rank.
    pub fn row_of(&self, rank: usize) -> usize {
        rank + self
            .headings
            .partition_point(|heading| heading.rank <= rank)
    }

    /// The rows of a window, in order; rows past the end are left out.
    pub fn window(&self, rows: Range<usize>) -> impl Iterator<Item = Row<'_>> {
        rows.map_while(|row| self.row(row))
    }

    /// What stands at a row.
    pub fn row(&self, row: usize) -> Option<Row<'_>> {
        // The i-th heading stands at row `rank + i`: that grows with i.
        let mut after = self.headings.len();
        let mut before = 0;
        while before < after {
            let middle = before.midpoint(after);
            match self.headings.get(middle) {
                Some(heading) if heading.rank + middle <= row => before = middle + 1,
                _ => after = middle,
            }
        }
        let Some(last) = before.checked_sub(1) else {
            return None; // No heading at or above: only an empty view has such a row.
        };
        let heading = self.headings.get(last)?;
        if heading.rank + last == row {
            return Some(Row::Heading(heading));
        }
        self.at(row - before).map(Row::Event)
    }

    /// The first event from `rank` on, in the direction given, that `wanted` wants;
    /// wraps around, and comes to `rank` itself last.
    pub fn seek(
        &self,
        rank: usize,
        forward: bool,
        wanted: impl Fn(EventId) -> bool,
    ) -> Option<usize> {
        let len = self.len();
        (1..=len)
            .map(|step| (rank + if forward { step } else { len - step }) % len)
            .find(|rank| self.at(*rank).is_some_and(&wanted))
    }
}

/// A year as people write it: year 0 is 1 BCE.
pub(super) fn year_words(year: i64) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BCE", 1 - year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;

    fn timeline(dates: &[&str]) -> Timeline {
        use std::fmt::Write;
        let mut text = String::new();
        for (index, date) in dates.iter().enumerate() {
            let _ = write!(
                text,
                "[[event]]\nid = \"e{index}\"\ntitle = \"t\"\ndate = \"{date}\"\n"
            );
        }
        load::from_text("events.toml", &text)
            .expect("it parses")
            .timeline
    }

    #[test]
    fn headings_stand_above_the_first_event_of_a_year() {
        let timeline = timeline(&["2024-05", "2023", "2023-02", "-0043", "no date"]);
        let view = View::all(&timeline);
        let shown: Vec<String> = view
            .window(0..99)
            .map(|row| match row {
                Row::Heading(heading) => heading.label.clone(),
                Row::Event(id) => timeline.event(id).map_or(String::new(), |e| e.slug.clone()),
            })
            .collect();
        let wanted = [
            "44 BCE", "e3", "2023", "e1", "e2", "2024", "e0", "undated", "e4",
        ];
        assert_eq!(shown, wanted);
        assert_eq!(view.rows(), 9);
        for rank in 0..view.len() {
            let id = view.at(rank).expect("a rank below the length");
            assert_eq!(view.row(view.row_of(rank)), Some(Row::Event(id)));
        }
    }

    #[test]
    fn seek_wraps_and_comes_to_itself_last() {
        let timeline = timeline(&["2001", "2002", "2003"]);
        let view = View::all(&timeline);
        assert_eq!(view.seek(1, true, |_| true), Some(2));
        assert_eq!(view.seek(2, true, |_| true), Some(0));
        assert_eq!(view.seek(0, false, |_| true), Some(2));
        assert_eq!(view.seek(1, true, |id| id.index() == 1), Some(1));
        assert_eq!(View::default().seek(0, true, |_| true), None);
    }
}

//! Events and their headings as the rows of a list. An outline holds only ranks and headings. The
//! contents of the visible rows are queried from the timeline, see [`crate::tui::rows`].

#[cfg(test)]
mod tests;

use crate::date::Grain;
use crate::timeline::{Answer, EventId, Heading, Selection, Timeline};

/// The item at a row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A heading.
    Heading(&'a Heading),
    /// An event, by its rank.
    Event(usize),
}

/// A selection with its headings. Rows count headings and events, ranks count events only. Both
/// start at 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    selection: Selection,
    headings: Vec<Heading>,
}

impl Outline {
    /// Groups the events of a selection under headings of a grain.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn new(timeline: &Timeline, selection: Selection, grain: Grain) -> Answer<Self> {
        let headings = timeline.headings(&selection, grain)?;
        Ok(Self {
            selection,
            headings,
        })
    }

    /// Returns the events without their headings.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Returns the number of events.
    pub fn len(&self) -> usize {
        self.selection.len()
    }

    /// Returns whether there are no events.
    pub fn is_empty(&self) -> bool {
        self.selection.is_empty()
    }

    /// Returns the event at a rank.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn at(&self, rank: usize) -> Answer<Option<EventId>> {
        self.selection.at(rank)
    }

    /// Returns the rank of an event, or the rank at which it would be inserted if it is not in the list.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn rank(&self, id: EventId) -> Answer<Result<usize, usize>> {
        self.selection.rank(id)
    }

    /// Returns the number of rows, which is that of events and headings.
    pub fn rows(&self) -> usize {
        self.len() + self.headings.len()
    }

    /// Returns the row of the event at a rank.
    pub fn row_of(&self, rank: usize) -> usize {
        rank + self.group(rank)
    }

    /// Returns the number of headings at or above a rank.
    fn group(&self, rank: usize) -> usize {
        self.headings
            .partition_point(|heading| heading.rank <= rank)
    }

    /// Returns the heading above an event.
    pub fn heading(&self, rank: usize) -> Option<&Heading> {
        self.headings.get(self.group(rank).checked_sub(1)?)
    }

    /// Returns the rank of the first event under the heading `count` headings below or above that
    /// of `rank`. Upwards, the start of the current group counts as the first step. Stops at the
    /// first and last heading.
    pub fn step_heading(&self, rank: usize, count: usize, down: bool) -> usize {
        let group = self.group(rank);
        let target = if down {
            group.saturating_add(count).min(self.headings.len())
        } else {
            let inside = self.heading(rank).is_some_and(|own| own.rank < rank);
            group.saturating_sub(count - usize::from(inside).min(count))
        };
        let to = self.headings.get(target.saturating_sub(1));
        let to = to.map_or(rank, |heading| heading.rank);
        // Under the last heading, moving down must not move back up to it.
        if down { to.max(rank) } else { to }
    }

    /// Returns the item at a row.
    pub fn row(&self, row: usize) -> Option<Item<'_>> {
        // The i-th heading is at row `rank + i`, which increases with i.
        let mut after = self.headings.len();
        let mut before = 0;
        while before < after {
            let middle = before.midpoint(after);
            match self.headings.get(middle) {
                Some(heading) if heading.rank + middle <= row => before = middle + 1,
                _ => after = middle,
            }
        }
        // Only an empty list has no heading at or above a row.
        let last = before.checked_sub(1)?;
        let heading = self.headings.get(last)?;
        if heading.rank + last == row {
            return Some(Item::Heading(heading));
        }
        let rank = row - before;
        (rank < self.len()).then_some(Item::Event(rank))
    }
}

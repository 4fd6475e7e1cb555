//! Events and their headings as the rows of a list. It holds ranks and headings only: what a row shows of
//! an event is asked of the timeline for the rows in sight.

#[cfg(test)]
mod tests;

use crate::date::Grain;
use crate::timeline::{Answer, EventId, Heading, Selection, Timeline};

/// What stands at a row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A heading.
    Heading(&'a Heading),
    /// An event, with its rank.
    Event(usize, EventId),
}

/// A selection with its headings. Rows count headings and events together, ranks count events alone; both
/// from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    selection: Selection,
    headings: Vec<Heading>,
}

impl Outline {
    /// Puts headings of a grain above the events of a selection.
    ///
    /// # Errors
    /// Those of the store.
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

    /// Returns whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.selection.is_empty()
    }

    /// Returns the event at a rank.
    pub fn at(&self, rank: usize) -> Option<EventId> {
        self.selection.at(rank)
    }

    /// Returns the rank of an event.
    ///
    /// # Errors
    /// The rank that the event would have, if it is not in the list.
    pub fn rank(&self, id: EventId) -> Result<usize, usize> {
        self.selection.rank(id)
    }

    /// Returns the number of rows: events and headings.
    pub fn rows(&self) -> usize {
        self.len() + self.headings.len()
    }

    /// Returns the row of the event at a rank.
    pub fn row_of(&self, rank: usize) -> usize {
        rank + self.group(rank)
    }

    /// The number of headings at or above a rank.
    fn group(&self, rank: usize) -> usize {
        self.headings
            .partition_point(|heading| heading.rank <= rank)
    }

    /// Returns the heading above an event.
    pub fn heading(&self, rank: usize) -> Option<&Heading> {
        self.headings.get(self.group(rank).checked_sub(1)?)
    }

    /// Returns the rank of the first event under the heading `count` below that of `rank`, or above it. On
    /// the way up the start of its own group counts as the first. It stops at the ends.
    pub fn leap(&self, rank: usize, count: usize, down: bool) -> usize {
        let group = self.group(rank);
        let target = if down {
            group.saturating_add(count).min(self.headings.len())
        } else {
            let inside = self.heading(rank).is_some_and(|own| own.rank < rank);
            group.saturating_sub(count - usize::from(inside).min(count))
        };
        let to = self.headings.get(target.saturating_sub(1));
        let to = to.map_or(rank, |heading| heading.rank);
        // Under the last heading the way down would lead back up to it.
        if down { to.max(rank) } else { to }
    }

    /// Returns what stands at a row.
    pub fn row(&self, row: usize) -> Option<Item<'_>> {
        // The i-th heading is at row `rank + i`, which grows with i.
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
        self.at(rank).map(|id| Item::Event(rank, id))
    }
}

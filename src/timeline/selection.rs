//! What a query keeps.

use std::sync::Arc;

use super::EventId;

/// Some events of one timeline in chronological order. Ranks count them from 0. Cloning is cheap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection(Kept);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    /// The first so many events of the timeline: all of them.
    First(usize),
    Some(Arc<[EventId]>),
}

impl Selection {
    /// Selects all events of a timeline of that length.
    pub(super) fn all(len: usize) -> Self {
        Self(Kept::First(len))
    }

    /// Selects some events, given in order.
    pub(super) fn of(ids: Vec<EventId>) -> Self {
        Self(Kept::Some(ids.into()))
    }

    /// Returns the number of events.
    pub fn len(&self) -> usize {
        match &self.0 {
            Kept::First(len) => *len,
            Kept::Some(ids) => ids.len(),
        }
    }

    /// Returns whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the event at a rank.
    pub fn at(&self, rank: usize) -> Option<EventId> {
        match &self.0 {
            Kept::First(len) => (rank < *len).then(|| EventId::new(rank)),
            Kept::Some(ids) => ids.get(rank).copied(),
        }
    }

    /// Returns the rank of an event.
    ///
    /// # Errors
    /// The rank that the event would have, if it is not selected.
    pub fn rank(&self, id: EventId) -> Result<usize, usize> {
        match &self.0 {
            Kept::First(len) if id.index() < *len => Ok(id.index()),
            Kept::First(len) => Err(*len),
            Kept::Some(ids) => ids.binary_search(&id),
        }
    }

    /// Iterates over the events in order.
    pub fn iter(&self) -> impl Iterator<Item = EventId> + '_ {
        (0..self.len()).filter_map(|rank| self.at(rank))
    }
}

impl Default for Selection {
    fn default() -> Self {
        Self::all(0)
    }
}

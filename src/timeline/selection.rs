//! What a query keeps.

use std::ops::Range;
use std::sync::Arc;

use super::EventId;
use super::set::Set;

/// Some events of one timeline in chronological order. Ranks count them from 0. Cloning is cheap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection(Kept);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    /// The first so many events of the timeline: all of them.
    First(usize),
    Some(Arc<Set>),
}

impl Selection {
    /// Selects all events of a timeline of that length.
    pub(super) fn all(len: usize) -> Self {
        Self(Kept::First(len))
    }

    /// Selects some events.
    pub(super) fn of(set: Set) -> Self {
        Self(Kept::Some(Arc::new(set)))
    }

    /// Returns the number of events.
    pub fn len(&self) -> usize {
        match &self.0 {
            Kept::First(len) => *len,
            Kept::Some(set) => set.len(),
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
            Kept::Some(set) => set.at(rank).map(EventId::new),
        }
    }

    /// Returns the rank of an event.
    ///
    /// # Errors
    /// The rank that the event would have, if it is not selected.
    pub fn rank(&self, id: EventId) -> Result<usize, usize> {
        let index = id.index();
        match &self.0 {
            Kept::First(len) if index < *len => Ok(index),
            Kept::First(len) => Err(*len),
            Kept::Some(set) if set.has(index) => Ok(set.before(index)),
            Kept::Some(set) => Err(set.before(index)),
        }
    }

    /// Returns how many events of a range of the timeline are selected.
    pub(super) fn count(&self, range: Range<usize>) -> usize {
        match &self.0 {
            Kept::First(len) => range.end.min(*len).saturating_sub(range.start),
            Kept::Some(set) => set.before(range.end) - set.before(range.start),
        }
    }

    /// Returns the events as a set of a timeline of that length.
    pub(super) fn to_set(&self, len: usize) -> Set {
        match &self.0 {
            Kept::First(all) => Set::ranges(len, std::iter::once(0..*all)),
            Kept::Some(set) => Set::clone(set),
        }
    }

    /// Returns one past the last event that it can hold.
    pub(super) fn bound(&self) -> usize {
        match &self.0 {
            Kept::First(len) => *len,
            Kept::Some(set) => set.bound(),
        }
    }

    /// Iterates over the events in order.
    pub fn iter(&self) -> impl Iterator<Item = EventId> + '_ {
        let (first, set) = match &self.0 {
            Kept::First(len) => (*len, None),
            Kept::Some(set) => (0, Some(set.iter())),
        };
        let all = (0..first).chain(set.into_iter().flatten());
        all.map(EventId::new)
    }
}

impl Default for Selection {
    fn default() -> Self {
        Self::all(0)
    }
}

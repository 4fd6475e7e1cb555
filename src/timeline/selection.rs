//! What a query keeps.

use std::any::Any;
use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

use super::set::Set;
use super::{Answer, EventId};

/// Some events of one timeline in chronological order. Ranks count them from 0. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Selection(Kept);

#[derive(Clone, Debug)]
enum Kept {
    /// The first so many events of the timeline: all of them.
    First(usize),
    Some(Arc<Set>),
    Elsewhere(Arc<dyn Elsewhere>),
}

/// A selection of a store that does not have its events here.
pub trait Elsewhere: Any + Debug + Send + Sync {
    /// Returns the number of events.
    fn count(&self) -> usize;

    /// Returns the event at a rank.
    fn at(&self, rank: usize) -> Answer<Option<EventId>>;

    /// Returns the rank of an event, or the rank that it would have if it is not selected.
    fn rank(&self, id: EventId) -> Answer<Result<usize, usize>>;
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

    /// Selects events of another store.
    pub fn elsewhere(events: Arc<impl Elsewhere>) -> Self {
        Self(Kept::Elsewhere(events))
    }

    /// Returns the selection of another store, if it is one of that kind.
    pub fn of_store<T: Elsewhere>(&self) -> Option<&T> {
        match &self.0 {
            Kept::Elsewhere(events) => (&**events as &dyn Any).downcast_ref(),
            Kept::First(_) | Kept::Some(_) => None,
        }
    }

    /// Returns the number of events.
    pub fn len(&self) -> usize {
        match &self.0 {
            Kept::First(len) => *len,
            Kept::Some(set) => set.len(),
            Kept::Elsewhere(events) => events.count(),
        }
    }

    /// Returns whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the event at a rank.
    ///
    /// # Errors
    /// Returns any error of the store, if that has to be asked.
    pub fn at(&self, rank: usize) -> Answer<Option<EventId>> {
        Ok(match &self.0 {
            Kept::First(len) => (rank < *len).then(|| EventId::new(rank)),
            Kept::Some(set) => set.at(rank).map(EventId::new),
            Kept::Elsewhere(events) => return events.at(rank),
        })
    }

    /// Returns the rank of an event, or the rank that it would have if it is not selected.
    ///
    /// # Errors
    /// Returns any error of the store, if that has to be asked.
    pub fn rank(&self, id: EventId) -> Answer<Result<usize, usize>> {
        match &self.0 {
            Kept::Elsewhere(events) => events.rank(id),
            Kept::First(_) | Kept::Some(_) => Ok(self.rank_here(id)),
        }
    }

    /// Returns the rank of an event in memory, or the rank that it would have.
    pub(super) fn rank_here(&self, id: EventId) -> Result<usize, usize> {
        let index = id.index();
        match &self.0 {
            Kept::First(len) if index < *len => Ok(index),
            Kept::First(len) => Err(*len),
            Kept::Some(set) if set.has(index) => Ok(set.before(index)),
            Kept::Some(set) => Err(set.before(index)),
            Kept::Elsewhere(_) => Err(0),
        }
    }

    /// Returns how many events of a range of the timeline are selected.
    pub(super) fn count(&self, range: Range<usize>) -> usize {
        match &self.0 {
            Kept::First(len) => range.end.min(*len).saturating_sub(range.start),
            Kept::Some(set) => set.before(range.end) - set.before(range.start),
            Kept::Elsewhere(_) => 0,
        }
    }

    /// Returns the events as a set of a timeline of that length. None if they are not in memory.
    pub(super) fn to_set(&self, len: usize) -> Option<Set> {
        match &self.0 {
            Kept::First(all) => Some(Set::ranges(len, std::iter::once(0..*all))),
            Kept::Some(set) => Some(Set::clone(set)),
            Kept::Elsewhere(_) => None,
        }
    }

    /// Returns one past the last event in memory that it can hold.
    pub(super) fn bound(&self) -> usize {
        match &self.0 {
            Kept::First(len) => *len,
            Kept::Some(set) => set.bound(),
            Kept::Elsewhere(_) => usize::MAX,
        }
    }

    /// Iterates over the events in order.
    pub fn iter(&self) -> impl Iterator<Item = Answer<EventId>> + '_ {
        let asked = match &self.0 {
            Kept::Elsewhere(events) => events.count(),
            Kept::First(_) | Kept::Some(_) => 0,
        };
        let mut failed = false;
        let asked = (0..asked).map_while(move |rank| {
            // Whoever goes on after an error would get the same for all the rest.
            let found = self.at(rank).transpose().filter(|_| !failed);
            failed = matches!(found, Some(Err(_)));
            found
        });
        self.ids().map(Ok).chain(asked)
    }

    /// Iterates over the events in memory in order.
    pub(super) fn ids(&self) -> impl Iterator<Item = EventId> + '_ {
        let (first, set) = match &self.0 {
            Kept::First(len) => (*len, None),
            Kept::Some(set) => (0, Some(set.iter())),
            Kept::Elsewhere(_) => (0, None),
        };
        let all = (0..first).chain(set.into_iter().flatten());
        all.map(EventId::new)
    }
}

impl PartialEq for Selection {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Kept::First(a), Kept::First(b)) => a == b,
            (Kept::Some(a), Kept::Some(b)) => a == b,
            (Kept::Elsewhere(a), Kept::Elsewhere(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Eq for Selection {}

impl Default for Selection {
    fn default() -> Self {
        Self::all(0)
    }
}

//! What a store of events answers. The events are in files or behind a server; nothing above knows which.

use std::fmt::Debug;
use std::sync::Arc;

use super::{Answer, Direction, Event, EventId, Facet, Key, Query, Selection};
use crate::date::Date;
use crate::diagnostic::TextFile;
use crate::search::Needle;

/// Returns whether an answer is still wanted. A store gives up with
/// [`Unwanted`](super::StoreError::Unwanted) soon after it is not.
pub type Wanted<'w> = &'w (dyn Fn() -> bool + Sync);

/// The dates of some events in order, without times, each with how many events in a row have it. None stands for
/// events without a date.
pub type Dates<'d> = Box<dyn Iterator<Item = (Option<&'d Date>, usize)> + 'd>;

/// A store of events. Ids and selections are those that it gave.
pub trait Store: Debug + Send + Sync {
    /// Returns all events.
    fn all(&self) -> Selection;

    /// Returns the events that a query keeps.
    fn select(&self, query: &Query, wanted: Wanted<'_>) -> Answer<Selection>;

    /// Returns some of the events that a query keeps, if they are found sooner than all: those within `far` of an
    /// event, or none.
    fn select_near(
        &self,
        _query: &Query,
        _near: EventId,
        _far: usize,
        _wanted: Wanted<'_>,
    ) -> Answer<Selection> {
        Ok(Selection::default())
    }

    /// Makes sure that what a screen shows of a selection around an event is at hand.
    fn prepare(
        &self,
        _selection: &Selection,
        _near: Option<EventId>,
        _wanted: Wanted<'_>,
    ) -> Answer<()> {
        Ok(())
    }

    /// Returns the dates of a selection.
    fn dates<'s>(&'s self, selection: &'s Selection) -> Answer<Dates<'s>>;

    /// Returns an event with all it has.
    fn event(&self, id: EventId) -> Answer<Arc<Event>>;

    /// Returns an event that is needed only once, as when all are gone through.
    fn read(&self, id: EventId) -> Answer<Arc<Event>> {
        self.event(id)
    }

    /// Returns how many events of a selection each value of a facet other than the year has, in the order of
    /// values. Values without an event are left out.
    fn counts(&self, selection: &Selection, facet: Facet) -> Answer<Vec<(Key, usize)>>;

    /// Iterates over the tags of all events, in no order.
    fn tags(&self) -> Box<dyn Iterator<Item = &str> + '_>;

    /// Returns the values of a facet other than the year, as far as they are known without counting.
    fn values(&self, facet: Facet) -> Answer<Vec<Key>> {
        let counts = self.counts(&self.all(), facet)?;
        Ok(counts.into_iter().map(|(key, _)| key).collect())
    }

    /// Returns the rank of the next event from `from` on that a needle is in. Wraps around, and comes to `from`
    /// itself last.
    fn seek(
        &self,
        selection: &Selection,
        from: usize,
        needle: &Needle,
        direction: Direction,
        wanted: Wanted<'_>,
    ) -> Answer<Option<usize>>;

    /// Returns the event with an id of the file.
    fn find(&self, slug: &str) -> Answer<Option<EventId>>;

    /// Returns the first `most` events whose ids of the file begin with a text, in the order of these ids.
    fn beginning(&self, slug: &str, most: usize) -> Answer<Vec<EventId>>;

    /// Returns a suggestion for an id that no event has, if one is near enough.
    fn did_you_mean(&self, slug: &str) -> Answer<Option<String>>;

    /// Returns the rank of the event to go to for a date: the first that begins at it or within it, or else the
    /// one whose beginning is nearest. None if no event has a date.
    fn rank_near(&self, selection: &Selection, date: &Date) -> Answer<Option<usize>>;

    /// Returns an event as it is written where it is stored, to point into it.
    fn written(&self, id: EventId) -> Answer<TextFile<'_>>;

    /// Returns the bytes that an event takes where it is stored, about.
    fn stored_len(&self, _id: EventId) -> usize {
        500
    }
}

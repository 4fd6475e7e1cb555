//! One line of the list of events.

use super::{Event, EventId, Status, When};
use crate::anchor::State;

/// What the list shows of an event. Owned, so that it can come from any store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which event.
    pub id: EventId,
    /// When it happened.
    pub when: When,
    /// Its title, one line.
    pub title: String,
    /// What became of it.
    pub status: Status,
    /// Whether the file has something wrong in it.
    pub faults: bool,
    /// Whether its sources contradict it or each other.
    pub conflict: bool,
    /// The worst state among its quotes that were checked, if a quote could not be verified.
    pub doubt: Option<State>,
}

impl Row {
    /// Returns the row of an event.
    pub(super) fn new(id: EventId, event: &Event, doubt: Option<State>) -> Self {
        Self {
            id,
            when: event.when.clone(),
            title: event.title.clone(),
            status: event.status,
            faults: event.is_faulty(),
            conflict: event.has_conflict(),
            doubt,
        }
    }
}

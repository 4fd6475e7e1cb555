//! One line of the list of events.

use super::{Event, EventId, Status, Verdict, When};

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
    /// What its evidence amounts to, if all of its quotes were looked for.
    pub verdict: Option<Verdict>,
}

impl Row {
    /// Returns the row of an event.
    pub(super) fn new(id: EventId, event: &Event, verdict: Option<Verdict>) -> Self {
        Self {
            id,
            when: event.when.clone(),
            title: event.title.clone(),
            status: event.status,
            faults: event.is_faulty(),
            verdict,
        }
    }
}

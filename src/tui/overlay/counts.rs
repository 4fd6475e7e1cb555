//! The number of events of each actor.

use crate::timeline::{Answer, Query, Timeline};
use crate::tui::event_counts::{EventCount, EventCounts};

/// The number of events of each actor, indexed by [`ActorId`](crate::timeline::ActorId).
#[derive(Debug)]
pub struct ActorCounts {
    /// The events that a query keeps.
    pub kept: Vec<EventCount>,
    /// All events, if they were to be counted.
    pub all: Option<Vec<EventCount>>,
}

impl ActorCounts {
    /// Counts the events that a query keeps, and all events if `with_all` is set.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn of(timeline: &Timeline, query: &Query, with_all: bool) -> Answer<Self> {
        let count = |query| {
            let selection = timeline.select(query)?;
            Ok(EventCounts::of(timeline, &selection)?.actors)
        };
        let kept: Vec<EventCount> = count(query)?;
        let all = match (with_all, query.is_everything()) {
            (false, _) => None,
            (true, true) => Some(kept.clone()),
            (true, false) => Some(count(&Query::everything())?),
        };
        Ok(Self { kept, all })
    }
}

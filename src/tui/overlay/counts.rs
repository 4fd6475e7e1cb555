//! The number of events of each actor.

use crate::timeline::{ActorId, Answer, Facet, Query, Timeline};

/// The number of events of each actor, indexed by [`ActorId`].
#[derive(Debug)]
pub struct ActorCounts {
    /// The events that a query keeps.
    pub kept: Vec<usize>,
    /// All events, if they were to be counted.
    pub all: Option<Vec<usize>>,
}

impl ActorCounts {
    /// Counts the events that a query keeps, and all events if `with_all` is set.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn of(timeline: &Timeline, query: &Query, with_all: bool) -> Answer<Self> {
        let kept = count(timeline, query)?;
        let all = match (with_all, query.is_everything()) {
            (false, _) => None,
            (true, true) => Some(kept.clone()),
            (true, false) => Some(count(timeline, &Query::everything())?),
        };
        Ok(Self { kept, all })
    }
}

/// Returns the number of events that `actor:` would keep for each actor.
fn count(timeline: &Timeline, query: &Query) -> Answer<Vec<usize>> {
    let selection = timeline.select(query)?;
    let mut counts = vec![0; timeline.actors().len()];
    for (key, count) in timeline.counts(&selection, Facet::Actor)? {
        let index = key.actor().map(ActorId::index);
        if let Some(slot) = index.and_then(|index| counts.get_mut(index)) {
            *slot = count;
        }
    }
    Ok(counts)
}

//! Which actors and sources a selection of events uses.

use crate::timeline::{Actor, ActorId, Answer, Facet, Selection, Source, SourceId, Timeline};

/// The actors and sources of some events: those that the events name, and the groups of the actors. If the events are
/// all that there are to write, it has all that the timeline defines.
pub struct Used<'a> {
    timeline: &'a Timeline,
    actors: Vec<ActorId>,
    sources: Vec<SourceId>,
}

impl<'a> Used<'a> {
    /// Returns what a selection uses that is of `all` events.
    pub fn new(timeline: &'a Timeline, selection: &Selection, all: usize) -> Answer<Self> {
        let (mut actors, mut sources) = (Vec::new(), Vec::new());
        if selection.len() == all {
            actors.extend((0..timeline.actors().len()).map(ActorId::new));
            sources.extend((0..timeline.sources().len()).map(SourceId::new));
        } else {
            // An actor counts for its groups as well.
            let counted = timeline.counts(selection, Facet::Actor)?;
            actors.extend(counted.iter().filter_map(|(key, _)| key.actor()));
            let counted = timeline.counts(selection, Facet::Source)?;
            sources.extend(counted.iter().filter_map(|(key, _)| key.source()));
        }
        Ok(Self {
            timeline,
            actors,
            sources,
        })
    }

    /// Iterates over the actors in file order.
    pub fn actors(&self) -> impl Iterator<Item = (ActorId, &'a Actor)> {
        let timeline = self.timeline;
        let found = self.actors.iter();
        found.filter_map(|id| Some((*id, timeline.actor(*id)?)))
    }

    /// Iterates over the sources in file order.
    pub fn sources(&self) -> impl Iterator<Item = (SourceId, &'a Source)> {
        let timeline = self.timeline;
        let found = self.sources.iter();
        found.filter_map(|id| Some((*id, timeline.source(*id)?)))
    }
}

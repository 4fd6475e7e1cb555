//! What events are counted by.

use super::{ActorId, SourceId};

/// What events are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Actors, where an event counts for everyone who takes part and for every group they belong to.
    Actor,
    /// Actors, where an event counts for those who take part themselves, or for nobody.
    Participant,
    /// Sources, where every citation counts.
    Source,
    /// Tags.
    Tag,
    /// The year in which the event begins.
    Year,
}

/// What was counted. Keys of one facet are all of one kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// An actor.
    Actor(ActorId),
    /// Events without an actor.
    Nobody,
    /// A source.
    Source(SourceId),
    /// A tag.
    Tag(String),
    /// A year.
    Year(i64),
}

impl Key {
    /// Returns the source, if it is one.
    pub fn source(&self) -> Option<SourceId> {
        match self {
            Self::Source(id) => Some(*id),
            _ => None,
        }
    }

    /// Returns the actor, if it is one.
    pub fn actor(&self) -> Option<ActorId> {
        match self {
            Self::Actor(id) => Some(*id),
            _ => None,
        }
    }
}

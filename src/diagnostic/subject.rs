//! What a diagnostic is about.

use super::Origin;

/// What a diagnostic is about. An event is known by its origin, which no sorting changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// A file, or anything in it but an event.
    #[default]
    File,
    /// An event.
    Event(Origin),
    /// The id of an event: it is missing, or another event has it.
    EventId(Origin),
    /// A citation of an event, by its position in the list that the file gives the event, from 0.
    Citation(Origin, u32),
    /// So many problems of one code that are too many to be reported one by one.
    Rest(u32),
}

impl Subject {
    /// Returns a citation of the event at an origin.
    pub fn citation(event: Origin, position: usize) -> Self {
        Self::Citation(event, u32::try_from(position).unwrap_or(u32::MAX))
    }

    /// Returns how many problems a diagnostic about it stands for.
    pub fn count(self) -> usize {
        match self {
            Self::Rest(count) => count as usize,
            _ => 1,
        }
    }

    /// Returns the origin of the event that it is, or belongs to.
    pub fn event(self) -> Option<Origin> {
        match self {
            Self::File | Self::Rest(_) => None,
            Self::Event(origin) | Self::EventId(origin) | Self::Citation(origin, _) => Some(origin),
        }
    }
}

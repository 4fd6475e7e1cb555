//! What a diagnostic is about.

use serde::{Deserialize, Serialize};

/// A place in an event file. The order of origins is the order of writing.
///
/// Everything that a file says has one, so it is small; a place beyond four thousand million is
/// taken for that.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Origin {
    file: u32,
    line: u32,
    column: u32,
}

impl Origin {
    /// Returns the place in a file, given by its position in the timeline's list of files, at a line
    /// and a column in characters, both from 1.
    pub fn new(file: usize, (line, column): (usize, usize)) -> Self {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            file: small(file),
            line: small(line),
            column: small(column),
        }
    }

    /// Returns the position in the timeline's list of files.
    pub fn file(self) -> usize {
        self.file as usize
    }

    /// Returns the line, from 1.
    pub fn line(self) -> usize {
        self.line as usize
    }

    /// Returns the column in characters, from 1.
    pub fn column(self) -> usize {
        self.column as usize
    }
}

/// What a diagnostic is about. An event is known by its origin, which no sorting changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

//! What happened, and what the file says of it.

use super::{ActorId, Citation, Origin, words};
use crate::date::Date;

/// Points to an event of one timeline: its position in chronological order. It does
/// not outlive a reload; the event's slug does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(u32);

impl EventId {
    /// The event at a position in chronological order.
    pub fn new(index: usize) -> Self {
        Self(index as u32)
    }

    /// The position in chronological order.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// When it happened, or what stands in the place of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// A date as people know it.
    Dated(Date),
    /// No date, or one that could not be read.
    Undated {
        /// As written; empty where nothing is.
        raw: String,
    },
}

impl When {
    /// The date, where there is one.
    pub fn date(&self) -> Option<&Date> {
        match self {
            Self::Dated(date) => Some(date),
            Self::Undated { .. } => None,
        }
    }

    /// The text for people, in full.
    pub fn words(&self) -> String {
        match self {
            Self::Dated(date) => date.words(),
            Self::Undated { raw } if raw.is_empty() => "undated".to_owned(),
            Self::Undated { raw } => format!("undated ({raw})"),
        }
    }
}

/// What became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It happened.
    #[default]
    Happened,
    /// It is to happen, or was when the source was written.
    Planned,
    /// Whether it happened is in dispute.
    Disputed,
    /// Somebody who should know says that it did not happen.
    Denied,
}

impl Status {
    /// Every status with the word the file uses.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Happened, "happened"),
        (Self::Planned, "planned"),
        (Self::Disputed, "disputed"),
        (Self::Denied, "denied"),
    ];

    /// The word the file uses.
    pub fn name(self) -> &'static str {
        words::of(&Self::ALL, self)
    }
}

/// An actor of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub actor: ActorId,
    /// As what: `signatory`.
    pub role: Option<String>,
}

/// One line of the timeline.
#[derive(Clone, Debug)]
pub struct Event {
    /// The id in the file, unique.
    pub slug: String,
    /// When.
    pub when: When,
    /// What, in one line.
    pub title: String,
    /// What, in full.
    pub summary: Option<String>,
    /// Who.
    pub actors: Vec<Participant>,
    /// Where.
    pub place: Option<String>,
    /// What it is filed under.
    pub tags: Vec<String>,
    /// What became of it.
    pub status: Status,
    /// The curator's own remark.
    pub note: Option<String>,
    /// Which texts say so.
    pub citations: Vec<Citation>,
    /// Where the event is written.
    pub origin: Origin,
    /// What is wrong with it, for people. An event is kept with its faults.
    pub problems: Vec<String>,
}

//! Events as the file gives them.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::ops::Deref;

use super::{ActorId, Citation, Origin};
use crate::date::Date;

/// The id of an event of one timeline: its position in chronological order in files, or the number of its row on a
/// server. It is not valid after a reload of files; the event's slug is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(u32);

impl EventId {
    /// Returns the id of the event at a position, or with a number.
    pub fn new(index: usize) -> Self {
        Self(index as u32)
    }

    /// Returns the position or the number.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// When an event happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// On a date, as precise as it is known.
    Dated(Date),
    /// No date, or one that could not be read.
    Undated {
        /// The text in its place; empty if there is none.
        raw: Box<str>,
    },
}

impl When {
    /// Returns the date, if there is one.
    pub fn date(&self) -> Option<&Date> {
        match self {
            Self::Dated(date) => Some(date),
            Self::Undated { .. } => None,
        }
    }

    /// Returns the date in words, in full.
    pub fn words(&self) -> String {
        match self {
            Self::Dated(date) => date.words(),
            Self::Undated { raw } if raw.is_empty() => "undated".to_owned(),
            Self::Undated { raw } => format!("undated ({raw})"),
        }
    }
}

table! {
    /// Whether an event happened.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Status {
        /// It happened.
        #[default]
        Happened = "happened",
        /// It was still to happen when the source was written.
        Planned = "planned",
        /// Whether it happened is in dispute.
        Disputed = "disputed",
        /// Someone who should know says that it did not happen.
        Denied = "denied",
        /// It is proposed, and nobody has accepted it yet.
        Draft = "draft",
    }
}

/// An actor's part in an event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Participant {
    /// The actor.
    pub actor: ActorId,
    /// Their role, such as `signatory`.
    pub role: Option<Box<str>>,
}

/// One event of a timeline. What few events have is in its [`Details`], to which it dereferences.
#[derive(Clone, Debug)]
pub struct Event {
    /// The id in the file, unique.
    pub slug: String,
    /// When it happened.
    pub when: When,
    /// What happened, in one line.
    pub title: String,
    /// Who took part.
    pub actors: Box<[Participant]>,
    /// Whether it happened.
    pub status: Status,
    /// The passages it is based on.
    pub citations: Box<[Citation]>,
    /// Its place in the event file.
    pub origin: Origin,
    /// The rest. A timeline can have millions of events without any of it.
    pub details: Option<Box<Details>>,
}

/// What an event may have beside its title, date, actors and citations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// What happened, in full.
    pub summary: Option<String>,
    /// Where it happened.
    pub place: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// A remark of the curator.
    pub note: Option<String>,
    /// Its place among events of the same date and time: lower ones first, and 0 if it has none.
    pub rank: i32,
    /// What is wrong with it in the file, in words. An event with errors is kept.
    pub problems: Vec<String>,
}

impl Details {
    const NONE: &'static Self = &Self {
        summary: None,
        place: None,
        tags: Vec::new(),
        note: None,
        rank: 0,
        problems: Vec::new(),
    };

    /// Returns the details of an event that has some.
    pub fn some(self) -> Option<Box<Self>> {
        (self != *Self::NONE).then(|| Box::new(self))
    }
}

impl Deref for Event {
    type Target = Details;

    fn deref(&self) -> &Details {
        self.details.as_deref().unwrap_or(Details::NONE)
    }
}

impl Event {
    /// Returns whether something is wrong with it in the file.
    pub fn is_faulty(&self) -> bool {
        self.citations.is_empty() || !self.problems.is_empty()
    }

    /// Iterates over what is wrong with it in the file, in words.
    pub fn faults(&self) -> impl Iterator<Item = String> + '_ {
        let uncited = self.citations.is_empty();
        let uncited = uncited.then(|| format!("nothing is cited for the event `{}`", self.slug));
        uncited.into_iter().chain(self.problems.iter().cloned())
    }
}

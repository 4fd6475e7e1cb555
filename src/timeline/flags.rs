//! What is true or false of an event, in one byte.

use super::{Event, Status};

/// Facts about an event that filters and rows ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags(u8);

impl Flags {
    const STATUS: u8 = 0b111;
    const FAULTY: u8 = 1 << 3;
    const CONFLICT: u8 = 1 << 4;
    const CITED: u8 = 1 << 5;
    const PEOPLED: u8 = 1 << 6;
    const PLAIN: u8 = 1 << 7;

    /// Returns the facts about an event.
    pub fn of(event: &Event) -> Self {
        let mut flags = event.status as u8;
        for (is_set, flag) in [
            (event.is_faulty(), Self::FAULTY),
            (event.has_conflict(), Self::CONFLICT),
            (!event.citations.is_empty(), Self::CITED),
            (!event.actors.is_empty(), Self::PEOPLED),
        ] {
            flags |= if is_set { flag } else { 0 };
        }
        Self(flags)
    }

    /// Returns the facts about the event of a plain record.
    pub fn plain(status: Status, has_conflict: bool, is_cited: bool, has_actors: bool) -> Self {
        let mut flags = status as u8 | Self::PLAIN;
        for (is_set, flag) in [
            (!is_cited, Self::FAULTY),
            (has_conflict, Self::CONFLICT),
            (is_cited, Self::CITED),
            (has_actors, Self::PEOPLED),
        ] {
            flags |= if is_set { flag } else { 0 };
        }
        Self(flags)
    }

    /// Returns all facts as a byte.
    pub fn packed(self) -> u8 {
        self.0
    }

    /// Returns the facts that a byte stands for.
    pub fn unpacked(byte: u8) -> Self {
        Self(byte)
    }

    /// Returns whether the event has a status.
    pub fn has_status(self, status: Status) -> bool {
        self.0 & Self::STATUS == status as u8
    }

    /// Returns whether sources contradict the event or each other.
    pub fn has_conflict(self) -> bool {
        self.0 & Self::CONFLICT != 0
    }

    /// Returns whether anything is cited for the event.
    pub fn is_cited(self) -> bool {
        self.0 & Self::CITED != 0
    }

    /// Returns whether the record of the event is plain, so that its texts stand in it as they are.
    pub fn is_plain(self) -> bool {
        self.0 & Self::PLAIN != 0
    }

    /// Returns whether an actor takes part.
    pub fn has_actors(self) -> bool {
        self.0 & Self::PEOPLED != 0
    }
}

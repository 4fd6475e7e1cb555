//! Where events are written, and how they are read from there when they are shown.

use std::borrow::Cow;
use std::fmt::Debug;
use std::ops::Range;

use super::{Actor, Answer, Event, EventId, Field, Source};
use crate::diagnostic::TextFile;

/// The place of an event in its file: a range of bytes, and the line on which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// The position of the file in the timeline's list, in the upper bits, and the first byte.
    at: u64,
    len: u32,
    line: u32,
}

/// Bits of a byte's position; a file has at most 256 TiB.
const BYTE_BITS: u32 = 48;

impl Record {
    /// Returns the place of `len` bytes in a file, from a byte and a line (from 1) on.
    pub fn new(file: usize, start: usize, len: usize, line: usize) -> Self {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            at: (file as u64) << BYTE_BITS | start as u64,
            len: small(len),
            line: small(line),
        }
    }

    /// Returns it as bytes.
    pub(super) fn packed(self) -> [u8; 16] {
        let number = u128::from(self.at) << 64 | u128::from(self.len) << 32 | u128::from(self.line);
        number.to_le_bytes()
    }

    /// Returns the record that bytes stand for.
    pub(super) fn unpacked(bytes: &[u8; 16]) -> Self {
        let number = u128::from_le_bytes(*bytes);
        Self {
            at: (number >> 64) as u64,
            len: (number >> 32) as u32,
            line: number as u32,
        }
    }

    /// Returns the position of its file in the timeline's list.
    pub fn file(self) -> usize {
        (self.at >> BYTE_BITS) as usize
    }

    /// Returns its range of bytes.
    pub fn range(self) -> Range<usize> {
        let start = (self.at & ((1 << BYTE_BITS) - 1)) as usize;
        start..start + self.len as usize
    }

    /// Returns the line on which it begins, from 1.
    pub fn line(self) -> usize {
        self.line as usize
    }
}

/// What reads events from their files.
pub trait Records: Debug + Send + Sync {
    /// Reads an event, whose id in the timeline is `slug`.
    ///
    /// # Errors
    /// The file can no longer be read there.
    fn event(
        &self,
        id: EventId,
        record: Record,
        slug: &str,
        actors: &[Actor],
        sources: &[Source],
    ) -> Answer<Event>;

    /// Returns a record as it is written, under a name, to point into it; empty if the file can no longer be read
    /// there.
    fn written<'a>(&'a self, name: &'a str, record: Record) -> TextFile<'a>;

    /// Returns a range of a file that begins and ends with records of event data; what can no longer be read is
    /// missing at its end.
    fn bytes(&self, file: usize, range: Range<usize>) -> Cow<'_, str>;

    /// Calls `visit` with the texts of a plain record of a file, but not with the names of actors, until it
    /// returns true. Returns whether it did.
    fn find_text(
        &self,
        file: usize,
        record: &str,
        visit: &mut dyn FnMut(Field, &str) -> bool,
    ) -> bool;
}

/// Events in memory, for tests. A record begins at the position of its event.
#[cfg(test)]
#[derive(Debug)]
pub struct Held(pub Vec<Event>);

#[cfg(test)]
impl Records for Held {
    fn event(
        &self,
        id: EventId,
        record: Record,
        _slug: &str,
        _actors: &[Actor],
        _sources: &[Source],
    ) -> Answer<Event> {
        let event = self.0.get(record.range().start).cloned();
        event.ok_or(super::StoreError::Unreadable(id))
    }

    fn written<'a>(&'a self, name: &'a str, _record: Record) -> TextFile<'a> {
        TextFile::new(name, "")
    }

    fn bytes(&self, _file: usize, _range: Range<usize>) -> Cow<'_, str> {
        Cow::default()
    }

    fn find_text(
        &self,
        _file: usize,
        _record: &str,
        _visit: &mut dyn FnMut(Field, &str) -> bool,
    ) -> bool {
        false
    }
}

//! A list in JSON that is made of events, one after the other.

use std::cell::RefCell;
use std::io::Write;

use anyhow::Result;
use serde::ser::{Error, SerializeSeq};
use serde::{Serialize, Serializer};

use super::skipped::Skipped;
use crate::timeline::{Event, Selection, Timeline};

/// What becomes of an event in a list.
pub trait Each {
    /// Adds what becomes of an event to a list, and counts what has no place there.
    fn add<S: SerializeSeq>(
        timeline: &Timeline,
        event: &Event,
        skipped: &mut Skipped,
        list: &mut S,
    ) -> Result<(), S::Error>;
}

/// The list of a selection.
pub struct Listed<'a, E> {
    timeline: &'a Timeline,
    selection: &'a Selection,
    skipped: RefCell<Skipped>,
    each: std::marker::PhantomData<E>,
}

impl<'a, E> Listed<'a, E> {
    /// Makes the list, of which nothing is read yet.
    pub fn new(timeline: &'a Timeline, selection: &'a Selection) -> Self {
        Self {
            timeline,
            selection,
            skipped: RefCell::default(),
            each: std::marker::PhantomData,
        }
    }

    /// Returns what had no place in the list.
    pub fn skipped(self) -> Skipped {
        self.skipped.into_inner()
    }
}

impl<E: Each> Serialize for Listed<'_, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for id in self.selection.iter() {
            let event = id.and_then(|id| self.timeline.read(id));
            let event = event.map_err(S::Error::custom)?;
            let mut skipped = self.skipped.borrow_mut();
            E::add(self.timeline, &event, &mut skipped, &mut list)?;
        }
        list.end()
    }
}

/// Writes a value, indented.
pub fn write_pretty(out: &mut dyn Write, value: &impl Serialize) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    Ok(writeln!(out)?)
}

//! Events from records that are kept elsewhere than in event files, one JSON object each.

use super::format::Format;
use super::meaning::Known;
use super::names::Names;
use super::report::Report;
use super::{events, jsonl};
use crate::diagnostic::TextFile;
use crate::timeline::{Actor, Event, Source};

/// Reads records whose actors and sources are known.
#[derive(Debug)]
pub struct RecordReader {
    names: Names,
}

impl RecordReader {
    /// Learns the names that occur in records.
    pub fn new(actors: &[Actor], sources: &[Source]) -> Self {
        let mut names = Names::default();
        names.restore(actors, sources);
        Self { names }
    }

    /// Reads the event of a record. None if it is none, or names an actor or a source that is not known.
    pub fn event(&self, record: &str, actors: &[Actor], sources: &[Source]) -> Option<Event> {
        let mut report = Report::again(TextFile::part("", record, 1), 0, Format::JsonLines);
        let line = jsonl::Lines::new(record, 0..record.len()).next()?;
        let mut known = Known {
            names: &self.names,
            slug: None,
            actors,
            sources,
            is_other: false,
        };
        events::read(line.ok()?, &mut known, &mut report)
    }
}

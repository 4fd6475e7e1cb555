//! Events from records that are kept elsewhere than in event files, one JSON object each.

use super::fields::Spanned;
use super::input::Format;
use super::meaning::{Meaning, Taken};
use super::names::Names;
use super::report::Report;
use super::{events, jsonl};
use crate::diagnostic::TextFile;
use crate::timeline::{Actor, ActorId, Event, Source, SourceId};

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
            actors,
            sources,
        };
        events::read(line.ok()?, &mut known, &mut report)
    }
}

struct Known<'a> {
    names: &'a Names,
    actors: &'a [Actor],
    sources: &'a [Source],
}

impl Meaning for Known<'_> {
    fn unnamed(&self) -> String {
        String::new()
    }

    fn take(&mut self, _given: &str, _line: usize) -> Result<(), Taken> {
        Ok(())
    }

    fn actor(
        &mut self,
        id: &Spanned<String>,
        _name: &str,
        report: &mut Report<'_>,
    ) -> Option<ActorId> {
        self.names.known_actor(id, self.actors, report)
    }

    fn source(&mut self, name: &Spanned<String>, report: &mut Report<'_>) -> Option<SourceId> {
        self.names.known_source(name, self.sources, report)
    }
}

//! Events read again from their files when they are shown.

use super::context;
use super::dialect;
use super::events;
use super::fields::Spanned;
use super::file::EventFile;
use super::meaning::{Meaning, Taken};
use super::names::Names;
use super::report::Report;
use crate::timeline::{
    Actor, ActorId, Answer, Event, EventId, Record, Records, Source, SourceId, StoreError,
};

/// The event files of a timeline, and what the names in them mean.
#[derive(Debug)]
pub struct EventFiles {
    pub files: Vec<EventFile>,
    pub names: Names,
}

impl Records for EventFiles {
    fn event(
        &self,
        id: EventId,
        record: Record,
        slug: &str,
        actors: &[Actor],
        sources: &[Source],
    ) -> Answer<Event> {
        let unreadable = StoreError::Unreadable(id);
        let file = self.files.get(record.file()).ok_or(unreadable)?;
        let format = file.input.format();
        let mut report = Report::again(file.text_file(), record.file(), format);
        let node = dialect::event_in(file, record.range(), &mut report).ok_or(unreadable)?;
        let mut known = Known {
            names: &self.names,
            slug,
            actors,
            sources,
        };
        let mut event = events::read(node, &mut known, &mut report).ok_or(unreadable)?;
        if let Some(lock) = &file.lock {
            context::fill(&mut event, sources, lock);
        }
        Ok(event)
    }
}

/// What the names in an event mean in a timeline that is complete.
struct Known<'a> {
    names: &'a Names,
    slug: &'a str,
    actors: &'a [Actor],
    sources: &'a [Source],
}

impl Meaning for Known<'_> {
    fn unnamed(&self) -> String {
        self.slug.to_owned()
    }

    fn take(&mut self, given: &str, _line: usize) -> Result<(), Taken> {
        if given == self.slug {
            return Ok(());
        }
        Err(Taken {
            instead: self.slug.to_owned(),
            by: String::new(),
        })
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

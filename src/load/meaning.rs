//! What the names in an event mean.

use super::fields::Spanned;
use super::ids::Ids;
use super::names::Names;
use super::report::Report;
use crate::timeline::{Actor, ActorId, Parts, Source, SourceId};

/// Tells which event, actors and sources are meant by the names in an event.
pub trait Meaning {
    /// Returns the id for an event without one.
    fn unnamed(&self) -> String;

    /// Takes an id, on a line, for the event.
    ///
    /// # Errors
    /// Another event has it, and this one gets another id.
    fn take(&mut self, given: &str, line: usize) -> Result<(), Taken>;

    /// Returns the actor that is meant by an id, or in event data by a name. None if there is no such actor
    /// any more.
    fn actor(
        &mut self,
        id: &Spanned<String>,
        name: &str,
        report: &mut Report<'_>,
    ) -> Option<ActorId>;

    /// Returns the source that is meant. None if there is no such source any more.
    fn source(&mut self, name: &Spanned<String>, report: &mut Report<'_>) -> Option<SourceId>;

    /// Returns a source that a citation means.
    fn source_of(&self, id: SourceId) -> Option<&Source>;
}

/// An id that another event has.
pub struct Taken {
    /// The id to use instead.
    pub instead: String,
    /// The place of the other event, `events.toml:12`.
    pub by: String,
}

/// What the names mean while files are read: what is unknown is added.
pub struct Growing<'a, 'f> {
    pub names: &'a mut Names,
    pub ids: &'a mut Ids<'f>,
    pub parts: &'a mut Parts,
}

impl Growing<'_, '_> {
    /// Takes an id, on the first line of the event that is read next, unless it is taken.
    pub fn take_free(&mut self, id: &str, hash: u32) -> bool {
        self.ids.take_free(id, hash, &self.parts.events)
    }
}

impl Meaning for Growing<'_, '_> {
    fn unnamed(&self) -> String {
        format!("event-{}", self.parts.events.len() + 1)
    }

    fn take(&mut self, given: &str, line: usize) -> Result<(), Taken> {
        let taken = self.ids.take(given, line, &self.parts.events);
        taken.map_err(|(other, instead)| Taken {
            instead,
            by: self.ids.place(other, &self.parts.events),
        })
    }

    fn actor(
        &mut self,
        id: &Spanned<String>,
        name: &str,
        report: &mut Report<'_>,
    ) -> Option<ActorId> {
        Some(self.names.actor(id, name, &mut self.parts.actors, report))
    }

    fn source(&mut self, name: &Spanned<String>, report: &mut Report<'_>) -> Option<SourceId> {
        Some(self.names.source(name, &mut self.parts.sources, report))
    }

    fn source_of(&self, id: SourceId) -> Option<&Source> {
        self.parts.sources.get(id.index())
    }
}

/// What the names in an event mean in a timeline that is complete.
pub struct Known<'a> {
    pub names: &'a Names,
    /// The id of the event in the timeline; none if its record is all that is known of it.
    pub slug: Option<&'a str>,
    pub actors: &'a [Actor],
    pub sources: &'a [Source],
    /// Whether the event turned out to be another one, since the file was changed.
    pub is_other: bool,
}

impl Meaning for Known<'_> {
    fn unnamed(&self) -> String {
        self.slug.unwrap_or_default().to_owned()
    }

    fn take(&mut self, given: &str, _line: usize) -> Result<(), Taken> {
        let Some(slug) = self.slug.filter(|slug| *slug != given) else {
            return Ok(());
        };
        // An id that was taken when the file was read has a number.
        let number = slug.strip_prefix(given);
        self.is_other = number.is_none_or(|number| !number.starts_with('-'));
        Err(Taken {
            instead: slug.to_owned(),
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

    fn source_of(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.index())
    }
}

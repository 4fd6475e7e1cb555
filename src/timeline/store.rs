//! The timeline in memory: its actors and sources, and what ordering, filtering and counting need of its
//! events. Only the questions ([`super::questions`]) look inside.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::anchors::Anchors;
use super::events::Columns;
use super::membership::Membership;
use super::{
    Actor, ActorId, Answer, Event, EventId, File, Parts, Records, Source, SourceId, StoreError,
};
use crate::date::{Date, Grain, Stretch};
use crate::diagnostic::TextFile;
use crate::text::fold::fold;
use crate::text::texts::Texts;

/// A validated timeline. See [`crate::timeline`] for its invariants and the questions it answers.
#[derive(Debug)]
pub struct Timeline {
    title: String,
    summary: Option<String>,
    language: Option<String>,
    files: Arc<[File]>,
    actors: Vec<Actor>,
    sources: Vec<Source>,
    years: Option<(String, String)>,
    pub(super) columns: Columns,
    records: Box<dyn Records>,
    /// Events that were read lately.
    recent: Mutex<HashMap<EventId, Arc<Event>>>,
    /// Held while a long event is read, so that it is not read by several threads.
    long: Mutex<()>,
    pub(super) grain: OnceLock<Grain>,
    /// The names of all actors, folded.
    folded_names: OnceLock<Texts>,
    pub(super) anchors: Anchors,
    /// Per source: the bytes of its text.
    text_lens: Vec<usize>,
    /// Per source: a number for its text, worked out when a quote is first looked for in it.
    pub(super) fingerprints: Vec<OnceLock<(u64, u64)>>,
}

/// An event with more bytes in its file takes much memory.
const LONG: usize = 1 << 18;

/// So many events that were read are kept, some screens full.
const MOST_RECENT: usize = 1024;

impl Timeline {
    /// Puts the parts in order. `records` reads their events again.
    pub fn new(mut parts: Parts, records: Box<dyn Records>) -> Self {
        let (actors, sources) = (parts.actors.len(), parts.sources.len());
        let events = std::mem::take(&mut parts.events);
        let columns = events.in_order(actors, sources);
        Self::of_columns(parts, columns, records)
    }

    /// Makes a timeline of columns that are in order.
    pub(super) fn of_columns(parts: Parts, columns: Columns, records: Box<dyn Records>) -> Self {
        Self {
            years: years(columns.runs.iter().filter_map(|(date, _)| date)),
            columns,
            records,
            recent: Mutex::default(),
            long: Mutex::default(),
            text_lens: parts.sources.iter().map(Source::text_len).collect(),
            fingerprints: vec![OnceLock::new(); parts.sources.len()],
            title: parts.title,
            summary: parts.summary,
            language: parts.language,
            files: parts.files.into(),
            actors: parts.actors,
            sources: parts.sources,
            grain: OnceLock::new(),
            folded_names: OnceLock::new(),
            anchors: Anchors::default(),
        }
    }

    /// Takes over what another timeline knows of quotes, where source and citation are the same.
    #[must_use]
    pub fn with_anchors_of(mut self, former: &Self) -> Self {
        self.anchors = Anchors::after(&former.anchors);
        self
    }

    /// Returns the title, or an empty text.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns what the timeline is about.
    pub fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    /// Returns the language of the events, a BCP 47 tag.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// Returns the language of a source, or else that of the events.
    pub fn language_of(&self, source: SourceId) -> Option<&str> {
        let own = self.source(source).and_then(|it| it.language.as_deref());
        own.or(self.language())
    }

    /// Returns the files it was read from.
    pub fn files(&self) -> &Arc<[File]> {
        &self.files
    }

    /// Returns the actors in file order.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// Returns the sources in file order.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Returns the actor of an id of this timeline.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.index())
    }

    /// Returns the source of an id of this timeline.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.index())
    }

    /// Returns the bytes of the text of a source, which is what looking for a quote in it costs.
    pub fn text_len(&self, id: SourceId) -> usize {
        self.text_lens.get(id.index()).copied().unwrap_or(0)
    }

    /// Returns the number of events.
    pub fn len(&self) -> usize {
        self.columns.records.len()
    }

    /// Returns whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the years of the earliest and the latest event, as people write them. An end that is open
    /// or unknown counts as the beginning of its event.
    pub fn years(&self) -> Option<(&str, &str)> {
        let (first, last) = self.years.as_ref()?;
        Some((first, last))
    }

    /// Returns an actor and every group it belongs to, directly or through others, in the order of ids.
    pub fn groups(&self, actor: ActorId) -> Vec<ActorId> {
        Membership::new(&self.actors).of(actor)
    }

    /// Returns some actors and everyone who belongs to one of them, in the order of ids.
    pub fn members(&self, of: &[ActorId]) -> Vec<ActorId> {
        Membership::new(&self.actors).members(of)
    }

    /// Returns whether `actor` is `group` or belongs to it, directly or through others.
    pub fn belongs(&self, actor: ActorId, group: ActorId) -> bool {
        self.groups(actor).binary_search(&group).is_ok()
    }

    /// Returns an event with all it has, read from its file unless that was done lately.
    ///
    /// # Errors
    /// There is no such event, or its file can no longer be read.
    pub fn event(&self, id: EventId) -> Answer<Arc<Event>> {
        // A thread that panicked left whole events behind.
        let lock = || self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(event) = lock().get(&id) {
            return Ok(Arc::clone(event));
        }
        let record = self.columns.records.get(id.index());
        let is_long = record.is_some_and(|record| record.range().len() > LONG);
        let _alone = is_long.then(|| self.long.lock().unwrap_or_else(PoisonError::into_inner));
        if is_long && let Some(event) = lock().get(&id) {
            return Ok(Arc::clone(event));
        }
        let event = Arc::new(self.read(id)?);
        let mut recent = lock();
        if recent.len() >= MOST_RECENT {
            recent.clear();
        }
        recent.insert(id, Arc::clone(&event));
        Ok(event)
    }

    /// Returns the names of all actors, folded.
    pub(super) fn folded_names(&self) -> &Texts {
        let fold_all = || {
            let mut names = Texts::default();
            for actor in &self.actors {
                names.push(&fold(actor.name()));
            }
            names
        };
        self.folded_names.get_or_init(fold_all)
    }

    /// Returns what reads events from their files.
    pub(super) fn records(&self) -> &dyn Records {
        &*self.records
    }

    /// Returns an event as its file has it, to point into it.
    ///
    /// # Errors
    /// There is no such event.
    pub fn written(&self, id: EventId) -> Answer<TextFile<'_>> {
        let record = self.columns.records.get(id.index());
        let record = *record.ok_or(StoreError::UnknownEvent(id))?;
        let file = self.files.get(record.file());
        let name = file.map_or("", |file| &file.name);
        Ok(self.records.written(name, record))
    }

    /// Reads an event that is needed only once, as when all are gone through.
    ///
    /// # Errors
    /// As [`Self::event`].
    pub fn read(&self, id: EventId) -> Answer<Event> {
        let record = self.columns.records.get(id.index());
        let record = *record.ok_or(StoreError::UnknownEvent(id))?;
        let slug = self.columns.slugs.get(id.index());
        let event = self
            .records
            .event(id, record, slug, &self.actors, &self.sources)?;
        // The file may have been changed since: never show an event at the date of another.
        let (date, known) = (event.when.date(), self.columns.runs.date(id.index()));
        if date.map(Date::day_text) == known.map(Date::day_text) {
            Ok(event)
        } else {
            Err(StoreError::Unreadable(id))
        }
    }
}

/// Returns the first and the last year of dates.
fn years<'a>(dates: impl Iterator<Item = &'a Date>) -> Option<(String, String)> {
    let years = dates.map(|date| {
        let first = date.start().year;
        (first, date.latest().map_or(first, |day| day.year))
    });
    // A moment may be of another year where it was than in UTC.
    let (first, last) = years.reduce(|(a, b), (first, last)| (a.min(first), b.max(last)))?;
    Some((Stretch::year(first).words(), Stretch::year(last).words()))
}

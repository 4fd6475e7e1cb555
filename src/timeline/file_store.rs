//! A store whose events stay in their files: in memory is what ordering, filtering and counting need of them.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use super::events::Columns;
use super::set::Set;
use super::store::{Dates, Store, Wanted};
use super::{
    Answer, Direction, Event, EventId, Facet, Head, Key, Parts, Query, Records, Selection,
    StoreError,
};
use crate::date::Date;
use crate::diagnostic::{TextFile, did_you_mean};
use crate::search::Needle;

/// A store whose events stay in their files.
#[derive(Debug)]
pub struct FileStore {
    head: Arc<Head>,
    pub(super) columns: Columns,
    records: Box<dyn Records>,
    /// Events that were read lately.
    recent: Mutex<HashMap<EventId, Arc<Event>>>,
    /// Held while a long event is read, so that it is not read by several threads.
    long: Mutex<()>,
}

impl Deref for FileStore {
    type Target = Head;

    fn deref(&self) -> &Head {
        &self.head
    }
}

/// An event with more bytes in its file takes much memory.
const LONG: usize = 1 << 18;

/// So many events that were read are kept, some screens full.
const MOST_RECENT: usize = 1024;

impl FileStore {
    /// Puts the events of some parts in order. `records` reads them again.
    pub(super) fn new(mut parts: Parts, records: Box<dyn Records>) -> Self {
        let (actors, sources) = (parts.actors.len(), parts.sources.len());
        let events = std::mem::take(&mut parts.events);
        let columns = events.in_order(actors, sources);
        Self::of_columns(parts, columns, records)
    }

    /// Makes a store of columns that are in order.
    pub(super) fn of_columns(parts: Parts, columns: Columns, records: Box<dyn Records>) -> Self {
        Self {
            head: Arc::new(Head::new(parts)),
            columns,
            records,
            recent: Mutex::default(),
            long: Mutex::default(),
        }
    }

    /// Returns what is in memory wherever the events are.
    pub(super) fn head(&self) -> &Arc<Head> {
        &self.head
    }

    /// Returns an event with all it has, read from its file unless that was done lately.
    ///
    /// # Errors
    /// There is no such event, or its file can no longer be read.
    pub(super) fn event(&self, id: EventId) -> Answer<Arc<Event>> {
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

    /// Returns the number of events.
    pub(super) fn len(&self) -> usize {
        self.columns.records.len()
    }

    /// Returns the events of a selection as a set.
    ///
    /// # Errors
    /// The selection is of another timeline.
    pub(super) fn set_of(&self, selection: &Selection) -> Answer<Set> {
        let set = selection.to_set(self.len());
        set.ok_or(StoreError::UnknownEvent(EventId::new(self.len())))
    }

    /// Returns what reads events from their files.
    pub(super) fn records(&self) -> &dyn Records {
        &*self.records
    }

    /// Reads an event that is needed only once, as when all are gone through.
    ///
    /// # Errors
    /// As [`Self::event`].
    pub(super) fn read(&self, id: EventId) -> Answer<Event> {
        let record = self.columns.records.get(id.index());
        let record = *record.ok_or(StoreError::UnknownEvent(id))?;
        let slug = self.columns.slugs.get(id.index());
        let event = self
            .records
            .event(id, record, slug, self.actors(), self.sources())?;
        // The file may have been changed since: never show an event at the date of another.
        let (date, known) = (event.when.date(), self.columns.runs.date(id.index()));
        if date.map(Date::day_text) == known.map(Date::day_text) {
            Ok(event)
        } else {
            Err(StoreError::Unreadable(id))
        }
    }
}

impl Store for FileStore {
    fn all(&self) -> Selection {
        Selection::all(self.len())
    }

    fn select(&self, query: &Query, wanted: Wanted<'_>) -> Answer<Selection> {
        let all = Set::ranges(self.len(), std::iter::once(0..self.len()));
        self.narrow(query, &all, wanted).map(Selection::of)
    }

    fn select_near(
        &self,
        query: &Query,
        near: EventId,
        far: usize,
        wanted: Wanted<'_>,
    ) -> Answer<Selection> {
        let near = near.index().min(self.len());
        let ranks = near.saturating_sub(far)..self.len().min(near.saturating_add(far));
        let among = Set::ranges(self.len(), std::iter::once(ranks));
        self.narrow(query, &among, wanted).map(Selection::of)
    }

    fn dates<'s>(&'s self, selection: &'s Selection) -> Answer<Dates<'s>> {
        if selection.bound() > self.len() {
            return Err(StoreError::UnknownEvent(EventId::new(self.len())));
        }
        let runs = &self.columns.runs;
        // Whichever is less to go through.
        Ok(if selection.len() < runs.len() {
            let ids = selection.ids();
            Box::new(ids.map(|id| (runs.date(id.index()), 1)))
        } else {
            let all = runs.iter();
            let all = all.map(|(date, ranks)| (date, selection.count(ranks)));
            Box::new(all.filter(|(_, count)| *count > 0))
        })
    }

    fn event(&self, id: EventId) -> Answer<Arc<Event>> {
        self.event(id)
    }

    fn read(&self, id: EventId) -> Answer<Arc<Event>> {
        self.read(id).map(Arc::new)
    }

    fn counts(&self, selection: &Selection, facet: Facet) -> Answer<Vec<(Key, usize)>> {
        self.counts(selection, facet)
    }

    fn tags(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(self.columns.tag_names.iter())
    }

    fn seek(
        &self,
        selection: &Selection,
        from: usize,
        needle: &Needle,
        direction: Direction,
        wanted: Wanted<'_>,
    ) -> Answer<Option<usize>> {
        self.seek(selection, from, needle, direction, wanted)
    }

    fn find(&self, slug: &str) -> Answer<Option<EventId>> {
        let found = self.columns.slugs.iter().position(|other| other == slug);
        Ok(found.map(EventId::new))
    }

    fn beginning(&self, slug: &str, most: usize) -> Answer<Vec<EventId>> {
        Ok(self.beginning(slug, most))
    }

    fn did_you_mean(&self, slug: &str) -> Answer<Option<String>> {
        Ok(did_you_mean(slug, self.columns.slugs.iter()))
    }

    fn rank_near(&self, selection: &Selection, date: &Date) -> Answer<Option<usize>> {
        Ok(self.rank_near(selection, date))
    }

    fn written(&self, id: EventId) -> Answer<TextFile<'_>> {
        let record = self.columns.records.get(id.index());
        let record = *record.ok_or(StoreError::UnknownEvent(id))?;
        let file = self.files().get(record.file());
        let name = file.map_or("", |file| &file.name);
        Ok(self.records.written(name, record))
    }

    fn stored_len(&self, id: EventId) -> usize {
        let record = self.columns.records.get(id.index());
        record.map_or(0, |record| record.range().len())
    }
}

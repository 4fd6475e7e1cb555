//! The questions that a timeline answers. The screen, the command line, the check and the exports use
//! these and nothing else, so that any store can stand behind them.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::ops::{Deref, Range};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::finding::searchable;
use super::share::{self, Share};
use super::store::{Dates, Store, Wanted};
use super::{
    Answer, Citing, Density, Direction, Event, EventId, Extent, Facet, FileStore, Head, Heading,
    Key, Origin, Parts, Query, Records, Row, Scale, Selection, Verdict, headings,
};
use crate::date::{Date, Grain, Stretch};
use crate::diagnostic::TextFile;
use crate::packed::Packer;
use crate::search::Needle;

/// A validated timeline. See [`crate::timeline`] for its invariants.
#[derive(Debug)]
pub struct Timeline {
    head: Arc<Head>,
    store: Arc<dyn Store>,
    /// The same store, if its events are in files.
    pub(super) files: Option<Arc<FileStore>>,
    years: Option<(String, String)>,
    grain: OnceLock<Grain>,
    is_partial: bool,
    /// The verdicts of events with many citations, once they are known.
    verdicts: Mutex<HashMap<EventId, Verdict>>,
}

/// The verdict of an event with more citations is worked out once, not for each row that shows it.
const MANY_CITATIONS: usize = 20;

impl Deref for Timeline {
    type Target = Head;

    fn deref(&self) -> &Head {
        &self.head
    }
}

impl Timeline {
    /// Puts the parts in order. `records` reads their events again.
    pub fn new(parts: Parts, records: Box<dyn Records>) -> Self {
        Self::of_files(FileStore::new(parts, records))
    }

    /// Makes a timeline of events in files.
    pub(super) fn of_files(store: FileStore) -> Self {
        let store = Arc::new(store);
        let mut timeline = Self::of_store(Arc::clone(store.head()), store.clone());
        timeline.files = Some(store);
        timeline
    }

    /// Makes a timeline of the events of a store.
    pub fn of_store(head: Arc<Head>, store: Arc<dyn Store>) -> Self {
        let all = store.all();
        let years = store.dates(&all).ok().and_then(years);
        Self {
            head,
            store,
            files: None,
            years,
            grain: OnceLock::new(),
            is_partial: false,
            verdicts: Mutex::default(),
        }
    }

    /// Takes over what another timeline knows of quotes, where source and citation are the same.
    #[must_use]
    pub fn with_anchors_of(self, former: &Self) -> Self {
        self.head.take_anchors_of(&former.head);
        self
    }

    /// Marks it as the part of a timeline that is read so far.
    #[must_use]
    pub fn as_part(self) -> Self {
        Self {
            is_partial: true,
            ..self
        }
    }

    /// Returns whether more events, actors, sources and tags may be read.
    pub fn is_partial(&self) -> bool {
        self.is_partial
    }

    /// Returns what is in memory wherever the events are.
    pub fn head(&self) -> &Arc<Head> {
        &self.head
    }

    /// Returns the number of events.
    pub fn len(&self) -> usize {
        self.store.all().len()
    }

    /// Returns whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns whether its events are in files, where all of them can be gone through quickly.
    pub fn is_in_files(&self) -> bool {
        self.files.is_some()
    }

    /// Returns the years of the earliest and the latest event, as people write them. An end that is open
    /// or unknown counts as the beginning of its event.
    pub fn years(&self) -> Option<(&str, &str)> {
        let (first, last) = self.years.as_ref()?;
        Some((first, last))
    }

    /// Returns the events that a query keeps.
    pub fn select(&self, query: &Query) -> Answer<Selection> {
        self.select_while(query, &|| true)
    }

    /// Returns the events that a query keeps. Stops with [`Unwanted`](super::StoreError::Unwanted) once `wanted` returns false.
    pub fn select_while(&self, query: &Query, wanted: Wanted<'_>) -> Answer<Selection> {
        if query.is_everything() {
            return Ok(self.store.all());
        }
        self.store.select(query, wanted)
    }

    /// Returns some of the events that a query keeps, if they are found sooner than all: those within `far` of
    /// an event, or none.
    pub fn select_near(
        &self,
        query: &Query,
        near: EventId,
        far: usize,
        wanted: Wanted<'_>,
    ) -> Answer<Selection> {
        self.store.select_near(query, near, far, wanted)
    }

    /// Makes sure that what a screen shows of a selection around an event is at hand.
    pub fn prepare(
        &self,
        selection: &Selection,
        near: Option<EventId>,
        wanted: Wanted<'_>,
    ) -> Answer<()> {
        self.store.prepare(selection, near, wanted)
    }

    /// Returns the rows of some ranks. Ranks past the end are left out.
    pub fn window(&self, selection: &Selection, ranks: Range<usize>) -> Answer<Vec<Row>> {
        let ids = ranks.map_while(|rank| selection.at(rank).transpose());
        ids.map(|id| {
            let id = id?;
            let event = self.event(id)?;
            let verdict = self.verdict_of(id, &event);
            Ok(Row::new(id, &event, verdict))
        })
        .collect()
    }

    /// Returns the verdict of an event if all of its quotes were looked for.
    fn verdict_of(&self, id: EventId, event: &Event) -> Option<Verdict> {
        if event.citations.len() <= MANY_CITATIONS {
            return self.known_verdict(event);
        }
        // A thread that panicked left whole verdicts behind.
        let known = self.verdicts.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.get(&id).copied();
        drop(known);
        found.or_else(|| {
            let verdict = self.known_verdict(event)?;
            let mut known = self.verdicts.lock().unwrap_or_else(PoisonError::into_inner);
            known.insert(id, verdict);
            Some(verdict)
        })
    }

    /// Returns the dates of a selection in order, without times, each with how many events in a row have it.
    pub fn dates<'s>(&'s self, selection: &'s Selection) -> Answer<Dates<'s>> {
        self.store.dates(selection)
    }

    /// Returns the headings of a grain above the events of a selection.
    pub fn headings(&self, selection: &Selection, grain: Grain) -> Answer<Vec<Heading>> {
        Ok(headings::of(self.store.dates(selection)?, grain))
    }

    /// Returns how the events of a selection spread over the columns of a scale.
    pub fn histogram(&self, selection: &Selection, scale: &Scale) -> Answer<Density> {
        let dates = self.store.dates(selection)?;
        let places = dates.filter_map(|(date, count)| Some((scale.place(date?), count)));
        Ok(Density::new(places, scale.width()))
    }

    /// Returns the scale that suits the whole timeline on so many columns.
    pub fn scale(&self, width: u16) -> Answer<Scale> {
        let all = self.store.all();
        let dates: Vec<_> = self.store.dates(&all)?.collect();
        let dates = dates
            .iter()
            .filter_map(|(date, count)| Some(((*date)?, *count)));
        Ok(Scale::new(dates, width))
    }

    /// Returns how far the events of a selection reach in time.
    pub fn extent(&self, selection: &Selection) -> Answer<Extent> {
        let mut extent = Extent::default();
        for (date, count) in self.store.dates(selection)? {
            extent.add(date, count);
        }
        Ok(extent)
    }

    /// Returns the grain of headings that suits the whole timeline.
    pub fn grain(&self) -> Grain {
        *self.grain.get_or_init(|| {
            let all = self.store.all();
            let dates = || {
                let dates = self.store.dates(&all);
                dates.into_iter().flatten().map(|(date, _)| date)
            };
            headings::fitting(self.len(), dates)
        })
    }

    /// Returns an event with all it has, at once if that was done lately.
    ///
    /// # Errors
    /// There is no such event, or it can no longer be read.
    pub fn event(&self, id: EventId) -> Answer<Arc<Event>> {
        self.store.event(id)
    }

    /// Returns an event that is needed only once, as when all are gone through.
    ///
    /// # Errors
    /// As [`Self::event`].
    pub fn read(&self, id: EventId) -> Answer<Arc<Event>> {
        self.store.read(id)
    }

    /// Divides the citations of events into shares, each of which is small enough to be held in memory.
    pub fn shares(
        &self,
        events: impl Iterator<Item = Answer<EventId>>,
    ) -> impl Iterator<Item = Share> {
        share::shares(&*self.store, events)
    }

    /// Reads the events of a share.
    pub fn read_share(&self, share: Share) -> impl Iterator<Item = Answer<Citing>> {
        share.read(&*self.store)
    }

    /// Returns how many events of a selection each value of a facet has, in the order of values. Values
    /// without an event are left out.
    pub fn counts(&self, selection: &Selection, facet: Facet) -> Answer<Vec<(Key, usize)>> {
        if facet != Facet::Year {
            return self.store.counts(selection, facet);
        }
        let mut years: BTreeMap<Key, usize> = BTreeMap::new();
        for (date, count) in self.store.dates(selection)? {
            if let Some(date) = date {
                *years.entry(Key::Year(date.start().year)).or_default() += count;
            }
        }
        Ok(years.into_iter().collect())
    }

    /// Iterates over the tags of all events, in no order.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.store.tags()
    }

    /// Returns how many events of a selection a query keeps. None if that cannot be told from memory, or the selection
    /// is of another timeline.
    pub fn count_quickly(&self, selection: &Selection, query: &Query) -> Option<usize> {
        let files = self.files.as_ref().filter(|_| !query.reads_events())?;
        let selected = files.set_of(selection).ok()?;
        let kept = files.narrow(query, &selected, &|| true).ok()?;
        Some(kept.len())
    }

    /// Returns the values of a facet, as far as they are known without counting.
    pub fn values(&self, facet: Facet) -> Answer<Vec<Key>> {
        if facet == Facet::Year {
            let years = self.counts(&self.store.all(), facet)?.into_iter();
            return Ok(years.map(|(year, _)| year).collect());
        }
        self.store.values(facet)
    }

    /// Returns the rank of the next event from `from` on that a needle is in. Wraps around, and comes to
    /// `from` itself last. Stops once `wanted` returns false, with [`Unwanted`](super::StoreError::Unwanted).
    pub fn seek(
        &self,
        selection: &Selection,
        from: usize,
        needle: &Needle,
        direction: Direction,
        wanted: Wanted<'_>,
    ) -> Answer<Option<usize>> {
        self.store.seek(selection, from, needle, direction, wanted)
    }

    /// Returns whether a needle is in the text of an event: title, summary, note, place, tags, names of
    /// actors and quotes.
    pub fn mentions(&self, id: EventId, needle: &Needle) -> Answer<bool> {
        Ok(needle.is_in(&searchable(&*self.event(id)?, self.actors())))
    }

    /// Returns the event with an id of the file.
    pub fn find(&self, slug: &str) -> Answer<Option<EventId>> {
        self.store.find(slug)
    }

    /// Returns the first `most` events whose ids of the file begin with a text, in the order of these ids.
    pub fn beginning(&self, slug: &str, most: usize) -> Answer<Vec<EventId>> {
        self.store.beginning(slug, most)
    }

    /// Returns a suggestion for an id that no event has, if one is near enough.
    pub fn did_you_mean(&self, slug: &str) -> Answer<Option<String>> {
        self.store.did_you_mean(slug)
    }

    /// Returns the event nearest in time to where `event`, of whichever timeline, would be here. None if the events
    /// are not in files.
    pub fn neighbour(&self, event: &Event) -> Answer<Option<EventId>> {
        Ok(self.files.as_ref().and_then(|files| files.neighbour(event)))
    }

    /// Returns the rank of the event to go to for a date: the first that begins at it or within it, or
    /// else the one whose beginning is nearest. None if no event has a date.
    pub fn rank_near(&self, selection: &Selection, date: &Date) -> Answer<Option<usize>> {
        self.store.rank_near(selection, date)
    }

    /// Returns the events that are written at some places of its files.
    pub fn written_at(
        &self,
        origins: impl Iterator<Item = Origin>,
    ) -> Answer<HashMap<Origin, EventId>> {
        match &self.files {
            Some(store) => store.written_at(origins),
            None => Ok(HashMap::new()),
        }
    }

    /// Returns an event as it is written where it is stored, to point into it.
    ///
    /// # Errors
    /// There is no such event.
    pub fn written(&self, id: EventId) -> Answer<TextFile<'_>> {
        self.store.written(id)
    }

    /// Writes the actors, the sources and what is in memory of the events, to read it again later. Of actors
    /// and sources only the names are kept: it is meant for timelines in which nothing defines more.
    pub fn pack(&self, out: &mut Packer<impl Write>) -> io::Result<()> {
        match &self.files {
            Some(store) => store.pack(out),
            None => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

/// Returns the first and the last year of dates.
fn years(dates: Dates<'_>) -> Option<(String, String)> {
    let dates = dates.filter_map(|(date, _)| date);
    let years = dates.map(|date| {
        let first = date.start().year;
        (first, date.latest().map_or(first, |day| day.year))
    });
    // A moment may be of another year where it was than in UTC.
    let (first, last) = years.reduce(|(a, b), (first, last)| (a.min(first), b.max(last)))?;
    Some((Stretch::year(first).words(), Stretch::year(last).words()))
}

//! The events that a query keeps on a server: how many on which day, and those that were asked for.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::bound::Bound;
use super::calendar::{Calendar, Place};
use super::engine::{Engine, ORDER, Spot};
use crate::timeline::{Answer, Elsewhere, EventId, Query, StoreError, Wanted};

/// The events that a query keeps.
#[derive(Debug)]
pub struct Chosen {
    engine: Arc<Engine>,
    pub query: Query,
    pub calendar: Calendar,
    pages: Mutex<Pages>,
}

/// Events by their ranks, as far as they were asked for.
#[derive(Debug, Default)]
struct Pages {
    known: HashMap<usize, Vec<EventId>>,
    ranks: HashMap<EventId, Result<usize, usize>>,
    /// How many events of a place have an earlier time.
    before: HashMap<(Place, i64), usize>,
    /// The page after the last one that was asked for, and how many were asked for at once.
    next: usize,
    together: usize,
}

/// Events on a page: some screens full.
const PAGE: usize = 128;

/// So many pages are asked for at once when all events are gone through.
const MOST_TOGETHER: usize = 32;

/// So many pages are kept.
const MOST_PAGES: usize = 1 << 11;

/// Events so near to the end of a page that a screen shows the next one, too.
const NEAR: usize = 60;

/// Behind so many events of one place, records are not sorted but only what identifies them.
const FAR: usize = 4096;

impl Chosen {
    /// Returns the events that a query keeps, whose calendar is known.
    pub fn new(engine: Arc<Engine>, query: Query, calendar: Calendar) -> Self {
        Self {
            engine,
            query,
            calendar,
            pages: Mutex::default(),
        }
    }

    /// Makes sure that the events around a rank are at hand.
    pub fn prepare(&self, rank: usize, wanted: Wanted<'_>) -> Answer<()> {
        let last = self.calendar.len().saturating_sub(1);
        for near in [rank, rank.saturating_sub(NEAR), rank.saturating_add(NEAR)] {
            self.get(near.min(last), wanted)?;
        }
        Ok(())
    }

    /// Returns how many of the events at a place have an earlier time.
    pub fn before(&self, place: Place, clock: i64) -> Answer<usize> {
        let asked = (place, clock);
        if let Some(known) = self.pages().before.get(&asked) {
            return Ok(*known);
        }
        let mut bound = Bound::default();
        let kept = self.engine.condition(&self.query, &mut bound)?;
        let sql = format!(
            "toUInt64(count()) FROM {} WHERE earliest = {} AND latest = {} AND clock < {clock} AND {kept}",
            self.engine.tables.events,
            place.earliest(),
            place.latest(),
        );
        let count = self.engine.number(bound, &sql)?;
        let mut pages = self.pages();
        if pages.before.len() > MOST_PAGES {
            pages.before.clear();
        }
        pages.before.insert(asked, count);
        Ok(count)
    }

    fn get(&self, rank: usize, wanted: Wanted<'_>) -> Answer<Option<EventId>> {
        if rank >= self.calendar.len() {
            return Ok(None);
        }
        let (page, within) = (rank / PAGE, rank % PAGE);
        let known = |pages: &Pages| pages.known.get(&page)?.get(within).copied();
        let found = known(&self.pages());
        if let Some(id) = found.filter(|id| self.engine.has(*id)) {
            return Ok(Some(id));
        }
        self.load(self.pages_from(page), wanted)?;
        Ok(known(&self.pages()))
    }

    /// Returns the pages to ask for next, of which the first is wanted.
    fn pages_from(&self, page: usize) -> Range<usize> {
        let mut pages = self.pages();
        let all = self.calendar.len().div_ceil(PAGE);
        let together = if page > 0 && page == pages.next {
            (pages.together * 2).min(MOST_TOGETHER)
        } else {
            1
        };
        let end = page.saturating_add(together).min(all);
        (pages.next, pages.together) = (end, together);
        page..end
    }

    fn load(&self, asked: Range<usize>, wanted: Wanted<'_>) -> Answer<()> {
        let ranks = asked.start * PAGE..(asked.end * PAGE).min(self.calendar.len());
        let ids = self.ask(ranks.clone(), wanted)?;
        if ids.len() != ranks.len() {
            return Err(StoreError::failed(
                "the events on the server have changed; `R` reads them again",
            ));
        }
        let mut pages = self.pages();
        if pages.known.len() > MOST_PAGES {
            pages.known.clear();
            pages.ranks.clear();
        }
        for (rank, id) in ranks.zip(&ids) {
            pages.ranks.insert(*id, Ok(rank));
        }
        for (page, ids) in asked.zip(ids.chunks(PAGE)) {
            pages.known.insert(page, ids.to_vec());
        }
        Ok(())
    }

    /// Asks for the events at some ranks: a range of days, and an offset within the first of them.
    fn ask(&self, ranks: Range<usize>, wanted: Wanted<'_>) -> Answer<Vec<EventId>> {
        let ends = self
            .calendar
            .place(ranks.start)
            .zip(self.calendar.place(ranks.end.saturating_sub(1)));
        let Some((first, last)) = ends else {
            return Ok(Vec::new());
        };
        let mut bound = Bound::default();
        let (from, kept) = self.engine.places(&self.query, &mut bound)?;
        let days = format!(
            "earliest BETWEEN {} AND {}",
            first.earliest(),
            last.earliest()
        );
        let condition = format!("{days} AND {kept}");
        let offset = ranks.start - self.calendar.since_day(first.earliest());
        let limit = (offset, ranks.len());
        if offset <= FAR && from == self.engine.tables.events {
            let engine = &self.engine;
            return engine.fetch(bound, &condition, ORDER, limit, wanted);
        }
        let asked = (from, condition.as_str());
        let (condition, count) = self.engine.chosen(bound, asked, limit, wanted)?;
        let bound = Bound::default();
        self.engine
            .fetch(bound, &condition, ORDER, (0, count), wanted)
    }

    /// Asks for the rank of an event that is at no page.
    fn ask_rank(&self, spot: Spot) -> Answer<Result<usize, usize>> {
        let place = self.calendar.ranks(spot.place);
        if place.is_empty() {
            return Ok(Err(place.start));
        }
        let mut bound = Bound::default();
        let (from, kept) = self.engine.places(&self.query, &mut bound)?;
        let (day, latest) = (spot.place.earliest(), spot.place.latest());
        let here = format!("FROM {from} WHERE earliest = {day} AND latest = {latest} AND {kept}");
        // One after the other: the oldest servers mix up two counts in one query to a cluster.
        let count = |condition: &str| {
            let sql = format!("toUInt64(count()) {here} AND {condition}");
            self.engine.number(bound.clone(), &sql)
        };
        let rank = place.start + count(&spot.beyond('<'))?;
        let is_kept = count(&format!("seq = {}", spot.id.index()))? > 0;
        Ok(if is_kept { Ok(rank) } else { Err(rank) })
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        // A thread that panicked left whole pages behind.
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Elsewhere for Chosen {
    fn count(&self) -> usize {
        self.calendar.len()
    }

    fn at(&self, rank: usize) -> Answer<Option<EventId>> {
        self.get(rank, &|| true)
    }

    fn rank(&self, id: EventId) -> Answer<Result<usize, usize>> {
        if let Some(known) = self.pages().ranks.get(&id) {
            return Ok(*known);
        }
        let found = self.ask_rank(self.engine.spot(id)?)?;
        self.pages().ranks.insert(id, found);
        Ok(found)
    }
}

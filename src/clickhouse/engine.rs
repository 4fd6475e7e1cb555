//! What is known of a timeline on a server: its tables, its names, and the events that were shown lately.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::binary::Rows;
use super::bound::Bound;
use super::calendar::{Calendar, Place};
use super::client::Client;
use super::condition::Known;
use super::tables::Tables;
use crate::date::Date;
use crate::load::RecordReader;
use crate::timeline::{
    ActorId, Answer, Event, EventId, Facet, Head, Key, Query, SourceId, StoreError, Term, Wanted,
};

/// A timeline on a server.
#[derive(Debug)]
pub struct Engine {
    pub client: Client,
    pub tables: Tables,
    pub head: Arc<Head>,
    pub records: RecordReader,
    /// The tags, by their numbers.
    pub tags: Vec<String>,
    /// The dates that their days do not tell, by their numbers from 1.
    pub dates: Vec<Date>,
    pub cache: Mutex<Cache>,
}

/// What was asked lately.
#[derive(Debug, Default)]
pub struct Cache {
    /// Events, and their records.
    events: HashMap<EventId, (Arc<Event>, Arc<str>)>,
    spots: HashMap<EventId, Spot>,
    counts: HashMap<&'static str, Vec<(Key, usize)>>,
    /// The events whose ids begin with a text, at most so many.
    pub begun: HashMap<(String, usize), Vec<EventId>>,
    /// What is suggested for an id that there is not.
    pub meant: HashMap<String, Option<String>>,
}

/// So many texts are kept.
pub const MOST_TEXTS: usize = 256;

/// So many events are kept.
const MOST_EVENTS: usize = 1 << 14;

/// So many spots are kept.
const MOST_SPOTS: usize = 1 << 18;

/// Where exactly an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    pub place: Place,
    pub clock: i64,
    pub id: EventId,
}

/// The order of events.
pub const ORDER: &str = "earliest, -latest, clock, seq";

/// What is asked of an event. As [`Engine::take_events`] reads it.
const COLUMNS: &str = "seq, earliest, latest, clock, record";

impl Spot {
    /// Returns the condition that an event comes before this one or, backwards, after it.
    pub fn beyond(self, sign: char) -> String {
        let (day, latest) = (self.place.earliest(), self.place.latest());
        let (clock, seq) = (self.clock, self.id.index());
        format!(
            "(earliest {sign} {day} OR earliest = {day} AND ({}))",
            format_args!(
                "-latest {sign} -({latest}) OR latest = {latest} AND \
                 (clock {sign} {clock} OR clock = {clock} AND seq {sign} {seq})"
            )
        )
    }
}

/// Asks how many events are on which days.
fn counted(from: &str, condition: &str) -> String {
    format!(
        "SELECT earliest, latest, date, toUInt64(count()) FROM {from} WHERE {condition} \
         GROUP BY earliest, latest, date ORDER BY earliest, -latest, date FORMAT RowBinary"
    )
}

/// Returns the answer that the calendar of all events is read from.
pub fn ask_days(client: &Client, tables: &Tables) -> Answer<Vec<u8>> {
    let sql = match &tables.days {
        // The rows of one day are added up as they are read.
        Some(days) => format!(
            "SELECT earliest, latest, date, events FROM {days} ORDER BY earliest, -latest, date FORMAT RowBinary"
        ),
        None => counted(&tables.events, "1"),
    };
    client.ask(&Bound::new(sql), &|| true)
}

impl Engine {
    /// Returns the condition for a query, with its values.
    pub fn condition(&self, query: &Query, bound: &mut Bound) -> Answer<String> {
        self.known(&mut |known| known.condition(query, bound))
    }

    /// Returns the condition that a folded text is in an event.
    pub fn words(&self, folded: &str, bound: &mut Bound) -> Answer<String> {
        self.known(&mut |known: &Known<'_>| known.words(folded, bound))
    }

    fn known<T>(&self, ask: &mut dyn FnMut(&Known<'_>) -> T) -> T {
        let actors_named = |folded: &str| {
            let named = self.head.actors_named(|name| name.contains(folded));
            named
                .into_iter()
                .map(|actor| actor.index() as u32)
                .collect()
        };
        ask(&Known {
            tags: &self.tags,
            dates: &self.dates,
            actors_named: &actors_named,
        })
    }

    /// Returns the table in which the places of the events that a query keeps are found soonest, and the condition there.
    pub fn places(&self, query: &Query, bound: &mut Bound) -> Answer<(&str, String)> {
        match (query, &self.tables.posts) {
            (Query::Term(Term::Actor(ids)), Some(posts)) if ids.len() == 1 => {
                let actor = ids.first().map_or(0, |id| id.index());
                Ok((posts, format!("actor = {actor}")))
            }
            _ => Ok((&self.tables.events, self.condition(query, bound)?)),
        }
    }

    /// Returns the calendar of the events that a query keeps.
    pub fn calendar(&self, query: &Query, wanted: Wanted<'_>) -> Answer<Calendar> {
        let mut bound = Bound::default();
        let (from, condition) = self.places(query, &mut bound)?;
        bound.sql = counted(from, &condition);
        Calendar::read(&self.client.ask(&bound, wanted)?, &self.dates)
    }

    /// Returns events that satisfy a condition in an order, from an offset on. They are at hand from then on.
    pub fn fetch(
        &self,
        mut bound: Bound,
        condition: &str,
        order: &str,
        (offset, most): (usize, usize),
        wanted: Wanted<'_>,
    ) -> Answer<Vec<EventId>> {
        bound.sql = format!(
            "SELECT {COLUMNS} FROM {} WHERE {condition} ORDER BY {order} LIMIT {offset}, {most} FORMAT RowBinary",
            self.tables.events
        );
        let answer = self.client.ask(&bound, wanted)?;
        self.take_events(&answer)
    }

    fn take_events(&self, answer: &[u8]) -> Answer<Vec<EventId>> {
        let (actors, sources) = (self.head.actors(), self.head.sources());
        let mut rows = Rows::new(answer);
        let mut found = Vec::new();
        while rows.has_more() {
            let seq = rows.number()?;
            let place = Place::new(rows.signed()?, rows.signed()?);
            let (clock, record) = (rows.signed()?, rows.text()?);
            let id = u32::try_from(seq).map_err(|_| {
                StoreError::failed("the table of events has numbers (`seq`) of more than 32 bits")
            })?;
            let id = EventId::new(id as usize);
            let event = self.records.event(&record, actors, sources);
            let event = event.ok_or(StoreError::Unreadable(id))?;
            let event = (Arc::new(event), Arc::from(record));
            found.push((Spot { place, clock, id }, event));
        }
        let mut cache = self.cache();
        if cache.events.len() > MOST_EVENTS {
            cache.events.clear();
        }
        if cache.spots.len() > MOST_SPOTS {
            cache.spots.clear();
        }
        for (spot, event) in &found {
            cache.spots.insert(spot.id, *spot);
            cache.events.insert(spot.id, event.clone());
        }
        Ok(found.into_iter().map(|(spot, _)| spot.id).collect())
    }

    /// Returns an event, and asks for it if it is not at hand.
    pub fn event(&self, id: EventId) -> Answer<Arc<Event>> {
        self.known_event(id).map(|(event, _)| event)
    }

    /// Returns whether an event is at hand.
    pub fn has(&self, id: EventId) -> bool {
        self.cache().events.contains_key(&id)
    }

    /// Returns the record of an event, and asks for it if it is not at hand.
    pub fn record(&self, id: EventId) -> Answer<Arc<str>> {
        self.known_event(id).map(|(_, record)| record)
    }

    fn known_event(&self, id: EventId) -> Answer<(Arc<Event>, Arc<str>)> {
        if let Some(event) = self.cache().events.get(&id) {
            return Ok(event.clone());
        }
        self.fetch_one(id)?;
        let found = self.cache().events.get(&id).cloned();
        found.ok_or(StoreError::UnknownEvent(id))
    }

    /// Returns where an event stands, and asks for it if that is not known.
    pub fn spot(&self, id: EventId) -> Answer<Spot> {
        if let Some(spot) = self.cache().spots.get(&id) {
            return Ok(*spot);
        }
        self.fetch_one(id)?;
        let found = self.cache().spots.get(&id).copied();
        found.ok_or(StoreError::UnknownEvent(id))
    }

    fn fetch_one(&self, id: EventId) -> Answer<()> {
        let spot = self.cache().spots.get(&id).copied();
        let mut condition = format!("seq = {}", id.index());
        if let Some(spot) = spot {
            let _ = write!(condition, " AND earliest = {}", spot.place.earliest());
        }
        self.fetch(Bound::default(), &condition, ORDER, (0, 1), &|| true)
            .map(drop)
    }

    /// Returns how many events that a query keeps have each value of a facet.
    pub fn counts(&self, query: &Query, facet: Facet) -> Answer<Vec<(Key, usize)>> {
        let is_all = query.is_everything();
        let name = match facet {
            Facet::Actor => "actor",
            Facet::Participant => "participant",
            Facet::Source => "source",
            Facet::Tag => "tag",
            Facet::Year => return Ok(Vec::new()),
        };
        if is_all && let Some(known) = self.cache().counts.get(name) {
            return Ok(known.clone());
        }
        let found = match facet {
            Facet::Actor if self.head.has_groups() => self.counts_with_members(query)?,
            Facet::Actor | Facet::Participant => {
                let mut found = self.counts_of("actors", query)?;
                if facet == Facet::Participant {
                    let nobody = self.count(&query.and(Term::NoActor))?;
                    found.extend((nobody > 0).then_some((u32::MAX, nobody)));
                }
                let key = |number| match number {
                    u32::MAX => Key::Nobody,
                    _ => Key::Actor(ActorId::new(number as usize)),
                };
                found
                    .into_iter()
                    .map(|(number, count)| (key(number), count))
                    .collect()
            }
            Facet::Source => {
                let found = self.counts_of("sources", query)?.into_iter();
                found
                    .map(|(number, count)| (Key::Source(SourceId::new(number as usize)), count))
                    .collect()
            }
            Facet::Tag | Facet::Year => {
                let found = self.counts_of("tags", query)?.into_iter();
                let named = found.filter_map(|(number, count)| {
                    Some((Key::Tag(self.tags.get(number as usize)?.clone()), count))
                });
                let mut named: Vec<(Key, usize)> = named.collect();
                named.sort_unstable();
                named
            }
        };
        if is_all {
            self.cache().counts.insert(name, found.clone());
        }
        Ok(found)
    }

    /// Returns how many events have each number in a list, in the order of numbers.
    fn counts_of(&self, column: &str, query: &Query) -> Answer<Vec<(u32, usize)>> {
        let mut bound = Bound::default();
        let counted = "toUInt64(count()) AS events";
        bound.sql = match &self.tables.posts {
            Some(posts) if column == "actors" && query.is_everything() => {
                format!("SELECT actor AS number, {counted} FROM {posts}")
            }
            _ => {
                let condition = self.condition(query, &mut bound)?;
                let events = &self.tables.events;
                format!(
                    "SELECT arrayJoin({column}) AS number, {counted} FROM {events} WHERE {condition}"
                )
            }
        };
        bound
            .sql
            .push_str(" GROUP BY number ORDER BY number FORMAT RowBinary");
        let answer = self.client.ask(&bound, &|| true)?;
        let mut rows = Rows::new(&answer);
        let mut found = Vec::new();
        while rows.has_more() {
            found.push((rows.short()?, rows.count()?));
        }
        Ok(found)
    }

    /// Returns how many events each actor takes part in itself or through members.
    fn counts_with_members(&self, query: &Query) -> Answer<Vec<(Key, usize)>> {
        let mut bound = Bound::default();
        let condition = self.condition(query, &mut bound)?;
        let events = &self.tables.events;
        bound.sql = format!(
            "SELECT actors, toUInt64(count()) FROM {events} WHERE {condition} GROUP BY actors FORMAT RowBinary"
        );
        let answer = self.client.ask(&bound, &|| true)?;
        let mut rows = Rows::new(&answer);
        let mut counts = vec![0; self.head.actors().len()];
        let mut groups: HashMap<u32, Vec<ActorId>> = HashMap::new();
        while rows.has_more() {
            let (actors, count) = (rows.shorts()?, rows.count()?);
            let mut all: Vec<ActorId> = Vec::new();
            for actor in actors {
                let own = groups.entry(actor);
                all.extend(&*own.or_insert_with(|| self.head.groups(ActorId::new(actor as usize))));
            }
            all.sort_unstable();
            all.dedup();
            for actor in all {
                if let Some(sum) = counts.get_mut(actor.index()) {
                    *sum += count;
                }
            }
        }
        let counts = counts
            .into_iter()
            .enumerate()
            .filter(|(_, count)| *count > 0);
        Ok(counts
            .map(|(actor, count)| (Key::Actor(ActorId::new(actor)), count))
            .collect())
    }

    /// Returns the number of events.
    pub fn len(&self) -> Answer<usize> {
        let sql = format!("toUInt64(count()) FROM {}", self.tables.events);
        self.number(Bound::default(), &sql)
    }

    /// Returns the number of events that a query keeps.
    fn count(&self, query: &Query) -> Answer<usize> {
        let mut bound = Bound::default();
        let condition = self.condition(query, &mut bound)?;
        self.number(
            bound,
            &format!(
                "toUInt64(count()) FROM {} WHERE {condition}",
                self.tables.events
            ),
        )
    }

    /// Returns the condition that an event is one of those that satisfy another condition in a table, from an offset
    /// on, and how many those are.
    pub fn chosen(
        &self,
        mut bound: Bound,
        (from, condition): (&str, &str),
        (offset, most): (usize, usize),
        wanted: Wanted<'_>,
    ) -> Answer<(String, usize)> {
        bound.sql = format!(
            "SELECT seq, earliest FROM {from} WHERE {condition} ORDER BY {ORDER} LIMIT {offset}, {most} \
             FORMAT RowBinary"
        );
        let answer = self.client.ask(&bound, wanted)?;
        let mut rows = Rows::new(&answer);
        let (mut ids, mut days) = (Vec::new(), Vec::new());
        while rows.has_more() {
            ids.push(rows.number()?.to_string());
            days.push(rows.signed()?.to_string());
        }
        if ids.is_empty() {
            return Ok(("0".to_owned(), 0));
        }
        days.dedup();
        let condition = format!(
            "earliest IN ({}) AND seq IN ({})",
            days.join(","),
            ids.join(",")
        );
        Ok((condition, ids.len()))
    }

    /// Returns the only number of an answer.
    pub fn number(&self, mut bound: Bound, sql: &str) -> Answer<usize> {
        bound.sql = format!("SELECT {sql} FORMAT RowBinary");
        Rows::new(&self.client.ask(&bound, &|| true)?).count()
    }

    /// Returns the texts of an answer.
    pub fn texts(&self, mut bound: Bound, sql: &str) -> Answer<Vec<String>> {
        bound.sql = format!("SELECT {sql} FORMAT RowBinary");
        let answer = self.client.ask(&bound, &|| true)?;
        let mut rows = Rows::new(&answer);
        let mut found = Vec::new();
        while rows.has_more() {
            found.push(rows.text()?);
        }
        Ok(found)
    }

    pub fn cache(&self) -> MutexGuard<'_, Cache> {
        // A thread that panicked left whole entries behind.
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

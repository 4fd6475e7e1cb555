//! The store of a timeline on a server.

use std::path::Path;
use std::sync::Arc;

use super::address::Address;
use super::bound::Bound;
use super::calendar::{Calendar, Place};
use super::chosen::Chosen;
use super::client::Client;
use super::engine::{Engine, MOST_TEXTS, ORDER, Spot, ask_days};
use super::names::Names;
use super::tables::Tables;
use crate::date::{Clock, Date};
use crate::diagnostic::{Code, Diagnostic, Severity, TextFile, did_you_mean};
use crate::load::{RecordReader, SourceRoot};
use crate::parallel;
use crate::search::Needle;
use crate::timeline::{
    ActorId, Answer, Dates, Direction, Elsewhere, Event, EventId, Facet, Key, Query, Selection,
    SourceId, Store, StoreError, Timeline, Wanted, searchable,
};

/// Why a timeline on a server cannot be opened.
pub enum Unopened {
    /// The server does not answer, or not with a timeline.
    Store(StoreError),
    /// What it says of actors and sources cannot be read.
    Head(Vec<Diagnostic>),
}

impl Unopened {
    /// Returns what is wrong.
    pub fn diagnostics(self) -> Vec<Diagnostic> {
        match self {
            Self::Store(failed) => {
                let (code, severity) = (Code::Unreadable, Severity::Error);
                vec![Diagnostic::of_file(
                    code,
                    severity,
                    "server",
                    failed.to_string(),
                )]
            }
            Self::Head(found) => found,
        }
    }
}

impl From<StoreError> for Unopened {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Opens a timeline on a server. Its sources are read from a folder, if it is given. What is wrong with them is
/// returned beside it.
pub fn open(
    address: &Address,
    password: Option<&str>,
    folder: Option<&Path>,
) -> Result<(Timeline, Vec<Diagnostic>), Unopened> {
    let host = address.hosts.first().map_or("", |host| host);
    let client = Client::new(address, host, password);
    let tables = Tables::find(&client, address)?;
    let (names, days) = parallel::both(true, || Names::ask(&client), || ask_days(&client, &tables));
    let (names, days) = (names?, days?);
    let folder = folder.map(|folder| SourceRoot::Folder(folder.into()));
    let (dates, head) = parallel::both(
        true,
        || names.read_dates(),
        || {
            let (head, found) = names.head(address, folder)?;
            let records = RecordReader::new(head.actors(), head.sources());
            Ok((head, found, records))
        },
    );
    let (head, found, records) = head.map_err(Unopened::Head)?;
    let engine = Engine {
        client,
        tables,
        records,
        dates: dates?,
        head: Arc::clone(&head),
        tags: names.tags.into_iter().map(|tag| tag.name).collect(),
        cache: std::sync::Mutex::default(),
    };
    let engine = Arc::new(engine);
    let mut calendar = Calendar::read(&days, &engine.dates)?;
    if engine.tables.days.is_some() && calendar.len() != engine.len()? {
        // A push was ended before it could finish. The next one mends that.
        calendar = engine.calendar(&Query::everything(), &|| true)?;
    }
    let all = Chosen::new(Arc::clone(&engine), Query::everything(), calendar);
    let store = ClickHouse {
        engine,
        all: Arc::new(all),
    };
    Ok((Timeline::of_store(head, Arc::new(store)), found))
}

/// A timeline on a server.
#[derive(Debug)]
struct ClickHouse {
    engine: Arc<Engine>,
    all: Arc<Chosen>,
}

/// So many events are searched first for the next hit, then eight times as many, and so on.
const NEAR: usize = 20_000;

/// So many hits are looked at at once if case matters, which only the events themselves tell.
const HITS: usize = 64;

/// So many ids are looked at for one that is similar.
const SIMILAR: usize = 10_000;

impl ClickHouse {
    /// Returns the first event of a selection in a range of ranks that a needle is in.
    fn hit(
        &self,
        (chosen, needle): (&Chosen, &Needle),
        (start, end): (usize, usize),
        direction: Direction,
        wanted: Wanted<'_>,
    ) -> Answer<Option<usize>> {
        let backwards = direction == Direction::Backward;
        let (mut start, mut end) = (start, end);
        while let Some((first, last)) = self.ends(chosen, start, end)? {
            let mut bound = Bound::default();
            let kept = self.engine.condition(&chosen.query, &mut bound)?;
            let text = self.engine.words(needle.folded(), &mut bound)?;
            let condition = format!(
                "earliest BETWEEN {} AND {} AND NOT {} AND NOT {} AND {kept} AND ({text})",
                first.place.earliest(),
                last.place.earliest(),
                first.beyond('<'),
                last.beyond('>'),
            );
            let order = if backwards {
                "earliest DESC, -latest DESC, clock DESC, seq DESC"
            } else {
                ORDER
            };
            let most = if needle.has_case() { HITS } else { 1 };
            let found = self
                .engine
                .fetch(bound, &condition, order, (0, most), wanted)?;
            for id in &found {
                let event = self.engine.event(*id)?;
                if !needle.has_case()
                    || needle.is_in(&searchable(&event, self.engine.head.actors()))
                {
                    return rank_of(chosen, *id).map(Some);
                }
            }
            match found.last() {
                Some(last) if found.len() == most => {
                    let rank = rank_of(chosen, *last)?;
                    (start, end) = if backwards {
                        (start, rank)
                    } else {
                        (rank + 1, end)
                    };
                }
                _ => break,
            }
        }
        Ok(None)
    }

    /// Returns where the first and the last event of a range of ranks stand.
    fn ends(&self, chosen: &Chosen, start: usize, end: usize) -> Answer<Option<(Spot, Spot)>> {
        if start >= end {
            return Ok(None);
        }
        let spot = |rank| {
            let id = Elsewhere::at(chosen, rank)?;
            id.map(|id| self.engine.spot(id)).transpose()
        };
        Ok(spot(start)?.zip(spot(end - 1)?))
    }

    fn one(&self, bound: Bound, condition: &str) -> Answer<Option<EventId>> {
        let found = self
            .engine
            .fetch(bound, condition, ORDER, (0, 1), &|| true)?;
        Ok(found.first().copied())
    }
}

/// Returns what is known of a selection.
fn chosen(selection: &Selection) -> Answer<&Chosen> {
    let chosen = selection.of_store();
    chosen.ok_or(StoreError::UnknownEvent(EventId::new(0)))
}

fn rank_of(chosen: &Chosen, id: EventId) -> Answer<usize> {
    let rank = Elsewhere::rank(chosen, id)?;
    Ok(rank.unwrap_or_else(|rank| rank))
}

impl Store for ClickHouse {
    fn all(&self) -> Selection {
        Selection::elsewhere(Arc::clone(&self.all))
    }

    fn select(&self, query: &Query, wanted: Wanted<'_>) -> Answer<Selection> {
        let calendar = self.engine.calendar(query, wanted)?;
        let chosen = Chosen::new(Arc::clone(&self.engine), query.clone(), calendar);
        Ok(Selection::elsewhere(Arc::new(chosen)))
    }

    fn prepare(
        &self,
        selection: &Selection,
        near: Option<EventId>,
        wanted: Wanted<'_>,
    ) -> Answer<()> {
        let chosen = chosen(selection)?;
        let rank = match near.map(|near| rank_of(chosen, near)) {
            // It may have been of a timeline that was replaced.
            None | Some(Err(StoreError::UnknownEvent(_))) => 0,
            Some(rank) => rank?,
        };
        chosen.prepare(rank, wanted)
    }

    fn tags(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(self.engine.tags.iter().map(String::as_str))
    }

    fn values(&self, facet: Facet) -> Answer<Vec<Key>> {
        let numbers = |count: usize| 0..count;
        let actors = numbers(self.engine.head.actors().len());
        let sources = numbers(self.engine.head.sources().len());
        Ok(match facet {
            Facet::Actor | Facet::Participant => actors
                .map(|index| Key::Actor(ActorId::new(index)))
                .collect(),
            Facet::Source => sources
                .map(|index| Key::Source(SourceId::new(index)))
                .collect(),
            Facet::Tag => self.engine.tags.iter().cloned().map(Key::Tag).collect(),
            Facet::Year => Vec::new(),
        })
    }

    fn dates<'s>(&'s self, selection: &'s Selection) -> Answer<Dates<'s>> {
        if selection.is_empty() {
            return Ok(Box::new(std::iter::empty()));
        }
        Ok(Box::new(chosen(selection)?.calendar.dates()))
    }

    fn event(&self, id: EventId) -> Answer<Arc<Event>> {
        self.engine.event(id)
    }

    fn written(&self, id: EventId) -> Answer<TextFile<'_>> {
        let name = self.engine.head.files().first();
        let name = name.map_or("", |file| &file.name);
        Ok(TextFile::part(name, self.engine.record(id)?.to_string(), 1))
    }

    fn counts(&self, selection: &Selection, facet: Facet) -> Answer<Vec<(Key, usize)>> {
        if selection.is_empty() {
            return Ok(Vec::new());
        }
        self.engine.counts(&chosen(selection)?.query, facet)
    }

    fn seek(
        &self,
        selection: &Selection,
        from: usize,
        needle: &Needle,
        direction: Direction,
        wanted: Wanted<'_>,
    ) -> Answer<Option<usize>> {
        if selection.is_empty() {
            return Ok(None);
        }
        let sought = (chosen(selection)?, needle);
        let len = selection.len();
        // Ever further away, then from the other end up to here.
        let (before, after) = ((0, from), ((from + 1).min(len), len));
        let parts = match direction {
            Direction::Forward => [after, before],
            Direction::Backward => [before, after],
        };
        for (mut start, mut end) in parts {
            let mut step = NEAR;
            while start < end {
                let found = match direction {
                    Direction::Forward => {
                        let middle = end.min(start.saturating_add(step));
                        let part = (start, middle);
                        start = middle;
                        part
                    }
                    Direction::Backward => {
                        let middle = start.max(end.saturating_sub(step));
                        let part = (middle, end);
                        end = middle;
                        part
                    }
                };
                if let Some(rank) = self.hit(sought, found, direction, wanted)? {
                    return Ok(Some(rank));
                }
                step = step.saturating_mul(8);
            }
        }
        self.hit(sought, (from, (from + 1).min(len)), direction, wanted)
    }

    fn find(&self, slug: &str) -> Answer<Option<EventId>> {
        let mut bound = Bound::default();
        let condition = format!("id = {}", bound.text(slug));
        self.one(bound, &condition)
    }

    fn beginning(&self, slug: &str, most: usize) -> Answer<Vec<EventId>> {
        let asked = (slug.to_owned(), most);
        if let Some(known) = self.engine.cache().begun.get(&asked) {
            return Ok(known.clone());
        }
        let mut bound = Bound::default();
        let condition = format!("startsWith(id, {})", bound.text(slug));
        let engine = &self.engine;
        let found = engine.fetch(bound, &condition, "id", (0, most), &|| true)?;
        let mut cache = engine.cache();
        if cache.begun.len() > MOST_TEXTS {
            cache.begun.clear();
        }
        cache.begun.insert(asked, found.clone());
        Ok(found)
    }

    fn did_you_mean(&self, slug: &str) -> Answer<Option<String>> {
        if let Some(known) = self.engine.cache().meant.get(slug) {
            return Ok(known.clone());
        }
        let mut bound = Bound::default();
        let start: String = slug.chars().take(2).collect();
        let start = bound.text(&start);
        let sql = format!(
            "id FROM {} WHERE startsWith(id, {start}) ORDER BY id LIMIT {SIMILAR}",
            self.engine.tables.events
        );
        let known = self.engine.texts(bound, &sql)?;
        let meant = did_you_mean(slug, known.iter().map(String::as_str));
        let mut cache = self.engine.cache();
        if cache.meant.len() > MOST_TEXTS {
            cache.meant.clear();
        }
        cache.meant.insert(slug.to_owned(), meant.clone());
        Ok(meant)
    }

    fn rank_near(&self, selection: &Selection, date: &Date) -> Answer<Option<usize>> {
        if selection.is_empty() {
            return Ok(None);
        }
        let chosen = chosen(selection)?;
        let calendar = &chosen.calendar;
        let [day, latest, _] = date.order().numbers();
        let place = Place::new(day, -latest);
        let mut after = calendar.ranks(place).start;
        if let Some(clock) = date.clock().map(Clock::in_day) {
            after += chosen.before(place, clock.place().into())?;
        }
        Ok(nearest(calendar, after, date))
    }
}

/// Returns the rank to go to for a date if `after` is the first that does not come before it.
fn nearest(calendar: &Calendar, after: usize, date: &Date) -> Option<usize> {
    let before = after.checked_sub(1);
    let Some(next) = calendar.date(after) else {
        return before;
    };
    let is_within = date.latest().is_some_and(|latest| next.start() <= latest);
    let far = |other: &Date| other.start().distance(date.start());
    before
        .filter(|before| {
            !is_within
                && calendar
                    .date(*before)
                    .is_some_and(|it| far(it) <= far(next))
        })
        .or(Some(after))
}

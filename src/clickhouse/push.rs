//! Puts events on a server.

use std::collections::HashSet;
use std::thread::{self, JoinHandle};

use super::address::Address;
use super::alone::Alone;
use super::binary::{Rows, put_shorts, put_text};
use super::bound::Bound;
use super::calendar::UNDATED;
use super::client::Client;
use super::condition::key;
use super::names::Names;
use super::numbers::{Definitions, Numbers};
use super::record;
use super::tables::{COLUMNS, Tables};
use crate::timeline::{Actor, Answer, Event, Query, Source, StoreError, Timeline, folded};

/// What became of the events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// How many are new on the server.
    pub new: usize,
    /// How many were there already.
    pub known: usize,
    /// How many there are on the server.
    pub total: usize,
}

/// So many events are looked at at once.
const BATCH: usize = 50_000;

/// No more bytes are sent at once, apart from the last event.
const BYTES: usize = 1 << 25;

/// Makes the tables on the hosts of an address, unless they are there, and adds the events of a timeline that are not
/// there yet. `tell` is called with the number of events so far.
///
/// # Errors
/// The server fails, or the counts do not agree at the end. What arrived until then is not sent again next time.
pub fn push(
    address: &Address,
    password: Option<&str>,
    timeline: &Timeline,
    definitions: &Definitions,
    tell: &mut dyn FnMut(usize),
) -> Answer<Pushed> {
    let clients = address.hosts.iter();
    let clients: Vec<Client> = clients
        .map(|host| Client::new(address, host, password))
        .collect();
    let Some(client) = clients.first() else {
        return Ok(Pushed::default());
    };
    make_tables(address, password, &clients)?;
    let tables = Tables::find(client, address)?;
    let alone = Alone::claim(client, address)?;
    let pushed = fill(
        &clients,
        address,
        &tables,
        timeline,
        definitions,
        &alone,
        tell,
    );
    alone.release()?;
    pushed
}

/// Fills the tables, and checks what they hold then.
fn fill(
    clients: &[Client],
    address: &Address,
    tables: &Tables,
    timeline: &Timeline,
    definitions: &Definitions,
    alone: &Alone<'_>,
    tell: &mut dyn FnMut(usize),
) -> Answer<Pushed> {
    let Some(client) = clients.first() else {
        return Ok(Pushed::default());
    };
    let mut names = Numbers::of(Names::ask(client)?);
    settle(clients, client, tables)?;
    let before = client.number(&format!("toUInt64(count()) FROM {}", tables.events))?;
    let mut next = match before {
        0 => 0,
        _ => client.number(&format!("max(seq) + 1 FROM {}", tables.events))?,
    };
    names.add_head(timeline, definitions);
    let mut pushed = Pushed::default();
    let all = timeline.select(&Query::everything())?;
    let mut ids = all.iter();
    let mut sending = Sending::to(client, tables);
    sending.send(names.take_new(), Vec::new())?;
    let mut done = 0;
    loop {
        let batch = ids.by_ref().take(BATCH);
        let batch: Vec<_> = batch.map(|id| timeline.read(id?)).collect::<Answer<_>>()?;
        if batch.is_empty() {
            break;
        }
        let known = if before > 0 {
            known_among(client, tables, batch.iter().map(|event| &*event.slug))?
        } else {
            HashSet::new()
        };
        let mut rows = Vec::new();
        for event in &batch {
            if known.contains(&event.slug) {
                pushed.known += 1;
                continue;
            }
            put_event(event, timeline, next, &mut names, &mut rows)?;
            pushed.new += 1;
            next += 1;
            if rows.len() > BYTES {
                sending.send(names.take_new(), std::mem::take(&mut rows))?;
            }
        }
        alone.renew()?;
        sending.send(names.take_new(), rows)?;
        // The batches before have arrived.
        tell(done);
        done += batch.len();
    }
    sending.finish()?;
    tell(done);
    pushed.total = settle(clients, client, tables)?;
    let expected = before + pushed.new;
    if pushed.total != expected {
        return Err(StoreError::failed(format!(
            "there are {} events at {address}, and there should be {expected}: is somebody else pushing?",
            pushed.total
        )));
    }
    Ok(pushed)
}

/// Sends a batch while the next one is made.
struct Sending<'c> {
    client: &'c Client,
    sql: String,
    current: Option<JoinHandle<Answer<()>>>,
}

impl<'c> Sending<'c> {
    fn to(client: &'c Client, tables: &Tables) -> Self {
        let columns: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
        let columns = columns.join(", ");
        Self {
            client,
            sql: format!("INSERT INTO {} ({columns}) FORMAT RowBinary", tables.events),
            current: None,
        }
    }

    /// Sends names and then the events that have them, once the last batch has arrived.
    fn send(&mut self, names: Vec<u8>, events: Vec<u8>) -> Answer<()> {
        self.finish()?;
        let (client, sql) = (self.client.clone(), self.sql.clone());
        self.current = Some(thread::spawn(move || {
            let into_names =
                "INSERT INTO names (kind, number, name, title, record) FORMAT RowBinary";
            for (sql, rows) in [(into_names, names), (&sql, events)] {
                if !rows.is_empty() {
                    client.insert(sql, rows)?;
                }
            }
            Ok(())
        }));
        Ok(())
    }

    /// Waits until the last batch has arrived.
    fn finish(&mut self) -> Answer<()> {
        let sent = self.current.take().map(JoinHandle::join);
        let failed = || StoreError::failed("sending failed");
        sent.map_or(Ok(()), |sent| sent.map_err(|_| failed())?)
    }
}

fn make_tables(address: &Address, password: Option<&str>, clients: &[Client]) -> Answer<()> {
    for client in clients {
        let sql = "SELECT engine FROM system.tables WHERE database = currentDatabase() AND name = 'ev' \
                   FORMAT RowBinary";
        // A database that is not there yet has no view.
        let answer = client.ask(&Bound::new(sql), &|| true).unwrap_or_default();
        if Rows::new(&answer)
            .text()
            .is_ok_and(|engine| engine.ends_with("View"))
        {
            return Err(StoreError::failed(format!(
                "the events at {address} are a view of another table; push into a database of its own"
            )));
        }
    }
    let anywhere = Address {
        database: "default".to_owned(),
        ..address.clone()
    };
    let statements = Tables::statements(address);
    let Some((database, tables)) = statements.split_first() else {
        return Ok(());
    };
    for host in &address.hosts {
        Client::new(&anywhere, host, password).run(database)?;
    }
    for client in clients {
        for statement in tables {
            client.run(statement)?;
        }
    }
    Ok(())
}

/// Returns those of some ids that are on the server.
fn known_among<'i>(
    client: &Client,
    tables: &Tables,
    ids: impl Iterator<Item = &'i str>,
) -> Answer<HashSet<String>> {
    let mut bound = Bound::default();
    let list = bound.texts(ids);
    bound.sql = format!(
        "SELECT id FROM {} WHERE id GLOBAL IN {list} FORMAT RowBinary",
        tables.events
    );
    let answer = client.ask(&bound, &|| true)?;
    let mut rows = Rows::new(&answer);
    let mut known = HashSet::new();
    while rows.has_more() {
        known.insert(rows.text()?);
    }
    Ok(known)
}

/// Makes sure that the tables that follow from that of the events agree with it, and returns the number of events.
/// They do not if a push was ended between one and the other.
fn settle(clients: &[Client], first: &Client, tables: &Tables) -> Answer<usize> {
    for client in clients {
        let events = client.number("toUInt64(count()) FROM ev")?;
        let parts = client.number("toUInt64(sum(length(actors))) FROM ev")?;
        let days = client.number("toUInt64(sum(events)) FROM day")?;
        let posts = client.number("toUInt64(count()) FROM post")?;
        if days != events {
            client.run("TRUNCATE TABLE day")?;
            client.run(
                "INSERT INTO day SELECT earliest, latest, date, toUInt64(count()) AS events FROM ev \
                 GROUP BY earliest, latest, date",
            )?;
        }
        if posts != parts {
            client.run("TRUNCATE TABLE post")?;
            client.run(
                "INSERT INTO post SELECT arrayJoin(actors) AS actor, earliest, latest, clock, seq, date FROM ev",
            )?;
        }
    }
    first.number(&format!("toUInt64(count()) FROM {}", tables.events))
}

/// Adds the row of an event.
fn put_event(
    event: &Event,
    timeline: &Timeline,
    seq: usize,
    names: &mut Numbers,
    out: &mut Vec<u8>,
) -> Answer<()> {
    let date = event.when.date();
    let [earliest, latest, clock] =
        date.map_or([UNDATED, -UNDATED, -1], |date| date.order().numbers());
    let latest = -latest;
    let number = date.map_or(0, |date| names.date(date, earliest, latest));
    let actor = |index| timeline.actors().get(index).map(Actor::slug);
    let source = |index| timeline.sources().get(index).map(Source::slug);
    let actors = event
        .actors
        .iter()
        .filter_map(|it| names.actors.get(actor(it.actor.index())?));
    let mut actors: Vec<u32> = actors.copied().collect();
    actors.sort_unstable();
    actors.dedup();
    let sources = event
        .citations
        .iter()
        .filter_map(|it| names.sources.get(source(it.source.index())?));
    let sources: Vec<u32> = sources.copied().collect();
    let mut tags: Vec<u32> = event.tags.iter().map(|tag| names.tag(tag)).collect();
    tags.sort_unstable();
    tags.dedup();
    let record = record::write(event, timeline);
    let record = record.ok_or(StoreError::failed(
        "an event names an actor that is not there",
    ))?;
    for number in [earliest, latest, clock] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    out.extend_from_slice(&(seq as u64).to_le_bytes());
    out.extend_from_slice(&number.to_le_bytes());
    out.extend([event.status as u8, u8::from(event.has_conflict())]);
    for list in [&actors, &tags, &sources] {
        put_shorts(list, out);
    }
    for text in [&event.slug, &key(&event.slug), &folded(event), &record] {
        put_text(text, out);
    }
    Ok(())
}

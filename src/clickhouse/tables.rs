//! The tables of a timeline, and how they are made.

use std::collections::BTreeMap;

use super::address::Address;
use super::binary::Rows;
use super::bound::Bound;
use super::client::Client;
use crate::text::sanitize;
use crate::timeline::{Answer, StoreError};

/// What the tables are called on a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    /// The events: of all servers, if they are spread over several.
    pub events: String,
    /// The days with the numbers of their events, if they are kept.
    pub days: Option<String>,
    /// The events of each actor, if they are kept.
    pub posts: Option<String>,
}

/// The columns of the table of events that are read.
pub const COLUMNS: [(&str, &str); 14] = [
    ("earliest", "Int64"),
    ("latest", "Int64"),
    ("clock", "Int64"),
    ("seq", "UInt64"),
    ("date", "UInt32"),
    ("status", "UInt8"),
    ("conflict", "UInt8"),
    ("actors", "Array(UInt32)"),
    ("tags", "Array(UInt32)"),
    ("sources", "Array(UInt32)"),
    ("id", "String"),
    ("key", "String"),
    ("text", "String"),
    ("record", "String"),
];

/// The names that numbers stand for, and what a table of the file says of them.
const NAMES: [(&str, &str); 5] = [
    ("kind", "UInt8"),
    ("number", "UInt32"),
    ("name", "String"),
    ("title", "String"),
    ("record", "String"),
];

impl Tables {
    /// Returns the tables of a timeline in the database of a client.
    ///
    /// # Errors
    /// There are none, or they are of something else.
    pub fn find(client: &Client, address: &Address) -> Answer<Self> {
        let sql = "SELECT table, name, type FROM system.columns WHERE database = currentDatabase() \
                   AND table IN ('ev', 'evd', 'post', 'postd', 'day', 'dayd', 'names') FORMAT RowBinary";
        let answer = client.ask(&Bound::new(sql), &|| true)?;
        let mut rows = Rows::new(&answer);
        let mut found: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        while rows.has_more() {
            let (table, column) = (rows.text()?, rows.text()?);
            found.entry(table).or_default().insert(column, rows.text()?);
        }
        let first = |names: [&str; 2]| {
            let mut names = names.into_iter();
            names
                .find(|name| found.contains_key(*name))
                .map(str::to_owned)
        };
        let Some(events) = first(["evd", "ev"]) else {
            return Err(StoreError::failed(format!(
                "there is no timeline at {address}; `annals push {address} FILE` makes one"
            )));
        };
        for (table, columns) in [(events.as_str(), &COLUMNS[..]), ("names", &NAMES)] {
            let known = found.get(table);
            let fits = |(column, kind): &&(&str, &str)| {
                known
                    .and_then(|known| known.get(*column))
                    .map(String::as_str)
                    == Some(*kind)
            };
            if let Some((column, kind)) = columns.iter().find(|column| !fits(column)) {
                let is = known.and_then(|known| known.get(*column));
                let is = is.map_or("is not there".to_owned(), |is| {
                    format!("is {}", sanitize::line(is))
                });
                return Err(StoreError::failed(format!(
                    "the table `{table}` at {address} is of something else: its column `{column}` should be \
                     {kind} and {is}; use a database of its own"
                )));
            }
        }
        Ok(Self {
            events,
            days: first(["dayd", "day"]),
            posts: first(["postd", "post"]),
        })
    }

    /// Returns the statements that make the tables, where there are none yet.
    pub fn statements(address: &Address) -> Vec<String> {
        let columns = |columns: &[(&str, &str)]| {
            let columns = columns.iter().map(|(name, kind)| format!("{name} {kind}"));
            columns.collect::<Vec<_>>().join(", ")
        };
        let make = "CREATE TABLE IF NOT EXISTS";
        let events = columns(&COLUMNS);
        let mut all = vec![
            format!("CREATE DATABASE IF NOT EXISTS `{}`", address.database),
            format!("{make} ev ({events}) ENGINE = MergeTree ORDER BY (earliest, -latest, clock, seq)"),
            format!(
                "{make} post (actor UInt32, earliest Int64, latest Int64, clock Int64, seq UInt64, date UInt32) \
                 ENGINE = MergeTree ORDER BY (actor, earliest, -latest, clock, seq)"
            ),
            format!(
                "{make} day (earliest Int64, latest Int64, date UInt32, events UInt64) \
                 ENGINE = SummingMergeTree ORDER BY (earliest, latest, date)"
            ),
            "CREATE MATERIALIZED VIEW IF NOT EXISTS post_mv TO post AS \
             SELECT arrayJoin(actors) AS actor, earliest, latest, clock, seq, date FROM ev"
                .to_owned(),
            "CREATE MATERIALIZED VIEW IF NOT EXISTS day_mv TO day AS \
             SELECT earliest, latest, date, toUInt64(count()) AS events FROM ev GROUP BY earliest, latest, date"
                .to_owned(),
            format!(
                "{make} pushing (run UInt64, at DateTime, over UInt8) ENGINE = MergeTree ORDER BY run"
            ),
            format!(
                "{make} names ({}) ENGINE = MergeTree ORDER BY (kind, number)",
                columns(&NAMES)
            ),
        ];
        if let Some(cluster) = &address.cluster {
            for (table, key) in [("ev", "seq"), ("post", "seq"), ("day", "rand()")] {
                all.push(format!(
                    "{make} {table}d AS {table} ENGINE = Distributed('{cluster}', '{}', '{table}', {key})",
                    address.database
                ));
            }
        }
        all
    }
}

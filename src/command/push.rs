//! `annals push`

use std::collections::HashMap;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use toml::{Table, Value};

use super::environment::{Environment, Outcome, Streams};
use super::input::loaded;
use super::print::counted;
use crate::clickhouse::{self, Address, Definitions};
use crate::diagnostic::{Code, Diagnostic, Subject};
use crate::load;
use crate::timeline::Timeline;

/// Puts the events of files on a server.
pub fn run(
    address: &str,
    files: &[PathBuf],
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let address = match Address::parse(address) {
        Ok(address) => address,
        Err(why) => {
            writeln!(streams.err, "annals: {why}")?;
            return Ok(Outcome::Unusable);
        }
    };
    let Some(loaded) = loaded(files, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let unnamed = |found: &&Diagnostic| {
        found.code == Code::MissingKey && matches!(found.subject, Subject::EventId(_))
    };
    if loaded.diagnostics.iter().any(|found| unnamed(&found)) {
        let why = "some events have no `id`, by which events on a server are told apart";
        writeln!(streams.err, "annals: {why}")?;
        return Ok(Outcome::Unusable);
    }
    let timeline = &loaded.timeline;
    let definitions = definitions(timeline);
    let total = timeline.len();
    let err = &mut streams.err;
    let mut tell = |done| {
        if environment.screen {
            // If this cannot be shown, the events arrive all the same.
            let _ = write!(err, "\r{done} of {total} events");
            let _ = err.flush();
        }
    };
    let password = environment.password();
    let password = password.as_deref();
    let pushed = clickhouse::push(&address, password, timeline, &definitions, &mut tell);
    if environment.screen {
        writeln!(streams.err)?;
    }
    match pushed {
        Ok(pushed) => {
            let new = counted(pushed.new, "new event");
            let known = match pushed.known {
                0 => String::new(),
                known => format!(", {known} known already"),
            };
            let total = counted(pushed.total, "event");
            writeln!(streams.out, "{new}{known}. {address} has {total}.")?;
            Ok(Outcome::Fine)
        }
        Err(failed) => {
            writeln!(streams.err, "annals: {failed}")?;
            Ok(Outcome::Unusable)
        }
    }
}

/// Returns what the curated files say of the timeline, its actors and its sources. They were read without a fault.
fn definitions(timeline: &Timeline) -> Definitions {
    let mut all = Definitions::default();
    let is_toml = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "toml");
    let paths = timeline
        .files()
        .iter()
        .filter_map(|file| file.path.as_ref());
    let curated: Vec<PathBuf> = paths.filter(is_toml).cloned().collect();
    for input in load::read_inputs(&curated).unwrap_or_default() {
        let Ok(mut file) = input.text().parse::<Table>() else {
            continue;
        };
        let mut tables = |key| match file.remove(key) {
            Some(Value::Table(tables)) => tables,
            _ => Table::new(),
        };
        if all.timeline.is_empty() {
            all.timeline = tables("timeline").to_string();
        }
        let lines = |table: Value| match table {
            Value::Table(table) => table.to_string(),
            _ => String::new(),
        };
        let each = |tables: Table| {
            tables
                .into_iter()
                .map(move |(id, table)| (id, lines(table)))
        };
        let merge = |into: &mut HashMap<String, String>, tables: Table| {
            for (id, record) in each(tables) {
                into.entry(id).or_insert(record);
            }
        };
        merge(&mut all.actors, tables("actors"));
        merge(&mut all.sources, tables("sources"));
    }
    all
}

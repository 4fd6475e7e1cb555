//! JSON: one array, one event a line, or a whole timeline.

use std::io::Write;

use anyhow::Result;
use serde::ser::{Error, SerializeSeq};
use serde::{Serialize, Serializer};

use super::definitions::{ActorTable, HeadTable, SourceTable};
use super::{EventRecord, Setting, Skipped, Used};
use crate::timeline::{Selection, Timeline};

/// Writes an array of events, indented.
pub fn write_array(
    out: &mut dyn Write,
    timeline: &Timeline,
    selection: &Selection,
) -> Result<Skipped> {
    write_pretty(out, &Events(timeline, selection))
}

/// Writes one event a line.
pub fn write_lines(
    out: &mut dyn Write,
    timeline: &Timeline,
    selection: &Selection,
) -> Result<Skipped> {
    for id in selection.iter() {
        let event = timeline.read(id?)?;
        serde_json::to_writer(&mut *out, &EventRecord::new(timeline, &event))?;
        writeln!(out)?;
    }
    Ok(Skipped::default())
}

/// Writes a whole timeline as one object, indented.
pub fn write_whole(
    out: &mut dyn Write,
    timeline: &Timeline,
    selection: &Selection,
    setting: &Setting,
) -> Result<Skipped> {
    let used = Used::new(timeline, selection, setting.all)?;
    let actors = used.actors();
    let actors = actors.map(|(_, actor)| (actor.slug(), ActorTable::new(timeline, actor)));
    let sources = used.sources().map(|(id, source)| {
        let table = SourceTable::new(source, setting.text_of(id));
        (source.slug(), table)
    });
    write_pretty(
        out,
        &Whole {
            timeline: HeadTable::new(timeline),
            actors: Tables(actors.collect()),
            sources: Tables(sources.collect()),
            events: Events(timeline, selection),
        },
    )
}

fn write_pretty(out: &mut dyn Write, value: &impl Serialize) -> Result<Skipped> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)?;
    Ok(Skipped::default())
}

/// A whole timeline. It begins with the key by which it is recognised when it is read.
#[derive(Serialize)]
struct Whole<'a> {
    timeline: HeadTable<'a>,
    actors: Tables<'a, ActorTable<'a>>,
    sources: Tables<'a, SourceTable<'a>>,
    events: Events<'a>,
}

/// Tables by their ids, in order.
struct Tables<'a, T>(Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for Tables<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, table)| (id, table)))
    }
}

/// Events, read one after the other.
struct Events<'a>(&'a Timeline, &'a Selection);

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(timeline, selection) = self;
        let mut list = serializer.serialize_seq(Some(selection.len()))?;
        for id in selection.iter() {
            let event = id.and_then(|id| timeline.read(id));
            let event = event.map_err(S::Error::custom)?;
            list.serialize_element(&EventRecord::new(timeline, &event))?;
        }
        list.end()
    }
}

//! JSON: one array, one event a line, or a whole timeline.

use std::io::Write;

use anyhow::Result;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use super::definitions::{ActorTable, HeadTable, SourceTable};
use super::listed::{Each, Listed, write_pretty};
use super::{EventRecord, Setting, Skipped, Used};
use crate::timeline::{Event, Selection, Timeline};

/// Writes an array of events, indented.
pub fn write_array(
    out: &mut dyn Write,
    timeline: &Timeline,
    selection: &Selection,
) -> Result<Skipped> {
    let events = Listed::<Records>::new(timeline, selection);
    write_pretty(out, &events)?;
    Ok(events.skipped())
}

/// Writes one event a line.
pub fn write_lines(
    out: &mut dyn Write,
    timeline: &Timeline,
    selection: &Selection,
) -> Result<Skipped> {
    let mut skipped = Skipped::default();
    for id in selection.iter() {
        let event = timeline.read(id?)?;
        skipped.skip_faults(&event);
        serde_json::to_writer(&mut *out, &EventRecord::new(timeline, &event))?;
        writeln!(out)?;
    }
    Ok(skipped)
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
        let table = SourceTable::new(source, id, setting);
        (source.slug(), table)
    });
    let whole = Whole {
        timeline: HeadTable::new(timeline),
        actors: Tables(actors.collect()),
        sources: Tables(sources.collect()),
        events: Listed::new(timeline, selection),
    };
    write_pretty(out, &whole)?;
    Ok(whole.events.skipped())
}

/// A whole timeline.
#[derive(Serialize)]
struct Whole<'a> {
    timeline: HeadTable<'a>,
    actors: Tables<'a, ActorTable<'a>>,
    sources: Tables<'a, SourceTable<'a>>,
    events: Listed<'a, Records>,
}

/// Tables by their ids, in order.
struct Tables<'a, T>(Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for Tables<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, table)| (id, table)))
    }
}

/// Events as other programs read them.
enum Records {}

impl Each for Records {
    fn add<S: SerializeSeq>(
        timeline: &Timeline,
        event: &Event,
        skipped: &mut Skipped,
        list: &mut S,
    ) -> Result<(), S::Error> {
        skipped.skip_faults(event);
        list.serialize_element(&EventRecord::new(timeline, event))
    }
}

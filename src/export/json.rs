//! JSON: one array, or one event a line.

use std::io::Write;

use anyhow::Result;
use serde::Serializer;
use serde::ser::SerializeSeq;

use super::{EventRecord, Skipped};
use crate::timeline::{Selection, Timeline};

/// Writes an array of events, indented.
pub fn write_array(
    out: &mut dyn Write,
    timeline: &Timeline,
    selection: &Selection,
) -> Result<Skipped> {
    let mut skipped = Skipped::default();
    let mut json = serde_json::Serializer::pretty(&mut *out);
    let mut array = json.serialize_seq(Some(selection.len()))?;
    for id in selection.iter() {
        let id = id?;
        let event = timeline.read(id)?;
        skipped.skip_citation_dates(&event);
        array.serialize_element(&EventRecord::new(timeline, &event))?;
    }
    array.end()?;
    writeln!(out)?;
    Ok(skipped)
}

/// Writes one event a line.
pub fn write_lines(
    out: &mut dyn Write,
    timeline: &Timeline,
    selection: &Selection,
) -> Result<Skipped> {
    let mut skipped = Skipped::default();
    for id in selection.iter() {
        let id = id?;
        let event = timeline.read(id)?;
        skipped.skip_citation_dates(&event);
        serde_json::to_writer(&mut *out, &EventRecord::new(timeline, &event))?;
        writeln!(out)?;
    }
    Ok(skipped)
}

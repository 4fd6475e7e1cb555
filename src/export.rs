//! Events written for other programs and for people: one writer per format, each over
//! the same records. Field names are defined in [`record`] alone.

#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing)
)]

mod annotations;
mod content_line;
mod csv;
mod definitions;
mod evidence;
mod html;
mod ics;
mod identifier;
mod ids;
mod json;
mod listed;
mod markdown;
mod overview;
mod record;
mod report;
mod section;
mod setting;
mod skipped;
mod span;
mod table;
#[cfg(test)]
mod tests;
mod timelinejs;
mod toml;
mod used;
mod words;

pub use table::columns;

use std::io::Write;

use anyhow::Result;

use ids::Ids;
pub use record::EventRecord;
pub use section::{Section, key, quoted};
pub use setting::Setting;
pub use skipped::Skipped;
pub use used::Used;

use crate::timeline::{Selection, Timeline};

/// A format that `list` writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Aligned columns, for people.
    #[default]
    Table,
    /// One array of events.
    Json,
    /// One event a line.
    Jsonl,
    /// One line for each citation of an event.
    Csv,
    /// A Markdown table.
    Md,
}

/// A format that `export` writes, as a file for other programs or for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FileFormat {
    /// HTML: one page with the events, and beside them the sources with every quote marked.
    Html,
    /// An event file with actors, sources and events.
    Toml,
    /// The same as one JSON object.
    Json,
    /// JSON Lines: one event a line.
    Jsonl,
    /// CSV: one line for each citation of an event.
    Csv,
    /// A report in Markdown: a chronology, and a note for each citation.
    Md,
    /// iCalendar: an entry for each event, for calendars.
    Ics,
    /// The JSON of a `TimelineJS` 3 presentation.
    Timelinejs,
    /// Web annotations in JSON-LD: one for each citation of a page.
    Annotations,
}

impl FileFormat {
    /// Returns whether the file names the texts of sources, which then have to be in its folder.
    pub fn names_texts(self) -> bool {
        matches!(self, Self::Toml | Self::Json)
    }
}

/// Returns the name of a format on the command line.
pub fn name(format: &impl clap::ValueEnum) -> String {
    let value = format.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

/// Writes the events of a selection in a format, one after the other. Returns what the format has no
/// place for.
///
/// # Errors
/// Those of the writer and of the store.
pub fn write(
    out: &mut dyn Write,
    format: Format,
    timeline: &Timeline,
    selection: &Selection,
) -> Result<Skipped> {
    match format {
        Format::Table => table::write(out, timeline, selection),
        Format::Json => json::write_array(out, timeline, selection),
        Format::Jsonl => json::write_lines(out, timeline, selection),
        Format::Csv => csv::write(out, timeline, selection),
        Format::Md => overview::write(out, timeline, selection),
    }
}

/// Writes the events of a selection as a file, one after the other. Returns what the format has no place for.
///
/// # Errors
/// Those of the writer and of the store.
pub fn write_file(
    out: &mut dyn Write,
    format: FileFormat,
    timeline: &Timeline,
    selection: &Selection,
    setting: &Setting,
) -> Result<Skipped> {
    match format {
        FileFormat::Html => html::write(out, timeline, selection, setting),
        FileFormat::Toml => toml::write(out, timeline, selection, setting),
        FileFormat::Json => json::write_whole(out, timeline, selection, setting),
        FileFormat::Jsonl => json::write_lines(out, timeline, selection),
        FileFormat::Csv => csv::write(out, timeline, selection),
        FileFormat::Md => report::write(out, timeline, selection, setting),
        FileFormat::Ics => ics::write(out, timeline, selection, setting),
        FileFormat::Timelinejs => timelinejs::write(out, timeline, selection),
        FileFormat::Annotations => annotations::write(out, timeline, selection),
    }
}

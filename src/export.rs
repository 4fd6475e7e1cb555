//! Events written for other programs and for people: one writer per format, each over
//! the same records. What a field is called stands in [`record`] alone.

mod csv;
mod markdown;
mod record;
mod table;

pub use table::columns;

use std::io::{self, Write};

pub use record::EventRecord;

use crate::timeline::{EventId, Timeline};

/// What `list` can write.
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

/// Writes events in a format.
///
/// # Errors
/// Those of the writer.
pub fn write(
    out: &mut dyn Write,
    format: Format,
    timeline: &Timeline,
    ids: &[EventId],
) -> io::Result<()> {
    let records = || ids.iter().filter_map(|id| EventRecord::new(timeline, *id));
    match format {
        Format::Table => table::write(out, timeline, ids),
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &records().collect::<Vec<_>>())?;
            writeln!(out)
        }
        Format::Jsonl => {
            for record in records() {
                serde_json::to_writer(&mut *out, &record)?;
                writeln!(out)?;
            }
            Ok(())
        }
        Format::Csv => csv::write(out, records()),
        Format::Md => markdown::write(out, timeline, ids),
    }
}

//! `annals source`: originals that are no plain text, and the editions of their text.

mod add;
mod child;
mod definition;
mod edition;
mod event_file;
mod facts;
mod fetch;
mod insertion;
mod interrupt;
mod known;
mod list;
mod names;
mod notes;
mod ocr;
mod original;
mod place;
mod program;
mod progress;
mod renew;
mod revision;
mod second;
mod undo;

use anyhow::Result;

use super::environment::{Environment, Outcome, Streams};
use crate::cli::Source;

/// Runs a command on sources.
///
/// # Errors
/// Why it is not done. Nothing is written then.
pub fn run(asked: Source, environment: &Environment, streams: &mut Streams<'_>) -> Result<Outcome> {
    match asked {
        Source::Add(asked) => add::run(&asked, environment, streams),
        Source::Refresh { ids, events } => {
            renew::refresh(&ids, events.as_deref(), environment, streams)
        }
        Source::Diff { id, events } => renew::diff(&id, events.as_deref(), environment, streams),
        Source::List { file, format } => list::run(file, format, environment, streams),
        Source::Read(asked) => child::reader::run(asked, streams),
    }
}

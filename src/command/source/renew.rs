//! `annals source refresh` and `annals source diff`: fetches or reads an original again, and tells what becomes of the
//! quotes.

mod dates;
mod renewal;
mod report;

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::event_file::EventFile;
use super::interrupt::Signals;
use super::revision::{Revision, revise};
use super::undo::Made;
use crate::command::environment::{Environment, Outcome, Streams};
use crate::command::print::{named, print_all, with_causes};
use crate::diagnostic::quoted;
use crate::load;
use renewal::{Renewal, Renewed};

/// Renews the texts of sources, one after the other. One that fails does not keep the others from being renewed.
///
/// # Errors
/// The event file cannot be opened; a stream is closed; a signal came while a text was written.
pub fn refresh(
    ids: &[String],
    events: Option<&Path>,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let mut outcome = Outcome::Fine;
    let signals = Signals::watched()?;
    for id in ids {
        ensure!(!signals.came(), "interrupted before {}", quoted(id));
        // Each source is written before the next one is read, which may be defined in the same file.
        let file = EventFile::open(events)?;
        let done = renewed(id, &file, environment, streams, &mut |renewal, streams| {
            report::outcomes(renewal, streams)?;
            write(renewal, &file, &signals)?;
            report::written(renewal, &file.path, streams)
        });
        match done {
            Ok(Outcome::Fine) => {}
            Ok(other) => outcome = other,
            Err(error) => {
                writeln!(streams.err, "annals: {}", with_causes(&error))?;
                outcome = Outcome::Unusable;
            }
        }
    }
    Ok(outcome)
}

/// Tells what `refresh` would do with a source, and which paragraphs differ.
///
/// # Errors
/// The original cannot be had; a stream is closed.
pub fn diff(
    id: &str,
    events: Option<&Path>,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let file = EventFile::open(events)?;
    renewed(id, &file, environment, streams, &mut |renewal, streams| {
        report::outcomes(renewal, streams)?;
        report::paragraphs(renewal, streams)
    })
}

/// Reads an original again. If its text has changed, does something with it.
fn renewed(
    id: &str,
    file: &EventFile,
    environment: &Environment,
    streams: &mut Streams<'_>,
    then: &mut dyn FnMut(&Renewal<'_>, &mut Streams<'_>) -> Result<()>,
) -> Result<Outcome> {
    let loaded = match load::load(std::slice::from_ref(&file.path)) {
        Ok(loaded) => loaded,
        Err(found) => {
            print_all(&found, environment.colour_errors, streams.err)?;
            return Ok(Outcome::Unusable);
        }
    };
    match renewal::renew(id, file, &loaded.timeline, environment, streams)? {
        Renewed::Same(why) => writeln!(streams.out, "{id}: {why}")?,
        Renewed::Changed(renewal) => then(&renewal, streams)?,
    }
    Ok(Outcome::Fine)
}

/// Writes the new files, and then the event file; or nothing.
fn write(renewal: &Renewal<'_>, file: &EventFile, signals: &Signals) -> Result<()> {
    let revision = Revision {
        id: renewal.source.slug(),
        file: &renewal.file,
        retrieved: &renewal.dates.now,
        before: &renewal.dates.before,
    };
    let text = revise(&file.text, &revision);
    let text = text.with_context(|| format!("cannot change {}", named(&file.path)))?;
    let _held = signals.hold();
    let mut made = Made::default();
    for (place, bytes) in &renewal.files {
        made.file(&place.path, bytes)?;
    }
    file.rewrite(&text)?;
    made.keep();
    Ok(())
}

//! `annals import draft`: takes proposed events in if their quotes are in the sources.

mod actors;
mod toml;
mod verify;

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use self::verify::Verifier;
use super::report::{print, refused};
use crate::cli::Import;
use crate::command::environment::{Environment, Outcome, Streams};
use crate::command::input::event_files;
use crate::command::print::print_all;
use crate::command::replace::write_new;
use crate::diagnostic::safe;
use crate::import::{Failure, Importer, each_draft};
use crate::load;

/// The name of the dialect.
pub const NAME: &str = "draft";

/// Verifies the quotes of proposed events, writes the events as a TOML file of drafts, and says what became of them.
pub fn run(
    mut input: impl Read,
    path: &Path,
    asked: &Import,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let shown = safe(&path.display().to_string());
    let mut files = event_files(&asked.events);
    if files.is_empty() {
        files.push(PathBuf::from("events.toml"));
    }
    let inputs = load::read_inputs(&files);
    let loaded = match inputs.and_then(|inputs| load::from_inputs(&inputs)) {
        Ok(loaded) => loaded,
        Err(found) => {
            print_all(&found, environment.colour_errors, streams.err)?;
            let help = "drafts are verified against event files; name them with --events";
            writeln!(streams.err, "annals: {help}")?;
            return Ok(Outcome::Unusable);
        }
    };
    let mut bytes = Vec::new();
    input
        .read_to_end(&mut bytes)
        .with_context(|| format!("cannot import {shown}"))?;
    let mut not_utf8 = not_utf8(&bytes);
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut verifier = Verifier::new(&loaded.timeline, asked.on_missing);
    // Only the counts are wanted of it: the events are written as TOML.
    let mut nowhere = std::io::sink();
    let mut importer = Importer::compact(&mut nowhere);
    let read = each_draft(text, &mut importer, |record, importer| {
        if let Some(why) = not_utf8.take() {
            importer.alter(why);
        }
        verifier.take(record, importer)
    });
    match read {
        Ok(()) => {}
        Err(Failure::Io(error)) => return Err(error).context(format!("cannot import {shown}")),
        Err(failure) => return refused(&shown, failure, streams),
    }
    let report = importer.finish()?;
    let drafts = verifier.finish();
    if let Some(output) = &asked.output {
        let written = write_new(output, |file| Ok(toml::write(file, &drafts)?));
        written.with_context(|| format!("cannot write {}", safe(&output.display().to_string())))?;
    } else {
        toml::write(streams.out, &drafts)?;
    }
    let files: Vec<String> = files
        .iter()
        .map(|file| safe(&file.display().to_string()))
        .collect();
    writeln!(
        streams.err,
        "annals: the quotes of {shown} are looked for in the sources of {}",
        files.join(", ")
    )?;
    print(&report, streams.err)?;
    let is_altered = asked.strict && report.altered > 0;
    Ok(if report.refused() > 0 || is_altered {
        Outcome::Findings
    } else {
        Outcome::Fine
    })
}

/// Returns what is said of an input that is not UTF-8, with the line of the first byte that is not.
fn not_utf8(bytes: &[u8]) -> Option<String> {
    let end = std::str::from_utf8(bytes).err()?.valid_up_to();
    let before = bytes.get(..end).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    Some(format!(
        "the input is not in UTF-8, first on line {line}; what cannot be read became `\u{fffd}`"
    ))
}

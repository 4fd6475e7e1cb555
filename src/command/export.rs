//! `annals export`

use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::environment::{Environment, Outcome, Streams};
use super::input::selected;
use super::replace::write_new;
use crate::cli::Events;
use crate::diagnostic::safe;
use crate::export::{self, FileFormat};

/// Writes the events that the filter keeps to a file, or to standard output.
pub fn run(
    events: &Events,
    format: FileFormat,
    output: Option<&Path>,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let Some((loaded, selection)) = selected(events, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let write = |out: &mut dyn Write| export::write_file(out, format, &loaded.timeline, &selection);
    let skipped = match output {
        None => write(streams.out)?,
        Some(path) => write_new(path, |file| {
            let mut out = BufWriter::new(file);
            let skipped = write(&mut out)?;
            out.flush()?;
            Ok(skipped)
        })
        .with_context(|| format!("cannot write {}", safe(&path.display().to_string())))?,
    };
    if let Some(words) = skipped.words() {
        writeln!(
            streams.err,
            "annals: {} leaves out {words}",
            export::name(&format)
        )?;
    }
    Ok(Outcome::Fine)
}

//! `annals list`

use std::path::PathBuf;

use anyhow::Result;

use super::environment::{Environment, Outcome, Streams};
use super::input::{filter, loaded};
use crate::export::{self, Format};

/// Prints the events that the filter keeps.
pub fn run(
    files: &[PathBuf],
    filter_text: &str,
    format: Format,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let Some(loaded) = loaded(files, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let timeline = &loaded.timeline;
    let Some(filter) = filter(filter_text, timeline, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let selection = timeline.select(filter.query())?;
    let skipped = export::write(streams.out, format, timeline, &selection)?;
    if let Some(words) = skipped.words() {
        writeln!(streams.err, "annals: {} leaves out {words}", format.name())?;
    }
    Ok(Outcome::Fine)
}

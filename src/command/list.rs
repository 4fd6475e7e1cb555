//! `annals list`

use anyhow::Result;

use super::environment::{Environment, Outcome, Streams};
use super::input::selected;
use crate::cli::Events;
use crate::export::{self, Format};

/// Prints the events that the filter keeps.
pub fn run(
    events: &Events,
    format: Format,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let Some((loaded, selection)) = selected(events, environment, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let timeline = &loaded.timeline;
    let skipped = export::write(streams.out, format, timeline, &selection)?;
    if let Some(words) = skipped.words() {
        writeln!(streams.err, "annals: {} {words}", export::name(&format))?;
    }
    Ok(Outcome::Fine)
}

//! `annals list`

use std::path::PathBuf;

use anyhow::Result;

use super::{Outcome, Streams, Surroundings, filter, loaded};
use crate::export::{self, Format};
use crate::timeline::EventId;

/// Prints the events that the filter keeps.
pub fn run(
    files: &[PathBuf],
    filter_text: &str,
    format: Format,
    around: &Surroundings,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let Some(loaded) = loaded(files, around, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let timeline = &loaded.timeline;
    let Some(filter) = filter(filter_text, timeline, around, streams)? else {
        return Ok(Outcome::Unusable);
    };
    let ids = timeline.events().map(|(id, _)| id);
    let ids: Vec<EventId> = ids.filter(|id| filter.keeps(timeline, *id)).collect();
    export::write(streams.out, format, timeline, &ids)?;
    Ok(Outcome::Fine)
}

//! `annals schema`

use anyhow::Result;

use super::environment::{Outcome, Streams};
use crate::schema;

/// Prints the JSON Schema of the event file, or of drafts of events.
pub fn run(draft: bool, streams: &mut Streams<'_>) -> Result<Outcome> {
    let schema = if draft {
        schema::draft()
    } else {
        schema::event_file()
    };
    writeln!(streams.out, "{schema:#}")?;
    Ok(Outcome::Fine)
}

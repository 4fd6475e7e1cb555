//! A page in one file, for people who do not have the program: the events, and beside them the sources with
//! every quote marked. It asks nothing of any server, and shows everything without its script.

mod citation;
mod escape;
mod events;
mod frame;
mod links;
mod passage;
mod sources;
mod strip;
mod survey;

use std::io::Write;

use anyhow::Result;

use super::Skipped;
use crate::timeline::{Selection, Timeline};
use strip::Strip;
use survey::Survey;

/// What every part of the page is written from.
struct Page<'a> {
    timeline: &'a Timeline,
    selection: &'a Selection,
    survey: Survey,
    strips: [Strip; 2],
}

/// Writes the page. It goes through the events twice, so that it can begin with their number and yet never hold
/// all of them. Returns what it leaves out.
pub fn write(out: &mut dyn Write, timeline: &Timeline, selection: &Selection) -> Result<Skipped> {
    let page = Page {
        timeline,
        selection,
        survey: Survey::new(timeline, selection)?,
        strips: Strip::both(timeline, selection)?,
    };
    let mut skipped = Skipped::default();
    frame::write_top(out, &page)?;
    events::write(out, &page)?;
    sources::write(out, &page, &mut skipped)?;
    frame::write_end(out)?;
    Ok(skipped)
}

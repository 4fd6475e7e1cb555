//! A page in one file, for people who do not have the program: the events, and beside them the sources with
//! every quote marked. It asks nothing of any server, and shows everything without its script.

mod citation;
mod escape;
mod events;
mod filter;
mod frame;
mod links;
mod page;
mod passage;
mod sources;
mod strip;
mod survey;

use std::io::Write;

use anyhow::Result;

use super::{Setting, Skipped};
use crate::timeline::{Selection, Timeline};
use page::Page;

/// Writes the page. It goes through the events twice, so that it can begin with their number and yet never hold
/// all of them. Returns what it leaves out.
pub fn write(
    out: &mut dyn Write,
    timeline: &Timeline,
    selection: &Selection,
    setting: &Setting,
) -> Result<Skipped> {
    let page = Page::new(timeline, selection, setting.all)?;
    let mut skipped = Skipped::default();
    frame::write_top(out, &page)?;
    events::write(out, &page)?;
    sources::write(out, &page, &mut skipped)?;
    frame::write_end(out)?;
    Ok(skipped)
}

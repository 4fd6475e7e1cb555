//! A Markdown table: date, event, actors, sources.

use std::io::Write;

use anyhow::Result;

use super::Skipped;
use super::markdown::{escape, link};
use crate::timeline::{Selection, Timeline};

pub fn write(out: &mut dyn Write, timeline: &Timeline, selection: &Selection) -> Result<Skipped> {
    writeln!(out, "| Date | Event | Actors | Source |")?;
    writeln!(out, "| --- | --- | --- | --- |")?;
    for id in selection.iter() {
        let id = id?;
        let event = timeline.read(id)?;
        let actors = event.actors.iter().filter_map(|p| timeline.actor(p.actor));
        let actors: Vec<String> = actors.map(|actor| escape(actor.name())).collect();
        let citations = event.citations.iter().filter_map(|citation| {
            let source = timeline.source(citation.source)?;
            let place = citation.place(Some(&timeline.anchor(citation)), "¶");
            let place = place.map_or(String::new(), |place| format!(" {}", escape(&place)));
            let title = source.title();
            Some(match source.page() {
                Some(url) => format!("{}{place}", link(title, url)),
                None => format!("{}{place}", escape(title)),
            })
        });
        let citations: Vec<String> = citations.collect();
        writeln!(
            out,
            "| {} | {} | {} | {} |",
            escape(&event.when.words()),
            escape(&event.title),
            actors.join(", "),
            citations.join("; ")
        )?;
    }
    Ok(Skipped::default())
}

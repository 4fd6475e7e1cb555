//! Writes drafts as an event file.

use std::io::{self, Write};

use super::verify::Drafts;
use crate::export::{Section, key, quoted};
use crate::import::{Cited, Named, Record};

/// Writes the new actors and the events.
pub fn write(out: &mut dyn Write, drafts: &Drafts) -> io::Result<()> {
    writeln!(
        out,
        "# Drafts: proposed events that nobody has accepted yet. Read them beside their event file."
    )?;
    for actor in &drafts.actors {
        let mut section = Section::new(format!("[actors.{}]", key(&actor.slug)));
        section.text("name", Some(&actor.name));
        section.write(out)?;
    }
    for event in &drafts.events {
        write_event(out, event)?;
    }
    Ok(())
}

fn write_event(out: &mut dyn Write, event: &Record<'_>) -> io::Result<()> {
    let mut section = Section::new("[[event]]");
    section.text("id", Some(&event.id));
    section.text("date", Some(&event.date));
    section.text("title", Some(&event.title));
    section.text("summary", given(&event.summary));
    section.list("actors", event.actors.iter().map(participant));
    section.text("place", given(&event.place));
    section.list("tags", event.tags.iter().map(|tag| quoted(tag)));
    section.text("status", Some(&event.status));
    section.text("note", given(&event.note));
    section.write(out)?;
    for citation in &event.citations {
        write_citation(out, citation)?;
    }
    Ok(())
}

fn participant(actor: &Named<'_>) -> String {
    let id = quoted(&actor.id);
    match given(&actor.role) {
        Some(role) => format!("{{ id = {id}, role = {} }}", quoted(role)),
        None => id,
    }
}

fn write_citation(out: &mut dyn Write, citation: &Cited<'_>) -> io::Result<()> {
    let mut section = Section::new("[[event.citation]]");
    section.text("source", Some(&citation.source));
    section.number("paragraph", citation.paragraph);
    section.text("quote", given(&citation.quote));
    section.text("stance", given(&citation.stance));
    section.write(out)
}

fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

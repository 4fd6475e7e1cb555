//! What was added, and what to do next.

use std::path::Path;

use anyhow::Result;

use super::new::New;
use crate::command::environment::Streams;
use crate::command::print::{counted, named};
use crate::command::source::notes;
use crate::command::source::place::Place;
use crate::diagnostic::safe;
use crate::document::{Document, Format, Mark};
use crate::export::{Section, columns, key};

/// Prints which files were written, the notes of their readers, and how to cite the first source. `copied` is the
/// size of the original, if it was written too.
pub fn added(
    events: &Path,
    home: &Place,
    copied: Option<usize>,
    new: &[New],
    streams: &mut Streams<'_>,
) -> Result<()> {
    let mut rows = Vec::new();
    let is_text = new.iter().all(|new| new.edition.is_none());
    let what = if is_text { "the text" } else { "the original" };
    rows.extend(copied.map(|bytes| [shown(&home.path), format!("{what}, {bytes} bytes")]));
    for New { edition, .. } in new {
        rows.extend(
            edition
                .as_ref()
                .map(|(place, text)| [shown(&place.path), extent(text)]),
        );
    }
    for New { definition, .. } in new {
        let header = format!("[sources.{}]", key(&definition.id));
        rows.push([shown(events), format!("{header}, {}", definition.title)]);
    }
    columns(streams.out, rows.into_iter().map(Ok))?;
    let of_text = |new: &New| {
        let id = new.definition.id.clone();
        let notes = new.text.notes.clone().into_iter();
        notes.map(move |note| format!("{id}: {note}"))
    };
    notes::print(new.iter().flat_map(of_text), streams)?;
    if let Some(first) = new.first() {
        writeln!(streams.out, "\nCite it in an event of {}:", named(events))?;
        citation(first).write(streams.out)?;
    }
    Ok(())
}

fn shown(path: &Path) -> String {
    safe(&path.display().to_string())
}

/// Returns how much text an edition has, in words.
fn extent(edition: &str) -> String {
    let document = Document::read(edition.as_bytes(), Format::Plain);
    let paragraphs = counted(document.paragraphs().len(), "paragraph");
    let marks = || {
        edition
            .lines()
            .filter_map(|line| Some(Mark::split(line)?.0))
    };
    let pages = marks()
        .filter(|mark| matches!(mark, Mark::Page { .. }))
        .count();
    let messages = marks()
        .filter(|mark| matches!(mark, Mark::Message(_)))
        .count();
    let parts = [(pages, "page"), (messages, "message")];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, noun)| counted(count, noun)).collect();
    let parts = parts.into_iter().chain([paragraphs]);
    format!("its text, {}", parts.collect::<Vec<_>>().join(", "))
}

/// Returns a citation of a source to be filled in, with the kind of place that its text has.
fn citation(new: &New) -> Section {
    let mut section = Section::new("[[event.citation]]");
    section.text("source", Some(&new.definition.id));
    let first = new
        .text
        .body
        .lines()
        .find_map(|line| Some(Mark::split(line)?.0));
    match first {
        Some(Mark::Page { number, .. }) => section.number("page", Some(number)),
        Some(Mark::Message(number)) => section.number("message", Some(number)),
        Some(time @ Mark::Time(_)) => {
            let time = time.to_string();
            section.text("time", Some(time.trim_matches(['[', ']'])));
        }
        None => section.number("paragraph", Some(1)),
    }
    section.text("quote", Some("…"));
    section
}

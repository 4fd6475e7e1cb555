//! Drafts: events that a language model or a stranger proposes, with the quotes that are said to prove them.

use std::io;

use serde_json::value::RawValue;

use super::date::understood;
use super::failure::Failure;
use super::importer::Importer;
use super::json::{self, Lines, Object, items, values};
use super::record::{Cited, Named, Record};
use super::texts::{line, remark, tag, tags_once};
use super::unplaced::Unplaced;
use crate::diagnostic::quoted;

/// The status of what nobody has accepted yet.
const STATUS: &str = "draft";

/// Drafts look like other events in JSON, so they are never recognised.
pub fn recognises(_: &str) -> bool {
    false
}

/// Imports proposed events as they are.
///
/// # Errors
/// What is wrong with the JSON.
pub fn read(text: &str, importer: &mut Importer<'_>) -> Result<(), Failure> {
    each(text, importer, |record, importer| importer.keep(record))
}

/// Passes each proposed event to `take`, which keeps or refuses it.
///
/// # Errors
/// What is wrong with the JSON, and the errors of `take`.
pub fn each<'a>(
    text: &'a str,
    importer: &mut Importer<'_>,
    mut take: impl FnMut(Record<'a>, &mut Importer<'_>) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut lines = Lines::new(text);
    let mut unplaced = Unplaced::default();
    for value in values(text)? {
        for value in items(value) {
            let whole = Object::read(value);
            let events = whole.as_ref().and_then(|whole| whole.get("events"));
            for value in events.map_or_else(|| vec![value], items) {
                importer.begin(lines.of(value));
                match Object::read(value) {
                    Some(event) => {
                        let record = read_event(&event, &mut unplaced, importer);
                        take(record, importer)?;
                    }
                    None => importer.refuse("it is not an object"),
                }
            }
            if let Some(whole) = whole.filter(|_| events.is_some()) {
                unplaced.note_rest("", &whole);
            }
        }
    }
    unplaced.report(importer);
    Ok(())
}

fn read_event<'a>(
    event: &Object<'a>,
    unplaced: &mut Unplaced,
    importer: &mut Importer<'_>,
) -> Record<'a> {
    let mut record = Record {
        id: event.text("id"),
        date: understood(&event.text("date"), importer).into(),
        title: line(&event.text("title")).into(),
        summary: event.text("summary"),
        place: line(&event.text("place")).into(),
        status: STATUS.into(),
        note: event.text("note"),
        ..Record::default()
    };
    for actor in event.items("actors") {
        match read_actor(actor, unplaced) {
            Some(actor) if !actor.id.is_empty() => record.actors.push(actor),
            _ => importer.alter("an actor without a name is left out"),
        }
    }
    for item in event.items("tags") {
        match json::text(item) {
            Some(name) => tag(&mut record, &name),
            None => unplaced.note("tags"),
        }
    }
    tags_once(&mut record);
    let status = event.text("status");
    if !matches!(&*status, "" | "happened" | STATUS) {
        remark(&mut record, &format!("Proposed status: {status}"));
    }
    for citation in event.items("citations") {
        match Object::read(citation) {
            Some(citation) => record
                .citations
                .push(read_citation(&citation, unplaced, importer)),
            None => importer.alter("a citation that is not an object is left out"),
        }
    }
    unplaced.note_rest("", event);
    record
}

/// Reads a name, or an object with an id or a name, and a role.
fn read_actor<'a>(actor: &'a RawValue, unplaced: &mut Unplaced) -> Option<Named<'a>> {
    let Some(actor) = Object::read(actor) else {
        return Some(Named {
            id: line(&json::text(actor)?).into(),
            ..Named::default()
        });
    };
    let mut names = ["id", "name"].into_iter().map(|key| actor.text(key));
    let id = names.find(|name| !name.is_empty())?;
    let role = line(&actor.text("role")).into();
    unplaced.note_rest("actors.", &actor);
    Some(Named {
        id: line(&id).into(),
        role,
    })
}

fn read_citation<'a>(
    citation: &Object<'a>,
    unplaced: &mut Unplaced,
    importer: &mut Importer<'_>,
) -> Cited<'a> {
    let given = citation.text("paragraph");
    let paragraph = given.parse().ok().filter(|number| *number > 0);
    if paragraph.is_none() && !given.is_empty() {
        let given = quoted(&given);
        importer.alter(format!("invalid paragraph {given}, which is left out"));
    }
    let cited = Cited {
        source: line(&citation.text("source")).into(),
        paragraph,
        quote: citation.text("quote"),
        stance: citation.text("stance"),
        ..Cited::default()
    };
    unplaced.note_rest("citations.", citation);
    cited
}

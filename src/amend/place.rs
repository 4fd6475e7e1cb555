//! Where the values of citations are in an event file.

use std::collections::HashMap;
use std::ops::Range;

use super::addition::Addition;
use super::change::{Amendment, Change};
use crate::diagnostic::{Code, Diagnostic, Severity, TextFile, quoted};
use crate::document::{Locator, read_clock};
use crate::load::node::{Fault, Table, Value};
use crate::load::toml::Document;
use crate::text::sanitize;

/// The place of a value.
pub struct Place {
    /// Its source in the file; empty if it is to be added.
    pub span: Range<usize>,
    /// What is written before a value that is to be added. None for one that is there.
    pub addition: Option<Addition>,
    /// Whether it is the new value already.
    pub is_as_wanted: bool,
}

/// Finds the value that each amendment is about.
///
/// # Errors
/// The file is not TOML; an id is not in it, or more than once; a citation is not there, or has no value
/// of the right type.
pub fn find(file: &TextFile<'_>, amendments: &[Amendment]) -> Result<Vec<Place>, Diagnostic> {
    let mut wanted = by_event(amendments);
    let mut places: Vec<Option<Place>> = amendments.iter().map(|_| None).collect();
    let mut first: Option<Fault> = None;
    let mut report = |fault| {
        first.get_or_insert(fault);
    };
    let mut document = Document::new(&file.text, 0..file.text.len(), &mut report);
    while document.next_actor(&mut report).is_some() {}
    while document.next_source(&mut report).is_some() {}
    while let Some((event, _)) = document.next_event(&mut report) {
        let Value::Table(mut event) = event.value else {
            continue;
        };
        let id = match event.get("id").map(|node| &node.value) {
            Some(Value::Text(id)) => sanitize::line(id),
            _ => String::new(),
        };
        let asked = wanted.get_mut(id.as_str()).map(|wanted| {
            wanted.found = wanted.found.saturating_add(1);
            wanted.amendments.as_slice()
        });
        let asked = asked.unwrap_or_default().iter().copied();
        let of_event = asked.clone().filter(|(_, it)| it.change.is_of_event());
        for (index, amendment) in of_event {
            if let Some(place) = places.get_mut(index) {
                *place = value(&event, &amendment.change);
            }
        }
        let mut asked = asked.filter(|(_, it)| !it.change.is_of_event()).peekable();
        let Some(Value::List(citations)) = event.take("citation").map(|node| node.value) else {
            continue;
        };
        for (position, citation) in citations.enumerate() {
            let citation = citation.map_err(&mut report);
            let start = citation.as_ref().map_or(0, |node| node.span.start);
            let citation = citation.map(|node| node.value);
            while let Some((index, amendment)) = asked.next_if(|(_, it)| it.citation == position) {
                if let (Some(place), Ok(Value::Table(citation))) =
                    (places.get_mut(index), &citation)
                {
                    let change = &amendment.change;
                    let added = || addition(&file.text, start, citation, change);
                    *place = value(citation, change).or_else(added);
                }
            }
        }
    }
    if let Some(fault) = first {
        let message = format!("not TOML: {}", fault.message);
        return Err(file.diagnostic(Code::Syntax, Severity::Error, fault.span, message));
    }
    let places = places.into_iter().zip(amendments);
    places
        .map(|(place, amendment)| {
            let events = wanted.get(amendment.event.as_str());
            let id = quoted(&amendment.event);
            match (events.map_or(0, |events| events.found), place) {
                (0, _) => Err(refusal(file, format!("no event has the id {id}"))),
                (1, Some(place)) => Ok(place),
                (1, None) if amendment.change.is_of_event() => {
                    let key = amendment.change.key();
                    Err(refusal(file, format!("{id} has no `{key}` to change")))
                }
                (1, None) => {
                    let (number, key) =
                        (amendment.citation.saturating_add(1), amendment.change.key());
                    let message = format!("citation {number} of {id} has no `{key}` to change");
                    Err(refusal(file, message))
                }
                _ => {
                    let found = refusal(file, format!("several events have the id {id}"));
                    Err(found.with_help("give each event an id of its own first"))
                }
            }
        })
        .collect()
}

/// The amendments of one event in the order of citations, by their positions.
#[derive(Default)]
struct Wanted<'a> {
    amendments: Vec<(usize, &'a Amendment)>,
    /// How many events have the id.
    found: usize,
}

fn by_event(amendments: &[Amendment]) -> HashMap<&str, Wanted<'_>> {
    let mut wanted: HashMap<&str, Wanted<'_>> = HashMap::new();
    for (index, amendment) in amendments.iter().enumerate() {
        let event = wanted.entry(&amendment.event).or_default();
        event.amendments.push((index, amendment));
    }
    for event in wanted.values_mut() {
        event
            .amendments
            .sort_by_key(|(_, amendment)| amendment.citation);
    }
    wanted
}

/// The value in a citation, or in an event, that a change is about.
fn value(table: &Table<'_>, change: &Change) -> Option<Place> {
    let node = table.get(change.key())?;
    let is_as_wanted = match (change, &node.value) {
        (Change::Paragraph(wanted), Value::Integer(number)) => {
            usize::try_from(*number) == Ok(*wanted)
        }
        (
            Change::Locator(Locator::Page(wanted) | Locator::Message(wanted)),
            Value::Integer(number),
        ) => u32::try_from(*number) == Ok(*wanted),
        (Change::Locator(Locator::Label(wanted)), Value::Text(text)) => **text == **wanted,
        (Change::Locator(Locator::Time(wanted)), Value::Text(text)) => {
            read_clock(text) == Some(*wanted)
        }
        (Change::Locator(Locator::Time(wanted)), Value::Moment(text)) => {
            read_clock(text) == Some(*wanted)
        }
        (Change::Quote(wanted) | Change::Edition(wanted), Value::Text(text)) => text == wanted,
        (Change::Status(wanted), Value::Text(text)) => text == wanted,
        _ => return None,
    };
    Some(Place {
        span: node.span.clone(),
        addition: None,
        is_as_wanted,
    })
}

/// The place of a value that a citation does not have yet.
fn addition(text: &str, start: usize, citation: &Table<'_>, change: &Change) -> Option<Place> {
    if !change.is_addition() || citation.get(change.key()).is_some() {
        return None;
    }
    let addition = Addition::of(text, start, citation, change.key())?;
    Some(Place {
        span: addition.at..addition.at,
        addition: Some(addition),
        is_as_wanted: false,
    })
}

/// Returns why the file is not changed.
pub fn refusal(file: &TextFile<'_>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::of_file(Code::NotRewritten, Severity::Error, &file.name, message)
}

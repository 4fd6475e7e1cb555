//! Events of timemap, the map of Forensic Architecture and Bellingcat: a JSON array.

mod date;

use serde_json::value::RawValue;

use self::date::DayOrder;
use super::address;
use super::failure::Failure;
use super::html::plain;
use super::importer::Importer;
use super::json::{self, Lines, Object, begins, items, keys, values};
use super::record::Record;
use super::texts::{beginning, cite, remark, tag, without_repeats};
use super::unplaced::Unplaced;
use crate::diagnostic::quoted;

/// What stands in the place of a path that is not published.
const HIDDEN: &str = "HIDDEN";

/// Tells from its beginning whether an input is from timemap: its events have a `description` and lists, and if they have a
/// `title`, as ours do, a `location`.
pub fn recognises(text: &str) -> bool {
    if !begins(text) {
        return false;
    }
    let keys = keys(text);
    let has = |key: &str| keys.iter().any(|(depth, it)| *depth == 1 && it == key);
    let is_event = has("date") && has("description") && (has("location") || !has("title"));
    is_event && (has("sources") || has("filters") || has("associations"))
}

/// Imports the events.
///
/// # Errors
/// What is wrong with the JSON.
pub fn read(text: &str, importer: &mut Importer<'_>) -> Result<(), Failure> {
    let mut lines = Lines::new(text);
    let mut unplaced = Unplaced::default();
    let values = values(text)?;
    let events: Vec<_> = values.into_iter().flat_map(items).collect();
    let objects: Vec<_> = events.iter().map(|event| Object::read(event)).collect();
    let dates = objects.iter().flatten().map(|event| event.text("date"));
    let order = DayOrder::of(dates);
    for (value, object) in events.iter().zip(&objects) {
        importer.begin(lines.of(value));
        let Some(event) = object else {
            importer.refuse("it is not an object");
            continue;
        };
        let record = read_event(event, order, &mut unplaced, importer);
        importer.keep(record)?;
    }
    unplaced.report(importer);
    Ok(())
}

fn read_event<'a>(
    event: &Object<'a>,
    order: DayOrder,
    unplaced: &mut Unplaced,
    importer: &mut Importer<'_>,
) -> Record<'a> {
    let (text, links) = plain(&event.text("description"), importer);
    let title = event.text("title");
    let mut record = Record {
        id: event.text("id"),
        date: date::read(&event.text("date"), &event.text("time"), order, importer).into(),
        title: if title.is_empty() {
            beginning(&text).into()
        } else {
            title
        },
        place: event.text("location"),
        ..Record::default()
    };
    if text != *record.title {
        record.summary = text.into();
    }
    for link in links {
        cite(&mut record, link);
    }
    let [latitude, longitude] = ["latitude", "longitude"].map(|key| event.text(key));
    if !latitude.is_empty() || !longitude.is_empty() {
        remark(
            &mut record,
            &format!("Coordinates: {latitude}, {longitude}"),
        );
    }
    for source in event.items("sources") {
        read_source(source, &mut record, unplaced, importer);
    }
    for key in ["filters", "associations"] {
        for item in event.items(key) {
            read_tag(item, key, &mut record, unplaced);
        }
    }
    unplaced.note_rest("", event);
    without_repeats(&mut record);
    record
}

/// Reads a source: its address, or else its id.
fn read_source(
    source: &RawValue,
    record: &mut Record<'_>,
    unplaced: &mut Unplaced,
    importer: &mut Importer<'_>,
) {
    let Some(source) = Object::read(source) else {
        match json::text(source) {
            Some(id) if !id.trim().is_empty() => cite(record, id.trim().to_owned()),
            _ => importer.alter("a source without a name is left out"),
        }
        return;
    };
    let (id, path) = (source.text("id"), source.text("path"));
    let about = source.text("description");
    let name = match address::of(&path) {
        Some(address) => address,
        None if !id.is_empty() => {
            if path.is_empty() {
                importer.read_as("a source without a path is named by its id");
            } else {
                importer.alter(format!(
                    "the path {} of a source is not an address; the source is named by its id",
                    quoted(&path)
                ));
            }
            id.clone().into_owned()
        }
        None if path == HIDDEN && about.is_empty() => {
            importer.alter("a source without an id has the path `HIDDEN`, and is left out");
            return;
        }
        None if path == HIDDEN => {
            importer.alter(
                "a source without an id has the path `HIDDEN`; it is named by its description",
            );
            beginning(&about)
        }
        None if path.is_empty() && about.is_empty() => {
            importer.alter("a source without a path or an id is left out");
            return;
        }
        None if path.is_empty() => beginning(&about),
        None => path.into_owned(),
    };
    if !about.is_empty() && about != name {
        let label = if id.is_empty() { &name } else { &*id };
        remark(record, &format!("Source {label}: {about}"));
    }
    cite(record, name);
    unplaced.note_rest("sources.", &source);
}

/// Reads a filter or an association, which is a tag: a name, or a value with its key.
fn read_tag(item: &RawValue, list: &str, record: &mut Record<'_>, unplaced: &mut Unplaced) {
    let Some(item) = Object::read(item) else {
        match json::text(item) {
            Some(name) => tag(record, &name),
            None => unplaced.note(list),
        }
        return;
    };
    let keys = ["value", "title", "id"].into_iter();
    let value = keys.map(|key| item.text(key)).find(|text| !text.is_empty());
    let key = item.text("key");
    match value {
        Some(value) if key.is_empty() => tag(record, &value),
        Some(value) => tag(record, &format!("{key}: {value}")),
        None => tag(record, &key),
    }
    unplaced.note_rest(&format!("{list}."), &item);
}

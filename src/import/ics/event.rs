//! An event of a calendar.

use super::components::Component;
use super::people;
use super::property::Property;
use super::time::{Stamp, length};
use super::zone::Zones;
use crate::import::address;
use crate::import::html::text_and_links;
use crate::import::importer::Importer;
use crate::import::record::Record;
use crate::import::texts::{beginning, cite, line, remark, tag};
use crate::import::unplaced::Unplaced;
use crate::import::when::{Moment, spanning, understood};

/// The properties of which an event has one.
const SINGLE: [&str; 9] = [
    "UID",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "STATUS",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RECURRENCE-ID",
];

/// The properties of which an event can have several. Others have no place in an event.
const SEVERAL: [&str; 12] = [
    "CATEGORIES",
    "GEO",
    "ORGANIZER",
    "URL",
    "ATTACH",
    "COMMENT",
    "CONTACT",
    "RRULE",
    "RDATE",
    "EXDATE",
    "EXRULE",
    "ATTENDEE",
];

const REPEATS: &str = "it repeats; only its first time is an event, and the rule is in its note";
const UNCERTAIN: &str = "the offset of its time zone is not certain, so the date is the local day and the time is in its note";

/// Reads an event.
pub fn read(
    event: &Component,
    zones: &Zones,
    unplaced: &mut Unplaced,
    importer: &mut Importer<'_>,
) -> Record<'static> {
    let text = |name| event.get(name).map(Property::text).unwrap_or_default();
    let mut record = Record {
        id: text("UID").into(),
        title: line(&text("SUMMARY")).into(),
        place: line(&text("LOCATION")).into(),
        actors: people::read(event, unplaced),
        ..Record::default()
    };
    if event.is_open {
        importer.alter("its end is missing");
    }
    dated(event, zones, &mut record, importer);
    status(event, &mut record, importer);
    describe(event, &mut record, importer);
    let mut seen = Vec::new();
    for property in &event.properties {
        let name = &*property.name;
        if !SINGLE.contains(&name) && !SEVERAL.contains(&name) {
            unplaced.note(name);
        } else if SINGLE.contains(&name) && seen.contains(&name) {
            unplaced.note(&format!("another {name} of an event"));
        } else if SINGLE.contains(&name) {
            seen.push(name);
        }
        if property
            .parameter("ENCODING")
            .eq_ignore_ascii_case("QUOTED-PRINTABLE")
        {
            importer.alter(format!(
                "{} is in quoted-printable, which is not decoded",
                property.name
            ));
        }
    }
    for broken in &event.broken {
        importer.alter("a line of it is not a property; it is kept in the note");
        remark(&mut record, &format!("Unread line: {broken}"));
    }
    record
}

fn describe(event: &Component, record: &mut Record<'static>, importer: &mut Importer<'_>) {
    let description = event
        .get("DESCRIPTION")
        .map(Property::text)
        .unwrap_or_default();
    let is_html = ["<br", "<p>", "</", "<a "]
        .iter()
        .any(|tag| description.contains(tag));
    let (text, links) = if is_html {
        text_and_links(&description)
    } else {
        (description, Vec::new())
    };
    if record.title.is_empty() && !text.is_empty() {
        importer.read_as("the beginning of the description is the title, as there is no summary");
        record.title = beginning(&text).into();
    }
    if text != *record.title {
        record.summary = text.into();
    }
    for name in ["URL", "ATTACH"] {
        for property in event.all(name) {
            match address::of(&property.value) {
                Some(address) => cite(record, address),
                None => remark(record, &format!("{name}: {}", property.value)),
            }
        }
    }
    for link in links {
        cite(record, link);
    }
    for categories in event.all("CATEGORIES") {
        for category in categories.texts() {
            tag(record, &category);
        }
    }
    for (name, label) in [
        ("GEO", "Coordinates"),
        ("CONTACT", "Contact"),
        ("COMMENT", "Comment"),
    ] {
        for property in event.all(name) {
            remark(record, &format!("{label}: {}", property.text()));
        }
    }
}

fn status(event: &Component, record: &mut Record<'static>, importer: &mut Importer<'_>) {
    let status = event.get("STATUS").map(Property::text).unwrap_or_default();
    match status.to_ascii_uppercase().as_str() {
        "" | "CONFIRMED" => {}
        "TENTATIVE" => {
            importer.read_as("STATUS:TENTATIVE is the status `planned`");
            record.status = "planned".into();
        }
        "CANCELLED" => {
            importer.read_as("STATUS:CANCELLED is the status `denied`");
            record.status = "denied".into();
            remark(record, "Cancelled.");
        }
        other => importer.alter(format!("the status `{other}` has no place in an event")),
    }
}

/// Reads when an event is. What has no place in a date goes into the note.
fn dated(
    event: &Component,
    zones: &Zones,
    record: &mut Record<'static>,
    importer: &mut Importer<'_>,
) {
    let Some(start) = event.get("DTSTART") else {
        importer.alter("there is no date");
        return;
    };
    let Some(from) = Stamp::read(start) else {
        record.date = understood(start.value.trim(), importer).into();
        return;
    };
    let (begin, lost) = zones.moment(&from);
    if let Some(time) = lost {
        importer.alter(UNCERTAIN);
        remark(record, &format!("Local time: {time}."));
    }
    let until = end(event, &from, importer);
    let (date, note) = match &until {
        Some(until) => ending(&from, until, &begin, zones, record),
        None => spanning(&begin, None),
    };
    record.date = date.into();
    remark(record, &note.unwrap_or_default());
    let repeats = ["RRULE", "RDATE", "EXRULE", "EXDATE"];
    let repeats = repeats.iter().flat_map(|name| event.all(name));
    let mut is_repeated = false;
    for property in repeats {
        is_repeated |= property.name.starts_with('R');
        remark(record, &format!("{}: {}", property.name, property.value));
    }
    if is_repeated {
        importer.alter(REPEATS);
    }
    if let Some(instance) = event.get("RECURRENCE-ID") {
        record.id = format!("{}-{}", record.id, instance.value).into();
    }
}

/// Returns when an event ends, exclusive.
fn end(event: &Component, from: &Stamp, importer: &mut Importer<'_>) -> Option<Stamp> {
    let (property, end) = match (event.get("DTEND"), event.get("DURATION")) {
        (Some(end), _) => (end, Stamp::read(end)),
        (None, Some(duration)) => {
            let end = length(&duration.value).and_then(|length| from.after(length));
            (duration, end)
        }
        (None, None) => return None,
    };
    let value = &property.value;
    let Some(end) = end else {
        importer.alter(format!("invalid end `{value}`, which is left out"));
        return None;
    };
    let is_before = end.day < from.day || end.day == from.day && end.local() < from.local();
    if is_before && end.has_time() == from.has_time() || end.day < from.day {
        importer.alter(format!(
            "the end `{value}` is before the beginning, and is left out"
        ));
        return None;
    }
    Some(end)
}

/// Returns the date from one moment up to another.
fn ending(
    from: &Stamp,
    until: &Stamp,
    begin: &Moment,
    zones: &Zones,
    record: &mut Record<'static>,
) -> (String, Option<String>) {
    let last_day = until.last_day().max(from.day);
    let (mut end, lost) = zones.moment(until);
    if !until.has_time() {
        end.day = last_day.to_string();
        return spanning(begin, Some(&end));
    }
    if let Some(time) = lost {
        remark(record, &format!("Until {}, {time}.", end.day));
    }
    if last_day == until.day {
        return spanning(begin, Some(&end));
    }
    // It ends at midnight, which is part of the day before.
    let note = format!("Until {}.", end.edtf());
    end = Moment {
        day: last_day.to_string(),
        time: String::new(),
    };
    let (date, _) = if begin.day == end.day {
        (begin.edtf(), None)
    } else {
        spanning(begin, Some(&end))
    };
    (date, Some(note))
}

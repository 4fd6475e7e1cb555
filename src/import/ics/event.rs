//! An event of a calendar.

use super::components::Component;
use super::people;
use super::property::Property;
use super::span;
use super::zone::Zones;
use crate::diagnostic::quoted;
use crate::import::address;
use crate::import::html::plain;
use crate::import::importer::Importer;
use crate::import::record::Record;
use crate::import::texts::{beginning, cite, line, remark, tag, without_repeats};
use crate::import::unplaced::Unplaced;

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
    span::read(event, zones, &mut record, importer);
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
                quoted(&property.name)
            ));
        }
    }
    for broken in &event.broken {
        importer.alter("a line of it is not a property; it is kept in the note");
        remark(&mut record, &format!("Unread line: {broken}"));
    }
    without_repeats(&mut record);
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
        plain(&description, importer)
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
        other => importer.alter(format!(
            "the status {} has no place in an event",
            quoted(other)
        )),
    }
}

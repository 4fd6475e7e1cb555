//! iCalendar (RFC 5545): an entry for each event.

use std::io::Write;

use anyhow::Result;

use super::Setting;
use super::content_line::{ContentLine, list, text};
use super::evidence::evidence;
use super::identifier::uuid;
use super::skipped::{Part, Skipped};
use super::span::{Span, skip_doubts};
use crate::date::{Date, Day};
use crate::timeline::{Event, Selection, Status, Timeline};

/// The years that four digits can give.
const YEARS: std::ops::RangeInclusive<i64> = 1..=9999;

/// Writes a calendar with the events that have a date.
pub fn write(
    out: &mut dyn Write,
    timeline: &Timeline,
    selection: &Selection,
    setting: &Setting,
) -> Result<Skipped> {
    let mut skipped = Skipped::default();
    let out = &mut ContentLine::new(out);
    out.write("BEGIN", "VCALENDAR")?;
    out.write("VERSION", "2.0")?;
    out.write(
        "PRODID",
        concat!("-//annals//annals ", env!("CARGO_PKG_VERSION"), "//EN"),
    )?;
    out.write("CALSCALE", "GREGORIAN")?;
    if !timeline.title().is_empty() {
        // The name in RFC 7986, and the one that more programs know.
        for name in ["NAME", "X-WR-CALNAME"] {
            out.write(name, &text(timeline.title()))?;
        }
    }
    for id in selection.iter() {
        let event = timeline.read(id?)?;
        let Some(date) = event.when.date() else {
            skipped.skip(Part::Undated, 1);
            continue;
        };
        let Some(span) = Span::new(date) else {
            skipped.skip(Part::Undated, 1);
            continue;
        };
        if !YEARS.contains(&span.first.year) || !YEARS.contains(&span.last.year) {
            skipped.skip(Part::FarEvent, 1);
            continue;
        }
        skip_doubts(date, &mut skipped);
        out.write("BEGIN", "VEVENT")?;
        out.write("UID", &uuid(&[timeline.title(), &event.slug]))?;
        let today: String = setting.today.chars().filter(char::is_ascii_digit).collect();
        out.write("DTSTAMP", &format!("{today}T000000Z"))?;
        write_when(out, date, span)?;
        describe(out, timeline, &event, date)?;
        out.write("END", "VEVENT")?;
    }
    out.write("END", "VCALENDAR")?;
    Ok(skipped)
}

fn write_when(out: &mut ContentLine<'_>, date: &Date, span: Span) -> Result<()> {
    let Some(moment) = date.moment() else {
        out.write("DTSTART;VALUE=DATE", &digits(span.first))?;
        let end = Day::from_number(span.last.number().saturating_add(1));
        // Without an end an entry is one day long.
        if YEARS.contains(&end.year) {
            out.write("DTEND;VALUE=DATE", &digits(end))?;
        }
        return Ok(());
    };
    let (day, [hour, minute, second]) = moment.in_utc(span.first);
    let zone = if moment.offset.is_some() { "Z" } else { "" };
    let time = format!("{hour:02}{minute:02}{second:02}{zone}");
    out.write("DTSTART", &format!("{}T{time}", digits(day)))?;
    Ok(())
}

fn digits(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year, day.month, day.day)
}

fn describe(
    out: &mut ContentLine<'_>,
    timeline: &Timeline,
    event: &Event,
    date: &Date,
) -> Result<()> {
    let mut said = vec![format!("{} ({})", date.words(), event.status.name())];
    said.extend(event.summary.clone());
    said.extend(event.note.as_ref().map(|note| format!("Note: {note}")));
    let actors = event.actors.iter().filter_map(|participant| {
        let name = timeline.actor(participant.actor)?.name();
        Some(match &participant.role {
            Some(role) => format!("{name} ({role})"),
            None => name.to_owned(),
        })
    });
    let actors: Vec<String> = actors.collect();
    if !actors.is_empty() {
        said.push(format!("Actors: {}", actors.join(", ")));
    }
    let mut page = None;
    for evidence in evidence(timeline, event) {
        let mut lines = Vec::new();
        if let Some(quote) = &evidence.citation.quote {
            lines.push(format!("“{quote}”"));
        }
        let number = evidence.paragraph();
        let number = number.map_or(String::new(), |number| format!(", paragraph {number}"));
        lines.push(format!("{}{number}", evidence.description()));
        lines.extend(evidence.claim());
        lines.push(evidence.state());
        let url = evidence.source.address();
        lines.extend(url.map(str::to_owned));
        page = page.or(url.map(str::to_owned));
        said.push(lines.join("\n"));
    }
    out.write("SUMMARY", &text(&event.title))?;
    out.write("DESCRIPTION", &text(&said.join("\n\n")))?;
    if let Some(place) = &event.place {
        out.write("LOCATION", &text(place))?;
    }
    if !event.tags.is_empty() {
        out.write("CATEGORIES", &list(&event.tags))?;
    }
    if let Some(page) = page {
        out.write("URL", &page)?;
    }
    let status = match event.status {
        Status::Happened => "CONFIRMED",
        Status::Planned | Status::Disputed | Status::Draft => "TENTATIVE",
        Status::Denied => "CANCELLED",
    };
    out.write("STATUS", status)?;
    // What happened keeps nobody busy.
    out.write("TRANSP", "TRANSPARENT")?;
    Ok(())
}

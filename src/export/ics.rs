//! iCalendar (RFC 5545): an entry for each event.

use std::io::Write;

use anyhow::Result;

use super::Setting;
use super::content_line::{ContentLine, list, text};
use super::evidence::evidence;
use super::identifier::of_event;
use super::skipped::{Part, Skipped};
use super::span::{Span, skip_doubts};
use super::words::{actors, faults, labelled};
use crate::date::{Date, Day};
use crate::timeline::{Event, Selection, Status, Timeline};

/// The days that four digits of a year can give.
const FIRST: Day = Day {
    year: 1,
    month: 1,
    day: 1,
};
const LAST: Day = Day {
    year: 9999,
    month: 12,
    day: 31,
};

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
    let mut is_empty = true;
    for id in selection.iter() {
        let event = timeline.read(id?)?;
        let date = event.when.date();
        let Some((date, span)) = date.and_then(|date| Some((date, Span::new(date)?))) else {
            skipped.skip(Part::Undated, 1);
            continue;
        };
        let Some(when) = when(date, span) else {
            skipped.skip(Part::FarEvent, 1);
            continue;
        };
        is_empty = false;
        skip_doubts(date, &mut skipped);
        skipped.skip(Part::Limit, usize::from(is_limited(span)));
        skipped.skip_rank(&event);
        skipped.skip_acknowledged(&event);
        out.write("BEGIN", "VEVENT")?;
        out.write("UID", &of_event(timeline, &event, None))?;
        let today: String = setting.today.chars().filter(char::is_ascii_digit).collect();
        out.write("DTSTAMP", &format!("{today}T000000Z"))?;
        for (property, value) in when {
            out.write(property, &value)?;
        }
        describe(out, timeline, &event, date)?;
        out.write("END", "VEVENT")?;
    }
    out.write("END", "VCALENDAR")?;
    if is_empty {
        skipped.note_empty();
    }
    Ok(skipped)
}

/// Returns the properties that say when an entry is. None if that is outside of the years that a calendar has.
fn when(date: &Date, span: Span) -> Option<Vec<(&'static str, String)>> {
    let Some(moment) = date.moment() else {
        let (first, last) = (span.first.max(FIRST), span.last.min(LAST));
        let end = Day::from_number(last.number().saturating_add(1)).min(LAST);
        let start = ("DTSTART;VALUE=DATE", digits(first));
        // Without an end an entry is one day long.
        let end = (end > first).then(|| ("DTEND;VALUE=DATE", digits(end)));
        return (first <= last).then(|| std::iter::once(start).chain(end).collect());
    };
    let (day, [hour, minute, second]) = moment.in_utc(span.first);
    let zone = if moment.offset.is_some() { "Z" } else { "" };
    let time = format!("{hour:02}{minute:02}{second:02}{zone}");
    let start = ("DTSTART", format!("{}T{time}", digits(day)));
    (FIRST..=LAST).contains(&day).then(|| vec![start])
}

/// Returns whether a calendar has not all days of a span. The end of an entry is the day after it, so that a longer one
/// cannot have the last day.
fn is_limited(span: Span) -> bool {
    span.first < FIRST || span.last > LAST || span.last == LAST && span.first < LAST
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
    said.extend(labelled("Actors", actors(timeline, event)));
    said.extend(faults(event));
    let mut page = None;
    for evidence in evidence(timeline, event) {
        let mut lines = Vec::new();
        if let Some(quote) = &evidence.citation.quote {
            lines.push(format!("“{quote}”"));
        }
        let place = evidence
            .place()
            .map_or(String::new(), |place| format!(", {place}"));
        lines.push(format!("{}{place}", evidence.description()));
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

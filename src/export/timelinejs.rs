//! The JSON of `TimelineJS` 3.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;
use serde::ser::SerializeSeq;

use super::evidence::{Evidence, evidence};
use super::listed::{Each, Listed, write_pretty};
use super::skipped::{Part, Skipped};
use super::span::Span;
use super::words::{actors, faults, labelled};
use crate::date::{Date, Day, End, Shape};
use crate::text::markup::escape_html;
use crate::timeline::{Event, Selection, Status, Timeline};

/// Writes a title slide and the events that have a date.
pub fn write(out: &mut dyn Write, timeline: &Timeline, selection: &Selection) -> Result<Skipped> {
    let title = Title {
        text: Text {
            headline: escape_html(timeline.title()),
            text: timeline.summary().map_or_else(String::new, paragraph),
        },
    };
    let is_titled = !timeline.title().is_empty();
    let file = File {
        title: is_titled.then_some(title),
        events: Listed::new(timeline, selection),
    };
    write_pretty(out, &file)?;
    Ok(file.events.skipped())
}

#[derive(Serialize)]
struct File<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Title>,
    events: Listed<'a, Slides>,
}

#[derive(Serialize)]
struct Title {
    text: Text,
}

/// Texts as HTML.
#[derive(Serialize)]
struct Text {
    headline: String,
    text: String,
}

#[derive(Serialize)]
struct Slide<'a> {
    unique_id: &'a str,
    start_date: Point,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Point>,
    display_date: String,
    text: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<Media>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
}

/// A point in time. A year before 1 is written as people count: -44 for 44 BCE.
#[derive(Default, Serialize)]
struct Point {
    year: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hour: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minute: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_date: Option<String>,
}

/// A quote, shown beside the text of its event.
#[derive(Serialize)]
struct Media {
    url: String,
    caption: String,
    credit: String,
}

/// The slide of an event.
enum Slides {}

impl Each for Slides {
    fn add<S: SerializeSeq>(
        timeline: &Timeline,
        event: &Event,
        skipped: &mut Skipped,
        list: &mut S,
    ) -> Result<(), S::Error> {
        match slide(timeline, event, skipped) {
            Some(slide) => list.serialize_element(&slide),
            None => Ok(()),
        }
    }
}

fn slide<'a>(timeline: &Timeline, event: &'a Event, skipped: &mut Skipped) -> Option<Slide<'a>> {
    let dated = event
        .when
        .date()
        .and_then(|date| Some((date, Span::new(date)?)));
    let Some((date, span)) = dated else {
        skipped.skip(Part::Undated, 1);
        return None;
    };
    let ends = date.ends();
    let is_open = ends
        .iter()
        .any(|end| matches!(end, End::Open | End::Unknown));
    skipped.skip(Part::Open, usize::from(is_open));
    let (mut start_date, end_date) = points(date, span);
    let display_date = date.words();
    if end_date.is_none() {
        start_date.display_date = Some(display_date.clone());
    }
    skipped.skip_rank(event);
    skipped.skip_acknowledged(event);
    let mut all = evidence(timeline, event);
    let media = all.next().map(|first| Media::new(&first));
    Some(Slide {
        unique_id: &event.slug,
        start_date,
        end_date,
        display_date,
        text: Text {
            headline: escape_html(&event.title),
            text: described(timeline, event, all),
        },
        media,
        group: event.tags.first().map(String::as_str),
    })
}

/// Returns the beginning and, of what is not a single year, month or day, the end.
fn points(date: &Date, span: Span) -> (Point, Option<Point>) {
    let Span { first, last } = span;
    let is_one_year = first.year == last.year;
    let day = |day: Day| Point {
        month: Some(day.month),
        day: Some(day.day),
        ..year(day)
    };
    match date.shape() {
        Shape::Year if is_one_year => (year(first), None),
        Shape::Month if is_one_year && first.month == last.month => {
            let month = Some(first.month);
            (
                Point {
                    month,
                    ..year(first)
                },
                None,
            )
        }
        _ if first == last => {
            let [hour, minute, second] = match date.moment() {
                Some(moment) => moment.time.map(Some),
                None => [None; 3],
            };
            let start = Point {
                hour,
                minute,
                second,
                ..day(first)
            };
            (start, None)
        }
        _ => (day(first), Some(day(last))),
    }
}

fn year(day: Day) -> Point {
    let year = match day.year {
        year @ ..=0 => year.saturating_sub(1),
        year => year,
    };
    Point {
        year,
        ..Point::default()
    }
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>", escape_html(text).replace('\n', "<br>"))
}

/// Returns what the event has beside its title, and the evidence that is not shown beside the text.
fn described<'a>(
    timeline: &Timeline,
    event: &Event,
    evidence: impl Iterator<Item = Evidence<'a>>,
) -> String {
    let status = (event.status != Status::Happened).then(|| event.status.name().to_owned());
    let said = [
        status,
        event.summary.clone(),
        event.note.clone(),
        labelled("Actors", actors(timeline, event)),
        labelled("Place", event.place.clone()),
        // The first one is the group.
        labelled("Further tags", event.tags.iter().skip(1).cloned()),
        faults(event),
    ];
    let said = said.into_iter().flatten();
    let said: String = said.map(|text| paragraph(&text)).collect();
    let others = evidence.map(|it| {
        let media = Media::new(&it);
        format!("<li>{} {} {}</li>", media.url, media.credit, media.caption)
    });
    let others: String = others.collect();
    if others.is_empty() {
        said
    } else {
        format!("{said}<ul>{others}</ul>")
    }
}

impl Media {
    fn new(evidence: &Evidence<'_>) -> Self {
        let quote = evidence.citation.quote.as_deref();
        let caption = [evidence.place(), evidence.claim(), Some(evidence.state())];
        let caption: Vec<String> = caption.into_iter().flatten().collect();
        let source = escape_html(&evidence.description());
        let credit = match evidence.source.address() {
            Some(url) => format!("<a href=\"{}\">{source}</a>", escape_html(url)),
            None => source.clone(),
        };
        let shown = quote.map_or(source, escape_html).replace('\n', "<br>");
        Self {
            url: format!("<blockquote>{shown}</blockquote>"),
            caption: escape_html(&caption.join("; ")),
            credit,
        }
    }
}

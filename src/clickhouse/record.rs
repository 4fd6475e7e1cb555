//! An event as it is kept on a server: as JSON, with the keys of an event file.

use serde::Serialize;

use crate::date::Date;
use crate::document::LocatorKeys;
use crate::timeline::{Event, Head, When};

/// One event.
#[derive(Debug, Serialize)]
struct Record<'a> {
    id: &'a str,
    date: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actors: Vec<Actor<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    rank: i32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Cited<'a>>,
}

#[derive(Debug, Serialize)]
struct Actor<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Cited<'a> {
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    #[serde(flatten)]
    locator: LocatorKeys<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    stance: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    acknowledged: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'a str>,
}

/// Returns an event as JSON. None for an event of another timeline.
pub fn write(event: &Event, head: &Head) -> Option<String> {
    let actors = event.actors.iter().map(|participant| {
        Some(Actor {
            id: head.actor(participant.actor)?.slug(),
            role: participant.role.as_deref(),
        })
    });
    let citations = event.citations.iter().map(|citation| {
        let acknowledged = citation.acknowledged.iter();
        Some(Cited {
            source: head.source(citation.source)?.slug(),
            paragraph: citation.paragraph(),
            locator: citation.locator.as_ref().into(),
            quote: citation.quote.as_deref(),
            date: citation.date.as_ref().map(Date::as_str),
            stance: citation.stance.name(),
            acknowledged: acknowledged.map(|caution| caution.name()).collect(),
            edition: citation.edition.as_ref().map(Date::as_str),
        })
    });
    let record = Record {
        id: &event.slug,
        date: match &event.when {
            When::Dated(date) => date.as_str(),
            When::Undated { raw } => raw,
        },
        title: &event.title,
        summary: event.summary.as_deref(),
        actors: actors.collect::<Option<_>>()?,
        place: event.place.as_deref(),
        tags: &event.tags,
        status: event.status.name(),
        note: event.note.as_deref(),
        rank: event.rank,
        citation: citations.collect::<Option<_>>()?,
    };
    serde_json::to_string(&record).ok()
}

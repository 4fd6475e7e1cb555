//! An event as other programs read it. Field names and shapes are a contract, documented in `docs/json.md`.

#![allow(missing_docs, reason = "the fields carry the names of the model's")]

use serde::Serialize;

use crate::date::{Date, Day};
use crate::document::{At, LocatorKeys};
use crate::timeline::{Event, Timeline, When};

/// One event.
#[derive(Debug, Serialize)]
pub struct EventRecord<'a> {
    pub id: &'a str,
    pub date: DateRecord,
    pub title: &'a str,
    pub summary: Option<&'a str>,
    pub actors: Vec<ActorRecord<'a>>,
    pub place: Option<&'a str>,
    pub tags: &'a [String],
    pub status: &'static str,
    pub note: Option<&'a str>,
    /// Left out if it is 0.
    #[serde(skip_serializing_if = "is_zero")]
    pub rank: i32,
    pub verdict: &'static str,
    pub citations: Vec<CitationRecord<'a>>,
}

/// A date. `earliest` and `latest` are days, or null for an open or unknown end. All but `text` are null for an
/// event without a date.
#[derive(Debug, Serialize)]
pub struct DateRecord {
    pub edtf: Option<String>,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub text: String,
    /// What stands in the place of the date, if it is no valid one. Left out if there is nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
}

/// An actor of an event.
#[derive(Debug, Serialize)]
pub struct ActorRecord<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub role: Option<&'a str>,
}

/// A citation and its state.
#[derive(Debug, Serialize)]
pub struct CitationRecord<'a> {
    pub source: &'a str,
    pub paragraph: Option<usize>,
    /// The page, the time or the message that it gives.
    #[serde(flatten)]
    pub locator: LocatorKeys<'a>,
    pub quote: Option<&'a str>,
    pub stance: &'static str,
    /// The edition of the source that is cited. Left out if none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<&'a str>,
    /// The date that the source gives. Left out if it gives none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<&'a str>,
    /// The cautions that are acknowledged. Left out if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub acknowledged: Vec<&'static str>,
    pub state: &'static str,
    pub found: Option<FoundRecord>,
    /// Where in the original the quote was found.
    pub at: Option<Box<At>>,
}

/// Where a quote was found. `start` and `end` count characters in the paragraph.
#[derive(Debug, Serialize)]
pub struct FoundRecord {
    pub paragraph: usize,
    pub start: usize,
    pub end: usize,
}

impl<'a> EventRecord<'a> {
    /// Returns the record of an event of a timeline.
    pub fn new(timeline: &'a Timeline, event: &'a Event) -> Self {
        let actors = event.actors.iter().filter_map(|participant| {
            let actor = timeline.actor(participant.actor)?;
            Some(ActorRecord {
                id: actor.slug(),
                name: actor.name(),
                role: participant.role.as_deref(),
            })
        });
        let mut verdict = event.best_verdict();
        let citations = event.citations.iter().filter_map(|citation| {
            let anchor = timeline.anchor(citation);
            verdict = verdict.max(event.verdict_of(citation, &anchor));
            Some(CitationRecord {
                source: timeline.source(citation.source)?.slug(),
                paragraph: citation.paragraph(),
                locator: citation.locator.as_ref().into(),
                quote: citation.quote.as_deref(),
                stance: citation.stance.name(),
                edition: citation.edition.as_ref().map(Date::as_str),
                date: citation.date.as_ref().map(Date::as_str),
                acknowledged: citation.acknowledged.iter().map(|it| it.name()).collect(),
                state: anchor.state.name(),
                found: anchor.found().map(|place| FoundRecord {
                    paragraph: place.paragraph,
                    start: place.start,
                    end: place.end,
                }),
                at: anchor.at.clone(),
            })
        });
        let citations = citations.collect();
        Self {
            id: &event.slug,
            date: DateRecord::new(&event.when),
            title: &event.title,
            summary: event.summary.as_deref(),
            actors: actors.collect(),
            place: event.place.as_deref(),
            tags: &event.tags,
            status: event.status.name(),
            note: event.note.as_deref(),
            rank: event.rank,
            verdict: verdict.name(),
            citations,
        }
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "the attribute passes a reference"
)]
fn is_zero(rank: &i32) -> bool {
    *rank == 0
}

impl DateRecord {
    fn new(when: &When) -> Self {
        let day = |end: fn(&Date) -> Option<Day>| when.date().and_then(end).map(|d| d.to_string());
        Self {
            edtf: when.date().map(|date| date.as_str().to_owned()),
            earliest: day(Date::earliest),
            latest: day(Date::latest),
            text: when.words(),
            raw: match when {
                When::Undated { raw } if !raw.is_empty() => Some(raw.to_string()),
                _ => None,
            },
        }
    }
}

//! An event and what its sources say, as several commands print them.

use std::sync::Arc;

use crate::anchor::{Anchor, Difference};
use crate::date::Date;
use crate::document::Document;
use crate::timeline::{Citation, Event, NoText, Source, Timeline, Version};

/// What a source has for a citation.
pub struct Evidence<'a> {
    /// The source.
    pub source: &'a Source,
    /// The text in which it was looked for, or why there is none.
    pub text: Result<&'a Document, &'a NoText>,
    /// When that text was retrieved, if that is known.
    pub edition: Option<Date>,
    /// Where the quote is.
    pub anchor: Arc<Anchor>,
    /// The paragraphs that it is in, or else the most similar one or the one cited, with their numbers.
    pub paragraphs: Vec<(usize, &'a str)>,
    /// The difference between the quote and the text found, or the most similar text.
    pub difference: Option<Difference>,
}

impl<'a> Evidence<'a> {
    /// Looks a citation up in its source. None if its source is not in the timeline.
    pub fn new(citation: &Citation, timeline: &'a Timeline) -> Option<Self> {
        let source = timeline.source(citation.source)?;
        let version = timeline.cited_version(citation);
        let anchor = timeline.anchor(citation);
        let given = anchor.hinted();
        Some(Self::of(citation, source, version, anchor, given))
    }

    /// Returns what another version of the source has for a citation, if the version that is cited is not all there is
    /// to see: the current text where an earlier edition is cited that has more, or that edition.
    pub fn other(citation: &Citation, timeline: &'a Timeline) -> Option<Self> {
        let source = timeline.source(citation.source)?;
        let loss = timeline.loss(citation)?;
        let (version, anchor) = match timeline.cited_version(citation)? {
            Version::Current => (Version::Earlier(loss.edition), loss.before),
            Version::Earlier(_) => (Version::Current, loss.now),
        };
        Some(Self::of(citation, source, Some(version), anchor, None))
    }

    fn of(
        citation: &Citation,
        source: &'a Source,
        version: Option<Version>,
        anchor: Arc<Anchor>,
        given: Option<usize>,
    ) -> Self {
        let text = version.map_or(Err(&NoText::UnknownEdition), |it| source.text(it));
        let document = text.ok();
        let quote = citation.quote.as_deref().unwrap_or_default();
        let differs = document.and_then(|document| anchor.difference(quote, document));
        let near = differs.as_ref().map(|(first, ..)| first.paragraph);
        let places = anchor.places.iter().map(|place| place.paragraph);
        let mut numbers: Vec<usize> = places.collect();
        numbers.extend(anchor.paragraph().or(near).or(given));
        numbers.sort_unstable();
        numbers.dedup();
        let paragraphs = numbers.into_iter().filter_map(|number| {
            let text = document?.paragraph(number)?;
            Some((number, text))
        });
        Self {
            source,
            text,
            edition: version.and_then(|it| source.date_of(it)).cloned(),
            paragraphs: paragraphs.collect(),
            difference: differs.map(|(.., difference)| difference),
            anchor,
        }
    }
}

/// Returns the actors of an event with their roles, in one line.
pub fn actors(event: &Event, timeline: &Timeline) -> String {
    let actors = event.actors.iter().filter_map(|participant| {
        let name = timeline.actor(participant.actor)?.name();
        Some(match &participant.role {
            Some(role) => format!("{name} ({role})"),
            None => name.to_owned(),
        })
    });
    actors.collect::<Vec<_>>().join(", ")
}

//! An event and what its sources say, as several commands print them.

use std::sync::Arc;

use crate::anchor::{Anchor, Difference};
use crate::timeline::{Citation, Event, Source, Timeline};

/// What a source has for a citation.
pub struct Evidence<'a> {
    /// The source.
    pub source: &'a Source,
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
        let anchor = timeline.anchor(citation);
        let document = source.document().ok();
        let quote = citation.quote.as_deref().unwrap_or_default();
        let differs = document.and_then(|document| anchor.difference(quote, document));
        let near = differs.as_ref().map(|(first, ..)| first.paragraph);
        let places = anchor.places.iter().map(|place| place.paragraph);
        let mut numbers: Vec<usize> = places.collect();
        numbers.extend(anchor.paragraph().or(near).or(anchor.hinted()));
        numbers.sort_unstable();
        numbers.dedup();
        let paragraphs = numbers.into_iter().filter_map(|number| {
            let text = document?.paragraph(number)?;
            Some((number, text))
        });
        Some(Self {
            source,
            paragraphs: paragraphs.collect(),
            difference: differs.map(|(.., difference)| difference),
            anchor,
        })
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

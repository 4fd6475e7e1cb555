//! A citation with its anchor.

use std::sync::Arc;

use crate::anchor::caution::sentences_around;
use crate::anchor::{Anchor, Place};
use crate::document::Document;
use crate::timeline::{Citation, Citing, Event, EventId, NoText, Source, Timeline, Version};

/// A citation with its anchor.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// The event that the citation is given for.
    pub id: EventId,
    /// That event.
    pub event: &'a Event,
    /// Its position among the citations of the event, from 0.
    pub index: usize,
    /// The citation.
    pub citation: &'a Citation,
    /// Its source.
    pub source: &'a Source,
    /// The version of the source that is cited. None if there is no such edition.
    pub version: Option<Version>,
    /// Where the quote stands in that version.
    pub anchor: Arc<Anchor>,
}

/// Iterates over the citations of an event in the order of the file, each with its anchor, which is worked
/// out on the way.
pub fn findings<'a>(
    timeline: &'a Timeline,
    id: EventId,
    event: &'a Event,
) -> impl Iterator<Item = Finding<'a>> {
    (0..event.citations.len()).filter_map(move |index| Finding::new(timeline, id, event, index))
}

/// Iterates over some citations of an event like [`findings`].
pub fn findings_in<'a>(
    timeline: &'a Timeline,
    citing: &'a Citing,
) -> impl Iterator<Item = Finding<'a>> {
    let positions = citing.positions.clone();
    positions.filter_map(|index| Finding::new(timeline, citing.id, &citing.event, index))
}

impl<'a> Finding<'a> {
    /// Returns the citation at a position in an event, with its anchor.
    pub fn new(
        timeline: &'a Timeline,
        id: EventId,
        event: &'a Event,
        index: usize,
    ) -> Option<Self> {
        let citation = event.citations.get(index)?;
        Some(Self {
            timeline,
            id,
            event,
            index,
            citation,
            source: timeline.source(citation.source)?,
            version: timeline.cited_version(citation),
            anchor: timeline.anchor(citation),
        })
    }

    /// Returns the text that is cited, or why there is none.
    pub fn document(&self) -> Result<&'a Document, &'a NoText> {
        match self.version {
            Some(version) => self.source.text(version),
            None => Err(&NoText::UnknownEdition),
        }
    }

    /// Returns its name on the command line: the id of its event, with its number if there are others.
    pub fn name(&self) -> String {
        match self.event.citations.len() {
            1 => self.event.slug.clone(),
            _ => format!(
                "{}#{}",
                self.event.slug,
                self.citation.position().saturating_add(1)
            ),
        }
    }

    /// Returns the sentences that have both the quote and the words around it that turn it.
    ///
    /// # Errors
    /// Why there is nothing to widen it to, as advice what to do instead.
    pub fn widened(&self) -> Result<String, &'static str> {
        let Some(cue) = self.event.cues(self.citation, &self.anchor).next() else {
            return Err("no words around the quote turn it");
        };
        let cues = self.event.cues(self.citation, &self.anchor);
        let places = self.anchor.places.iter().copied();
        let places: Vec<Place> = places.chain(cues.map(|cue| cue.place)).collect();
        let number = cue.place.paragraph;
        let document = self.document().ok();
        let text = document.and_then(|document| document.paragraph(number));
        let Some(text) = text.filter(|_| places.iter().all(|place| place.paragraph == number))
        else {
            return Err("the words are in another paragraph: cite that one as well");
        };
        let bytes = places.iter().map(|place| place.bytes(text));
        let all = bytes.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
        let sentences = sentences_around(text, all.unwrap_or_default());
        let too_long = "the sentence is very long: quote as much of it as is needed by hand";
        sentences.map(str::to_owned).ok_or(too_long)
    }

    /// Returns the quote as the source has it now, to be written in place of the old one.
    pub fn matched(&self) -> Option<String> {
        let document = self.document().ok()?;
        let quote = self.citation.quote.as_deref()?;
        self.anchor.corrected(quote, document)
    }
}

//! The evidence for an event, as several formats describe it.

use std::sync::Arc;

use crate::anchor::{Anchor, Cue};
use crate::date::Date;
use crate::document::Document;
use crate::timeline::{Citation, Event, Source, Stance, Timeline};

/// A citation with its source, and where its quote is.
pub struct Evidence<'a> {
    pub citation: &'a Citation,
    pub source: &'a Source,
    pub anchor: Arc<Anchor>,
    /// The text that is cited, if there is one.
    pub document: Option<&'a Document>,
    /// When that text was retrieved, if that is known.
    pub retrieved: Option<&'a Date>,
    /// Which edition is cited, and what the current text no longer has.
    edition: Option<String>,
    event: &'a Event,
}

/// Iterates over the evidence for an event. Quotes are looked for on the way.
pub fn evidence<'a>(
    timeline: &'a Timeline,
    event: &'a Event,
) -> impl Iterator<Item = Evidence<'a>> {
    event.citations.iter().filter_map(move |citation| {
        let source = timeline.source(citation.source)?;
        let version = timeline.cited_version(citation);
        Some(Evidence {
            citation,
            source,
            retrieved: version.and_then(|version| source.date_of(version)),
            anchor: timeline.anchor(citation),
            document: timeline.cited_text(citation).ok(),
            edition: timeline.edition_words(citation),
            event,
        })
    })
}

impl Evidence<'_> {
    /// Returns where the quote is, or else where it should be: `p. 12` or `paragraph 6`.
    pub fn place(&self) -> Option<String> {
        self.citation.place(Some(&self.anchor), "paragraph ")
    }

    /// Returns in words how well the quote agrees with the source, and what else matters about it.
    pub fn state(&self) -> String {
        let state = self.anchor.state;
        let name = state.name().replace('_', " ");
        let mut words = vec![format!("{name} ({})", state.words())];
        words.extend(self.edition.clone());
        if let Some(moved) = self.anchor.moved() {
            words.push(format!("moved {}", moved.words()));
        }
        let cues = self.event.cues(self.citation, &self.anchor);
        words.extend(cues.map(Cue::words));
        words.join("; ")
    }

    /// Returns what the source has instead of a quote that is not letter for letter its own.
    pub fn correction(&self) -> Option<String> {
        if self.anchor.state.is_verified() {
            return None;
        }
        let (quote, document) = (self.citation.quote.as_deref()?, self.document?);
        self.anchor.corrected(quote, document)
    }

    /// Returns what the source says of the event, where it does not just support it.
    pub fn claim(&self) -> Option<String> {
        let contradicts = (self.citation.stance == Stance::Contradicts)
            .then(|| "contradicts the event".to_owned());
        let date = self.citation.date.as_ref();
        let date = date.map(|date| format!("gives the date {}", date.words()));
        let said: Vec<String> = contradicts.into_iter().chain(date).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }

    /// Returns author, title, publisher and date of publication in one line.
    pub fn description(&self) -> String {
        self.parts().join(", ")
    }

    /// Returns author, title, publisher and date of publication, as far as they are known.
    pub fn parts(&self) -> Vec<String> {
        let source = self.source;
        let published = source.published.as_ref().map(Date::words);
        let parts = [
            source.author.clone(),
            Some(source.title().to_owned()),
            source.publisher.clone(),
            published,
        ];
        parts.into_iter().flatten().collect()
    }
}

//! A citation with its anchor.

use std::sync::Arc;

use crate::anchor::Anchor;
use crate::timeline::{Citation, Event, EventId, File, Source};

/// A citation with its anchor.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    /// The event that it is given for.
    pub id: EventId,
    /// That event.
    pub event: Arc<Event>,
    /// Its position among the citations of the event, from 0.
    pub index: usize,
    /// The event files of the timeline.
    pub files: Arc<[File]>,
    /// The citation.
    pub citation: Citation,
    /// Its source.
    pub source: &'a Source,
    /// Where the quote stands.
    pub anchor: Arc<Anchor>,
}

impl Finding<'_> {
    /// Returns its name on the command line: the id of its event, with its number if there are others.
    pub fn name(&self) -> String {
        match self.event.citations.len() {
            1 => self.event.slug.clone(),
            _ => format!("{}#{}", self.event.slug, self.citation.position() + 1),
        }
    }

    /// Returns the quote as the source has it now, to be written in place of the old one.
    pub fn matched(&self) -> Option<String> {
        let document = self.source.document().ok()?;
        let quote = self.citation.quote.as_deref()?;
        self.anchor.corrected(quote, document)
    }
}

//! Passages of sources, cited for events.

use std::sync::Arc;

use super::{Origin, SourceId};
use crate::anchor::Context;
use crate::date::Date;

table! {
    /// Whether a source supports an event.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Stance {
        /// It supports the event.
        #[default]
        Supports = "supports",
        /// It contradicts the event.
        Contradicts = "contradicts",
    }
}

/// One passage of one source, cited for an event.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// The paragraph, from 1. A hint: the quote identifies the passage.
    pub paragraph: Option<usize>,
    /// The words of the source, letter for letter.
    pub quote: Option<Arc<str>>,
    /// The date that this source gives the event.
    pub date: Option<Date>,
    /// Whether the source supports the event.
    pub stance: Stance,
    /// Its place in the event file.
    pub origin: Origin,
    /// Its position in the list in the file, from 0. Citations without a source count there, though they are left
    /// out of the event.
    pub position: usize,
    /// The place of its date in the event file, or else of its stance; none if it gives neither.
    pub claim: Option<Origin>,
    /// The text around the quote when it was last checked, if that is recorded.
    pub context: Option<Arc<Context>>,
}

impl Citation {
    /// Returns an empty citation of a source, at a place in an event file.
    pub fn new(source: SourceId, origin: Origin) -> Self {
        Self {
            source,
            paragraph: None,
            quote: None,
            date: None,
            stance: Stance::default(),
            origin,
            position: 0,
            claim: None,
            context: None,
        }
    }
}

//! The claim that a source says so.

use std::sync::Arc;

use super::{Origin, SourceId, words};
use crate::anchor::Context;
use crate::date::Date;

/// Whether the source bears the event out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stance {
    /// It says the same.
    #[default]
    Supports,
    /// It says otherwise.
    Contradicts,
}

impl Stance {
    /// Every stance with the word the file uses.
    pub const ALL: [(Self, &'static str); 2] = [
        (Self::Supports, "supports"),
        (Self::Contradicts, "contradicts"),
    ];

    /// The word the file uses.
    pub fn name(self) -> &'static str {
        words::of(&Self::ALL, self)
    }
}

/// One passage of one source, given for an event.
#[derive(Clone, Debug)]
pub struct Citation {
    /// Where to look.
    pub source: SourceId,
    /// The paragraph, from 1: a hint.
    pub paragraph: Option<usize>,
    /// What the source says, letter for letter: the identity.
    pub quote: Option<Arc<str>>,
    /// When this source says it was.
    pub date: Option<Date>,
    /// Whether the source bears the event out.
    pub stance: Stance,
    /// Where the citation is written.
    pub origin: Origin,
    /// Its position in the list that the file gives the event, from 0. One that names no source is
    /// left out of the event, and counts there.
    pub position: usize,
    /// Where its date is written, or else its stance; none where it gives neither.
    pub claim: Option<Origin>,
    /// What stood around the quote when it was last checked, where that is recorded.
    pub context: Option<Context>,
}

impl Citation {
    /// A citation of a source at a place of an event file, with nothing said yet.
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

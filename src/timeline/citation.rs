//! Passages of sources, cited for events.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::num::NonZeroU32;
use std::ops::Deref;

use super::{Origin, SourceId};
use crate::anchor::{Anchor, Caution, Context, Hint};
use crate::date::Date;
use crate::document::Locator;

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

/// One passage of one source, cited for an event. What few citations have is in its [`CitationDetails`], to
/// which it dereferences. An event can have very many, so they are small.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// The words of the source, letter for letter.
    pub quote: Option<Box<str>>,
    /// Its place in the event file.
    pub origin: Origin,
    paragraph: Option<NonZeroU32>,
    position: u32,
    details: Option<Box<CitationDetails>>,
}

/// What a citation may have beside its source, its quote and its paragraph.
#[derive(Clone, Debug, Default)]
pub struct CitationDetails {
    /// The page, the time or the message of the original. A hint, as the paragraph is.
    pub locator: Option<Locator>,
    /// The date that this source gives the event.
    pub date: Option<Date>,
    /// Whether the source supports the event.
    pub stance: Stance,
    /// The place of its date in the event file, or else of its stance; none if it gives neither.
    pub claim: Option<Origin>,
    /// The edition of the source that is cited, if not the current text.
    pub edition: Option<Date>,
    /// The text around the quote when it was last checked, if that is recorded.
    pub context: Option<Context>,
    /// Which cautions about it the curator has acknowledged.
    pub acknowledged: Vec<Caution>,
    /// The words that turned the quote when it was last checked, if that is recorded.
    pub cues: Option<Vec<String>>,
}

impl CitationDetails {
    const NONE: &'static Self = &Self {
        locator: None,
        date: None,
        stance: Stance::Supports,
        claim: None,
        edition: None,
        context: None,
        acknowledged: Vec::new(),
        cues: None,
    };
}

impl Deref for Citation {
    type Target = CitationDetails;

    fn deref(&self) -> &CitationDetails {
        self.details.as_deref().unwrap_or(CitationDetails::NONE)
    }
}

impl Citation {
    /// Returns an empty citation of a source, at a place in an event file.
    pub fn new(source: SourceId, origin: Origin) -> Self {
        Self {
            source,
            quote: None,
            origin,
            paragraph: None,
            position: 0,
            details: None,
        }
    }

    /// Returns the paragraph, from 1. A hint: the quote identifies the passage.
    pub fn paragraph(&self) -> Option<usize> {
        self.paragraph.map(|number| number.get() as usize)
    }

    /// Sets the paragraph, from 1. A number beyond four thousand million is taken for that.
    pub fn set_paragraph(&mut self, number: usize) {
        self.paragraph = NonZeroU32::new(u32::try_from(number).unwrap_or(u32::MAX));
    }

    /// Sets the page, the time or the message of the original.
    pub fn set_locator(&mut self, locator: Option<Locator>) {
        if locator.is_some() {
            self.details.get_or_insert_default().locator = locator;
        }
    }

    /// Returns where the citation says that its quote is.
    pub fn hint(&self) -> Hint<'_> {
        Hint {
            paragraph: self.paragraph(),
            locator: self.locator.as_ref(),
        }
    }

    /// Returns where its passage is, in words: `p. 12`, or the number of the paragraph after a sign. That is the place of
    /// the quote if it was found, else the place that is given.
    pub fn place(&self, anchor: Option<&Anchor>, sign: &str) -> Option<String> {
        let paragraph = || anchor.and_then(Anchor::paragraph).or(self.paragraph());
        let numbered = || paragraph().map(|number| format!("{sign}{number}"));
        self.original_place(anchor).or_else(numbered)
    }

    /// Returns where in the original its passage is, in words, if that is known.
    pub fn original_place(&self, anchor: Option<&Anchor>) -> Option<String> {
        let at = anchor.and_then(|anchor| anchor.at.as_ref());
        let is_found = anchor.is_some_and(|anchor| !anchor.places.is_empty());
        let given = self.locator.as_ref().filter(|_| !is_found);
        at.map(ToString::to_string)
            .or_else(|| given.map(ToString::to_string))
    }

    /// Returns its position in the list in the file, from 0. Citations without a source count there, though
    /// they are left out of the event.
    pub fn position(&self) -> usize {
        self.position as usize
    }

    /// Sets its position in the list in the file, from 0.
    pub fn set_position(&mut self, position: usize) {
        self.position = position as u32;
    }

    /// Sets the date that the source gives the event, and the place of what it claims.
    pub fn set_claim(&mut self, date: Option<Date>, claim: Option<Origin>) {
        if date.is_some() || claim.is_some() {
            let details = self.details.get_or_insert_default();
            (details.date, details.claim) = (date, claim);
        }
    }

    /// Sets whether the source supports the event.
    pub fn set_stance(&mut self, stance: Stance) {
        if stance != self.stance {
            self.details.get_or_insert_default().stance = stance;
        }
    }

    /// Sets the edition of the source that is cited.
    pub fn set_edition(&mut self, edition: Option<Date>) {
        if edition.is_some() {
            self.details.get_or_insert_default().edition = edition;
        }
    }

    /// Sets which cautions about it the curator has acknowledged.
    pub fn set_acknowledged(&mut self, cautions: Vec<Caution>) {
        if !cautions.is_empty() {
            self.details.get_or_insert_default().acknowledged = cautions;
        }
    }

    /// Sets the words that turned the quote when it was last checked.
    pub fn set_cues(&mut self, cues: Option<Vec<String>>) {
        if cues.is_some() {
            self.details.get_or_insert_default().cues = cues;
        }
    }

    /// Sets the text around the quote when it was last checked.
    pub fn set_context(&mut self, context: Option<Context>) {
        if context.is_some() {
            self.details.get_or_insert_default().context = context;
        }
    }
}

//! Where a citation leads on the page.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::escape::Target;
use super::passage::{Kind, Mark};
use crate::anchor::{Anchor, State};
use crate::document::Document;
use crate::text::fragment::with_passages;
use crate::text::web;
use crate::timeline::{Citation, Source, Timeline, Version};

/// A citation with its source, and what was found there.
pub struct Found<'a> {
    pub citation: &'a Citation,
    pub source: &'a Source,
    pub anchor: Arc<Anchor>,
    /// Where the quote is in the text on the page, if that is not what is cited.
    here: Option<Arc<Anchor>>,
    /// The current text of the source, which the page has, if there is one.
    pub document: Option<&'a Document>,
    /// The text that is cited, if there is one.
    pub cited: Option<&'a Document>,
    /// Which edition is cited, and what the current text no longer has, in a sentence without a full stop.
    pub edition: Option<String>,
}

impl<'a> Found<'a> {
    /// Looks a citation up. None if its source is not in the timeline.
    pub fn new(timeline: &'a Timeline, citation: &'a Citation) -> Option<Self> {
        let source = timeline.source(citation.source)?;
        let is_current = timeline.cited_version(citation) == Some(Version::Current);
        let here = || timeline.anchor_in(citation, Version::Current);
        Some(Self {
            here: (!is_current).then(here),
            citation,
            source,
            anchor: timeline.anchor(citation),
            document: source.document().ok(),
            cited: timeline.cited_text(citation).ok(),
            edition: timeline.edition_words(citation),
        })
    }

    /// Returns where the quote is in the text on the page.
    fn here(&self) -> &Anchor {
        self.here.as_ref().unwrap_or(&self.anchor)
    }

    /// Returns what it marks in the source: the places of its quote, or where it may be, and the words that turn it.
    pub fn marks(&self) -> Vec<Mark> {
        let kind = match self.here().state {
            State::Ambiguous => Kind::Near,
            _ => Kind::Quote,
        };
        let mark = |kind| {
            move |place: &_| Mark {
                place: *place,
                kind,
            }
        };
        let places = self.here().places.iter().map(mark(kind));
        let near = self.here().nearest.iter().map(mark(Kind::Near));
        let cues = self.here().cues.iter().map(|cue| &cue.place);
        places
            .chain(near)
            .chain(cues.map(mark(Kind::Cue)))
            .collect()
    }

    /// Returns the paragraphs that its quote is in or may be in, else the one that it gives.
    pub fn paragraphs(&self) -> BTreeSet<usize> {
        let anchor = self.here();
        let places = anchor.places.iter().chain(&anchor.nearest);
        let mut numbers: BTreeSet<usize> = places.map(|place| place.paragraph).collect();
        if numbers.is_empty() {
            numbers.extend(self.anchor.hinted().filter(|_| self.here.is_none()));
        }
        numbers.retain(|number| self.text(*number).is_some());
        numbers
    }

    /// Returns the paragraph that the citation gives, if the source has a text without it.
    pub fn beyond(&self) -> Option<(usize, usize)> {
        let number = self.citation.paragraph().filter(|_| self.here.is_none())?;
        let count = self.document?.paragraphs().len();
        let is_found = !self.here().places.is_empty();
        (number > count && !is_found).then_some((number, count))
    }

    /// Returns the best place on the page to see what it cites: its quote, its paragraph, or its source.
    pub fn target(&self) -> Target<'a> {
        let slug = self.source.slug();
        let places = self.here().places.first();
        match (
            places.or(self.here().nearest.as_ref()),
            self.paragraphs().first(),
        ) {
            (Some(place), _) => Target::Passage(slug, *place),
            (None, Some(number)) => Target::Paragraph(slug, *number),
            (None, None) => Target::Source(slug),
        }
    }

    /// Returns the address of the source on the web, which leads to the quote where the page has it.
    pub fn address(&self) -> Option<String> {
        let url = self.source.address().filter(|url| web::is_address(url))?;
        let places = self
            .here()
            .places
            .iter()
            .filter(|_| self.here().state != State::Ambiguous);
        let passages = places.filter_map(|place| {
            let text = self.text(place.paragraph)?;
            text.get(place.bytes(text))
        });
        Some(with_passages(url, passages))
    }

    fn text(&self, number: usize) -> Option<&'a str> {
        self.document?.paragraph(number)
    }
}

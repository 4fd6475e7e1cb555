//! Where a citation says that its quote is.

use super::place::Place;
use crate::document::{At, Document, Locator, Stretch};

/// Where a citation says that its quote is. It decides between places that are equally good.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hint<'a> {
    /// The paragraph, from 1.
    pub paragraph: Option<usize>,
    /// The page, the time or the message.
    pub locator: Option<&'a Locator>,
}

impl From<Option<usize>> for Hint<'_> {
    fn from(paragraph: Option<usize>) -> Self {
        Self {
            paragraph,
            locator: None,
        }
    }
}

impl Hint<'_> {
    /// Returns the parts of a document that are meant, the narrowest first. If the paragraph is not where the locator
    /// is, that goes first: paragraphs are numbered anew more often than pages.
    pub(super) fn stretches(&self, document: &Document) -> Vec<Stretch> {
        let paragraph = self.paragraph.and_then(|number| document.stretch(number));
        let located = self.locator.and_then(|locator| document.located(locator));
        match (paragraph, located) {
            (Some(paragraph), Some(located))
                if !located.paragraphs.contains(&paragraph.paragraphs.start) =>
            {
                vec![located, paragraph]
            }
            (paragraph, located) => paragraph.into_iter().chain(located).collect(),
        }
    }
}

/// The locator that a citation has, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The locator.
    pub given: Locator,
    /// The first paragraph that has some text there. `None` if there is no such place.
    pub paragraph: Option<usize>,
    /// Whether the source has marks of its kind.
    pub has_kind: bool,
    /// Whether the quote was found there.
    pub is_there: bool,
}

impl Located {
    pub(super) fn new(locator: &Locator, document: Option<&Document>, places: &[Place]) -> Self {
        let stretch = document.and_then(|document| document.located(locator));
        let first = stretch.as_ref().map(|stretch| &stretch.paragraphs);
        let edition = document.and_then(Document::edition);
        let is_there = |place: &Place| {
            stretch
                .as_ref()
                .zip(document)
                .is_some_and(|(stretch, document)| place.overlaps(stretch, document))
        };
        Self {
            given: locator.clone(),
            paragraph: first.filter(|it| !it.is_empty()).map(|it| it.start),
            has_kind: edition.is_some_and(|edition| edition.has_kind(locator)),
            is_there: places.iter().any(is_there),
        }
    }
}

/// How the place of a quote differs from what its citation says, or from where it was in an earlier text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The paragraph before and the one found, if they differ.
    pub paragraph: Option<(usize, usize)>,
    /// The page, time or message before and the one found, if they differ.
    pub locator: Option<(Locator, Locator)>,
}

impl Moved {
    /// Returns how it moved: `from p. 12 to p. 13`, `from paragraph 3 to 5`, or both.
    pub fn words(&self) -> String {
        let locator = self.locator.as_ref();
        let locator = locator.map(|(before, found)| format!("from {before} to {found}"));
        let paragraph = self.paragraph;
        let paragraph =
            paragraph.map(|(before, found)| format!("from paragraph {before} to {found}"));
        let words: Vec<String> = locator.into_iter().chain(paragraph).collect();
        words.join(" and ")
    }
}

/// Returns where in the original some places are, from the beginning of the first to the end of the last.
pub(super) fn at(document: &Document, places: &[Place]) -> Option<At> {
    let at = |place: &Place| {
        let bytes = place.bytes(document.paragraph(place.paragraph)?);
        Some(document.at(place.paragraph, bytes))
    };
    let at = at(places.first()?)?.until(&at(places.last()?)?);
    (!at.is_empty()).then_some(at)
}

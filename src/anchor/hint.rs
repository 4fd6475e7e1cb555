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
        let located = self.locator.map(|locator| document.located(locator));
        let mut stretches = located.unwrap_or_default();
        if let Some(paragraph) = paragraph {
            let start = paragraph.paragraphs.start;
            let is_there = stretches.iter().any(|it| it.paragraphs.contains(&start));
            let is_first = is_there || stretches.is_empty();
            stretches.insert(if is_first { 0 } else { stretches.len() }, paragraph);
        }
        stretches
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
    /// Whether the source has such a place.
    pub exists: bool,
    /// Whether the quote was found there.
    pub is_there: bool,
}

impl Located {
    pub(super) fn new(locator: &Locator, document: Option<&Document>, places: &[Place]) -> Self {
        let stretches = document.map(|document| document.located(locator));
        let stretches = stretches.unwrap_or_default();
        let paragraphs = stretches.iter().map(|stretch| &stretch.paragraphs);
        let edition = document.and_then(Document::edition);
        let is_there = |place: &Place| {
            let mut stretches = stretches.iter();
            document.is_some_and(|document| stretches.any(|it| place.overlaps(it, document)))
        };
        Self {
            given: locator.clone(),
            paragraph: paragraphs
                .filter(|it| !it.is_empty())
                .map(|it| it.start)
                .min(),
            exists: !stretches.is_empty(),
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

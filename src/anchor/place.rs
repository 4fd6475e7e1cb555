//! A place in a document.

use std::ops::Range;

use crate::document::{Document, Stretch};

/// A range of characters in one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The number of the paragraph, counted from 1.
    pub paragraph: usize,
    /// The number of characters in the paragraph before the place.
    pub start: usize,
    /// The number of characters up to its end.
    pub end: usize,
}

impl Place {
    /// Converts a range of bytes of a paragraph. Returns `None` if the paragraph does not have it.
    pub(super) fn new(document: &Document, paragraph: usize, bytes: Range<usize>) -> Option<Self> {
        let text = document.paragraph(paragraph)?;
        let start = text.get(..bytes.start)?.chars().count();
        let end = start.saturating_add(text.get(bytes)?.chars().count());
        Some(Self {
            paragraph,
            start,
            end,
        })
    }

    /// Returns whether it has some of a stretch of the document.
    pub(super) fn overlaps(&self, stretch: &Stretch, document: &Document) -> bool {
        stretch.paragraphs.contains(&self.paragraph)
            && document
                .paragraph(self.paragraph)
                .is_some_and(|text| document.overlaps(stretch, self.paragraph, self.bytes(text)))
    }

    /// Returns the range in bytes, given the text of the paragraph.
    pub fn bytes(&self, paragraph_text: &str) -> Range<usize> {
        let all = paragraph_text.len();
        if paragraph_text.is_ascii() {
            return self.start.min(all)..self.end.min(all);
        }
        let mut offsets = paragraph_text.char_indices().map(|(at, _)| at);
        let start = offsets.nth(self.start).unwrap_or(all);
        let length = self.end.saturating_sub(self.start);
        let end = match length.checked_sub(1) {
            Some(rest) => offsets.nth(rest).unwrap_or(all),
            None => start,
        };
        start..end
    }
}

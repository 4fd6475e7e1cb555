//! A stretch of a document, in characters of a paragraph.

use std::ops::Range;

use crate::document::Document;

/// A stretch of one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The paragraph's number, counted from 1.
    pub paragraph: usize,
    /// How many characters of the paragraph stand before it.
    pub start: usize,
    /// The same up to its end.
    pub end: usize,
}

impl Place {
    /// A stretch of a paragraph that is given in bytes.
    pub(super) fn of(document: &Document, paragraph: usize, bytes: Range<usize>) -> Option<Self> {
        let text = document.paragraph(paragraph)?;
        let start = text.get(..bytes.start)?.chars().count();
        let end = start + text.get(bytes)?.chars().count();
        Some(Self {
            paragraph,
            start,
            end,
        })
    }

    /// The bytes that it covers in the text of its paragraph.
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

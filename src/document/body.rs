//! The paragraphs of a source in one text, so that a million short ones cost little more than
//! their letters.

use std::ops::Range;

use crate::text::flow::flow_onto;

/// The paragraphs of a source and the lines at which they begin. Offsets and lines fit in 32 bits
/// because [`super::Document::read`] reads no more of a file than that.
#[derive(Debug, Clone, Default)]
pub(super) struct Body {
    text: String,
    /// Where each paragraph ends in `text`; it begins where the one before it ends.
    ends: Vec<u32>,
    lines: Vec<u32>,
}

impl Body {
    /// Appends a paragraph that flows from some lines and begins at a line of the file, counted from
    /// 1. An empty one is ignored: a reader would not see it, and numbers count what is seen.
    pub fn push<'a>(&mut self, line: usize, lines: impl IntoIterator<Item = &'a str>) {
        let start = self.text.len();
        flow_onto(&mut self.text, lines);
        match u32::try_from(self.text.len()) {
            Ok(end) if self.text.len() > start => {
                self.ends.push(end);
                self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
            }
            _ => self.text.truncate(start),
        }
    }

    /// Appends lines to the last paragraph.
    pub fn extend<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        let start = self.text.len();
        self.text.push(' ');
        let filled = self.text.len();
        flow_onto(&mut self.text, lines);
        match (self.ends.last_mut(), u32::try_from(self.text.len())) {
            (Some(last), Ok(end)) if self.text.len() > filled => *last = end,
            _ => self.text.truncate(start),
        }
    }

    /// Drops all paragraphs but the first `len`.
    pub fn truncate(&mut self, len: usize) {
        self.ends.truncate(len);
        self.lines.truncate(len);
        self.text
            .truncate(self.ends.last().map_or(0, |end| *end as usize));
    }

    /// Returns the unused memory: a document is kept as long as the program runs.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.lines.shrink_to_fit();
    }

    pub fn paragraphs(&self) -> Paragraphs<'_> {
        Paragraphs {
            text: &self.text,
            ends: &self.ends,
        }
    }

    /// The line at which the paragraph at `index` begins.
    pub fn line(&self, index: usize) -> Option<usize> {
        self.lines.get(index).map(|line| *line as usize)
    }
}

/// The paragraphs of a document in order. Indices are counted from 0, unlike paragraph numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Paragraphs<'a> {
    text: &'a str,
    ends: &'a [u32],
}

impl<'a> Paragraphs<'a> {
    /// Returns the number of paragraphs.
    pub fn len(self) -> usize {
        self.ends.len()
    }

    /// Returns whether there are no paragraphs.
    pub fn is_empty(self) -> bool {
        self.ends.is_empty()
    }

    /// Returns the paragraph at `index`.
    pub fn get(self, index: usize) -> Option<&'a str> {
        self.text.get(self.range(index)?)
    }

    /// Returns an iterator over the paragraphs.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = &'a str> + ExactSizeIterator {
        (0..self.len()).map(move |index| self.get(index).unwrap_or_default())
    }

    fn range(self, index: usize) -> Option<Range<usize>> {
        let end = *self.ends.get(index)?;
        let before = index.checked_sub(1).and_then(|index| self.ends.get(index));
        Some(before.map_or(0, |before| *before as usize)..end as usize)
    }
}

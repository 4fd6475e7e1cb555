//! Compact storage for the paragraphs of a source.
//!
//! All paragraphs share one string, so a million short ones need little more memory than their
//! text.

use std::ops::Range;

use crate::text::flow::{add_line, breaks_word, flow_onto, follows_suspended};

/// The paragraphs of a source and the lines they start on. Offsets and line numbers fit in 32 bits
/// because `Document::read` limits the size of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Body {
    text: String,
    /// The end of each paragraph in `text`. It starts at the end of the previous one.
    ends: Vec<u32>,
    lines: Vec<u32>,
    /// The indices of the paragraphs that are headings, in order.
    headings: Vec<u32>,
}

impl Body {
    /// Joins `lines` into a paragraph that starts on the given line of the file and appends it.
    /// Empty paragraphs are ignored, because only visible paragraphs are numbered.
    pub fn push<'a>(&mut self, line: usize, lines: impl IntoIterator<Item = &'a str>) {
        flow_onto(&mut self.text, lines);
        self.end(line);
    }

    /// Joins `lines` onto the end of the last paragraph.
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

    /// Appends a line to the paragraph that [`Self::end`] ends. If the line `goes_on` with the sentence before and begins
    /// with a small letter, it is joined to a word that is broken at a hyphen.
    pub fn append(&mut self, line: &str, goes_on: bool) {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        let joins = goes_on
            && line.trim_start().starts_with(char::is_lowercase)
            && !follows_suspended(line.trim_start())
            && self.text.get(start..).is_some_and(breaks_word);
        add_line(&mut self.text, start, line, joins);
    }

    /// Ends a paragraph that starts on the given line of the file, if it is not empty.
    pub fn end(&mut self, line: usize) {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        match u32::try_from(self.text.len()) {
            Ok(end) if self.text.len() > start => {
                self.ends.push(end);
                self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
            }
            _ => self.text.truncate(start),
        }
    }

    /// Returns the bytes of all paragraphs, and of what was appended since.
    pub fn len(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Returns where the paragraph at `index` is in the text of all paragraphs.
    pub fn range(&self, index: usize) -> Option<Range<u32>> {
        let end = *self.ends.get(index)?;
        let before = index.checked_sub(1).and_then(|index| self.ends.get(index));
        Some(before.copied().unwrap_or_default()..end)
    }

    /// Returns the indices of the paragraphs that have some of a range of the text of all paragraphs.
    pub fn covering(&self, bytes: &Range<u32>) -> Range<usize> {
        let first = self.ends.partition_point(|end| *end <= bytes.start);
        let before_last = self.ends.partition_point(|end| *end < bytes.end);
        let is_empty = bytes.is_empty() || first == self.ends.len();
        let end = before_last.saturating_add(1).min(self.ends.len());
        first..if is_empty { first } else { end }
    }

    /// Makes headings of the paragraphs from an index on.
    pub fn mark_headings_from(&mut self, index: usize) {
        let headings = (index..self.ends.len()).filter_map(|index| u32::try_from(index).ok());
        self.headings.extend(headings);
    }

    /// Returns whether the paragraph at `index` is a heading.
    pub fn is_heading(&self, index: usize) -> bool {
        u32::try_from(index).is_ok_and(|index| self.headings.binary_search(&index).is_ok())
    }

    /// Iterates over the indices of the paragraphs that are headings.
    pub fn headings(&self) -> impl Iterator<Item = usize> + '_ {
        self.headings.iter().map(|index| *index as usize)
    }

    /// Keeps the first `len` paragraphs and drops the rest.
    pub fn truncate(&mut self, len: usize) {
        self.ends.truncate(len);
        self.lines.truncate(len);
        let kept = self.headings.partition_point(|at| (*at as usize) < len);
        self.headings.truncate(kept);
        self.text
            .truncate(self.ends.last().map_or(0, |end| *end as usize));
    }

    /// Releases unused memory: a document lives as long as the program.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.lines.shrink_to_fit();
        self.headings.shrink_to_fit();
    }

    pub fn paragraphs(&self) -> Paragraphs<'_> {
        Paragraphs {
            text: &self.text,
            ends: &self.ends,
        }
    }

    /// Returns the line on which the paragraph at `index` starts.
    pub fn line(&self, index: usize) -> Option<usize> {
        self.lines.get(index).map(|line| *line as usize)
    }
}

/// The paragraphs of a document, in order. Unlike paragraph numbers, indices start at 0.
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

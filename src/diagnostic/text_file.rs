//! A text with an index of its lines and characters: what turns a byte into a line and a column.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memrchr};

use super::code::Code;
use super::report::{Diagnostic, Excerpt, Severity, safe};
use crate::text::width::floor_boundary;

/// A text and its name. Places in it are found in constant time, however long its lines are.
#[derive(Debug)]
pub struct TextFile<'a> {
    /// The name that diagnostics use.
    pub name: Cow<'a, str>,
    /// The text.
    pub text: Cow<'a, str>,
    blocks: Cow<'a, [Block]>,
    /// The line that it begins with, from 1.
    first_line: usize,
}

/// The index of a text, to be kept without it.
#[derive(Clone, Debug, Default)]
pub struct LineIndex(Vec<Block>);

/// What lies before one block of the text.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    /// Line breaks.
    breaks: usize,
    /// Characters.
    chars: usize,
    /// The byte at which the line begins that reaches into the block.
    line_start: usize,
}

/// Bytes of a block.
const BLOCK: usize = 1024;

/// A longer line, in bytes, is not shown as a whole.
const LONGEST_EXCERPT: usize = 2000;
/// Of such a line at most so many bytes are shown before what is marked, of that, and after it.
const AROUND: usize = 120;

impl<'a> TextFile<'a> {
    /// Indexes `text`.
    pub fn new(name: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        Self {
            name: name.into(),
            blocks: index(text.as_bytes()).into(),
            text,
            first_line: 1,
        }
    }

    /// Indexes a part of a larger text, which begins with a line that is known, from 1.
    pub fn part(name: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>, line: usize) -> Self {
        Self {
            first_line: line,
            ..Self::new(name, text)
        }
    }

    /// Opens a text that was indexed before.
    pub fn indexed(name: &'a str, text: &'a str, index: &'a LineIndex) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            blocks: index.0.as_slice().into(),
            first_line: 1,
        }
    }

    /// Returns the index.
    pub fn into_index(self) -> LineIndex {
        LineIndex(self.blocks.into_owned())
    }

    /// Returns the line of a byte and its column in characters, both from 1. What lies past the end
    /// counts as the end.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let byte = floor_boundary(&self.text, byte);
        let (block, within) = self.block(byte);
        let line = block.breaks + memchr_iter(b'\n', within).count() + self.first_line;
        let start = match memrchr(b'\n', within) {
            Some(last) => byte - within.len() + last + 1,
            None => block.line_start,
        };
        (line, self.chars_before(byte) - self.chars_before(start) + 1)
    }

    /// Makes a diagnostic about `span`, a range of bytes; what reaches past the end of its first
    /// line is cut there.
    pub fn diagnostic(
        &self,
        code: Code,
        severity: Severity,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        let (line, column) = self.position(span.start);
        Diagnostic {
            line,
            column,
            excerpt: self.excerpt(line, span).map(Box::new),
            ..Diagnostic::of_file(code, severity, &self.name, message)
        }
    }

    /// Makes a diagnostic about the rest of a line from a column on, both from 1.
    pub fn diagnostic_at(
        &self,
        code: Code,
        severity: Severity,
        (line, column): (usize, usize),
        message: impl Into<String>,
    ) -> Diagnostic {
        let start = self.line_start(line);
        let chars = self.chars_before(start) + column.saturating_sub(1);
        let from = self.byte_at(chars);
        // The line may be the whole file: no more is looked at than an excerpt shows.
        let rest = self.first_line(from, LONGEST_EXCERPT);
        let rest = rest.map_or("", |(rest, _)| rest.trim_end());
        self.diagnostic(code, severity, from..from + rest.len(), message)
    }

    /// The block that a byte lies in, and its bytes before that byte.
    fn block(&self, byte: usize) -> (Block, &[u8]) {
        let last = self.blocks.len().saturating_sub(1);
        let index = (byte / BLOCK).min(last);
        let block = self.blocks.get(index).copied().unwrap_or_default();
        let within = self.text.as_bytes().get(index * BLOCK..byte);
        (block, within.unwrap_or_default())
    }

    fn chars_before(&self, byte: usize) -> usize {
        let (block, within) = self.block(byte);
        block.chars + count_chars(within)
    }

    /// Where the character with a number, from 0, begins; the end of the text if it has fewer.
    fn byte_at(&self, chars: usize) -> usize {
        let after = self.blocks.partition_point(|block| block.chars <= chars);
        let index = after.saturating_sub(1);
        let from = index * BLOCK;
        let bytes = self.text.as_bytes().get(from..).unwrap_or_default();
        let mut starts = bytes.iter().enumerate().filter(|(_, byte)| begins(**byte));
        let before = self.blocks.get(index).map_or(0, |block| block.chars);
        let found = starts.nth(chars.saturating_sub(before));
        found.map_or(self.text.len(), |(at, _)| from + at)
    }

    /// Where a line begins, from 1; the end of the text if it has fewer.
    fn line_start(&self, line: usize) -> usize {
        let breaks = line.saturating_sub(self.first_line);
        if breaks == 0 {
            return 0;
        }
        let after = self.blocks.partition_point(|block| block.breaks < breaks);
        let index = after.saturating_sub(1);
        let from = index * BLOCK;
        let bytes = self.text.as_bytes().get(from..).unwrap_or_default();
        let before = self.blocks.get(index).map_or(0, |block| block.breaks);
        let found = memchr_iter(b'\n', bytes).nth(breaks - before - 1);
        found.map_or(self.text.len(), |at| from + at + 1)
    }

    /// The line with the piece of it in `span` marked; of a long line only what is around that.
    fn excerpt(&self, line: usize, span: Range<usize>) -> Option<Excerpt> {
        let start = self.line_start(line);
        let from = floor_boundary(&self.text, span.start).max(start);
        let (whole, is_long) = self.first_line(start, LONGEST_EXCERPT)?;
        let most = if is_long { AROUND } else { whole.len() };
        let begin = floor_boundary(&self.text, from.saturating_sub(most)).max(start);
        let is_cut = begin > start;
        let (marked, _) = self.first_line(from, most.min(span.end.saturating_sub(from)))?;
        let (after, more) = self.first_line(from + marked.len(), most)?;
        // The pieces are made safe apart, so that the mark still fits afterwards.
        let mut line = if is_cut { "…" } else { "" }.to_owned();
        line.push_str(&safe(self.text.get(begin..from)?));
        let at = line.len();
        line.push_str(&safe(marked));
        let marked = at..line.len();
        line.push_str(&safe(after));
        line.push_str(if is_long && more { "…" } else { "" });
        Some(Excerpt {
            line,
            marked,
            is_cut,
        })
    }

    /// At most `most` bytes of a line from `start` on, and whether that leaves some of it out.
    fn first_line(&self, start: usize, most: usize) -> Option<(&str, bool)> {
        let end = floor_boundary(&self.text, start + most);
        let (text, rest) = (self.text.get(start..end)?, self.text.get(end..)?);
        Some(match memchr(b'\n', text.as_bytes()) {
            Some(at) => (text.get(..at)?.trim_end_matches('\r'), false),
            None => (text, !rest.is_empty() && !rest.starts_with(['\n', '\r'])),
        })
    }
}

/// What lies before each block of a text, and before its end.
fn index(bytes: &[u8]) -> Vec<Block> {
    let mut next = Block::default();
    let blocks = bytes.chunks(BLOCK).enumerate();
    let blocks = blocks.map(|(index, bytes)| {
        let block = next;
        next.breaks += memchr_iter(b'\n', bytes).count();
        next.chars += count_chars(bytes);
        if let Some(last) = memrchr(b'\n', bytes) {
            next.line_start = index * BLOCK + last + 1;
        }
        block
    });
    let mut blocks: Vec<Block> = blocks.collect();
    blocks.push(next);
    blocks
}

/// Whether a character begins with a byte.
fn begins(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// Counts in small numbers, of which a processor adds many at once.
fn count_chars(bytes: &[u8]) -> usize {
    let count = |bytes: &[u8]| bytes.iter().map(|byte| u8::from(begins(*byte))).sum::<u8>();
    bytes
        .chunks(128)
        .map(|bytes| usize::from(count(bytes)))
        .sum()
}

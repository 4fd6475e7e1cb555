//! Writes the blocks of Markdown as paragraphs.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::numbers::number;
use super::raw::words;
use crate::document::body::Body;
use crate::document::unread::{Unread, Why};

/// The paragraphs of a text, and what is deleted in it.
#[derive(Default)]
pub(super) struct Pages {
    pub body: Body,
    pub unread: Unread,
}

impl Pages {
    /// Keeps the given numbers of paragraphs, read and unread, and drops the rest.
    pub fn truncate(&mut self, len: usize, unread: usize) {
        self.body.truncate(len);
        self.unread.truncate(unread);
    }
}

/// Counts the lines of a text from its start to its end.
#[derive(Clone, Copy)]
struct Lines {
    /// The offset up to which lines are counted.
    at: usize,
    /// The line at that offset.
    line: usize,
}

impl Lines {
    /// Returns the line of an offset, or of an earlier one if there was one after it.
    fn at(&mut self, text: &str, offset: usize) -> usize {
        let lines = text.get(self.at..offset).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', lines.as_bytes()).count();
        self.at = self.at.max(offset);
        self.line
    }
}

/// Text that is struck through.
#[derive(Default)]
struct Deleted {
    /// The number of open marks and tags.
    depth: usize,
    text: String,
    start: usize,
}

/// Collects the text of the blocks.
pub(super) struct Writer<'a> {
    pub pages: &'a mut Pages,
    /// Whether the next paragraph continues the last one.
    pub joins: bool,
    text: &'a str,
    open: String,
    /// The length of the start of `open` that is known to be blank, so that it is not checked
    /// again.
    blank: usize,
    /// The length of `open` if it is nothing but the number of a list item, or else 0 or less than
    /// its length.
    number: usize,
    /// The offset of the first word of `open` in `text`.
    start: usize,
    lines: Lines,
    deleted: Deleted,
    deleted_lines: Lines,
}

impl<'a> Writer<'a> {
    /// Returns a writer for a text of which the first `shift` bytes are only context. The others
    /// start on the given line.
    pub fn new(pages: &'a mut Pages, text: &'a str, shift: usize, line: usize) -> Self {
        let lines = Lines { at: shift, line };
        Self {
            pages,
            joins: false,
            text,
            open: String::new(),
            blank: 0,
            number: 0,
            start: 0,
            lines,
            deleted: Deleted::default(),
            deleted_lines: lines,
        }
    }

    pub fn write(&mut self, event: Event<'_>, range: Range<usize>) {
        // A paragraph starts at its first word, not at the fence or blank line above it.
        let source = self.text.get(range.clone()).unwrap_or_default();
        let rest = self.open.get(self.blank..).unwrap_or_default();
        if rest.trim_start().is_empty() {
            self.blank = self.open.len();
            self.start = range.end.saturating_sub(source.trim_start().len());
        }
        match event {
            Event::Text(text) | Event::Code(text) => self.push(&text, range.start),
            Event::Html(html) => self.open.push_str(&html),
            Event::InlineHtml(html) => self.html(&html, range.start),
            Event::SoftBreak | Event::HardBreak => self.push("\n", range.start),
            Event::Start(Tag::TableCell) if !self.open.is_empty() => self.open.push_str(" | "),
            // One tilde is a subscript in many dialects.
            Event::Start(Tag::Strikethrough) if source.starts_with("~~") => self.deleted.depth += 1,
            Event::End(TagEnd::Strikethrough) if source.starts_with("~~") => self.undelete(),
            Event::Start(tag) if is_inline(tag.to_end()) => {}
            Event::End(tag) if is_inline(tag) => {}
            Event::End(TagEnd::HtmlBlock) => {
                let html = std::mem::take(&mut self.open);
                self.html(&html, self.start);
                self.end();
            }
            Event::End(TagEnd::Heading(_)) => {
                let before = self.pages.body.paragraphs().len();
                self.end();
                self.pages.body.mark_headings_from(before);
            }
            Event::Start(Tag::Item) => self.item(range.start),
            // The text of an item continues its number.
            Event::Start(_) if self.open.len() == self.number => {}
            Event::Start(_) | Event::End(_) | Event::Rule => self.end(),
            // Footnote marks are not part of the text, and no other events are enabled.
            _ => {}
        }
    }

    /// Appends text that starts at an offset, unless it is deleted.
    fn push(&mut self, text: &str, start: usize) {
        if self.deleted.depth == 0 {
            self.open.push_str(text);
        } else {
            self.delete(text, start);
        }
    }

    fn delete(&mut self, text: &str, start: usize) {
        if self.deleted.text.is_empty() {
            self.deleted.start = start;
        }
        self.deleted.text.push_str(text);
    }

    /// Appends the words of raw HTML.
    fn html(&mut self, html: &str, start: usize) {
        let words = words(html, &mut self.deleted.depth);
        self.open.push_str(&words.read);
        if !words.deleted.is_empty() {
            self.delete(&words.deleted, start);
        }
        if self.deleted.depth == 0 {
            self.end_deleted();
        }
    }

    fn undelete(&mut self) {
        self.deleted.depth = self.deleted.depth.saturating_sub(1);
        if self.deleted.depth == 0 {
            self.end_deleted();
        }
    }

    fn end_deleted(&mut self) {
        let deleted = std::mem::take(&mut self.deleted);
        if !deleted.text.is_empty() {
            let line = self.deleted_lines.at(self.text, deleted.start);
            let unread = &mut self.pages.unread;
            unread.push(Why::Deleted, line, deleted.text.lines());
        }
    }

    /// Starts a list item, with its number if that belongs to the text.
    fn item(&mut self, start: usize) {
        if self.open.len() > self.number {
            self.end();
        }
        if let Some(number) = self.text.get(start..).and_then(number) {
            if self.open.is_empty() {
                self.start = start;
            }
            self.open.push_str(number);
            self.open.push(' ');
            self.number = self.open.len();
        }
    }

    /// Ends the paragraph, and with it whatever is not closed in it.
    fn end(&mut self) {
        self.end_deleted();
        if !self.open.is_empty() {
            let line = self.lines.at(self.text, self.start);
            let body = &mut self.pages.body;
            if self.joins {
                body.extend(self.open.lines());
            } else {
                body.push(line, self.open.lines());
            }
            self.joins = false;
        }
        self.open.clear();
        self.blank = 0;
        self.number = 0;
    }
}

/// Returns whether a tag is part of a paragraph.
pub(super) fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
    )
}

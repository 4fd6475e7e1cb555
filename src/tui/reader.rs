//! Which source is read, and where the reader is in it. Wrapping is done once per source and width;
//! drawing and moving ask for rows by number.

use std::collections::HashMap;
use std::ops::Range;

use super::note::Note;
use super::page::{Page, PageRow};
use crate::coverage::Holdings;
use crate::document::Document;
use crate::search::Needle;
use crate::text::width::floor_boundary;
use crate::timeline::{EventId, SourceId};

/// Text is set to at most this many columns.
pub const MEASURE: usize = 80;

/// Cells left of the text: gutter, number, space; and one at its right.
pub const MARGIN: usize = 9;

/// What a note is about: the event, its citation and whether the anchor of that is known.
type About = (Option<EventId>, usize, bool);

/// A paragraph of which some rows are in sight, with what was found in them.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Its number, from 1; 0 for what is above all paragraphs.
    pub number: usize,
    /// The rows.
    pub rows: Vec<PageRow>,
    /// Bytes of the dates that no event is near to.
    pub dates: Vec<Range<usize>>,
    /// Bytes of the hits.
    pub hits: Vec<Range<usize>>,
}

/// Which source is read, where.
#[derive(Debug, Default)]
pub struct Reader {
    /// What is shown.
    pub source: Option<SourceId>,
    /// The first row shown.
    pub top: usize,
    /// The paragraph that has the cursor, from 1.
    pub cursor: usize,
    pages: HashMap<SourceId, Page>,
    width: usize,
    /// What the note is about, in which source, and the width it is set for.
    noted: Option<(About, SourceId, usize)>,
    held: HashMap<SourceId, Holdings>,
    /// What is in sight.
    seen: Vec<Seen>,
    /// The first row and the cursor where the quote was brought into sight.
    put: (usize, usize),
}

impl Reader {
    /// Sets a source for a width, unless that is done already. True if the width is
    /// another than before, so that rows have other numbers now.
    pub fn set(&mut self, source: SourceId, document: &Document, width: usize) -> bool {
        let changed = self.width != width;
        if changed {
            self.pages.clear();
            self.width = width;
        }
        self.pages
            .entry(source)
            .or_insert_with(|| Page::new(document, width));
        changed
    }

    /// Puts a note into the source that is shown, as it is set now, unless that is done already for this
    /// citation of this event. There is one at most.
    pub fn annotate(&mut self, about: About, note: impl FnOnce(usize) -> Option<Note>) {
        let Some(source) = self.source else { return };
        let about = (about, source, self.width);
        if self.noted == Some(about) {
            return;
        }
        self.noted = Some(about);
        for page in self.pages.values_mut() {
            page.annotate(None);
        }
        if let Some(page) = self.pages.get_mut(&source) {
            page.annotate(note(self.width));
        }
    }

    /// Takes what the timeline has of a source.
    pub fn hold(&mut self, source: SourceId, held: Holdings) {
        self.held.insert(source, held);
    }

    /// Returns whether it is known what the timeline has of a source.
    pub fn holds(&self, source: SourceId) -> bool {
        self.held.contains_key(&source)
    }

    /// Returns what the timeline has of the source that is shown, once that is known.
    pub fn held(&self) -> Option<&Holdings> {
        self.held.get(&self.source?)
    }

    /// Forgets what is set: the texts are others now, and so may be the events.
    pub fn forget(&mut self) {
        self.pages.clear();
        self.held.clear();
        self.seen.clear();
        self.noted = None;
    }

    /// What is shown, set in rows.
    pub fn page(&self) -> Option<&Page> {
        self.pages.get(&self.source?)
    }

    /// Brings a paragraph into sight on behalf of a citation.
    pub fn put(&mut self, paragraph: usize, row: usize, height: usize) {
        self.show(paragraph, row, height);
        self.put = (self.top, self.cursor);
    }

    /// Returns whether the reader is where a citation brought it.
    pub fn is_where_put(&self) -> bool {
        self.put == (self.top, self.cursor)
    }

    /// Looks for dates and hits in the rows in sight.
    pub fn look(&mut self, document: &Document, height: usize, needle: Option<&Needle>) {
        let rows = self.page().map(|page| page.window(self.top, height));
        let rows = rows.unwrap_or_default();
        // A paragraph is looked at once, however many of its rows are in sight.
        let paragraphs = rows.chunk_by(|a, b| a.paragraph() == b.paragraph());
        let held = self.held();
        let seen = paragraphs.map(|rows| {
            let number = rows.first().and_then(PageRow::paragraph);
            let number = number.unwrap_or_default();
            let mut seen = Seen {
                number,
                rows: rows.to_vec(),
                ..Seen::default()
            };
            let text = document.paragraph(number).unwrap_or_default();
            // A paragraph can be a whole book: dates and hits are looked for in what is shown of
            // it, and a little around, since they may begin or end out of sight.
            let near = near(text, rows);
            let shown = text.get(near.clone()).unwrap_or_default();
            let place = |found: Range<usize>| near.start + found.start..near.start + found.end;
            if let Some(held) = held {
                let dates = held.open_dates(shown);
                seen.dates = dates.map(|date| place(date.bytes)).collect();
            }
            if let Some(needle) = needle {
                seen.hits = needle.hits(shown).into_iter().map(place).collect();
            }
            seen
        });
        self.seen = seen.collect();
    }

    /// Returns what is in sight, from top to bottom.
    pub fn seen(&self) -> &[Seen] {
        &self.seen
    }

    /// Puts the cursor on a paragraph and shows its row at a third of the height, or as
    /// near to that as the ends allow.
    pub fn show(&mut self, paragraph: usize, row: usize, height: usize) {
        self.cursor = paragraph.max(1);
        self.top = row.saturating_sub(height / 3);
        self.clamp(height);
    }

    /// Moves down by a step: within a long paragraph a row, else to the next one.
    pub fn down(&mut self, height: usize) {
        let Some(page) = self.page() else { return };
        let rows = page.rows_of(self.cursor);
        if rows.end > self.top + height {
            self.top += 1;
        } else {
            let next = page.rows_of(self.cursor + 1);
            if !next.is_empty() {
                self.cursor += 1;
                let least = next.end.saturating_sub(height).min(next.start);
                self.top = self.top.max(least);
            }
        }
        self.clamp(height);
    }

    /// Moves up by a step: within a long paragraph a row, else to the one before.
    pub fn up(&mut self, height: usize) {
        let Some(page) = self.page() else { return };
        let rows = page.rows_of(self.cursor);
        if rows.start < self.top {
            self.top -= 1;
        } else if self.cursor > 1 {
            let before = page.rows_of(self.cursor - 1);
            self.cursor -= 1;
            let most = before.start.max(before.end.saturating_sub(height));
            self.top = self.top.min(most);
        } else {
            // A note can stand above the first paragraph.
            self.top = self.top.saturating_sub(1);
        }
        self.clamp(height);
    }

    /// Moves by rows; the cursor goes to the first paragraph that begins on the screen.
    /// Where nothing is left to scroll, it goes to the very end.
    pub fn scroll(&mut self, rows: isize, height: usize) {
        let before = self.top;
        self.top = self.top.saturating_add_signed(rows);
        self.clamp(height);
        if self.top == before {
            return self.end(rows > 0, height);
        }
        let Some(page) = self.page() else { return };
        let shown = self.top..self.top + height;
        let cursor = page.rows_of(self.cursor);
        if !cursor.clone().any(|row| shown.contains(&row)) || !shown.contains(&cursor.start) {
            let first = page.paragraph_at(self.top);
            let begins = page.rows_of(first).start >= self.top;
            let next = page.rows_of(first + 1).start;
            let better = !begins && next > self.top && shown.contains(&next);
            self.cursor = if better { first + 1 } else { first };
        }
    }

    /// To the first or the last paragraph.
    pub fn end(&mut self, last: bool, height: usize) {
        let Some(page) = self.page() else { return };
        let (cursor, top) = if last {
            (page.paragraphs(), page.height())
        } else {
            (1, 0)
        };
        self.cursor = cursor;
        self.top = top;
        self.clamp(height);
    }

    /// Keeps the last row at the bottom and the cursor on a paragraph.
    pub fn clamp(&mut self, height: usize) {
        let Some(page) = self.page() else { return };
        let (most, last) = (page.height().saturating_sub(height), page.paragraphs());
        self.top = self.top.min(most);
        self.cursor = self.cursor.clamp(1, last.max(1));
    }
}

/// The bytes of a paragraph that some of its rows show, and a little around them.
fn near(text: &str, rows: &[PageRow]) -> Range<usize> {
    const AROUND: usize = 400;
    let ranges = || {
        rows.iter().filter_map(|row| match row {
            PageRow::Text { range, .. } => Some(range),
            PageRow::Note { .. } | PageRow::Blank => None,
        })
    };
    let start = ranges()
        .next()
        .map_or(0, |range| range.start)
        .saturating_sub(AROUND);
    let end = ranges().next_back().map_or(0, |range| range.end) + AROUND;
    floor_boundary(text, start)..floor_boundary(text, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn reader(text: &str, width: usize) -> Reader {
        let document = Document::read(text.as_bytes(), Format::Plain);
        let mut reader = Reader {
            source: Some(SourceId::new(0)),
            cursor: 1,
            ..Reader::default()
        };
        reader.set(SourceId::new(0), &document, width);
        reader
    }

    #[test]
    fn going_down_and_up_again_comes_back() {
        let mut reader = reader("a b c d e f g h\n\ni\n\nj\n\nk", 3);
        let start = (reader.top, reader.cursor);
        for _ in 0..20 {
            reader.down(3);
        }
        assert_eq!(reader.cursor, 4);
        for _ in 0..20 {
            reader.up(3);
        }
        assert_eq!((reader.top, reader.cursor), start);
    }
}

//! The source pane: which source is shown, its scroll position and its cursor. A source is wrapped
//! once per width. Drawing and moving then access rows by number.

use std::collections::HashMap;
use std::ops::Range;

use super::comparison::Comparison;
use super::note::Note;
use super::page::{Page, PageRow};
use crate::coverage::Holdings;
use crate::document::{Beginning, Document};
use crate::search::Needle;
use crate::text::width::floor_boundary;
use crate::timeline::{EventId, Source, SourceId, Version};

/// The maximum width of the text, in cells.
pub const MEASURE: usize = 80;

/// The cells to the left of the text for gutter, number and space, plus one to the right.
pub const MARGIN: usize = 9;

/// What a note depends on: the event, the index of its citation, and whether its anchor is known.
type NoteKey = (Option<EventId>, usize, bool);

/// A partly or fully visible paragraph, with the dates and hits found in it.
#[derive(Clone, Debug, Default)]
pub struct VisibleParagraph {
    /// The number, from 1. 0 for rows outside of any paragraph.
    pub number: usize,
    /// The visible rows.
    pub rows: Vec<PageRow>,
    /// The byte ranges of dates without an event nearby.
    pub dates: Vec<Range<usize>>,
    /// The byte ranges of hits.
    pub hits: Vec<Range<usize>>,
    /// What begins in it, such as a page, in words for the margin, each with the byte at which it does. On a blank row,
    /// what begins with the paragraph below.
    pub beginnings: Vec<(usize, String)>,
}

/// A hit of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The number of the paragraph, from 1.
    pub paragraph: usize,
    /// The bytes in the paragraph.
    pub bytes: Range<usize>,
}

/// In longer sources, hits are not counted.
const MOST_COUNTED: usize = 8_000_000;

/// The state of the source pane.
#[derive(Debug, Default)]
pub struct Reader {
    /// The shown source.
    pub source: Option<SourceId>,
    /// The version of it that is shown, or would be without a comparison.
    pub version: Version,
    /// The version that the user chose. Otherwise it depends on the citation.
    pub chosen: Option<Version>,
    /// The passage in two versions, if that is shown instead.
    pub comparison: Option<Comparison>,
    /// The first visible row.
    pub top: usize,
    /// The paragraph under the cursor, from 1.
    pub cursor: usize,
    pages: HashMap<(SourceId, Version), Page>,
    width: usize,
    /// What the current note depends on, its source, and the width it is wrapped for.
    noted: Option<(NoteKey, SourceId, Version, usize)>,
    holdings: HashMap<SourceId, Holdings>,
    /// The visible paragraphs, from top to bottom.
    visible: Vec<VisibleParagraph>,
    /// The hit that the search went to.
    hit: Option<Hit>,
    /// All hits in the shown source, in order, if they are counted.
    hits: Option<(SourceId, Version, Vec<Hit>)>,
    /// The values of `top` and `cursor` after the last jump.
    jumped_to: (usize, usize),
}

impl Reader {
    /// Wraps a source for a width, unless this was done before. Returns whether the width changed,
    /// which invalidates row numbers.
    pub fn lay_out(&mut self, source: SourceId, document: &Document, width: usize) -> bool {
        let changed = self.width != width;
        if changed {
            self.pages.clear();
            self.width = width;
        }
        self.pages
            .entry((source, self.version))
            .or_insert_with(|| Page::new(document, width));
        changed
    }

    /// Puts a note into the shown source and removes any other note. Does nothing if `about`, the
    /// source and the width are unchanged.
    pub fn annotate(&mut self, about: NoteKey, note: impl FnOnce(usize) -> Option<Note>) {
        let Some(source) = self.source else { return };
        let about = (about, source, self.version, self.width);
        if self.noted == Some(about) {
            return;
        }
        self.noted = Some(about);
        for page in self.pages.values_mut() {
            page.annotate(None);
        }
        if let Some(page) = self.pages.get_mut(&(source, self.version)) {
            page.annotate(note(self.width));
        }
    }

    /// Stores the holdings of a source.
    pub fn set_holdings(&mut self, source: SourceId, holdings: Holdings) {
        self.holdings.insert(source, holdings);
    }

    /// Returns whether the holdings of a source are known.
    pub fn has_holdings(&self, source: SourceId) -> bool {
        self.holdings.contains_key(&source)
    }

    /// Returns the holdings of the shown source, if known.
    pub fn holdings(&self) -> Option<&Holdings> {
        // They are those of the current text.
        let source = self.source.filter(|_| self.version == Version::Current);
        self.holdings.get(&source?)
    }

    /// Returns the hit that the search went to.
    pub fn hit(&self) -> Option<&Hit> {
        self.hit.as_ref()
    }

    /// Remembers the hit that the search went to.
    pub fn set_hit(&mut self, hit: Option<Hit>) {
        self.hit = hit;
    }

    /// Discards the hits because the search pattern has changed.
    pub fn forget_hits(&mut self) {
        (self.hit, self.hits) = (None, None);
    }

    /// Returns all hits in the shown source, in order, if they are counted.
    pub fn hits(&self) -> Option<&[Hit]> {
        let (source, version, hits) = self.hits.as_ref()?;
        let is_shown = Some(*source) == self.source && *version == self.version;
        is_shown.then_some(hits)
    }

    /// Counts the hits in the shown source, unless this was done before or the source is very long.
    pub fn count_hits(&mut self, source: &Source, needle: Option<&Needle>) {
        let (Some(needle), Some(id), Ok(document)) =
            (needle, self.source, source.text(self.version))
        else {
            return;
        };
        if self.hits().is_some() || source.text_len() > MOST_COUNTED {
            return;
        }
        let paragraphs = (1..).zip(document.paragraphs().iter());
        let hits = paragraphs.filter(|(_, text)| needle.is_in(text));
        let hits = hits.flat_map(|(paragraph, text)| {
            let hits = needle.hits(text).into_iter();
            hits.map(move |bytes| Hit { paragraph, bytes })
        });
        self.hits = Some((id, self.version, hits.collect()));
    }

    /// Discards everything derived from the sources and events, since both may have changed.
    pub fn clear(&mut self) {
        self.pages.clear();
        self.holdings.clear();
        self.visible.clear();
        self.noted = None;
        (self.chosen, self.comparison) = (None, None);
        self.forget_hits();
    }

    /// Returns the shown source, wrapped into rows.
    pub fn page(&self) -> Option<&Page> {
        self.pages.get(&(self.source?, self.version))
    }

    /// Shows a paragraph and remembers the position, see [`has_moved`](Self::has_moved).
    pub fn jump(&mut self, paragraph: usize, row: usize, height: usize) {
        self.show(paragraph, row, height);
        self.jumped_to = (self.top, self.cursor);
    }

    /// Returns whether the position has changed since the last jump.
    pub fn has_moved(&self) -> bool {
        self.jumped_to != (self.top, self.cursor)
    }

    /// Finds dates and hits in the visible rows.
    pub fn update_visible(&mut self, document: &Document, height: usize, needle: Option<&Needle>) {
        let rows = self.page().map(|page| page.window(self.top, height));
        let rows = rows.unwrap_or_default();
        // Each paragraph is searched once, however many of its rows are visible.
        let paragraphs = rows.chunk_by(|a, b| a.paragraph() == b.paragraph());
        let holdings = self.holdings();
        let visible = paragraphs.map(|rows| {
            let number = rows.first().and_then(PageRow::paragraph);
            let number = number.unwrap_or_default();
            let mut paragraph = VisibleParagraph {
                number,
                rows: rows.to_vec(),
                ..VisibleParagraph::default()
            };
            paragraph.beginnings = margin(document, number, rows);
            let text = document.paragraph(number).unwrap_or_default();
            // A paragraph can be a whole book, so only its visible part is searched, with some
            // context since dates and hits may extend beyond it.
            let near = near(text, rows);
            let shown = text.get(near.clone()).unwrap_or_default();
            let place = |found: Range<usize>| near.start + found.start..near.start + found.end;
            if let Some(holdings) = holdings {
                let dates = holdings.open_dates(shown);
                paragraph.dates = dates.map(|date| place(date.bytes)).collect();
            }
            if let Some(needle) = needle {
                paragraph.hits = needle.hits(shown).into_iter().map(place).collect();
            }
            paragraph
        });
        self.visible = visible.collect();
    }

    /// Returns the visible paragraphs, from top to bottom.
    pub fn visible(&self) -> &[VisibleParagraph] {
        &self.visible
    }

    /// Moves the cursor to a paragraph and scrolls so that `row` is a third of the way down, as far
    /// as the ends of the page allow.
    pub fn show(&mut self, paragraph: usize, row: usize, height: usize) {
        self.cursor = paragraph.max(1);
        self.top = row.saturating_sub(height / 3);
        // A blank row at the top would show nothing.
        let first = self.page().map(|page| page.window(self.top, 1));
        if self.top < row && first.is_some_and(|rows| matches!(rows[..], [PageRow::Blank { .. }])) {
            self.top += 1;
        }
        self.clamp(height);
    }

    /// Moves down by one row within a paragraph that extends below the screen, otherwise to the
    /// next paragraph.
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

    /// Moves up by one row within a paragraph that extends above the screen, otherwise to the
    /// previous one.
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
            // There may be a note above the first paragraph.
            self.top = self.top.saturating_sub(1);
        }
        self.clamp(height);
    }

    /// Scrolls by rows. If the start of the cursor's paragraph leaves the screen, the cursor moves
    /// to the first paragraph that begins on it. If there is nothing left to scroll, it moves to
    /// the first or last paragraph.
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

    /// Moves to the first or the last paragraph.
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

    /// Clamps the scroll position and the cursor to the page.
    pub fn clamp(&mut self, height: usize) {
        let Some(page) = self.page() else { return };
        let (most, last) = (page.height().saturating_sub(height), page.paragraphs());
        self.top = self.top.min(most);
        self.cursor = self.cursor.clamp(1, last.max(1));
    }
}

/// Returns what begins in some rows of a paragraph, or below a blank row.
fn margin(document: &Document, number: usize, rows: &[PageRow]) -> Vec<(usize, String)> {
    if let [PageRow::Blank { below }] = rows {
        let found = document.beginnings(*below, 0..0);
        let words: Vec<String> = found.map(|(_, it)| it.to_string()).collect();
        // Of several pages without text, the last is the one that matters.
        let from = words.len().saturating_sub(2);
        let all = words.get(from..).unwrap_or_default().join("  ");
        return vec![(0, all)];
    }
    let ranges = || {
        rows.iter().filter_map(|row| match row {
            PageRow::Text { range, .. } => Some(range),
            PageRow::Note { .. } | PageRow::Blank { .. } => None,
        })
    };
    let Some((first, last)) = ranges().next().zip(ranges().next_back()) else {
        return Vec::new();
    };
    // The space before its first word is in front of a page.
    let shown = first.start.saturating_sub(1).max(1)..last.end;
    let found = document.beginnings(number, shown);
    let pages = found.filter(|(_, it)| matches!(it, Beginning::Page(..)));
    pages
        .map(|(at, page)| (at.saturating_add(1), page.to_string()))
        .collect()
}

/// Returns the byte range that some rows of a paragraph show, with some context on both sides.
fn near(text: &str, rows: &[PageRow]) -> Range<usize> {
    const AROUND: usize = 400;
    let ranges = || {
        rows.iter().filter_map(|row| match row {
            PageRow::Text { range, .. } => Some(range),
            PageRow::Note { .. } | PageRow::Blank { .. } => None,
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
        reader.lay_out(SourceId::new(0), &document, width);
        reader
    }

    #[test]
    fn moving_down_and_back_up_returns_to_the_start() {
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

//! A source wrapped into rows for one width, with an optional note under one of its paragraphs. It
//! is independent of which rows are shown.

use std::ops::Range;

use super::note::Note;
use crate::document::Document;
use crate::text::wrap::wrap;

/// A row of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageRow {
    /// Part of a paragraph.
    Text {
        /// The number of the paragraph, from 1.
        paragraph: usize,
        /// The byte range in the paragraph.
        range: Range<usize>,
    },
    /// A row of the note under a paragraph.
    Note {
        /// The number of the paragraph, from 1.
        paragraph: usize,
        /// The row within the note, from 0.
        row: usize,
    },
    /// The blank row above a paragraph.
    Blank {
        /// The number of the paragraph, from 1.
        below: usize,
    },
}

impl PageRow {
    /// Returns the number of the paragraph that the row belongs to.
    pub fn paragraph(&self) -> Option<usize> {
        match self {
            Self::Text { paragraph, .. } | Self::Note { paragraph, .. } => Some(*paragraph),
            Self::Blank { .. } => None,
        }
    }
}

/// A source wrapped into rows.
#[derive(Debug, Default)]
pub struct Page {
    rows: Vec<PageRow>,
    /// The first row of each paragraph.
    starts: Vec<usize>,
    /// The note under a paragraph. Public row numbers count its rows, `rows` and `starts` do not.
    note: Option<Note>,
}

impl Page {
    /// Wraps a document into rows of at most `width` cells.
    pub fn new(document: &Document, width: usize) -> Self {
        let mut page = Self::default();
        for (index, text) in document.paragraphs().iter().enumerate() {
            let paragraph = index + 1;
            // Above the first paragraph there is one if a page begins there.
            let begins = || document.beginnings(paragraph, 0..0).next().is_some();
            if index > 0 || begins() {
                page.rows.push(PageRow::Blank { below: paragraph });
            }
            page.starts.push(page.rows.len());
            let rows = wrap(text, width).into_iter();
            page.rows
                .extend(rows.map(|range| PageRow::Text { paragraph, range }));
        }
        page
    }

    /// Puts a note under its paragraph, replacing any previous note. A note for a paragraph that
    /// does not exist is dropped.
    pub fn annotate(&mut self, note: Option<Note>) {
        let exists = |note: &Note| note.paragraph == 0 || !self.own_rows(note.paragraph).is_empty();
        self.note = note.filter(exists);
    }

    /// Returns the number of paragraphs.
    pub fn paragraphs(&self) -> usize {
        self.starts.len()
    }

    /// Returns the number of rows.
    pub fn height(&self) -> usize {
        self.rows.len() + self.note_rows().len()
    }

    /// Returns at most `height` rows, starting at `top`.
    pub fn window(&self, top: usize, height: usize) -> Vec<PageRow> {
        let end = top.saturating_add(height).min(self.height());
        (top..end).filter_map(|row| self.row(row)).collect()
    }

    /// Returns the rows of a paragraph and its note. The range is empty if the paragraph does not
    /// exist.
    pub fn rows_of(&self, paragraph: usize) -> Range<usize> {
        let own = self.own_rows(paragraph);
        let note = self.note_rows();
        match &self.note {
            Some(_) if own.is_empty() => own,
            Some(noted) if noted.paragraph == paragraph => own.start..note.end,
            Some(noted) if noted.paragraph < paragraph => {
                own.start + note.len()..own.end + note.len()
            }
            _ => own,
        }
    }

    /// Returns the paragraph of a row. A blank row counts towards the paragraph below.
    pub fn paragraph_at(&self, row: usize) -> usize {
        match self.row(row) {
            Some(PageRow::Blank { below }) => below,
            Some(row) => row.paragraph().unwrap_or_default().max(1),
            None => self.starts.len(),
        }
    }

    /// Returns the row that shows a byte of a paragraph.
    pub fn row_of(&self, paragraph: usize, byte: usize) -> usize {
        let own = self.rows.get(self.own_rows(paragraph)).unwrap_or_default();
        let shows = |row: &PageRow| matches!(row, PageRow::Text { range, .. } if range.end > byte);
        let within = own.iter().position(shows).unwrap_or_default();
        self.rows_of(paragraph).start + within
    }

    /// Returns the note.
    pub fn note(&self) -> Option<&Note> {
        self.note.as_ref()
    }

    fn row(&self, row: usize) -> Option<PageRow> {
        let note = self.note_rows();
        if note.contains(&row) {
            let paragraph = self.note.as_ref()?.paragraph;
            let row = row - note.start;
            return Some(PageRow::Note { paragraph, row });
        }
        let above = if row < note.start { 0 } else { note.len() };
        self.rows.get(row - above).cloned()
    }

    /// Returns the rows of the note, which follow those of its paragraph.
    fn note_rows(&self) -> Range<usize> {
        let Some(note) = &self.note else {
            return self.rows.len()..self.rows.len();
        };
        let end = self.own_rows(note.paragraph).end;
        end..end + note.rows.len()
    }

    /// Returns the range of a paragraph in `rows`, without the note.
    fn own_rows(&self, paragraph: usize) -> Range<usize> {
        let index = paragraph.checked_sub(1);
        let Some(start) = index.and_then(|index| self.starts.get(index)) else {
            return 0..0;
        };
        let next = self.starts.get(paragraph);
        *start..next.map_or(self.rows.len(), |next| next - 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Format;

    fn page(text: &str, width: usize) -> Page {
        Page::new(&Document::read(text.as_bytes(), Format::Plain), width)
    }

    #[test]
    fn rows_and_paragraphs_map_to_each_other() {
        let page = page("one two three\n\nfour\n\nfive six", 8);
        assert_eq!(
            (page.rows_of(1), page.rows_of(2), page.rows_of(3)),
            (0..2, 3..4, 5..6)
        );
        assert_eq!(page.rows_of(4), 0..0);
        assert_eq!(page.paragraph_at(2), 2);
        assert_eq!(page.row_of(1, 9), 1);
    }

    #[test]
    fn a_note_appears_under_its_paragraph() {
        let mut page = page("one two three\n\nfour\n\nfive six", 8);
        let note = |paragraph| Note {
            paragraph,
            rows: vec![0..1, 1..2],
            ..Note::default()
        };
        page.annotate(Some(note(2)));
        assert_eq!(
            (page.rows_of(1), page.rows_of(2), page.rows_of(3)),
            (0..2, 3..6, 7..8)
        );
        let rows = page.window(3, 4);
        let (paragraph, range) = (2, 0..4);
        assert_eq!(
            rows,
            [
                PageRow::Text { paragraph, range },
                PageRow::Note { paragraph, row: 0 },
                PageRow::Note { paragraph, row: 1 },
                PageRow::Blank { below: 3 }
            ]
        );
        page.annotate(Some(note(9)));
        assert_eq!((page.note(), page.height()), (None, 6));
    }

    proptest! {
        #[test]
        fn every_row_lies_within_its_paragraph(
            text in "([a-c ]{1,12}\n\n){1,5}",
            width in 1..9usize,
            paragraph in 0..7usize,
            rows in 0..4usize,
        ) {
            let mut page = page(&text, width);
            page.annotate(Some(Note { paragraph, rows: vec![0..0; rows], ..Note::default() }));
            let all = page.window(0, usize::MAX);
            prop_assert_eq!(all.len(), page.height());
            for (at, row) in all.iter().enumerate() {
                if let Some(number) = row.paragraph() {
                    prop_assert!(number == 0 || page.rows_of(number).contains(&at));
                    prop_assert_eq!(page.paragraph_at(at), number.max(1));
                }
                if let PageRow::Text { paragraph, range } = row {
                    prop_assert_eq!(page.row_of(*paragraph, range.start), at);
                }
            }
            let own: usize = (1..=page.paragraphs()).map(|number| page.rows_of(number).len()).sum();
            let above = if paragraph == 0 { rows } else { 0 };
            prop_assert_eq!(above + own + page.paragraphs().saturating_sub(1), page.height());
        }
    }
}

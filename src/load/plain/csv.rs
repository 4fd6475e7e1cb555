//! Plain records in CSV.

use memchr::memchr;

use super::{Plain, Value};

/// Scans a row that is one line, under some columns. None if it is not plain.
pub fn scan<'a>(
    line: &'a str,
    columns: &'a [String],
    delimiter: u8,
    plain: &mut Plain<'a>,
) -> Option<()> {
    plain.start(line)?;
    let mut cells = Cells {
        rest: Some(line),
        delimiter,
    };
    for column in columns {
        let Some(cell) = cells.next() else {
            if columns.iter().any(|column| column == "paragraph") {
                plain.expect_paragraph();
            }
            break;
        };
        let cell = cell?;
        // A formula that was made harmless.
        if cell.starts_with('\'') {
            return None;
        }
        plain.claims |= column == "stance";
        plain.set(column, Value::Text(cell))?;
    }
    if cells.next().is_some() {
        return None;
    }
    plain.finish()
}

/// The cells of a line. A cell is None if only the reader of all of CSV understands it.
pub struct Cells<'a> {
    pub rest: Option<&'a str>,
    pub delimiter: u8,
}

impl<'a> Iterator for Cells<'a> {
    type Item = Option<&'a str>;

    fn next(&mut self) -> Option<Option<&'a str>> {
        let rest = self.rest?;
        let bytes = rest.as_bytes();
        let (cell, len) = if bytes.first() == Some(&b'"') {
            let Some(len) = bytes.get(1..).and_then(|inside| memchr(b'"', inside)) else {
                self.rest = None;
                return Some(None);
            };
            (rest.get(1..len + 1), len + 2)
        } else {
            let len = memchr(self.delimiter, bytes).unwrap_or(bytes.len());
            let cell = rest.get(..len);
            (cell.filter(|cell| !cell.contains('"')), len)
        };
        self.rest = match bytes.get(len) {
            None => None,
            Some(next) if *next == self.delimiter => rest.get(len + 1..),
            Some(_) => {
                self.rest = None;
                return Some(None);
            }
        };
        Some(cell)
    }
}

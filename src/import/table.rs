//! Tables: rows of cells, whatever is between them.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use csv::{ByteRecord, ReaderBuilder, StringRecord, Terminator};
use memchr::memchr_iter;

use super::columns::is_named;
use super::failure::Failure;
use super::importer::{Importer, NOT_UTF_8};
use super::plan::Plan;
use crate::diagnostic::quoted;

/// How a table is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The character between cells.
    pub delimiter: u8,
    /// Whether cells may be in quotation marks.
    pub quoted: bool,
    /// The column of which surplus cells are part.
    pub surplus: Option<String>,
    /// The lines before the header, such as `sep=;`.
    pub skipped: u64,
    /// The names of the columns, if the table has no header.
    pub header: Option<Vec<String>>,
}

/// A longer cell is not imported, in bytes.
const LONGEST_ROW: usize = 64 << 20;

/// Hands every row of a table to an importer.
///
/// # Errors
/// It cannot be read, or has no header that fits.
pub fn import(
    plan: &Plan,
    layout: &Layout,
    mut input: impl BufRead,
    importer: &mut Importer<'_>,
) -> Result<(), Failure> {
    for _ in 0..layout.skipped {
        input.skip_until(b'\n')?;
    }
    // Lines end with a line feed, or on very old machines with a carriage return.
    let has_feeds = input.fill_buf()?.contains(&b'\n');
    let end = if has_feeds { b'\n' } else { b'\r' };
    let mut reader = ReaderBuilder::new();
    reader
        .delimiter(layout.delimiter)
        .terminator(Terminator::Any(end))
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 16);
    reader.quoting(layout.quoted);
    let mut reader = reader.from_reader(Watched::new(input));
    let mut row = ByteRecord::new();
    let header = if let Some(header) = &layout.header {
        header.clone()
    } else {
        next(&mut reader, &mut row)?;
        let names = row.iter().map(String::from_utf8_lossy);
        names.map(Cow::into_owned).collect()
    };
    let slots = plan.columns().find(&header);
    refuse_duplicates(plan, &header)?;
    let unnamed = plan.unnamed(&header);
    if !unnamed.is_empty() {
        let noun = if unnamed.len() == 1 {
            "column"
        } else {
            "columns"
        };
        importer.drop_all(format!("the {noun} {}", unnamed.join(", ")));
    }
    let surplus = layout.surplus.as_ref();
    let surplus = surplus.and_then(|name| header.iter().position(|it| it == name));
    while next(&mut reader, &mut row)? {
        let line = line_of(&reader, &row).saturating_add(layout.skipped);
        importer.begin(line);
        if row.as_slice().len() > LONGEST_ROW {
            importer.refuse("the row is longer than 64 MB");
            continue;
        }
        let is_blank = |cell: &[u8]| cell.trim_ascii().is_empty();
        let more = row.len().saturating_sub(header.len());
        if let (Some(at), 1..) = (surplus, more) {
            importer.read_as("the character between cells is part of a name");
            row = joined(&row, at, more, layout.delimiter);
        } else if row.len() != header.len() && !row.iter().all(is_blank) {
            let (cells, columns) = (row.len(), header.len());
            importer.alter(format!("the row has {cells} cells under {columns} columns"));
        }
        match StringRecord::from_byte_record(row) {
            Ok(text) => {
                let cells = slots.iter().map(|at| text.get((*at)?).map(Cow::Borrowed));
                plan.import(cells, line, importer)?;
                row = text.into_byte_record();
            }
            Err(error) => {
                row = error.into_byte_record();
                importer.alter(NOT_UTF_8);
                let cells = slots.iter().map(|at| row.get((*at)?));
                let cells = cells.map(|cell| cell.map(String::from_utf8_lossy));
                plan.import(cells, line, importer)?;
            }
        }
    }
    Ok(())
}

/// Returns the line on which the row that was just read begins, from 1.
fn line_of<R: BufRead>(reader: &csv::Reader<Watched<R>>, row: &ByteRecord) -> u64 {
    let end = reader.position();
    let input = reader.get_ref();
    let is_cut = end.byte() == input.read && input.last != b'\n';
    let breaks = memchr_iter(b'\n', row.as_slice()).count() as u64;
    let after = end.line().saturating_sub(breaks);
    if is_cut {
        after
    } else {
        after.saturating_sub(1)
    }
}

/// Puts the surplus cells of a row back into the one that they are part of.
fn joined(row: &ByteRecord, at: usize, more: usize, delimiter: u8) -> ByteRecord {
    let cells: Vec<&[u8]> = row.iter().collect();
    let end = at.saturating_add(more);
    let before = cells.get(..at).unwrap_or_default();
    let whole = cells.get(at..=end).unwrap_or_default().join(&delimiter);
    let after = cells.get(end.saturating_add(1)..).unwrap_or_default();
    let cells = before.iter().copied().chain([whole.as_slice()]);
    cells.chain(after.iter().copied()).collect()
}

/// An input of which is known how much was read, and the last byte of it.
struct Watched<R> {
    input: R,
    read: u64,
    last: u8,
}

impl<R> Watched<R> {
    fn new(input: R) -> Self {
        Self {
            input,
            read: 0,
            last: 0,
        }
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.input.read(buffer)?;
        self.read = self.read.saturating_add(len as u64);
        self.last = buffer
            .get(..len)
            .and_then(<[u8]>::last)
            .copied()
            .unwrap_or(self.last);
        Ok(len)
    }
}

/// Reads the next row. Returns whether there is one.
fn next(reader: &mut csv::Reader<impl Read>, row: &mut ByteRecord) -> Result<bool, Failure> {
    let read = reader.read_byte_record(row);
    read.map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => Failure::Io(error),
        other => Failure::wrong(0, format!("{other:?}"), "save the table as CSV again"),
    })
}

/// Refuses a header that has two columns of one name, if the name is used.
fn refuse_duplicates(plan: &Plan, header: &[String]) -> Result<(), Failure> {
    for name in plan.columns().names() {
        let same = header.iter().filter(|it| is_named(it, name)).count();
        if same > 1 {
            let message = format!("{same} columns are named {}", quoted(name));
            let help = "rename all but one of them, or delete them";
            return Err(Failure::wrong(1, message, help));
        }
    }
    Ok(())
}

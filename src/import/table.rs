//! Tables: rows of cells, whatever is between them.

use std::borrow::Cow;
use std::io::{BufRead, Read};

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use super::columns::comparable;
use super::failure::Failure;
use super::importer::Importer;
use super::plan::Plan;
use crate::diagnostic::quoted;

/// How a table is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The character between cells.
    pub delimiter: u8,
    /// Whether cells may be in quotation marks.
    pub quoted: bool,
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
    let mut reader = ReaderBuilder::new();
    reader
        .delimiter(layout.delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 16);
    reader.quoting(layout.quoted);
    let mut reader = reader.from_reader(input);
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
    while next(&mut reader, &mut row)? {
        let line = row.position().map_or(0, csv::Position::line);
        importer.begin(line.saturating_add(layout.skipped));
        if row.as_slice().len() > LONGEST_ROW {
            importer.refuse("the row is longer than 64 MB");
            continue;
        }
        if row.len() != header.len() && row.iter().any(|cell| !cell.is_empty()) {
            let (cells, columns) = (row.len(), header.len());
            importer.alter(format!("the row has {cells} cells under {columns} columns"));
        }
        match StringRecord::from_byte_record(row) {
            Ok(text) => {
                let cells = slots.iter().map(|at| text.get((*at)?).map(Cow::Borrowed));
                plan.import(cells, line.saturating_add(layout.skipped), importer)?;
                row = text.into_byte_record();
            }
            Err(error) => {
                row = error.into_byte_record();
                importer.alter("bytes that are not UTF-8 became `\u{fffd}`");
                let cells = slots.iter().map(|at| row.get((*at)?));
                let cells = cells.map(|cell| cell.map(String::from_utf8_lossy));
                plan.import(cells, line.saturating_add(layout.skipped), importer)?;
            }
        }
    }
    Ok(())
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
        let same = header.iter().filter(|it| comparable(it) == *name).count();
        if same > 1 {
            let message = format!("{same} columns are named {}", quoted(name));
            let help = "rename all but one of them, or delete them";
            return Err(Failure::wrong(1, message, help));
        }
    }
    Ok(())
}

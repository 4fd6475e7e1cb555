//! Event files that stay open, so that parts of them can be read again.

use std::borrow::Cow;

use memchr::memrchr;

use super::body::Body;
use super::csv::Header;
use super::format::Format;
use super::input::Input;
use super::node::{Fault, Span};
use crate::diagnostic::{LineIndex, TextFile};
use crate::lock::Lock;

/// What is needed of an event file to read a part of it.
#[derive(Debug)]
pub struct EventFile {
    pub body: Body,
    pub format: Format,
    /// The columns, if it is CSV.
    pub header: Option<Box<Header>>,
    /// The lines, if it is curated. The records of other formats know their lines.
    pub lines: Option<Box<LineIndex>>,
    pub lock: Option<Box<Lock>>,
}

/// The beginning of a file, in bytes: its header is no longer.
const HEAD: usize = 1 << 20;

/// The fault of a text in the encoding that some programs call Unicode.
fn wide() -> Fault {
    Fault {
        help: Some("save it as UTF-8".to_owned()),
        ..Fault::new(0..0, "this is not UTF-8 text, but UTF-16 or a binary file")
    }
}

impl EventFile {
    /// Indexes an event file. A fault of its header is returned beside it.
    pub fn new(input: &Input) -> (Self, Option<Fault>) {
        let format = input.format();
        let wide = input.body.text(0..HEAD).contains('\0').then(wide);
        let header = match format {
            Format::Csv(delimiter) if wide.is_none() => {
                Some(Header::read(&input.body.text(0..HEAD), delimiter))
            }
            _ => None,
        };
        let (header, fault) = match header.transpose() {
            Ok(header) => (header, wide.filter(|_| !format.is_curated())),
            Err(fault) => (None, Some(fault)),
        };
        let lines = || Box::new(TextFile::new("", input.text()).into_index());
        let file = Self {
            body: input.body.clone(),
            format,
            header: header.map(Box::new),
            lines: format.is_curated().then(lines),
            lock: None,
        };
        (file, fault)
    }

    /// Returns the beginning of the text.
    pub fn head(&self) -> Cow<'_, str> {
        self.body.text(0..HEAD)
    }

    /// Returns what has to be read to read a record: all of a curated file, in whose text it has its place, or
    /// else the record.
    pub fn around(&self, record: Span) -> (Cow<'_, str>, Span) {
        if self.format.is_curated()
            && let Some(text) = self.body.held()
        {
            return (text.into(), record);
        }
        let text = self.body.text(record);
        let whole = 0..text.len();
        (text, whole)
    }

    /// Returns the text that [`Self::around`] gave, under a name, to find places in it. A record begins on a
    /// line.
    pub fn text_file<'a>(&'a self, name: &'a str, text: &'a str, line: usize) -> TextFile<'a> {
        match &self.lines {
            Some(lines) => TextFile::indexed(name, text, lines),
            None => TextFile::part(name, text, line),
        }
    }

    /// Returns a record as it is written, under a name, to point into it: all of a curated file, or else the
    /// record.
    pub fn lines_of<'a>(&'a self, name: &'a str, mut record: Span, line: usize) -> TextFile<'a> {
        let Some(text) = self.body.held() else {
            return TextFile::part(name, self.body.text(record), line);
        };
        if let Some(lines) = &self.lines {
            return TextFile::indexed(name, text, lines);
        }
        let before = text.as_bytes().get(..record.start).unwrap_or_default();
        record.start = memrchr(b'\n', before).map_or(0, |at| at + 1);
        TextFile::part(name, self.body.text(record), line)
    }
}

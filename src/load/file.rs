//! Event files that stay open, so that parts of them can be read again.

use std::sync::Arc;

use super::csv::Header;
use super::input::{Format, Input};
use super::node::{Fault, Span};
use crate::diagnostic::{LineIndex, TextFile};
use crate::lock::Lock;

/// What is needed of an event file to read a part of it.
#[derive(Debug)]
pub struct EventFile {
    pub text: Arc<String>,
    pub format: Format,
    /// The columns, if it is CSV.
    pub header: Option<Box<Header>>,
    /// The lines, if it is TOML. The records of other formats know their lines.
    pub lines: Option<Box<LineIndex>>,
    pub lock: Option<Box<Lock>>,
}

impl EventFile {
    /// Indexes an event file. A fault of its header is returned beside it.
    pub fn new(input: &Input) -> (Self, Option<Fault>) {
        let format = input.format();
        let header = match format {
            Format::Csv(delimiter) => Some(Header::read(&input.text, delimiter)),
            _ => None,
        };
        let (header, fault) = match header.transpose() {
            Ok(header) => (header, None),
            Err(fault) => (None, Some(fault)),
        };
        let lines = || Box::new(TextFile::new("", &input.text).into_index());
        let file = Self {
            text: Arc::clone(&input.text),
            format,
            header: header.map(Box::new),
            lines: (format == Format::Toml).then(lines),
            lock: None,
        };
        (file, fault)
    }

    /// Returns the text under a name, to find places in a part of it that begins on a line.
    pub fn text_file<'a>(&'a self, name: &'a str, part: Span, line: usize) -> TextFile<'a> {
        match &self.lines {
            Some(lines) => TextFile::indexed(name, &self.text, lines),
            None => TextFile::part(name, &self.text, part, line),
        }
    }
}

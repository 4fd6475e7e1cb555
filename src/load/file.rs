//! Event files that stay open, so that parts of them can be read again.

use super::csv::Header;
use super::input::{Format, Input};
use super::node::{Fault, Span};
use crate::diagnostic::{LineIndex, TextFile};
use crate::lock::Lock;

/// An event file, with what is needed to read a part of it.
#[derive(Debug)]
pub struct EventFile {
    pub input: Input,
    /// The columns, if it is CSV.
    pub header: Option<Header>,
    /// The lines, if it is TOML. The records of other formats know their lines.
    pub lines: Option<LineIndex>,
    pub lock: Option<Lock>,
}

impl EventFile {
    /// Indexes an event file. A fault of its header is returned beside it.
    pub fn new(input: &Input) -> (Self, Option<Fault>) {
        let (header, fault) = match input.format() {
            Format::Csv(delimiter) => match Header::read(&input.text, delimiter) {
                Ok(header) => (Some(header), None),
                Err(fault) => (None, Some(fault)),
            },
            _ => (None, None),
        };
        let file = Self {
            header,
            lines: input
                .is_toml()
                .then(|| TextFile::new("", &input.text).into_index()),
            input: input.clone(),
            lock: None,
        };
        (file, fault)
    }

    /// Returns the text, to find places in a part of it that begins on a line.
    pub fn text_file(&self, part: Span, line: usize) -> TextFile<'_> {
        let (name, text) = (&self.input.name, &self.input.text);
        match &self.lines {
            Some(lines) => TextFile::indexed(name, text, lines),
            None => TextFile::part(name, text, part, line),
        }
    }
}

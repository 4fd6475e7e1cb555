//! Event files that stay open, so that parts of them can be read again.

use super::csv::Header;
use super::input::{Format, Input};
use super::node::Fault;
use crate::diagnostic::{LineIndex, TextFile};
use crate::lock::Lock;

/// An event file, with what is needed to read a part of it.
#[derive(Debug)]
pub struct EventFile {
    pub input: Input,
    /// The columns, if it is CSV.
    pub header: Option<Header>,
    pub lines: LineIndex,
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
            lines: TextFile::new("", &input.text).into_index(),
            input: input.clone(),
            lock: None,
        };
        (file, fault)
    }

    /// Returns the text with its index.
    pub fn text_file(&self) -> TextFile<'_> {
        TextFile::indexed(&self.input.name, &self.input.text, &self.lines)
    }
}

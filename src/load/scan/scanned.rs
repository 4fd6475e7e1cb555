//! What is scanned of event data.

use std::collections::BTreeMap;

use crate::date::Clock;
use crate::load::csv::Header;
use crate::load::node::Span;
use crate::load::report::First;
use crate::parallel;
use crate::text::texts::Texts;
use crate::timeline::Flags;

/// In which pieces a text is scanned. The result is the same for all of them.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Bytes of a part.
    pub part: usize,
    /// So many bytes are read past the end of a part at first, for its last record.
    pub after: usize,
    /// A longer record is not read, in bytes.
    pub longest: usize,
    /// The number of scanners.
    pub threads: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            part: 1 << 19,
            after: 1 << 13,
            longest: 1 << 26,
            threads: parallel::processors(),
        }
    }
}

/// What was scanned of a part of a file.
#[derive(Default)]
pub struct Scanned {
    /// Which scanner did it. Each numbers words on its own.
    pub scanner: usize,
    pub rows: Vec<Row>,
    /// Per row: its id, or nothing if it is not plain.
    pub ids: Texts,
    /// The values of all rows, as numbers of words.
    pub actors: Vec<u32>,
    pub tags: Vec<u32>,
    /// The words that the scanner met for the first time, in the order of their numbers.
    pub new: Words<Texts>,
    /// Keys that no event has: how often they occur, and where first.
    pub unknown: BTreeMap<String, (usize, First)>,
    /// How many plain records cite nothing, and where the first is.
    pub uncited: Option<(usize, First)>,
    /// How many records have bytes that are not text, and where the first is.
    pub damaged: Option<(usize, First)>,
    /// How many records are too long to be read, and where the first is.
    pub too_long: Option<(usize, First)>,
    /// The number of line breaks.
    pub lines: usize,
    /// Where its first record begins, and where the next part does.
    pub span: Span,
}

impl Scanned {
    /// Forgets everything but the words, which the scanner does not tell again.
    pub fn without_records(self) -> Self {
        Self {
            scanner: self.scanner,
            new: self.new,
            span: self.span,
            ..Self::default()
        }
    }
}

/// Words by what they mean.
#[derive(Default)]
pub struct Words<T> {
    pub actors: T,
    pub sources: T,
    pub tags: T,
    pub dates: T,
}

/// One record.
pub struct Row {
    /// Its first byte in the file.
    pub start: usize,
    pub len: u32,
    /// The number of line breaks before it in the part.
    pub line: u32,
    /// What is known of it. None if it is not plain.
    pub facts: Option<Facts>,
}

impl Row {
    /// Returns its place in the file.
    pub fn span(&self) -> Span {
        self.start..self.start + self.len as usize
    }

    /// Returns the number of line breaks before it in the part.
    pub fn line(&self) -> usize {
        self.line as usize
    }
}

/// What is known of a plain record.
pub struct Facts {
    pub id_hash: u32,
    pub flags: Flags,
    /// The number of its date, and its time of day.
    pub moment: (u32, Option<Clock>),
    pub source: Option<u32>,
    /// Where its values end among those of all rows.
    pub actors_end: u32,
    pub tags_end: u32,
}

/// How records are told apart.
#[derive(Clone, Copy)]
pub enum Layout<'a> {
    Lines,
    Table(&'a Header),
}

impl Layout<'_> {
    /// Returns the line of the first record, from 1.
    pub fn first_line(self) -> usize {
        match self {
            Self::Lines => 1,
            Self::Table(header) => header.lines() + 1,
        }
    }
}

//! Event files and their events, whatever the format.

use super::file::EventFile;
use super::input::Format;
use super::node::{Node, Span};
use super::report::Report;
use super::scan::Layout;
use super::{csv, jsonl, toml};
use crate::diagnostic::Code;

/// An event file that is being read.
pub enum Dialect<'a> {
    /// A curated file.
    Toml(toml::Document<'a>),
    /// Event data of another program.
    Data(Layout<'a>),
    /// A file that breaks the rules of its format before the first event.
    Broken,
}

impl<'a> Dialect<'a> {
    /// Opens an event file. What is wrong with its text as a whole is reported.
    pub fn open(file: &'a EventFile, report: &mut Report<'_>) -> Self {
        let text = &*file.input.text;
        match (file.input.format(), &file.header) {
            (Format::Toml, _) => {
                let whole = 0..text.len();
                Self::Toml(toml::Document::new(text, whole, &mut |it| report.fault(it)))
            }
            (Format::JsonLines, _) => Self::Data(Layout::Lines),
            (Format::Csv(_), Some(header)) => Self::Data(Layout::Table(header)),
            (Format::Csv(_), None) => Self::Broken,
        }
    }
}

/// Reads an event again from the part of the file that it takes.
pub fn event_in<'a>(file: &'a EventFile, part: Span, report: &mut Report<'_>) -> Option<Node<'a>> {
    let text = &*file.input.text;
    match file.input.format() {
        Format::Toml => toml::event_in(text, part, &mut |fault| report.fault(fault)),
        Format::JsonLines => jsonl::Lines::new(text, part).find_map(|line| report.sound(line)),
        Format::Csv(_) => {
            let mut events = csv::Events::of(text, part, file.header.as_ref()?);
            Some(next_row(&mut events, report)?.0)
        }
    }
}

fn next_row<'a>(events: &mut csv::Events<'a>, report: &mut Report<'_>) -> Option<(Node<'a>, Span)> {
    let columns = events.columns();
    events.next(&mut |span, cells| {
        let message = format!("{cells} cells under {columns} columns");
        report
            .warning(Code::ExtraCells, &span, message)
            .set_help("a cell that holds a comma needs quotes around it");
    })
}

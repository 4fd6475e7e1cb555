//! The events of a file, whatever its format.

use super::file::EventFile;
use super::format::Format;
use super::node::{Node, Span};
use super::report::Report;
use super::{csv, jsonl, toml};
use crate::diagnostic::Code;

/// Reads an event again from the part of a text that it takes.
pub fn event_in<'a>(
    file: &'a EventFile,
    text: &'a str,
    part: Span,
    report: &mut Report<'_>,
) -> Option<Node<'a>> {
    match file.format {
        Format::Toml => toml::event_in(text, part, &mut |fault| report.fault(fault)),
        Format::JsonLines => jsonl::Lines::new(text, part).find_map(|line| report.sound(line)),
        Format::Csv(_) => {
            let mut events = csv::Events::of(text, part, file.header.as_deref()?);
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

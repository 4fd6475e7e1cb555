//! The events of a file, whatever its format.

use super::file::EventFile;
use super::format::Format;
use super::node::{Node, Sink, Span};
use super::report::Report;
use super::{csv, json, jsonl, toml};
use crate::diagnostic::Code;

/// Cuts a curated file into its tables, and reports the faults outside of them.
pub fn document<'a>(format: Format, text: &'a str, report: Sink<'_>) -> toml::Document<'a> {
    match format {
        Format::Json => json::document(text, report),
        _ => toml::Document::new(text, 0..text.len(), report),
    }
}

/// Reads an event again from the part of a text that it takes.
pub fn event_in<'a>(
    file: &'a EventFile,
    text: &'a str,
    part: Span,
    report: &mut Report<'_>,
) -> Option<Node<'a>> {
    match file.format {
        Format::Toml => toml::event_in(text, part, &mut |fault| report.fault(fault)),
        Format::Json => Some(jsonl::value_at(text, part)),
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

//! The events of a file one by one, whatever its format.

use super::input::{Format, Input};
use super::node::{List, Node};
use super::report::Report;
use super::{csv, jsonl, toml};
use crate::diagnostic::Code;

/// An event file that is being read.
pub enum Dialect<'a> {
    Toml(toml::Document<'a>),
    JsonLines(List<'a>),
    Csv(csv::Events<'a>),
}

impl<'a> Dialect<'a> {
    /// Opens an event file. What is wrong with its text as a whole is reported.
    pub fn open(input: &'a Input, report: &mut Report<'_>) -> Self {
        let text = &input.text;
        match input.format() {
            Format::Toml => Self::Toml(toml::Document::new(text, &mut |fault| report.fault(fault))),
            Format::JsonLines => Self::JsonLines(List::new(jsonl::Lines::new(text))),
            Format::Csv(delimiter) => match csv::Events::new(text, delimiter) {
                Ok(events) => Self::Csv(events),
                Err(fault) => {
                    report.fault(fault);
                    Self::JsonLines(List::default())
                }
            },
        }
    }

    /// Reads the next event. What is wrong with its text is reported.
    pub fn next_event(&mut self, report: &mut Report<'_>) -> Option<Node<'a>> {
        match self {
            Self::Toml(document) => document.next_event(&mut |fault| report.fault(fault)),
            Self::JsonLines(lines) => lines.find_map(|line| report.sound(line)),
            Self::Csv(events) => {
                let columns = events.columns();
                events.next(&mut |span, cells| {
                    let message = format!("{cells} cells under {columns} columns");
                    report
                        .warning(Code::ExtraCells, &span, message)
                        .set_help("a cell that holds a comma needs quotes around it");
                })
            }
        }
    }
}

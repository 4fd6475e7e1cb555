//! Events read again from their files when they are shown.

use std::borrow::Cow;
use std::ops::Range;

use super::context;
use super::dialect;
use super::events;
use super::file::EventFile;
use super::format::Format;
use super::meaning::Known;
use super::names::Names;
use super::plain::{Plain, csv, event, json};
use super::report::Report;
use crate::diagnostic::TextFile;
use crate::timeline::{Actor, Answer, Event, EventId, Field, Record, Records, Source, StoreError};

/// The event files of a timeline, and what the names in them mean.
#[derive(Debug)]
pub struct EventFiles {
    pub files: Vec<EventFile>,
    pub names: Names,
}

impl Records for EventFiles {
    fn event(
        &self,
        id: EventId,
        record: Record,
        slug: &str,
        actors: &[Actor],
        sources: &[Source],
    ) -> Answer<Event> {
        let unreadable = || StoreError::Unreadable(id);
        let file = self.files.get(record.file()).ok_or_else(unreadable)?;
        let (text, part) = file.around(record.range());
        let lines = file.text_file("", &text, record.line());
        let mut report = Report::again(lines, record.file(), file.format);
        let mut known = Known {
            names: &self.names,
            slug: Some(slug),
            actors,
            sources,
            is_other: false,
        };
        let plain = plain_event(file, &text, &mut known, &mut report);
        let read = || {
            let node = dialect::event_in(file, &text, part, &mut report)?;
            events::read(node, &mut known, &mut report)
        };
        let mut event = plain.or_else(read).ok_or_else(unreadable)?;
        if known.is_other {
            return Err(unreadable());
        }
        if let Some(lock) = &file.lock {
            context::fill(&mut event, sources, lock);
        }
        Ok(event)
    }

    fn written<'a>(&'a self, name: &'a str, record: Record) -> TextFile<'a> {
        match self.files.get(record.file()) {
            Some(file) => file.lines_of(name, record.range(), record.line()),
            None => TextFile::new(name, ""),
        }
    }

    fn bytes(&self, file: usize, range: Range<usize>) -> Cow<'_, str> {
        let file = self.files.get(file);
        file.map_or_else(Cow::default, |file| file.body.text(range))
    }

    fn find_text(
        &self,
        file: usize,
        record: &str,
        visit: &mut dyn FnMut(Field, &str) -> bool,
    ) -> bool {
        let mut plain = Plain::default();
        let file = self.files.get(file);
        let is_plain = file.and_then(|file| scan(file, record, &mut plain));
        is_plain.is_some() && plain.texts().any(|(field, text)| visit(field, text))
    }
}

/// Reads the event of a plain record.
fn plain_event(
    file: &EventFile,
    record: &str,
    known: &mut Known<'_>,
    report: &mut Report<'_>,
) -> Option<Event> {
    let mut plain = Plain::default();
    scan(file, record, &mut plain)?;
    let whole = 0..record.len();
    event::event(&plain, record, &whole, file.header.is_some(), known, report)
}

/// Scans a record. None if it is not plain.
fn scan<'a>(file: &'a EventFile, record: &'a str, plain: &mut Plain<'a>) -> Option<()> {
    match (file.format, &file.header) {
        (Format::JsonLines, _) => json::scan(record, plain),
        (Format::Csv(delimiter), Some(header)) => {
            csv::scan(record, header.columns(), delimiter, plain)
        }
        _ => None,
    }
}

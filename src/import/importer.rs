//! Writes the events of an input, and counts what became of its records.

use std::borrow::Cow;
use std::io::{self, Write};

use memchr::memmem;

use super::record::Record;
use super::report::{Outcome, Report};

/// Said of bytes that are no text.
pub const NOT_UTF_8: &str = "bytes that are not UTF-8 became `\u{fffd}`";

/// Takes the records of an input one after the other.
///
/// Events are written as JSON, one a line.
pub struct Importer<'w> {
    out: &'w mut dyn Write,
    /// Whether events are on the lines of their records.
    is_aligned: bool,
    /// The number of line breaks that are written.
    lines: u64,
    /// The line of the record that is being read.
    line: u64,
    /// The number of events that it became.
    of_row: usize,
    /// Whether it is altered.
    is_altered: bool,
    report: Report,
    /// Whether bytes of the input are no text, which its records then have a mark for.
    is_damaged: bool,
    /// The line of the last event without an id, and how many of them are on it.
    unnamed: (u64, usize),
    /// The id of the event before.
    last_id: String,
    /// The event that is being written.
    text: Vec<u8>,
}

impl<'w> Importer<'w> {
    /// Writes each event on the line of `out` on which its record begins in the input, as far as that is possible, so
    /// that messages about an event name its line in the input. `out` is best buffered.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Self {
            out,
            is_aligned: true,
            lines: 0,
            line: 0,
            of_row: 0,
            is_altered: false,
            report: Report::default(),
            is_damaged: false,
            unnamed: (0, 0),
            last_id: String::new(),
            text: Vec::new(),
        }
    }

    /// Writes without blank lines between the events.
    pub fn compact(out: &'w mut dyn Write) -> Self {
        Self {
            is_aligned: false,
            ..Self::new(out)
        }
    }

    /// Takes note that bytes of the input are no text.
    pub fn damage(&mut self) {
        self.is_damaged = true;
    }

    /// Begins with the next record, on a line of the input, from 1.
    pub fn begin(&mut self, line: u64) {
        self.end();
        self.line = line;
        self.of_row = 0;
        self.report.rows = self.report.rows.saturating_add(1);
    }

    /// Ends the record: if it was kept and altered, it counts as such.
    fn end(&mut self) {
        if std::mem::take(&mut self.is_altered) && self.of_row > 0 {
            self.report.altered = self.report.altered.saturating_add(1);
        }
    }

    /// Keeps the record as an event, or as one more.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn keep(&mut self, mut record: Record<'_>) -> io::Result<()> {
        if record.id.is_empty() {
            // Several events can be on one line.
            let (line, before) = self.unnamed;
            let number = if line == self.line {
                before.saturating_add(1)
            } else {
                1
            };
            self.unnamed = (self.line, number);
            record.id = match number {
                1 => format!("row-{}", self.line).into(),
                _ => format!("row-{}-{number}", self.line).into(),
            };
        }
        if record.title.trim().is_empty() {
            self.alter("there is no title; the id stands in its place");
            record.title = record.id.clone();
        }
        let above = self.line.saturating_sub(1);
        while self.is_aligned && self.lines < above {
            self.out.write_all(b"\n")?;
            self.lines = self.lines.saturating_add(1);
        }
        if self.last_id == *record.id {
            self.alter("the event has the id of the one before, and becomes one of its own");
        }
        record.id.as_ref().clone_into(&mut self.last_id);
        self.text.clear();
        serde_json::to_writer(&mut self.text, &record)?;
        if self.is_damaged && memmem::find(&self.text, "\u{fffd}".as_bytes()).is_some() {
            self.alter(NOT_UTF_8);
        }
        self.text.push(b'\n');
        self.out.write_all(&self.text)?;
        self.lines = self.lines.saturating_add(1);
        self.report.events = self.report.events.saturating_add(1);
        if self.of_row == 0 {
            self.report.kept = self.report.kept.saturating_add(1);
        }
        self.of_row = self.of_row.saturating_add(1);
        Ok(())
    }

    /// Leaves the record out.
    pub fn refuse(&mut self, why: impl Into<Cow<'static, str>>) {
        self.report.note(Outcome::Refused, self.line, why);
    }

    /// Takes note that the event will not be all that the record was, or will mean less.
    pub fn alter(&mut self, what: impl Into<Cow<'static, str>>) {
        self.is_altered = true;
        self.report.note(Outcome::Altered, self.line, what);
    }

    /// Takes note of how something is read that the record does not spell out, without a loss.
    pub fn read_as(&mut self, how: impl Into<Cow<'static, str>>) {
        self.report.note(Outcome::Read, self.line, how);
    }

    /// Takes note of something that is not carried over of any record.
    pub fn drop_all(&mut self, what: String) {
        self.report.dropped.push(what);
    }

    /// Returns what became of the records.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<Report> {
        self.end();
        self.out.flush()?;
        Ok(self.report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_on_the_line_of_its_record() {
        let mut out = Vec::new();
        let mut importer = Importer::new(&mut out);
        for (line, title) in [(2, "A"), (4, ""), (4, "C")] {
            importer.begin(line);
            let title = title.into();
            let record = Record {
                title,
                ..Record::default()
            };
            importer.keep(record).expect("it is written");
        }
        let report = importer.finish().expect("it is written");
        assert_eq!(
            String::from_utf8(out).expect("text"),
            "\n{\"id\":\"row-2\",\"date\":\"\",\"title\":\"A\"}\n\
             \n{\"id\":\"row-4\",\"date\":\"\",\"title\":\"row-4\"}\n\
             {\"id\":\"row-4-2\",\"date\":\"\",\"title\":\"C\"}\n"
        );
        assert_eq!((report.rows, report.kept, report.altered), (3, 3, 1));
    }
}

//! Event files in a dialect of another program, which are read as the event data that is imported from them.

use std::io::{BufWriter, Read};
use std::path::Path;

use super::body::Body;
use super::format::Format;
use super::source_root::error_in_words;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::import::{Dialect, Failure, HEAD, Importer, Outcome, Report, Wrong, columns, recognise};

/// How a file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What it is, for people.
    title: String,
    report: Report,
}

/// Returns the dialect of a file with a name and this beginning. None if it is an event file of our own, or nothing that
/// is known.
pub fn dialect(name: &Path, head: &str) -> Option<Dialect> {
    let is_ours = match Format::of_name(name) {
        Some(Format::Toml) => true,
        Some(Format::Csv(delimiter)) => columns(head, delimiter).iter().any(|it| it == "title"),
        Some(Format::Json | Format::JsonLines) => false,
        None => matches!(Format::of_head(head), Format::Csv(_)),
    };
    if is_ours { None } else { recognise(head) }
}

/// Returns the dialect of a file, as [`dialect`] does.
pub fn dialect_of(name: &Path, body: &Body) -> Option<Dialect> {
    if matches!(Format::of_name(name), Some(Format::Toml)) {
        return None;
    }
    dialect(name, &body.text(0..HEAD))
}

/// Imports a text, and returns the event data.
///
/// # Errors
/// Why it cannot be imported.
pub fn import(
    dialect: &Dialect,
    text: &mut dyn Read,
    name: &str,
) -> Result<(Body, Imported), Diagnostic> {
    let file = tempfile::tempfile().map_err(Failure::Io);
    let imported = file.and_then(|file| {
        let mut out = BufWriter::with_capacity(HEAD, &file);
        let report = dialect.convert(text, Importer::new(&mut out))?;
        drop(out);
        let len = file.metadata()?.len();
        let title = dialect.title().to_owned();
        Ok((Body::stored(file, len as usize), Imported { title, report }))
    });
    imported.map_err(|failure| refuse(failure, dialect, name))
}

fn refuse(failure: Failure, dialect: &Dialect, name: &str) -> Diagnostic {
    let error =
        |message: String| Diagnostic::of_file(Code::Unreadable, Severity::Error, name, message);
    match failure {
        Failure::Io(found) => error(format!("cannot read `{name}`: {}", error_in_words(&found))),
        Failure::Wrong(Wrong {
            line,
            message,
            help,
        }) => {
            let place = if line > 0 {
                format!("line {line}: ")
            } else {
                String::new()
            };
            let title = dialect.title();
            error(format!("cannot read `{name}` as {title}: {place}{message}")).with_help(help)
        }
    }
}

impl Imported {
    /// Returns how the file was read, and what became of its rows.
    pub fn diagnostics(&self, name: &str) -> Vec<Diagnostic> {
        let title = &self.title;
        let message = format!("read as {title}: {}", self.report.counts());
        let mut whole = Diagnostic::of_file(Code::Imported, Severity::Note, name, message);
        if !self.report.dropped.is_empty() {
            whole.set_note(format!(
                "not carried over: {}",
                self.report.dropped.join("; ")
            ));
        }
        let reasons = self.report.reasons().map(|(outcome, why, reason)| {
            let (code, severity) = match outcome {
                Outcome::Refused => (Code::RefusedRow, Severity::Warning),
                Outcome::Altered => (Code::AlteredRow, Severity::Note),
                Outcome::Read => (Code::ReadAs, Severity::Note),
            };
            let message = format!("{} ({})", why, reason.places());
            Diagnostic::of_file(code, severity, name, message)
        });
        std::iter::once(whole).chain(reasons).collect()
    }
}

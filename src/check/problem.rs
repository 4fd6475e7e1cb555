//! A problem of a citation.

use crate::diagnostic::{Code, Diagnostic, Severity, Subject, TextFile};
use crate::timeline::{EventId, Origin};

/// A problem of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The event that the citation is given for.
    pub event: EventId,
    /// Its position among the citations of the event, from 0.
    pub citation: usize,
    /// What its diagnostic is about.
    pub subject: Subject,
    /// Its place in the event file.
    pub origin: Origin,
    /// What kind of problem it is.
    pub code: Code,
    /// Its severity.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What the source has, in lines.
    pub note: Option<String>,
    /// What to do.
    pub help: String,
}

impl Problem {
    /// Returns the problem as a diagnostic at its place in the file.
    pub fn diagnostic(&self, file: &TextFile<'_>) -> Diagnostic {
        let place = (self.origin.line(), self.origin.column());
        let mut found = file.diagnostic_at(self.code, self.severity, place, &self.message);
        if let Some(note) = &self.note {
            found.set_note(note);
        }
        found.subject = self.subject;
        found.with_help(&self.help)
    }
}

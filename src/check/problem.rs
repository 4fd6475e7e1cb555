//! Something at a citation that asks for a look.

use crate::diagnostic::{Diagnostic, Severity, TextFile};
use crate::timeline::{EventId, Origin};

/// Something at a citation that asks for a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The event that the citation is given for.
    pub event: EventId,
    /// Its position among the citations of the event, from 0.
    pub citation: usize,
    /// Where the file says what is in question.
    pub origin: Origin,
    /// Stable short name, kebab-case.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What the source has, in lines.
    pub note: Option<String>,
    /// What to do.
    pub help: String,
}

impl Problem {
    /// The same at its place in its file.
    pub fn diagnostic(&self, file: &TextFile<'_>) -> Diagnostic {
        let place = (self.origin.line, self.origin.column);
        let mut found = file.diagnostic_at(self.code, self.severity, place, &self.message);
        if let Some(note) = &self.note {
            found.set_note(note);
        }
        found.with_help(&self.help)
    }
}

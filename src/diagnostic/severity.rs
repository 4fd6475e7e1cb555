//! How serious a diagnostic is.

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file says something that cannot stand.
    Error,
    /// The file says something that deserves a look.
    Warning,
    /// Worth knowing, and no fault.
    Note,
}

impl Severity {
    /// The word used in output and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

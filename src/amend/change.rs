//! What is to change in an event file.

use super::quoting;

/// The new value of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another paragraph, from 1.
    Paragraph(usize),
    /// Another quote.
    Quote(String),
}

impl Change {
    /// Returns the key of the value.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Paragraph(_) => "paragraph",
            Self::Quote(_) => "quote",
        }
    }

    /// Returns the source that replaces `old`.
    pub fn written(&self, old: &str) -> String {
        match self {
            Self::Paragraph(number) => number.to_string(),
            Self::Quote(text) => quoting::like(old, text),
        }
    }
}

/// One value of one citation to change. A key that the citation does not have is not added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The id of the event, as the loader reads it.
    pub event: String,
    /// Which citation, from 0: its position in the list that the file gives the event.
    pub citation: usize,
    /// The new value.
    pub change: Change,
}

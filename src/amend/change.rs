//! What is to change in an event file.

use super::quoting;
use crate::document::{Locator, clock};

/// The new value of a citation, or of the event itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another paragraph, from 1.
    Paragraph(usize),
    /// Another page, time or message.
    Locator(Locator),
    /// Another quote.
    Quote(String),
    /// Another status of the event.
    Status(&'static str),
    /// The edition of the source that is cited.
    Edition(String),
}

impl Change {
    /// Returns the key of the value.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Paragraph(_) => "paragraph",
            Self::Locator(locator) => locator.key(),
            Self::Quote(_) => "quote",
            Self::Status(_) => "status",
            Self::Edition(_) => "edition",
        }
    }

    /// Returns whether the event itself has the value, and not one of its citations.
    pub fn is_of_event(&self) -> bool {
        matches!(self, Self::Status(_))
    }

    /// Returns the source that replaces `old`.
    pub fn written(&self, old: &str) -> String {
        match self {
            Self::Paragraph(number) => number.to_string(),
            Self::Locator(Locator::Page(number) | Locator::Message(number)) => number.to_string(),
            Self::Locator(Locator::Label(label)) => quoting::like(old, label),
            Self::Locator(Locator::Time(seconds)) => {
                // TOML has times of its own, of a day.
                let is_bare = old.starts_with(|c: char| c.is_ascii_digit()) && *seconds < 86_400;
                match clock(*seconds) {
                    time if is_bare => time,
                    time => quoting::like(old, &time),
                }
            }
            Self::Quote(text) => quoting::like(old, text),
            Self::Status(name) => quoting::like(old, name),
            Self::Edition(date) => quoting::like(old, date),
        }
    }

    /// Returns whether the key is added where it is missing.
    pub fn is_addition(&self) -> bool {
        matches!(self, Self::Edition(_))
    }
}

/// One value of an event or of one of its citations to change. A key that it does not have is added only if
/// [`Change::is_addition`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The id of the event, as the loader reads it.
    pub event: String,
    /// Which citation, from 0: its position in the list that the file gives the event. It does not matter for a value
    /// of the event itself.
    pub citation: usize,
    /// The new value.
    pub change: Change,
}

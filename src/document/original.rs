//! Originals that are no plain text: what they are, and what reading them gives.

use serde::{Deserialize, Serialize};

/// The text of an original, to be written as a text edition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extract {
    /// The body of the edition, as [`EditionWriter`](super::EditionWriter) writes it.
    pub body: String,
    /// What the original says about itself.
    pub facts: Facts,
    /// What was left out or could not be read, a sentence each that names the page or the part.
    pub notes: Vec<String>,
}

/// What an original says about itself. Whatever it does not say is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The web address that it was saved from.
    pub url: Option<String>,
    /// The day of its publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// The day on which it was saved, `YYYY-MM-DD`.
    pub retrieved: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
}

/// Why an original cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// The reason, a clause such as `no page has text`, with what to do about it where something can be done.
    Unreadable(String),
    /// It holds several pages, and none was asked for.
    Several(Vec<Member>),
}

/// A page in an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its web address.
    pub url: String,
    /// When it was saved, as the archive writes it: `2019-06-05T10:00:00Z`.
    pub date: String,
    /// Its media type, such as `text/html`.
    pub media_type: String,
    /// Its bytes, unpacked.
    pub bytes: u64,
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Self::Unreadable(reason)
    }
}

impl From<&str> for Refusal {
    fn from(reason: &str) -> Self {
        Self::Unreadable(reason.to_owned())
    }
}

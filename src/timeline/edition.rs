//! Earlier editions of a source: its text as it was.

use std::path::PathBuf;

use super::no_text::NoText;
use crate::date::Date;
use crate::document::Document;

/// The text of a source as it was when it was retrieved earlier.
#[derive(Clone, Debug)]
pub struct Edition {
    /// When it was retrieved, which identifies it among the editions of its source.
    pub retrieved: Date,
    /// The file with the text, as the event file names it.
    pub file: String,
    /// That file, for an editor to open.
    pub path: Option<PathBuf>,
    /// The SHA-256 of the file as it was retrieved.
    pub sha256: Option<String>,
    /// The text, or why there is none.
    pub document: Result<Document, NoText>,
}

/// Compares what the event file says. The text follows from that.
impl PartialEq for Edition {
    fn eq(&self, other: &Self) -> bool {
        (&self.retrieved, &self.file, &self.sha256)
            == (&other.retrieved, &other.file, &other.sha256)
    }
}

impl Eq for Edition {}

impl Edition {
    /// Returns the bytes of the text; none if there is no text.
    pub fn text_len(&self) -> usize {
        let paragraphs = self.document.as_ref().map(Document::paragraphs);
        paragraphs.map_or(0, |all| all.iter().map(str::len).sum())
    }
}

//! What a file is written with beside its events.

use std::collections::BTreeMap;

use crate::timeline::SourceId;

/// What a file is written with beside its events.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// Today's date, `YYYY-MM-DD`.
    pub today: String,
    /// How many events there are to select from. Drafts that are left out do not count.
    pub all: usize,
    /// Per source: its text, as the file is to name it.
    pub texts: Vec<Option<String>>,
    /// Per source with earlier editions: their texts, as the file is to name them.
    pub editions: BTreeMap<SourceId, Vec<String>>,
    /// Whether notes in Markdown are footnotes.
    pub footnotes: bool,
}

impl Setting {
    /// Returns the text of a source, as the file is to name it.
    pub(super) fn text_of(&self, source: SourceId) -> Option<&str> {
        self.texts.get(source.index())?.as_deref()
    }

    /// Returns the text of an earlier edition of a source, as the file is to name it.
    pub(super) fn edition_of(&self, source: SourceId, edition: usize) -> Option<&str> {
        Some(self.editions.get(&source)?.get(edition)?.as_str())
    }
}

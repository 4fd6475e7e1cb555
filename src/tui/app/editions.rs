//! Which text of the shown source is shown: the current one, an earlier edition, or the passage in both.

use std::sync::Arc;

use super::App;
use crate::anchor::Anchor;
use crate::timeline::{Citation, Loss, Source, Version};
use crate::tui::comparison::{Comparison, Key};
use crate::tui::layout::WIDE;

/// The editions are side by side in a pane of so many columns, if the screen is wide.
const BESIDE: u16 = 50;

impl App {
    /// Returns the shown citation, if its source is shown.
    fn read_citation(&self) -> Option<&Citation> {
        self.reading().and_then(|(_, citation)| citation)
    }

    /// Returns what the current text of the shown source no longer has of the quote, if that is known.
    pub fn loss(&self) -> Option<Loss> {
        self.timeline.known_loss(self.read_citation()?)
    }

    /// Chooses the version to show: the one that is cited, unless the user chose another.
    pub(super) fn choose_version(&mut self) {
        let source = self.reader.source.and_then(|id| self.timeline.source(id));
        let count = source.map_or(0, |source| source.editions.len());
        self.reader.chosen.take_if(|chosen| match chosen {
            Version::Current => false,
            Version::Earlier(at) => *at >= count,
        });
        let citation = self.read_citation();
        let cited = citation.and_then(|citation| self.timeline.cited_version(citation));
        self.reader.version = self.reader.chosen.or(cited).unwrap_or_default();
    }

    /// Returns the location of the quote in the version that is shown, if that is known.
    pub(super) fn shown_anchor(&self) -> Option<Arc<Anchor>> {
        match (self.read_citation(), self.reader.chosen) {
            (Some(citation), Some(version)) => self.timeline.known_anchor_in(citation, version),
            _ => self.timeline.known_anchor(self.cited()?.0),
        }
    }

    /// Lays out the passage in both editions, if the current text has lost the quote and the user did not choose an
    /// edition.
    pub(super) fn lay_out_comparison(&mut self, source: &Source) {
        let area = self.areas().source;
        let shown = self.selected.zip(self.read_citation().cloned());
        let loss = self.loss().filter(|_| self.reader.chosen.is_none());
        let Some(((event, citation), loss)) = shown.zip(loss) else {
            self.reader.comparison = None;
            return;
        };
        let key = Key {
            event,
            citation: self.citation,
            width: usize::from(area.width.saturating_sub(1)),
            is_wide: self.size.width >= WIDE && area.width >= BESIDE,
        };
        let is_laid_out = |comparison: &Comparison| comparison.key() == key;
        if !self.reader.comparison.as_ref().is_some_and(is_laid_out) {
            let comparison = Comparison::new(key, source, &citation, &loss, &self.theme);
            self.reader.comparison = Some(comparison);
        }
    }

    /// Shows the next text of the shown source: of a quote that was lost, the passage in both editions, then each
    /// edition from the newest on.
    pub(in crate::tui) fn next_edition(&mut self) {
        let timeline = self.timeline.clone();
        let source = self.reader.source.and_then(|id| timeline.source(id));
        let Some(source) = source.filter(|source| !source.editions.is_empty()) else {
            return self.say("this source has no earlier edition");
        };
        let older = match self.reader.version {
            _ if self.reader.comparison.is_some() => Some(Version::Current),
            Version::Current => Some(Version::Earlier(0)),
            Version::Earlier(at) => Some(Version::Earlier(at + 1)),
        };
        let older = older.filter(|version| source.versions().any(|it| it == *version));
        // After the oldest comes the passage in both, or else the newest.
        let first = || self.loss().is_none().then_some(Version::Current);
        let next = older.or_else(first);
        self.show_version(next);
    }

    /// Shows a version of the shown source, or what suits the citation, with the quote in sight. A source that was opened
    /// by itself stays where it is as far as it can.
    pub(in crate::tui) fn show_version(&mut self, version: Option<Version>) {
        self.reader.chosen = version;
        self.reader.forget_hits();
        self.choose_version();
        self.anchor = self.shown_anchor();
        self.lay_out_source();
        self.show_quote();
        let source = self.reader.source.and_then(|id| self.timeline.source(id));
        if let Some(source) = source.filter(|_| self.reader.comparison.is_none()) {
            let words = match source.date_of(self.reader.version) {
                Some(date) => format!("the edition of {}", date.as_str()),
                None => "the current text".to_owned(),
            };
            self.say(words);
        }
    }
}

//! The list of sources, and opening one to read it in full.

use std::collections::HashMap;

use crate::text::width::{pad, truncate, width};
use crate::timeline::{Facet, Query, Source, SourceId, StoreError};
use crate::tui::app::{App, Pane};
use crate::tui::overlay::{Choice, Destination, Overlay};
use crate::tui::question::{About, Fetch};

/// The maximum width of a title, in cells.
const WIDEST: usize = 50;

impl App {
    /// Opens a menu of the sources with the number of their citations and paragraphs, the most
    /// cited first.
    pub(in crate::tui) fn offer_sources(&mut self) {
        let timeline = self.timeline.clone();
        let sources = timeline.sources();
        let mut order: Vec<SourceId> = (0..sources.len()).map(SourceId::new).collect();
        let Some(cited) = self.citations_of_sources() else {
            return;
        };
        let count = |id: &SourceId| cited.get(id).copied().unwrap_or_default();
        order.sort_by_key(|id| std::cmp::Reverse(count(id)));
        let titles = sources.iter().map(|source| width(source.title()));
        let column = titles.max().unwrap_or_default().min(WIDEST);
        if order.is_empty() {
            return self.say("this timeline has no sources");
        }
        let entries = order.iter().filter_map(|id| {
            let label = self.source_label(count(id), timeline.source(*id)?, column);
            Some((label, Destination::Source(*id)))
        });
        let current = |id: &SourceId| Some(*id) == self.reader.source;
        let cursor = order.iter().position(current).unwrap_or_default();
        let choice = Choice::numbered("Sources", entries, cursor);
        self.overlay = Some(Overlay::Choice(choice));
    }

    /// Opens the menu if it was asked for and waited for its counts.
    pub(in crate::tui) fn offer_awaited_sources(&mut self) {
        let all = self.timeline.select(&Query::everything());
        let counts = all.and_then(|all| self.timeline.counts(&all, Facet::Source));
        if self.offering_sources && counts.is_ok() {
            self.offering_sources = false;
            self.offer_sources();
        }
    }

    /// Returns the number of citations of each source that has any. If they are not at hand, asks for them.
    fn citations_of_sources(&mut self) -> Option<HashMap<SourceId, usize>> {
        let all = self.timeline.select(&Query::everything());
        let counts = all.and_then(|all| self.timeline.counts(&all, Facet::Source));
        if counts == Err(StoreError::Pending) {
            self.offering_sources = true;
            self.ask(About::Fetch(Fetch::Counts));
        }
        let counts = self.ok_or_notify(counts)?.into_iter();
        Some(
            counts
                .filter_map(|(key, count)| Some((key.source()?, count)))
                .collect(),
        )
    }

    fn source_label(&self, cited: usize, source: &Source, column: usize) -> String {
        let title = truncate(source.title(), column, self.theme.glyphs.ellipsis);
        let cited = counted(cited, "citation");
        let extent = match source.document() {
            Ok(document) => counted(document.paragraphs().len(), "paragraph"),
            Err(_) => "no text".to_owned(),
        };
        format!("{}  {cited}  {extent}", pad(&title, column))
    }

    /// Opens a source to read. The selected event stays selected.
    pub(super) fn open_source(&mut self, id: SourceId) {
        self.focus = Pane::Source;
        let citations = self.event().map_or(&[][..], |event| &event.citations);
        let is_shown = citations
            .get(self.citation)
            .is_some_and(|it| it.source == id);
        let other = citations.iter().position(|citation| citation.source == id);
        if let Some(index) = Some(self.citation).filter(|_| is_shown).or(other) {
            // The selected event cites this source, so show its quote.
            return self.show_citation(index);
        }
        self.reader.source = Some(id);
        self.reader.chosen = None;
        (self.reader.top, self.reader.cursor) = (0, 1);
    }
}

/// Returns a number with its noun, padded to a column: `   1 citation `, `  12 citations`.
fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { " " } else { "s" };
    format!("{number:>4} {noun}{plural}")
}

//! Brings the state in line with a change: clamps scroll positions and loads what is visible.

use std::sync::Arc;

use super::{App, Awaited, Fetching};
use crate::tui::card::CardInputs;
use crate::tui::layout;
use crate::tui::note::Note;
use crate::tui::prompt::Start;
use crate::tui::question::Fetch;
use crate::tui::reader::{MARGIN, MEASURE};
use crate::tui::rows;

impl App {
    /// Makes the state consistent. Must run after any change.
    pub fn settle(&mut self) {
        self.lay_out_card();
        if self.lay_out_source() {
            self.show_quote();
        }
        let areas = self.areas();
        let view = self.view.selection();
        let date = self.event.as_ref().and_then(|event| event.when.date());
        let width = areas.strip.width;
        let settled = self.strip.settle(&self.timeline, view, width, date);
        self.ok_or_notify(settled);
        self.reader.clamp(usize::from(areas.source.height));
        let lines = self.card.lines().len();
        let most = lines.saturating_sub(usize::from(areas.event.height));
        self.event_top = self.event_top.min(most);
        self.scroll_to_selection(usize::from(areas.timeline.height));
        let height = usize::from(areas.timeline.height);
        let rows = rows::rows(&self.timeline, &self.view, self.top, height, self.rank());
        if let Some((rows, awaited)) = self.ok_or_notify(rows) {
            self.rows = rows;
            let awaited = match self.awaited {
                Some(Awaited::Rank(rank)) if awaited.is_empty() => rank..rank + 1,
                _ => awaited,
            };
            if !awaited.is_empty() && self.fetching != Some(Fetching::Failed) {
                self.fetch(Fetch::Ranks(self.view.selection().clone(), awaited));
            }
        }
        self.settle_overlay();
        self.update_reader(usize::from(areas.source.height));
    }

    /// Shows a citation of the selected event in the source pane.
    pub fn show_citation(&mut self, index: usize) {
        self.citation = index;
        self.event_top = 0;
        self.reader.source = self.cited().map(|(citation, _)| citation.source);
        self.request_anchor();
        self.lay_out_card();
        self.lay_out_source();
        self.show_quote();
    }

    /// Restores the selection and the scroll positions from when a prompt was opened.
    pub(in crate::tui) fn restore(&mut self, start: &Start) {
        let rank = start.selected.and_then(|id| self.view.rank(id).ok()?.ok());
        if let Some(rank) = rank {
            self.select_rank(rank);
        }
        if self.selected == start.selected {
            if self.citation != start.citation {
                self.show_citation(start.citation);
            }
            (self.reader.top, self.reader.cursor) = (start.top, start.cursor);
            self.top = start.row;
        }
    }

    /// Keeps the selected row on the screen, with a margin above and below. The margin also keeps a
    /// heading directly above the row visible.
    fn scroll_to_selection(&mut self, height: usize) {
        if height == 0 {
            return;
        }
        let row = self.view.row_of(self.rank().unwrap_or_default());
        let margin = if height > 8 {
            2
        } else {
            usize::from(height > 2)
        };
        let most = self.view.rows().saturating_sub(height);
        let least = (row + margin + 1).saturating_sub(height);
        self.top = self.top.clamp(
            least.min(most),
            row.saturating_sub(margin).min(most).max(least.min(most)),
        );
    }

    /// Lays out the selected event for the width of its pane.
    fn lay_out_card(&mut self) {
        let width = layout::layout(&self.layout_inputs(0)).event.width;
        let inputs = CardInputs {
            timeline: &self.timeline,
            theme: &self.theme,
            needle: self.needle.as_ref(),
        };
        let event = self.selected.zip(self.event.as_deref());
        self.card.lay_out(event, width, &inputs);
    }

    /// Lays out the shown source for the width of its pane. Returns whether the width changed,
    /// which invalidates row numbers.
    pub(super) fn lay_out_source(&mut self) -> bool {
        let width = usize::from(self.areas().source.width);
        let width = width.saturating_sub(MARGIN).clamp(1, MEASURE);
        let Some(id) = self.reader.source else {
            return false;
        };
        self.request_holdings(id);
        let timeline = Arc::clone(&self.timeline);
        let Some(source) = timeline.source(id) else {
            return false;
        };
        let Ok(document) = source.document() else {
            return false;
        };
        let changed = self.reader.lay_out(id, document, width);
        let citation = self.cited().map(|(citation, _)| citation);
        let quote = citation.filter(|citation| citation.source == id);
        let quote = quote.and_then(|citation| citation.quote.clone());
        let anchor = self.anchor.clone();
        let known = anchor.is_some();
        self.reader
            .annotate((self.selected, self.citation, known), |width| {
                Note::of(quote.as_deref()?, anchor.as_deref()?, document, width)
            });
        changed
    }

    /// Scrolls the source pane to the quote of the citation.
    pub(super) fn show_quote(&mut self) {
        let height = usize::from(self.areas().source.height);
        let Some((source, citation)) = self.reading() else {
            return;
        };
        if citation.is_none() {
            let cursor = self.reader.cursor;
            let row = self
                .reader
                .page()
                .map_or(0, |page| page.rows_of(cursor).start);
            return self.reader.jump(cursor, row, height);
        }
        let paragraph = self.cited_paragraph().unwrap_or(1);
        let text = source.document().ok().and_then(|d| d.paragraph(paragraph));
        let place = self.anchor.as_ref().and_then(|anchor| {
            let first = anchor.places.first();
            first.or(anchor.nearest.as_ref()).copied()
        });
        let byte = match (place, text) {
            (Some(place), Some(text)) if place.paragraph == paragraph => place.bytes(text).start,
            _ => 0,
        };
        let row = self
            .reader
            .page()
            .map_or(0, |page| page.row_of(paragraph, byte));
        // The note of a missing quote is above the text.
        let note = self.reader.page().and_then(|page| page.note());
        let row = if note.is_some_and(|note| note.paragraph == 0) {
            0
        } else {
            row
        };
        self.reader.jump(paragraph, row, height);
    }

    /// Finds dates and hits in the visible rows of the source.
    fn update_reader(&mut self, height: usize) {
        let source = self.reader.source.and_then(|id| self.timeline.source(id));
        let document = source.and_then(|source| source.document().ok());
        if let Some(document) = document {
            self.reader
                .update_visible(document, height, self.needle.as_ref());
        }
    }
}

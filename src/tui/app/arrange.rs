//! Brings the state in line with a change: clamps scroll positions and loads what is visible.

use std::sync::Arc;

use super::{App, Awaited, Fetching, Pane};
use crate::tui::card::{CardInputs, Subject};
use crate::tui::evidence::Quotes;
use crate::tui::layout::{self, LayoutInputs};
use crate::tui::note::Note;
use crate::tui::prompt::Start;
use crate::tui::question::Fetch;
use crate::tui::reader::{MARGIN, MEASURE};
use crate::tui::rows;

impl App {
    /// Makes the state consistent. Must run after any change.
    pub fn settle(&mut self) {
        self.arrange_list();
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
        if let Some(comparison) = &mut self.reader.comparison {
            comparison.scroll(0, usize::from(areas.source.height));
        }
        let lines = self.card.lines().len();
        let most = lines.saturating_sub(usize::from(areas.event.height));
        self.event_top = self.event_top.min(most);
        let height = usize::from(areas.evidence.height);
        self.evidence.scroll_to(self.citation, height);
        self.request_small_lanes(areas.lanes);
        self.settle_overlay();
        self.update_reader(usize::from(areas.source.height));
    }

    /// Scrolls the list to the selected event and loads the visible rows.
    fn arrange_list(&mut self) {
        let height = usize::from(layout::layout(&self.layout_inputs()).timeline.height);
        self.scroll_to_selection(height);
        let rows = rows::rows(&self.timeline, &self.view, self.top, height, self.rank());
        let Some((rows, awaited)) = self.ok_or_notify(rows) else {
            return;
        };
        self.rows = rows;
        self.columns.fit(&self.rows);
        self.request_verdicts();
        let awaited = match self.awaited {
            Some(Awaited::Rank(rank)) if awaited.is_empty() => rank..rank + 1,
            _ => awaited,
        };
        if !awaited.is_empty() && self.fetching != Some(Fetching::Failed) {
            self.fetch(Fetch::Ranks(self.view.selection().clone(), awaited));
        }
    }

    /// Shows a citation of the selected event in the source pane.
    pub fn show_citation(&mut self, index: usize) {
        self.citation = index;
        self.event_top = 0;
        self.reader.source = self.cited().map(|(citation, _)| citation.source);
        self.reader.chosen = None;
        self.request_anchors();
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
            self.reader.source = start.source;
            (self.reader.top, self.reader.cursor) = (start.top, start.cursor);
            (self.top, self.event_top) = (start.row, start.event_top);
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

    /// Lays out the selected event, or a source that was opened by itself, for the width of its pane.
    fn lay_out_card(&mut self) {
        let areas = layout::layout(&LayoutInputs {
            evidence: 1,
            ..self.layout_inputs()
        });
        let mut card = std::mem::take(&mut self.card);
        let mut evidence = std::mem::take(&mut self.evidence);
        let inputs = CardInputs {
            timeline: &self.timeline,
            theme: &self.theme,
            needle: self.needle.as_ref(),
        };
        let event = self.selected.zip(self.event.as_deref());
        let opened = self.opened_source();
        let subject = match opened {
            Some((id, source)) => Some(Subject::Source(id, source)),
            None => event.map(|(id, event)| Subject::Event(id, event)),
        };
        card.lay_out(subject, areas.event.width, &inputs);
        let cited = event.filter(|_| opened.is_none());
        let quotes = match areas {
            _ if areas.is_stacked() => Quotes::Cut,
            _ if areas.has_column_of_source() => Quotes::Whole,
            _ => Quotes::WholeInConflicts,
        };
        let how = (areas.evidence.width, quotes);
        evidence.lay_out(cited, self.citation, how, &self.timeline, &self.theme);
        (self.card, self.evidence) = (card, evidence);
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
        self.choose_version();
        let timeline = Arc::clone(&self.timeline);
        let Some(source) = timeline.source(id) else {
            return false;
        };
        self.lay_out_comparison(source);
        let Ok(document) = source.text(self.reader.version) else {
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
        let text = source.text(self.reader.version).ok();
        let text = text.and_then(|document| document.paragraph(paragraph));
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
        let timeline = Arc::clone(&self.timeline);
        let Some(source) = self.reader.source.and_then(|id| timeline.source(id)) else {
            return;
        };
        if let Ok(document) = source.text(self.reader.version) {
            self.reader
                .update_visible(document, height, self.needle.as_ref());
        }
        if self.focus == Pane::Source {
            self.reader.count_hits(source, self.needle.as_ref());
        }
    }
}

//! The citations of the selected event as rows: the verdict, the source, the paragraph, the quote,
//! and what differs where it differs. They are laid out once per change, not once per frame.

mod rows;

use std::ops::Range;

use ratatui::text::Line;

use super::theme::Theme;
use crate::timeline::{Event, EventId, Timeline};
pub use rows::Quotes;
use rows::{Builder, Conflicts};

/// So many citations are laid out at once. An event can have very many.
const BLOCK: usize = 100;

/// Everything that the rows depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    event: EventId,
    /// The first citation that is laid out.
    first: usize,
    width: u16,
    quotes: Quotes,
    /// Which anchors are known, in the text that is cited and in all editions.
    known: Vec<(bool, bool)>,
}

/// The citations of an event, laid out as rows.
#[derive(Debug, Default)]
pub struct Evidence {
    /// The rows, each with the index of its citation.
    rows: Vec<(usize, Line<'static>)>,
    laid_out: Option<Key>,
    /// Whether they contradict the event or each other.
    is_contested: bool,
    /// The first visible row.
    pub top: usize,
}

impl Evidence {
    /// Lays out the citations of an event for a width, unless this was done before.
    pub fn lay_out(
        &mut self,
        event: Option<(EventId, &Event)>,
        shown: usize,
        (width, quotes): (u16, Quotes),
        timeline: &Timeline,
        theme: &Theme,
    ) {
        let Some((id, event)) = event.filter(|_| width > 0) else {
            *self = Self::default();
            return;
        };
        let first = shown / BLOCK * BLOCK;
        let block = event.citations.iter().skip(first).take(BLOCK);
        let anchors: Vec<_> = block.map(|it| timeline.known_anchor(it)).collect();
        let block = event.citations.iter().skip(first).zip(&anchors);
        let known = block.map(|(it, anchor)| (anchor.is_some(), timeline.is_known_everywhere(it)));
        let wanted = Key {
            event: id,
            first,
            width,
            quotes,
            known: known.collect(),
        };
        if self.laid_out.as_ref() == Some(&wanted) {
            return;
        }
        if self.laid_out.as_ref().is_none_or(|key| key.event != id) {
            self.top = 0;
        }
        self.laid_out = Some(wanted);
        let conflicts = Conflicts::of(event);
        self.is_contested = !conflicts.is_empty();
        let builder = Builder {
            event,
            timeline,
            theme,
            width: usize::from(width).saturating_sub(2).max(1),
            quotes,
            conflicts,
        };
        self.rows = builder.rows(first, &anchors);
    }

    /// Returns whether the citations contradict the event or each other.
    pub fn is_contested(&self) -> bool {
        self.is_contested
    }

    /// Returns the rows, each with the index of its citation.
    pub fn rows(&self) -> &[(usize, Line<'static>)] {
        &self.rows
    }

    /// Discards the layout.
    pub fn invalidate(&mut self) {
        self.laid_out = None;
    }

    /// Scrolls as little as possible so that the rows of a citation are visible.
    pub fn scroll_to(&mut self, citation: usize, height: usize) {
        let rows = self.rows_of(citation);
        // Of one that is higher than the area, any part may be visible.
        let last = rows.end.saturating_sub(height);
        self.top = self.top.clamp(last.min(rows.start), last.max(rows.start));
        self.top = self.top.min(self.rows.len().saturating_sub(height));
    }

    /// Scrolls within a citation that is higher than the area. Returns false if it is not, or at its
    /// end.
    pub fn scroll_within(&mut self, citation: usize, height: usize, by: usize, down: bool) -> bool {
        let rows = self.rows_of(citation);
        let last = rows.end.saturating_sub(height);
        if last <= rows.start {
            return false;
        }
        let before = self.top;
        let top = if down {
            before.saturating_add(by)
        } else {
            before.saturating_sub(by)
        };
        self.top = top.clamp(rows.start, last);
        self.top != before
    }

    /// Returns how many citations are at least partly visible in an area of a given height.
    pub fn citations_in(&self, height: usize) -> usize {
        let visible = self.rows.iter().skip(self.top).take(height);
        let mut citations: Vec<usize> = visible.map(|(citation, _)| *citation).collect();
        citations.dedup();
        citations.len().max(1)
    }

    fn rows_of(&self, citation: usize) -> Range<usize> {
        let start = self.rows.partition_point(|(of, _)| *of < citation);
        let end = self.rows.partition_point(|(of, _)| *of <= citation);
        start..end
    }
}

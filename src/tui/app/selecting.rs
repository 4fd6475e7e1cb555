//! Selects events, which may not be at hand yet.

use super::{App, Awaited, Reselect};
use crate::filter::Filter;
use crate::timeline::{EventId, StoreError};
use crate::tui::question::Fetch;

impl App {
    /// Selects the event at a rank, or the last one if the rank is too high, and shows its first
    /// citation.
    pub fn select_rank(&mut self, rank: usize) {
        let rank = rank.min(self.view.len().saturating_sub(1));
        self.awaited = None;
        let found = self.view.at(rank).and_then(|id| {
            let event = id.map(|id| self.timeline.event(id)).transpose()?;
            Ok((id, event))
        });
        match found {
            Ok((id, event)) if self.selected != id || id.is_none() => {
                (self.selected, self.event) = (id, event);
                self.show_citation(0);
            }
            Ok(_) => {}
            Err(StoreError::Pending) => {
                self.awaited = Some(Awaited::Rank(rank));
                (self.selected, self.event) = (None, None);
                self.show_citation(0);
            }
            // The selection stays as it is.
            Err(failed) => self.notify_error(failed.to_string()),
        }
    }

    pub(super) fn select(&mut self, id: Option<EventId>) {
        let event = id.map(|id| self.timeline.event(id)).transpose();
        let event = self.ok_or_notify(event).flatten();
        // If the store cannot return the event, the selection stays as it is.
        if event.is_some() == id.is_some() {
            self.selected = id;
            self.event = event;
        }
    }

    /// Selects an event of the timeline and shows one of its citations. If the filter hides the
    /// event, clears the filter and tells the user.
    pub fn select_event(&mut self, id: EventId, citation: usize) {
        match self.view.rank(id) {
            Ok(Err(_)) => {
                self.remember_filter();
                self.say("filter cleared because it hid this event; u restores it");
                self.filter_then(Filter::default(), Reselect::Select(id, citation));
            }
            Err(StoreError::Pending) => {
                self.awaited = Some(Awaited::Event(id, citation));
                self.fetch(Fetch::Rank(self.view.selection().clone(), id));
            }
            Ok(Ok(_)) => self.select_in_view(id, citation),
            Err(failed) => self.notify_error(failed.to_string()),
        }
    }

    pub(super) fn select_in_view(&mut self, id: EventId, citation: usize) {
        if let Ok(Ok(rank)) = self.view.rank(id) {
            self.select_rank(rank);
            if self.citation != citation {
                self.show_citation(citation);
            }
        }
    }

    /// Selects an event, or what stands in its place if the filter hides it.
    pub(super) fn select_near(&mut self, id: EventId) {
        match self.view.rank(id) {
            Ok(Ok(rank) | Err(rank)) => self.select_rank(rank),
            Err(StoreError::Pending) => {
                self.awaited = Some(Awaited::Near(id));
                self.fetch(Fetch::Rank(self.view.selection().clone(), id));
            }
            Err(_) => self.select_rank(0),
        }
    }
}

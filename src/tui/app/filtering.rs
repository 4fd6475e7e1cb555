//! The filter in force, and the ones before it.

use super::{App, Reselect};
use crate::filter::Filter;
use crate::tui::prompt::Start;
use crate::tui::question::About;

impl App {
    /// Returns how many events match the filter, as far as that is known.
    pub fn found(&self) -> String {
        match self.view.len() {
            some if self.has_more => format!("{some}+"),
            _ if self.is_waiting() => self.theme.glyphs.ellipsis.to_owned(),
            all => all.to_string(),
        }
    }

    /// Returns whether the events of the filter are still to come.
    pub fn is_waiting(&self) -> bool {
        self.filtering.is_some() || self.failed_filter.is_some()
    }

    /// Sets a filter and remembers the previous one.
    pub fn apply_filter(&mut self, filter: Filter) {
        if filter.text() != self.filter.text() {
            self.remember_filter();
        }
        self.set_filter(filter);
    }

    pub(super) fn remember_filter(&mut self) {
        let before = self.filter.text().to_owned();
        self.undo.push((before, self.selected));
    }

    /// Sets a filter. The selection stays, or moves to the nearest neighbour in time.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter_then(filter, Reselect::Keep);
    }

    /// Sets a filter while a prompt is open. Restores the selection from when it was opened, if
    /// possible.
    pub(in crate::tui) fn set_filter_from(&mut self, filter: Filter, start: &Start) {
        self.filter_then(filter, Reselect::Restore(Box::new(start.clone())));
    }

    pub(in crate::tui) fn filter_then(&mut self, filter: Filter, reselect: Reselect) {
        let query = filter.query().clone();
        self.filter = filter;
        let number = self.next_number();
        self.failed_filter = None;
        let near = match &reselect {
            Reselect::Select(id, _) => Some(*id),
            Reselect::Restore(start) => start.selected.or(self.selected),
            Reselect::Keep | Reselect::Last => self.selected,
        };
        // It is a rank of the former view.
        self.awaited = None;
        self.filtering = Some((number, reselect));
        // It would find a rank of the former filter.
        self.searching = None;
        self.ask(About::Selection(number, query, self.grain(), near));
    }
}

//! Reloading: replaces the timeline and keeps as much of the screen as possible.

use std::sync::Arc;

use super::{App, Reselect, mistakes, progress};
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::load::Loaded;
use crate::timeline::SourceId;
use crate::tui::outline::Outline;
use crate::tui::rows::Columns;
use crate::tui::strip::Strip;

impl App {
    /// Replaces the timeline with a reloaded one. Keeps selection, filter and scroll positions as
    /// far as they still apply.
    pub fn reload(&mut self, loaded: Loaded) {
        let before = self.event.clone();
        let opened = self.reading().filter(|(_, citation)| citation.is_none());
        let opened = opened.map(|(source, _)| source.slug().to_owned());
        let (citation, event_top) = (self.citation, self.event_top);
        let (top, cursor) = (self.reader.top, self.reader.cursor);
        let filter = self.filter.text().to_owned();
        // Anchors are kept where source and citation are unchanged.
        self.timeline = Arc::new(loaded.timeline.with_anchors_of(&self.timeline));
        self.mistakes = mistakes(&loaded.diagnostics);
        self.faults = loaded.diagnostics;
        self.generation += 1;
        self.questions.clear();
        self.requested_anchors.clear();
        self.requested_verdicts.clear();
        self.requested_holdings.clear();
        (self.filtering, self.has_more) = (None, false);
        (self.searching, self.fetching, self.going) = (None, None, None);
        self.offering_sources = false;
        self.stale = false;
        let is_routine = self.read.is_some() || self.follow;
        let rank = self.rank();
        let was_last = self.follow && rank.is_some_and(|rank| rank + 1 == self.view.len());
        self.read = progress(loaded.unread);
        self.strip = Strip::default();
        // Overlays and prompts hold ids of the previous timeline.
        self.overlay = None;
        self.prompt = None;
        for (_, selected) in &mut self.undo {
            *selected = None;
        }
        self.reader.clear();
        self.card.invalidate();
        self.evidence.invalidate();
        self.small_lanes.invalidate();
        self.columns = Columns::default();
        self.check();
        if is_routine {
            self.message = None;
        } else {
            self.say("reloaded");
        }
        let again = Filter::parse_again(&filter, &self.timeline);
        let filter = again.unwrap_or_else(|wrong| {
            self.notify_error(format!("filter cleared: {}", wrong.message));
            self.remember_filter();
            self.remember_in_history();
            Filter::default()
        });
        let is_here = self.timeline.is_in_files();
        let before = before.filter(|_| is_here);
        let found = before.as_ref().map(|event| self.timeline.find(&event.slug));
        let same = self.ok_or_notify(found.transpose()).flatten().flatten();
        let near = before.as_ref().map(|event| self.timeline.neighbour(event));
        let near = self.ok_or_notify(near.transpose()).flatten().flatten();
        if is_here {
            self.select(same.or(near));
        } else {
            // Ids are those of the server, and what was at hand is no more.
            self.view = Outline::default();
        }
        if was_last {
            self.filter_then(filter, Reselect::Last);
        } else {
            self.set_filter(filter);
        }
        let cited = self.event().map_or(0, |event| event.citations.len());
        self.show_citation(if citation < cited { citation } else { 0 });
        if let Some(slug) = opened {
            let sources = self.timeline.sources();
            let again = sources.iter().position(|source| source.slug() == slug);
            self.reader.source = again.map(SourceId::new).or(self.reader.source);
        }
        if same.is_some() && self.citation == citation {
            (self.reader.top, self.reader.cursor) = (top, cursor);
            self.event_top = event_top;
        }
        self.settle();
    }

    /// Takes note of how many bytes of the files are read.
    pub fn set_read(&mut self, bytes: usize) {
        if let Some(read) = &mut self.read {
            read.done = bytes;
        }
    }

    /// Keeps showing the previous timeline because the changed files cannot be read, and tells the
    /// user why.
    pub fn keep_last_good(&mut self, failed: &[Diagnostic]) {
        let Some(first) = failed.first() else {
            return;
        };
        self.stale = true;
        self.read = None;
        self.problems.set_unreadable(failed, &self.timeline);
        let place = match first.line {
            0 => first.file.to_string(),
            line => format!("{}:{line}:{}", first.file, first.column),
        };
        let more = match failed.len() {
            0 | 1 => String::new(),
            n => format!(" (and {} more)", n - 1),
        };
        self.notify_error(format!(
            "kept the last good state: {place}: {}{more}",
            first.message
        ));
    }
}

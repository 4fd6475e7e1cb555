//! Files that were read again, and what of the screen stays when they are others.

use std::sync::Arc;

use super::App;
use crate::diagnostic::Diagnostic;
use crate::filter::Filter;
use crate::load::Loaded;
use crate::timeline::SourceId;
use crate::tui::strip::Strip;

impl App {
    /// Takes a timeline that was read anew; selection, filter and scroll are kept as
    /// far as they still make sense.
    pub fn reload(&mut self, loaded: Loaded) {
        let before = self.event.clone();
        let opened = self.reading().filter(|(_, citation)| citation.is_none());
        let opened = opened.map(|(source, _)| source.slug.clone());
        let (citation, event_top) = (self.citation, self.event_top);
        let (top, cursor) = (self.reader.top, self.reader.cursor);
        let filter = self.filter.text().to_owned();
        // What is known of quotes is kept where source and citation are the same.
        self.timeline = Arc::new(loaded.timeline.with_anchors_of(&self.timeline));
        self.faults = loaded.diagnostics;
        self.generation += 1;
        self.questions.clear();
        self.sought = None;
        self.looked_up.clear();
        self.filtering = None;
        self.searching = None;
        self.stale = false;
        self.strip = Strip::default();
        // What these hold are ids of the timeline before.
        self.overlay = None;
        self.prompt = None;
        for (_, selected) in &mut self.undo {
            *selected = None;
        }
        self.reader.forget();
        self.card.forget();
        self.check();
        self.say("reloaded");
        let filter = Filter::parse(&filter, &self.timeline).unwrap_or_else(|wrong| {
            self.notify_error(format!("filter cleared: {}", wrong.message));
            Filter::default()
        });
        let found = before.as_ref().map(|event| self.timeline.find(&event.slug));
        let same = self.answered(found.transpose()).flatten().flatten();
        let near = before.as_ref().map(|event| self.timeline.neighbour(event));
        let near = self.answered(near.transpose()).flatten().flatten();
        self.select(same.or(near));
        self.set_filter(filter);
        let cited = self.event().map_or(0, |event| event.citations.len());
        self.show_citation(if citation < cited { citation } else { 0 });
        if let Some(slug) = opened {
            let sources = self.timeline.sources();
            let again = sources.iter().position(|source| source.slug == slug);
            self.reader.source = again.map(SourceId::new).or(self.reader.source);
        }
        if same.is_some() && self.citation == citation {
            (self.reader.top, self.reader.cursor) = (top, cursor);
            self.event_top = event_top;
        }
        self.settle();
    }

    /// The files changed and cannot be read: what is shown stays as it was.
    pub fn keep_after(&mut self, failed: &[Diagnostic]) {
        let Some(first) = failed.first() else {
            return;
        };
        self.stale = true;
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

//! Searching the list or the source.

use std::ops::Range;

use crate::document::{Document, Paragraphs};
use crate::search::Needle;
use crate::timeline::Direction;
use crate::tui::app::{App, Pane};
use crate::tui::prompt::{Prompt, Purpose};
use crate::tui::reader::Hit;

impl App {
    /// Opens the prompt for a search.
    pub(super) fn open_search(&mut self) {
        self.prompt = Some(Prompt::new(Purpose::Search, self.start(), ""));
        self.set_needle(None);
    }

    /// Searches for a text from where the prompt was opened.
    pub(super) fn search_live(&mut self, prompt: &Prompt) {
        self.set_needle(Needle::new(prompt.input.value()));
        self.restore(&prompt.start);
        self.first_hit();
        self.request_hits();
    }

    /// Ends a search whose prompt was accepted.
    pub(super) fn accept_search(&mut self, prompt: Prompt) {
        if self.needle.is_none() {
            self.set_needle(prompt.start.needle);
        } else if !self.on_hit() {
            self.say(format!("not found: {}", prompt.input.value()));
        }
    }

    /// Returns whether the cursor is on a hit, or a search for one is in progress.
    fn on_hit(&self) -> bool {
        if self.focus == Pane::Source {
            return self.reader.hit().is_some();
        }
        self.is_searching() || self.selected.is_some_and(|id| self.is_hit(id))
    }

    /// Goes to the hit at the starting position, or the first one after it.
    fn first_hit(&mut self) {
        let Some(needle) = self.needle.clone() else {
            return;
        };
        if self.focus == Pane::Source {
            let from = (self.reader.cursor, 0);
            self.show_hit(self.hit_after(&needle, from));
        } else if self.selected.is_none_or(|id| !self.is_hit(id)) {
            self.search_events(1, Direction::Forward);
        }
    }

    /// Goes to the next or previous hit in the pane.
    pub(super) fn next_hit(&mut self, count: usize, forward: bool) {
        let Some(needle) = self.needle.clone() else {
            return self.say("no search pattern; / searches");
        };
        if self.focus != Pane::Source {
            let direction = if forward {
                Direction::Forward
            } else {
                Direction::Backward
            };
            return self.search_events(count, direction);
        }
        // Wrapping around more than once finds nothing new.
        for _ in 0..count.min(self.reader.hits().map_or(count, <[Hit]>::len).max(1)) {
            let here = self.reader.hit().cloned();
            let here = here.filter(|hit| hit.paragraph == self.reader.cursor);
            let found = match (&here, forward) {
                (Some(hit), true) => self.hit_after(&needle, (hit.paragraph, hit.bytes.end)),
                (Some(hit), false) => self.hit_before(&needle, (hit.paragraph, hit.bytes.start)),
                (None, true) => self.hit_after(&needle, (self.reader.cursor, 0)),
                (None, false) => self.hit_before(&needle, (self.reader.cursor, 0)),
            };
            let Some(found) = found else {
                return self.say("no hit in this pane");
            };
            let is_after =
                |a: &Hit, b: &Hit| (a.paragraph, a.bytes.start) > (b.paragraph, b.bytes.start);
            let has_wrapped = match (&here, forward) {
                (Some(here), true) => !is_after(&found, here),
                (Some(here), false) => !is_after(here, &found),
                (None, true) => found.paragraph < self.reader.cursor,
                (None, false) => found.paragraph >= self.reader.cursor,
            };
            self.say_wrapped(has_wrapped, forward);
            self.show_hit(Some(found));
        }
    }

    /// Tells that a search went on at the other end.
    pub(in crate::tui) fn say_wrapped(&mut self, has_wrapped: bool, forward: bool) {
        if has_wrapped {
            self.say(if forward {
                "search continued at the top"
            } else {
                "search continued at the bottom"
            });
        }
    }

    /// Returns the paragraphs of the shown source.
    fn paragraphs(&self) -> Paragraphs<'_> {
        let source = self.reader.source.and_then(|id| self.timeline.source(id));
        let document = source.and_then(|source| source.text(self.reader.version).ok());
        document.map_or_else(Paragraphs::default, Document::paragraphs)
    }

    /// Returns the first hit at or after a byte of a paragraph of the shown source. Wraps around.
    fn hit_after(&self, needle: &Needle, (paragraph, byte): (usize, usize)) -> Option<Hit> {
        let len = self.paragraphs().len();
        let at = paragraph.saturating_sub(1);
        let steps = (0..=len).filter_map(|step| Some((at + step).checked_rem(len)? + 1));
        steps.enumerate().find_map(|(step, number)| {
            let mut hits = self.hits_in(needle, number).into_iter();
            let found = hits.find(|hit| step > 0 || hit.start >= byte)?;
            Some(Hit {
                paragraph: number,
                bytes: found,
            })
        })
    }

    /// Returns the last hit before a byte of a paragraph of the shown source. Wraps around.
    fn hit_before(&self, needle: &Needle, (paragraph, byte): (usize, usize)) -> Option<Hit> {
        let len = self.paragraphs().len();
        let at = paragraph.saturating_sub(1);
        let steps = (0..=len).filter_map(|step| Some((at + len - step).checked_rem(len)? + 1));
        steps.enumerate().find_map(|(step, number)| {
            let mut hits = self.hits_in(needle, number).into_iter();
            let found = hits.rfind(|hit| step > 0 || hit.start < byte)?;
            Some(Hit {
                paragraph: number,
                bytes: found,
            })
        })
    }

    fn hits_in(&self, needle: &Needle, paragraph: usize) -> Vec<Range<usize>> {
        let text = paragraph
            .checked_sub(1)
            .and_then(|at| self.paragraphs().get(at));
        match text {
            Some(text) if needle.is_in(text) => needle.hits(text),
            _ => Vec::new(),
        }
    }

    /// Scrolls the source pane to a hit.
    fn show_hit(&mut self, hit: Option<Hit>) {
        if let Some(hit) = &hit {
            // It is in the whole text, which a passage in two editions hides.
            if self.reader.comparison.take().is_some() {
                self.reader.chosen = Some(self.reader.version);
            }
            let page = self.reader.page();
            let row = page.map_or(0, |page| page.row_of(hit.paragraph, hit.bytes.start));
            let height = usize::from(self.areas().source.height);
            self.reader.show(hit.paragraph, row, height);
        }
        self.reader.set_hit(hit);
    }
}

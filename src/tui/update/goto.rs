//! Keys that move through time: to another heading, to a date, to an event by its id.

use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Severity, TextFile};
use crate::filter::{Candidate, Completion};
use crate::timeline::{Answer, EventId, StoreError, Timeline};
use crate::tui::app::{App, Pane};
use crate::tui::destination::{Destination, destination};
use crate::tui::outline::Outline;
use crate::tui::prompt::{Prompt, Purpose};
use crate::tui::question::Fetch;

impl App {
    /// Focuses the timeline, selects an event and shows one of its citations.
    pub(super) fn go_to(&mut self, id: EventId, citation: usize) {
        self.focus = Pane::Timeline;
        self.select_event(id, citation);
    }

    /// Goes to the first event under the heading `count` headings away.
    pub(super) fn step_heading(&mut self, count: usize, down: bool) {
        let Some(rank) = self.rank() else {
            return;
        };
        let to = self.view.step_heading(rank, count, down);
        if to == rank {
            self.say(if down {
                "no heading below this one"
            } else {
                "no heading above this one"
            });
        }
        self.select_rank(to);
    }

    /// Groups the events under finer or coarser headings. Skips grains that would change nothing.
    /// The selected event stays at the same row of the screen.
    pub(super) fn regroup(&mut self, count: usize, finer: bool) {
        let row = |app: &Self| app.view.row_of(app.rank().unwrap_or_default());
        let above = row(self).saturating_sub(self.top);
        let (mut grain, mut steps) = (self.grain(), 0);
        while let Some(next) = grain.next(finer).filter(|_| steps < count) {
            grain = next;
            let selection = self.view.selection().clone();
            let view = Outline::new(&self.timeline, selection, grain);
            if let Some(view) = self.ok_or_notify(view)
                && view != self.view
            {
                self.view = view;
                self.grain = Some(grain);
                steps += 1;
            }
        }
        if steps == 0 {
            let way = if finer { "finer" } else { "coarser" };
            return self.say(format!("no {way} headings"));
        }
        self.top = row(self).saturating_sub(above);
        self.say(format!("headings by {}", self.grain().name()));
    }

    /// Previews the destination that the prompt describes so far.
    pub(super) fn preview(&mut self, prompt: &mut Prompt) {
        prompt.error = None;
        prompt.hint.clear();
        match self.destination(prompt.input.value()) {
            Ok(Some(found)) => {
                prompt.hint = found.understood;
                match self.view.rank(found.id) {
                    Ok(Ok(rank)) => self.select_rank(rank),
                    Ok(Err(_)) => prompt.hint.push_str(", hidden by the filter"),
                    Err(_) => {}
                }
            }
            Ok(None) => {}
            Err(failed) => prompt.hint = self.awaiting(&failed),
        }
    }

    /// Goes to the destination. If there is none, the prompt stays open and shows an error.
    pub(super) fn accept_goto(&mut self, mut prompt: Prompt) {
        let text = prompt.input.value();
        if text.trim().is_empty() {
            return;
        }
        match self.destination(text) {
            Ok(Some(found)) => {
                self.select_event(found.id, 0);
                if !found.said.is_empty() {
                    self.say(found.said);
                }
            }
            Ok(None) => {
                prompt.error = Some(self.refusal(text));
                self.prompt = Some(prompt);
            }
            Err(StoreError::Pending) => self.await_destination(prompt),
            Err(failed) => {
                prompt.hint = failed.to_string();
                self.prompt = Some(prompt);
            }
        }
    }

    /// Returns the destination for a text. If it is not at hand, asks for it.
    fn destination(&mut self, text: &str) -> Answer<Option<Destination>> {
        let selection = self.view.selection().clone();
        let found = destination(&self.timeline, &selection, text);
        if found == Err(StoreError::Pending) {
            self.fetch(Fetch::Destination(selection, text.to_owned()));
        }
        found
    }

    /// Looks again for a destination that was not at hand.
    pub(in crate::tui) fn look_again(&mut self) {
        if let Some(prompt) = self.take_destination() {
            return self.accept_goto(prompt);
        }
        let is_goto = |prompt: &mut Prompt| prompt.purpose == Purpose::GoTo;
        if let Some(mut prompt) = self.prompt.take_if(is_goto) {
            self.preview(&mut prompt);
            self.prompt = Some(prompt);
        }
    }

    /// Returns what a hint says while an answer is not here.
    fn awaiting(&self, failed: &StoreError) -> String {
        match failed {
            StoreError::Pending => self.theme.glyphs.ellipsis.to_owned(),
            failed => failed.to_string(),
        }
    }

    /// Returns the reason why there is no destination for a text.
    fn refusal(&self, line: &str) -> Diagnostic {
        let text = line.trim();
        let margin = line.len() - line.trim_start().len();
        let wrong = |at: usize, message: String| {
            let span = margin + at..line.len();
            TextFile::new("go to", line).diagnostic(Code::Goto, Severity::Error, span, message)
        };
        match Date::parse(text) {
            // The full message is too long for one line; the alternatives suffice.
            Err(error) if error.meant.len() > 1 => {
                wrong(0, format!("which date: {}?", error.meant.join(" or ")))
            }
            Err(error) if error.meant.is_empty() && text.contains(|c: char| c.is_ascii_digit()) => {
                wrong(error.offset, error.message)
            }
            // Other words are more likely an id than a date.
            Err(error) if error.meant.is_empty() => {
                let wrong = wrong(0, "no such date or id".to_owned());
                match self.timeline.did_you_mean(text).ok().flatten() {
                    Some(help) => wrong.with_help(help),
                    None => wrong,
                }
            }
            _ => wrong(0, "no dated event to go to".to_owned()),
        }
    }
}

/// More ids are not offered: nobody steps through them.
const MOST_COMPLETIONS: usize = 1000;

/// Returns the ids that begin with the text.
pub(super) fn complete(line: &str, timeline: &Timeline) -> Completion {
    let begun = timeline.beginning(line.trim(), MOST_COMPLETIONS);
    let begun = begun.unwrap_or_default();
    let events = begun.iter().filter_map(|id| timeline.event(*id).ok());
    let candidates = events.map(|event| Candidate {
        text: event.slug.clone(),
        label: event.slug.clone(),
        words: event.title.clone(),
        count: None,
    });
    Completion {
        range: 0..line.len(),
        candidates: candidates.collect(),
    }
}

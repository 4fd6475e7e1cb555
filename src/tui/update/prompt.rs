//! Keys while a prompt is open.

use super::goto;
use crate::filter::{self, Completion, Filter};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::keymap::Meaning;
use crate::tui::prompt::{Prompt, Purpose, Start, cursor_byte, edit, insert};

use tui_input::{Input, InputRequest};

/// In a larger timeline, the events of what is offered are not counted while somebody types.
const MOST_COUNTED: usize = 50_000;

impl App {
    /// Handles a key while a prompt is open.
    pub(super) fn prompt_key(&mut self, meaning: Meaning) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        match meaning {
            Meaning::Action(Action::Accept) => return self.accept(),
            Meaning::Action(Action::Cancel) => return self.cancel(),
            Meaning::Action(Action::Complete) => self.complete(true),
            Meaning::Action(Action::CompleteBack) => self.complete(false),
            Meaning::Action(Action::Earlier) => self.recall(true),
            Meaning::Action(Action::Later) => self.recall(false),
            // Backspace in an empty prompt cancels it, but an empty filter is valid input.
            Meaning::Action(Action::DeleteBack)
                if prompt.input.value().is_empty() && prompt.purpose != Purpose::Filter =>
            {
                return self.cancel();
            }
            Meaning::Action(action) => {
                prompt.chosen = None;
                edit(&mut prompt.input, action);
            }
            Meaning::Type(c) => {
                prompt.chosen = None;
                prompt.input.handle(InputRequest::InsertChar(c));
            }
        }
        self.apply_live();
    }

    /// Inserts a text at the cursor.
    pub(super) fn paste_into_prompt(&mut self, text: impl Iterator<Item = char>) {
        if let Some(prompt) = &mut self.prompt {
            prompt.chosen = None;
            insert(&mut prompt.input, text);
            self.apply_live();
        }
    }

    /// Opens the prompt for a filter.
    pub(super) fn open_filter(&mut self) {
        let text = self.filter.text();
        // The next term has to be separated by a space.
        let text = if text.is_empty() {
            String::new()
        } else {
            format!("{text} ")
        };
        let mut prompt = Prompt::new(Purpose::Filter, self.start(), &text);
        prompt.offers = self.filter_offers(&prompt);
        self.prompt = Some(prompt);
    }

    /// Opens the prompt for a destination.
    pub(super) fn open_goto(&mut self) {
        self.prompt = Some(Prompt::new(Purpose::GoTo, self.start(), ""));
    }

    pub(super) fn start(&self) -> Start {
        Start {
            filter: self.filter.text().to_owned(),
            needle: self.needle.clone(),
            selected: self.selected,
            row: self.top,
            citation: self.citation,
            event_top: self.event_top,
            source: self.reader.source,
            top: self.reader.top,
            cursor: self.reader.cursor,
        }
    }

    /// Applies the text typed so far.
    fn apply_live(&mut self) {
        let Some(mut prompt) = self.prompt.take() else {
            return;
        };
        let text = prompt.input.value();
        match prompt.purpose {
            Purpose::Filter => {
                let is_half_written = filter::is_half_written(text, cursor_byte(&prompt.input));
                prompt.error = None;
                match Filter::parse(text, &self.timeline) {
                    // The last result stays until the term is written.
                    _ if is_half_written => {}
                    Ok(filter) if filter.text() == self.filter.text() => {}
                    Ok(filter) => self.set_filter_from(filter, &prompt.start),
                    Err(wrong) => prompt.error = Some(wrong),
                }
                if prompt.chosen.is_none() {
                    prompt.offers = self.filter_offers(&prompt);
                }
            }
            // Each key restarts the search from where the prompt was opened.
            Purpose::Search => self.search_live(&prompt),
            Purpose::GoTo => {
                self.restore(&prompt.start);
                self.preview(&mut prompt);
            }
        }
        self.prompt = Some(prompt);
    }

    fn accept(&mut self) {
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        match prompt.purpose {
            Purpose::Filter => self.accept_filter(prompt),
            Purpose::Search => self.accept_search(prompt),
            Purpose::GoTo => self.accept_goto(prompt),
        }
    }

    /// Applies the filter as it is written. An invalid one stays open, with its error.
    fn accept_filter(&mut self, mut prompt: Prompt) {
        match Filter::parse(prompt.input.value(), &self.timeline) {
            Ok(filter) if filter.text() == self.filter.text() => {}
            Ok(filter) => self.set_filter_from(filter, &prompt.start),
            Err(wrong) => {
                prompt.error = Some(wrong);
                self.prompt = Some(prompt);
                return;
            }
        }
        if prompt.start.filter != self.filter.text() {
            self.undo.push((prompt.start.filter, prompt.start.selected));
        }
        self.remember_in_history();
    }

    /// Puts the filter at the end of the earlier ones.
    pub(in crate::tui) fn remember_in_history(&mut self) {
        let text = self.filter.text().to_owned();
        if !text.is_empty() {
            self.history.retain(|earlier| *earlier != text);
            self.history.push(text);
        }
    }

    /// Replaces the text with an earlier or a later filter.
    fn recall(&mut self, earlier: bool) {
        let is_filter = |prompt: &&mut Prompt| prompt.purpose == Purpose::Filter;
        let Some(prompt) = self.prompt.as_mut().filter(is_filter) else {
            return;
        };
        let back = if earlier {
            prompt.back + 1
        } else if prompt.back == 0 {
            return;
        } else {
            prompt.back - 1
        };
        if prompt.back == 0 {
            prompt.written = prompt.input.value().to_owned();
        }
        let text = match back {
            0 => Some(prompt.written.as_str()),
            back => {
                let earlier = self.history.iter().rev();
                let mut earlier = earlier.filter(|it| **it != prompt.start.filter);
                earlier.nth(back - 1).map(String::as_str)
            }
        };
        match text {
            Some(text) => {
                prompt.input = Input::new(text.to_owned());
                (prompt.back, prompt.chosen) = (back, None);
            }
            None => self.say("no earlier filter"),
        }
    }

    fn cancel(&mut self) {
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        // The filter was in effect when the prompt was opened, so it parses.
        if prompt.start.filter != self.filter.text()
            && let Ok(filter) = Filter::parse(&prompt.start.filter, &self.timeline)
        {
            self.set_filter_from(filter, &prompt.start);
        } else {
            self.restore(&prompt.start);
        }
        self.set_needle(prompt.start.needle);
    }

    /// Returns what can be written at the cursor of the prompt for a filter.
    fn filter_offers(&self, prompt: &Prompt) -> Completion {
        let is_quick = self.timeline.is_in_files() && self.timeline.len() <= MOST_COUNTED;
        let kept = is_quick.then(|| self.view.selection());
        let cursor = cursor_byte(&prompt.input);
        filter::complete(prompt.input.value(), cursor, &self.timeline, kept)
    }

    /// Inserts the next or previous of what can be written at the cursor.
    fn complete(&mut self, forward: bool) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        if prompt.purpose == Purpose::GoTo && prompt.chosen.is_none() {
            prompt.offers = goto::complete(prompt.input.value(), &self.timeline);
        }
        let all = prompt.offers.candidates.len();
        if all == 0 {
            // The prompt for a destination covers the message.
            "nothing to complete".clone_into(&mut prompt.hint);
            return self.say("nothing to complete here");
        }
        let chosen = match (prompt.chosen, forward) {
            (None, true) => 0,
            (None, false) => all - 1,
            (Some(chosen), true) => (chosen + 1) % all,
            (Some(chosen), false) => (chosen + all - 1) % all,
        };
        let Some(offer) = prompt.offers.candidates.get(chosen) else {
            return;
        };
        let (text, range) = (prompt.input.value(), prompt.offers.range.clone());
        let before = text.get(..range.start).unwrap_or_default();
        let after = text.get(range.end..).unwrap_or_default();
        let cursor = before.chars().count() + offer.text.chars().count();
        let written = format!("{before}{}{after}", offer.text);
        prompt.offers.range.end = range.start + offer.text.len();
        prompt.input = Input::new(written).with_cursor(cursor);
        prompt.chosen = Some(chosen);
    }
}

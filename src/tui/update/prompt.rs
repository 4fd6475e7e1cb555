//! Keys while a prompt is open.

use super::goto;
use crate::document::{Document, Paragraphs};
use crate::filter::{Completion, Filter, complete};
use crate::search::Needle;
use crate::timeline::{Direction, Timeline};
use crate::tui::action::Action;
use crate::tui::app::{App, Pane};
use crate::tui::keymap::Meaning;
use crate::tui::prompt::{Prompt, Purpose, Start, cursor_byte, edit, insert};

use tui_input::{Input, InputRequest};

impl App {
    /// Handles a key while a prompt is open.
    pub(super) fn prompt_key(&mut self, meaning: Meaning) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        match meaning {
            Meaning::Action(Action::Accept) => return self.accept(),
            Meaning::Action(Action::Cancel) => return self.cancel(),
            Meaning::Action(Action::Complete) => self.complete(),
            // Backspace in an empty prompt cancels it, but an empty filter is valid input.
            Meaning::Action(Action::DeleteBack)
                if prompt.input.value().is_empty() && prompt.purpose != Purpose::Filter =>
            {
                return self.cancel();
            }
            Meaning::Action(action) => {
                prompt.completion = None;
                edit(&mut prompt.input, action);
            }
            Meaning::Type(c) => {
                prompt.completion = None;
                prompt.input.handle(InputRequest::InsertChar(c));
            }
        }
        self.apply_live();
    }

    /// Inserts a text at the cursor.
    pub(super) fn paste_into_prompt(&mut self, text: impl Iterator<Item = char>) {
        if let Some(prompt) = &mut self.prompt {
            prompt.completion = None;
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
        self.prompt = Some(Prompt::new(Purpose::Filter, self.start(), &text));
    }

    /// Opens the prompt for a search.
    pub(super) fn open_search(&mut self) {
        self.prompt = Some(Prompt::new(Purpose::Search, self.start(), ""));
        self.set_needle(None);
    }

    /// Opens the prompt for a destination.
    pub(super) fn open_goto(&mut self) {
        self.prompt = Some(Prompt::new(Purpose::GoTo, self.start(), ""));
    }

    fn start(&self) -> Start {
        Start {
            filter: self.filter.text().to_owned(),
            needle: self.needle.clone(),
            selected: self.selected,
            row: self.top,
            citation: self.citation,
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
            Purpose::Filter => match Filter::parse(text, &self.timeline) {
                Ok(filter) => {
                    prompt.error = None;
                    if filter.text() != self.filter.text() {
                        self.set_filter_from(filter, &prompt.start);
                    }
                }
                Err(wrong) => prompt.error = Some(wrong),
            },
            Purpose::Search => {
                self.set_needle(Needle::new(text));
                // Each key restarts the search from where the prompt was opened.
                self.restore(&prompt.start);
                self.first_hit();
            }
            Purpose::GoTo => {
                self.restore(&prompt.start);
                self.preview(&mut prompt);
            }
        }
        self.prompt = Some(prompt);
    }

    fn accept(&mut self) {
        if let Some(prompt) = self
            .prompt
            .take_if(|prompt| prompt.purpose == Purpose::GoTo)
        {
            return self.accept_goto(prompt);
        }
        // An invalid filter stays open, with the error shown under it.
        let Some(prompt) = self.prompt.take_if(|prompt| prompt.error.is_none()) else {
            return;
        };
        match prompt.purpose {
            Purpose::Filter if prompt.start.filter != self.filter.text() => {
                self.undo.push((prompt.start.filter, prompt.start.selected));
            }
            Purpose::Search if self.needle.is_none() => self.set_needle(prompt.start.needle),
            Purpose::Search if !self.on_hit() => {
                self.say(format!("not found: {}", prompt.input.value()));
            }
            Purpose::Filter | Purpose::Search | Purpose::GoTo => {}
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

    /// Inserts the next completion at the cursor.
    fn complete(&mut self) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        let text = prompt.input.value().to_owned();
        let cursor = cursor_byte(&prompt.input);
        let complete: fn(&str, usize, &Timeline) -> Completion = match prompt.purpose {
            Purpose::Filter => |text, cursor, timeline| complete(text, cursor, timeline, None),
            Purpose::GoTo => goto::complete,
            Purpose::Search => return,
        };
        let (mut completion, index) = match prompt.completion.take() {
            Some((completion, index)) => (completion, index + 1),
            None => (complete(&text, cursor, &self.timeline), 0),
        };
        let count = completion.candidates.len();
        if count == 0 {
            return self.say("nothing to complete here");
        }
        let index = index % count;
        let Some(candidate) = completion.candidates.get(index) else {
            return;
        };
        let candidate = &candidate.text;
        let before = text.get(..completion.range.start).unwrap_or_default();
        let after = text.get(completion.range.end..).unwrap_or_default();
        let cursor = before.chars().count() + candidate.chars().count();
        prompt.input = Input::new(format!("{before}{candidate}{after}")).with_cursor(cursor);
        completion.range.end = completion.range.start + candidate.len();
        prompt.completion = Some((completion, index));
    }

    /// Returns whether the cursor is on a hit, or a search for one is in progress.
    fn on_hit(&self) -> bool {
        let Some(needle) = &self.needle else {
            return false;
        };
        if self.focus == Pane::Timeline {
            return self.is_searching() || self.selected.is_some_and(|id| self.is_hit(id));
        }
        self.hit_paragraph(needle, self.reader.cursor, true, true)
            .is_some()
    }

    /// Goes to the hit at the starting position, or the first one after it.
    fn first_hit(&mut self) {
        let Some(needle) = self.needle.clone() else {
            return;
        };
        if self.focus == Pane::Timeline {
            if self.selected.is_none_or(|id| !self.is_hit(id)) {
                self.search_events(1, Direction::Forward);
            }
        } else if let Some(paragraph) = self.hit_paragraph(&needle, self.reader.cursor, true, true)
        {
            self.show_hit(&needle, paragraph);
        }
    }

    /// Goes to the next or previous hit in the pane.
    pub(super) fn next_hit(&mut self, count: usize, forward: bool) {
        let Some(needle) = self.needle.clone() else {
            return self.say("no search pattern; / searches");
        };
        if self.focus == Pane::Timeline {
            let direction = if forward {
                Direction::Forward
            } else {
                Direction::Backward
            };
            return self.search_events(count, direction);
        }
        // Wrapping around more than once finds nothing new.
        for _ in 0..count.min(self.paragraphs().len()) {
            let cursor = self.reader.cursor;
            match self.hit_paragraph(&needle, cursor, forward, false) {
                Some(paragraph) => self.show_hit(&needle, paragraph),
                None => return self.say("no hit in this pane"),
            }
        }
    }

    /// Returns the paragraphs of the shown source.
    fn paragraphs(&self) -> Paragraphs<'_> {
        let source = self.reader.source.and_then(|id| self.timeline.source(id));
        let document = source.and_then(|source| source.document().ok());
        document.map_or_else(Paragraphs::default, Document::paragraphs)
    }

    /// Returns the next paragraph with a hit in the shown source, wrapping around. `from` itself is
    /// tried first if `here` is true, otherwise last.
    fn hit_paragraph(
        &self,
        needle: &Needle,
        from: usize,
        forward: bool,
        here: bool,
    ) -> Option<usize> {
        let paragraphs = self.paragraphs();
        let (len, at) = (paragraphs.len(), from.checked_sub(1)?);
        let skip = usize::from(!here);
        (skip..len + skip)
            .map(|step| (at + if forward { step } else { len - step % len }) % len)
            .find(|index| {
                paragraphs
                    .get(*index)
                    .is_some_and(|text| needle.is_in(text))
            })
            .map(|index| index + 1)
    }

    /// Scrolls the source pane to the first hit of a paragraph.
    fn show_hit(&mut self, needle: &Needle, paragraph: usize) {
        let source = self.reader.source.and_then(|id| self.timeline.source(id));
        let text = source.and_then(|source| source.document().ok()?.paragraph(paragraph));
        let byte = text.map_or(0, |text| {
            needle.hits(text).first().map_or(0, |hit| hit.start)
        });
        let row = self
            .reader
            .page()
            .map_or(0, |page| page.row_of(paragraph, byte));
        let height = usize::from(self.areas().source.height);
        self.reader.show(paragraph, row, height);
    }
}

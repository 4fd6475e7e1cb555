//! Keys while a line of text is being written.

use super::goto;
use crate::document::{Document, Paragraphs};
use crate::filter::{Completion, Filter, complete};
use crate::search::Needle;
use crate::timeline::Timeline;
use crate::tui::action::Action;
use crate::tui::app::{App, Pane};
use crate::tui::keymap::Meaning;
use crate::tui::prompt::{Prompt, Purpose, Start, cursor_byte, edit};

use tui_input::{Input, InputRequest};

impl App {
    /// Takes a key while a prompt is open.
    pub(super) fn write(&mut self, meaning: Meaning) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        match meaning {
            Meaning::Action(Action::Accept) => return self.accept(),
            Meaning::Action(Action::Cancel) => return self.cancel(),
            Meaning::Action(Action::Complete) => self.complete(),
            // Deleting what is not there leaves the line; a filter is left empty.
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
        self.live();
    }

    /// Writes a whole text where the cursor is.
    pub(super) fn write_all(&mut self, text: impl Iterator<Item = char>) {
        if let Some(prompt) = &mut self.prompt {
            prompt.completion = None;
            for c in text {
                prompt.input.handle(InputRequest::InsertChar(c));
            }
            self.live();
        }
    }

    /// Opens the line of the filter.
    pub(super) fn open_filter(&mut self) {
        let text = self.filter.text();
        // A term that is added begins with a space.
        let text = if text.is_empty() {
            String::new()
        } else {
            format!("{text} ")
        };
        self.prompt = Some(Prompt::new(Purpose::Filter, self.start(), &text));
    }

    /// Opens the line of a search.
    pub(super) fn open_search(&mut self) {
        self.prompt = Some(Prompt::new(Purpose::Search, self.start(), ""));
        self.needle = None;
    }

    pub(super) fn start(&self) -> Start {
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

    /// Goes back to where a prompt was opened.
    fn restore(&mut self, start: &Start) {
        if let Some(rank) = start.selected.and_then(|id| self.view.rank(id).ok()) {
            self.select_rank(rank);
        }
        if self.selected == start.selected {
            if self.citation != start.citation {
                self.show_citation(start.citation);
            }
            (self.reader.top, self.reader.cursor) = (start.top, start.cursor);
            self.top = start.row;
        }
    }

    /// Shows at once what the line asks for.
    fn live(&mut self) {
        let Some(mut prompt) = self.prompt.take() else {
            return;
        };
        let text = prompt.input.value();
        match prompt.purpose {
            Purpose::Filter => match Filter::parse(text, &self.timeline) {
                Ok(filter) => {
                    prompt.error = None;
                    if filter.text() != self.filter.text() {
                        self.put_in_force(filter);
                        self.restore(&prompt.start);
                    }
                }
                Err(wrong) => prompt.error = Some(wrong),
            },
            Purpose::Search => {
                self.needle = Needle::new(text);
                // Each key searches anew from where the search began.
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
            return self.arrive(prompt);
        }
        // A wrong filter stays open: what is wrong with it is shown under it.
        let Some(prompt) = self.prompt.take_if(|prompt| prompt.error.is_none()) else {
            return;
        };
        match prompt.purpose {
            Purpose::Filter if prompt.start.filter != self.filter.text() => {
                self.undo.push((prompt.start.filter, prompt.start.selected));
            }
            Purpose::Search if self.needle.is_none() => self.needle = prompt.start.needle,
            Purpose::Search if !self.any_hit() => {
                self.say(format!("not found: {}", prompt.input.value()));
            }
            Purpose::Filter | Purpose::Search | Purpose::GoTo => {}
        }
    }

    fn cancel(&mut self) {
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        // The filter was in force a moment ago: it parses.
        if prompt.start.filter != self.filter.text()
            && let Ok(filter) = Filter::parse(&prompt.start.filter, &self.timeline)
        {
            self.put_in_force(filter);
        }
        self.restore(&prompt.start);
        self.needle = prompt.start.needle;
    }

    /// Puts the next completion where the cursor is.
    fn complete(&mut self) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        let text = prompt.input.value().to_owned();
        let cursor = cursor_byte(&prompt.input);
        let complete: fn(&str, usize, &Timeline) -> Completion = match prompt.purpose {
            Purpose::Filter => complete,
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
        let Some(candidate) = completion.candidates.get(index).cloned() else {
            return;
        };
        let before = text.get(..completion.range.start).unwrap_or_default();
        let after = text.get(completion.range.end..).unwrap_or_default();
        let cursor = before.chars().count() + candidate.chars().count();
        prompt.input = Input::new(format!("{before}{candidate}{after}")).with_cursor(cursor);
        completion.range.end = completion.range.start + candidate.len();
        prompt.completion = Some((completion, index));
    }

    /// Whether anything in the pane is a hit.
    fn any_hit(&self) -> bool {
        let Some(needle) = &self.needle else {
            return false;
        };
        if self.focus == Pane::Timeline {
            return self
                .view
                .seek(0, true, |id| self.is_hit(needle, id))
                .is_some();
        }
        self.hit_paragraph(needle, self.reader.cursor, true, true)
            .is_some()
    }

    /// To the hit at the place where the search began, or the first after it.
    fn first_hit(&mut self) {
        let Some(needle) = self.needle.clone() else {
            return;
        };
        if self.focus == Pane::Timeline {
            if self.selected.is_none_or(|id| !self.is_hit(&needle, id)) {
                self.next_hit(1, true);
            }
        } else if let Some(paragraph) = self.hit_paragraph(&needle, self.reader.cursor, true, true)
        {
            self.show_hit(&needle, paragraph);
        }
    }

    /// To the next or previous hit in the pane.
    pub(super) fn next_hit(&mut self, count: usize, forward: bool) {
        let Some(needle) = self.needle.clone() else {
            return self.say("nothing was searched for; / searches");
        };
        // Going around more than once finds nothing new.
        let most = match self.focus {
            Pane::Timeline => self.view.len(),
            Pane::Event | Pane::Source => self.paragraphs().len(),
        };
        for _ in 0..count.min(most) {
            if self.focus == Pane::Timeline {
                let rank = self.rank().unwrap_or_default();
                if let Some(rank) = self.view.seek(rank, forward, |id| self.is_hit(&needle, id)) {
                    self.select_rank(rank);
                }
            } else if let Some(paragraph) =
                self.hit_paragraph(&needle, self.reader.cursor, forward, false)
            {
                self.show_hit(&needle, paragraph);
            }
        }
        if self.prompt.is_none() && !self.any_hit() {
            self.say("no hit in this pane");
        }
    }

    fn is_hit(&self, needle: &Needle, id: crate::timeline::EventId) -> bool {
        // The folded text rules most events out; what is left minds the case.
        needle.is_in_folded(self.timeline.folded(id)) && needle.is_in(&self.timeline.words(id))
    }

    /// The paragraphs of the shown source.
    fn paragraphs(&self) -> Paragraphs<'_> {
        let source = self.reader.source.and_then(|id| self.timeline.source(id));
        let document = source.and_then(|source| source.document.as_ref().ok());
        document.map_or_else(Paragraphs::default, Document::paragraphs)
    }

    /// The paragraph of the shown source nearest to `from` that has a hit, wrapping
    /// around; `from` itself comes first or last.
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

    /// Brings the first hit of a paragraph into the source pane.
    fn show_hit(&mut self, needle: &Needle, paragraph: usize) {
        let source = self.reader.source.and_then(|id| self.timeline.source(id));
        let text = source.and_then(|source| source.document.as_ref().ok()?.paragraph(paragraph));
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

//! The prompt: an input line for a filter, a search, or a destination.

use tui_input::{Input, InputRequest};

use super::action::Action;
use crate::diagnostic::Diagnostic;
use crate::filter::Completion;
use crate::search::Needle;
use crate::timeline::{EventId, SourceId};

/// The purpose of a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Edit the filter.
    Filter,
    /// Search the focused pane.
    Search,
    /// Go to a date or an event.
    GoTo,
}

/// The state of the screen when a prompt was opened, restored if the prompt is cancelled.
#[derive(Clone, Debug)]
pub struct Start {
    /// The text of the filter.
    pub filter: String,
    /// The search pattern.
    pub needle: Option<Needle>,
    /// The selected event.
    pub selected: Option<EventId>,
    /// The first visible row of the timeline.
    pub row: usize,
    /// The index of the shown citation.
    pub citation: usize,
    /// The first visible row of the event.
    pub event_top: usize,
    /// The shown source.
    pub source: Option<SourceId>,
    /// The first visible row of the source.
    pub top: usize,
    /// The paragraph under the cursor in the source.
    pub cursor: usize,
}

/// An open prompt.
#[derive(Debug)]
pub struct Prompt {
    /// The purpose.
    pub purpose: Purpose,
    /// The state when the prompt was opened.
    pub start: Start,
    /// The text and its cursor.
    pub input: Input,
    /// The error in the text, if it is invalid.
    pub error: Option<Diagnostic>,
    /// The interpretation of the text, shown beside it.
    pub hint: String,
    /// What can be written at the cursor.
    pub offers: Completion,
    /// Which of the offers is inserted.
    pub chosen: Option<usize>,
    /// How many filters back the text is, while earlier ones are looked through.
    pub back: usize,
    /// The text that was written before that.
    pub written: String,
}

impl Prompt {
    /// Creates a prompt with a text and the cursor at its end.
    pub fn new(purpose: Purpose, start: Start, text: &str) -> Self {
        Self {
            purpose,
            start,
            input: Input::new(text.to_owned()),
            error: None,
            hint: String::new(),
            offers: Completion::default(),
            chosen: None,
            back: 0,
            written: String::new(),
        }
    }

    /// Returns the label before the text.
    pub fn label(&self) -> &'static str {
        match self.purpose {
            Purpose::Filter => "filter: ",
            Purpose::Search => "/",
            Purpose::GoTo => "go to: ",
        }
    }
}

/// Edits an input line according to an action. Returns false if the action does not edit.
pub fn edit(input: &mut Input, action: Action) -> bool {
    let request = match action {
        Action::DeleteBack => InputRequest::DeletePrevChar,
        Action::Delete => InputRequest::DeleteNextChar,
        Action::DeleteWord => InputRequest::DeletePrevWord,
        Action::DeleteLine => InputRequest::DeleteLine,
        Action::CursorLeft => InputRequest::GoToPrevChar,
        Action::CursorRight => InputRequest::GoToNextChar,
        Action::CursorStart => InputRequest::GoToStart,
        Action::CursorEnd => InputRequest::GoToEnd,
        _ => return false,
    };
    input.handle(request);
    true
}

/// Inserts a text at the cursor and moves the cursor behind it.
pub fn insert(input: &mut Input, text: impl Iterator<Item = char>) {
    let at = cursor_byte(input);
    let mut line = input.value().to_owned();
    let text: String = text.collect();
    line.insert_str(at, &text);
    let cursor = input.cursor() + text.chars().count();
    *input = Input::new(line).with_cursor(cursor);
}

/// Returns the byte offset of the cursor.
pub fn cursor_byte(input: &Input) -> usize {
    let text = input.value();
    text.char_indices()
        .nth(input.cursor())
        .map_or(text.len(), |(at, _)| at)
}

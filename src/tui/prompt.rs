//! A line of text being written: the filter, a search, or where to go.

use tui_input::{Input, InputRequest};

use super::action::Action;
use crate::diagnostic::Diagnostic;
use crate::filter::Completion;
use crate::search::Needle;
use crate::timeline::EventId;

/// What a prompt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The filter.
    Filter,
    /// A search.
    Search,
    /// A date or an event to go to.
    GoTo,
}

/// Where the screen was when a prompt was opened: what to go back to if it is left
/// without a change.
#[derive(Clone, Debug)]
pub struct Start {
    /// The filter in force.
    pub filter: String,
    /// What was highlighted.
    pub needle: Option<Needle>,
    /// The selected event.
    pub selected: Option<EventId>,
    /// The first row of the timeline.
    pub row: usize,
    /// Its citation.
    pub citation: usize,
    /// The first row of the source.
    pub top: usize,
    /// The paragraph of the source.
    pub cursor: usize,
}

/// A line of text being written.
#[derive(Debug)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// Where it began.
    pub start: Start,
    /// The text and its cursor.
    pub input: Input,
    /// What is wrong with it.
    pub error: Option<Diagnostic>,
    /// What is made of it, where that does not show.
    pub hint: String,
    /// The completions that Tab goes through, and which one stands there.
    pub completion: Option<(Completion, usize)>,
}

impl Prompt {
    /// Opens a prompt with a text, the cursor at its end.
    pub fn new(purpose: Purpose, start: Start, text: &str) -> Self {
        Self {
            purpose,
            start,
            input: Input::new(text.to_owned()),
            error: None,
            hint: String::new(),
            completion: None,
        }
    }

    /// What stands before the text.
    pub fn label(&self) -> &'static str {
        match self.purpose {
            Purpose::Filter => "filter: ",
            Purpose::Search => "/",
            Purpose::GoTo => "go to: ",
        }
    }
}

/// Edits a line as an action asks. False for an action that edits no line.
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

/// Inserts a text at the cursor, which goes to its end.
pub fn insert(input: &mut Input, text: impl Iterator<Item = char>) {
    let at = cursor_byte(input);
    let mut line = input.value().to_owned();
    let text: String = text.collect();
    line.insert_str(at, &text);
    let cursor = input.cursor() + text.chars().count();
    *input = Input::new(line).with_cursor(cursor);
}

/// Returns the byte at the cursor of a line.
pub fn cursor_byte(input: &Input) -> usize {
    let text = input.value();
    text.char_indices()
        .nth(input.cursor())
        .map_or(text.len(), |(at, _)| at)
}

//! A diagnostic, and how it is drawn.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::{Deserialize, Serialize};

use super::code::Code;
use super::subject::Subject;
use crate::text::sanitize;
use crate::text::width::floor_boundary;
use crate::text::wrap::{visible, wrap};

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The file says something that cannot stand.
    Error,
    /// The file says something that deserves a look.
    Warning,
    /// Worth knowing, and no fault.
    Note,
}

impl Severity {
    /// The word used in output and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One line of a text with the piece that a diagnostic is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The line without its line break; of a long line the stretch around the piece, with `…` for
    /// what is left out.
    pub line: String,
    /// Bytes of `line` under the caret.
    pub marked: Range<usize>,
    /// Whether the beginning of the line is left out.
    pub is_cut: bool,
}

/// One problem: what it is, how bad, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What kind of problem it is.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is about.
    pub subject: Subject,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The file's name as the user gave it.
    pub file: Box<str>,
    /// Line, from 1; 0 when the problem has no place in a file.
    pub line: usize,
    /// Column in characters, from 1; 0 when there is no line.
    pub column: usize,
    /// The line itself. Boxed like the rest, to be small enough for an `Err`.
    pub excerpt: Option<Box<Excerpt>>,
    /// What the matter is, where that takes more than the message; in lines.
    pub note: Option<Box<str>>,
    /// What to do, where that can be said.
    pub help: Option<Box<str>>,
}

/// Notes and help are set in lines of this many cells, so that they end within 80.
const MEASURE: usize = 68;
/// The cells before a note or help: the line numbers, and ` = note: `.
const BESIDE_NOTE: usize = 14;
/// The fewest cells in which a line and its carets are drawn.
const LEAST: usize = 30;

/// A longer message or help is cut, in bytes.
const LONGEST_MESSAGE: usize = 1000;
/// A longer note is cut, in bytes.
const LONGEST_NOTE: usize = 8000;
/// A longer value that a message quotes is cut, in bytes.
const LONGEST_VALUE: usize = 80;

impl Diagnostic {
    /// Makes a diagnostic about a file, without a line in it.
    pub fn of_file(code: Code, severity: Severity, file: &str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            subject: Subject::File,
            message: safe(&cut(&message.into(), LONGEST_MESSAGE)),
            file: safe(file).into(),
            line: 0,
            column: 0,
            excerpt: None,
            note: None,
            help: None,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.set_help(help);
        self
    }

    /// Says what to do about it.
    pub fn set_help(&mut self, help: impl Into<String>) {
        self.help = Some(safe(&cut(&help.into(), LONGEST_MESSAGE)).into());
    }

    /// Says more of what the matter is, in lines of any length.
    pub fn set_note(&mut self, note: impl AsRef<str>) {
        self.note = Some(sanitize::block(&cut(note.as_ref(), LONGEST_NOTE)).into());
    }

    /// Returns what is wrong, more of that, and what to do, in lines.
    pub fn words(&self) -> String {
        let (note, help) = (self.note.as_deref(), self.help.as_deref());
        let said = [Some(self.message.as_str()), note, help];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        said.join("\n")
    }

    /// Draws the diagnostic as a compiler would, in several lines without a final
    /// line break; with colours only if asked.
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        self.draw(&renderer, MEASURE)
    }

    /// Draws the diagnostic without colours. Breaks or cuts what is wider than `cells`, except for the message and
    /// the place.
    pub(crate) fn render_within(&self, cells: usize) -> String {
        let measure = cells.saturating_sub(BESIDE_NOTE).clamp(1, MEASURE);
        self.draw(&Renderer::plain().term_width(cells.max(LEAST)), measure)
    }

    fn draw(&self, renderer: &Renderer, measure: usize) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(&self.message).id(self.code.name());
        let mut group = Group::with_title(title);
        let snippet = self.excerpt.as_deref().map(|excerpt| {
            Snippet::source(excerpt.line.as_str())
                .line_start(self.line)
                .annotation(AnnotationKind::Primary.span(excerpt.marked.clone()))
        });
        let mut origin = annotate_snippets::Origin::path(self.file.as_ref());
        if self.line > 0 {
            origin = origin.line(self.line).char_column(self.column);
        }
        let is_cut = self.excerpt.as_ref().is_some_and(|excerpt| excerpt.is_cut);
        group = match snippet {
            // A snippet gives the column in the excerpt, which is not that in the line.
            Some(snippet) if is_cut => group.element(origin).element(snippet),
            Some(snippet) => group.element(snippet.path(self.file.as_ref())),
            None => group.element(origin),
        };
        let set = |text| set(text, measure);
        let note = self.note.as_deref().map(set);
        if let Some(note) = &note {
            group = group.element(Level::NOTE.message(note.as_str()));
        }
        let help = self.help.as_deref().map(set);
        if let Some(help) = &help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }
}

/// Returns `` `value` `` for a message, shortened if it is long.
pub fn quoted(value: &str) -> String {
    format!("`{}`", cut(value, LONGEST_VALUE))
}

/// At most `most` bytes of a text, and `…` if that is not all of it.
fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.get(..floor_boundary(text, most)) {
        Some(beginning) if beginning.len() < text.len() => Cow::Owned(format!("{beginning}…")),
        _ => Cow::Borrowed(text),
    }
}

/// Long lines broken between words. A row that begins like a workflow command, which a runner of GitHub
/// would obey wherever it is printed, is made to begin otherwise.
fn set(text: &str, measure: usize) -> String {
    let rows = wrap(text, measure);
    let rows = rows.iter().map(|row| match visible(text, row).trim_end() {
        row if row.trim_start().starts_with("::") => format!("| {row}"),
        row => row.to_owned(),
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// Diagnostics quote file names and lines, which are as untrusted as the rest; the
/// tab becomes a space, and an alignment by tabs is worth less than a true caret.
pub(crate) fn safe(text: &str) -> String {
    sanitize::block(text).replace('\n', " ")
}

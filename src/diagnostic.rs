//! One type for everything that can be wrong with what a person wrote: an event
//! file, a filter, a citation. It carries its own excerpt, so it can be drawn,
//! kept or turned into JSON long after the text it speaks of is gone.
//!
//! It knows nothing of events: it is given a text, a span and words.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::text::sanitize;
use crate::text::width::floor_boundary;
use crate::text::wrap::{visible, wrap};

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, without its line break.
    pub line: String,
    /// Bytes of `line` under the caret.
    pub marked: Range<usize>,
}

/// One problem: what it is, how bad, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable short name, kebab-case: `unknown-actor`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The file's name as the user gave it.
    pub file: Box<str>,
    /// Line, from 1; 0 when the problem has no place in a file.
    pub line: usize,
    /// Column in characters, from 1; 0 when there is no line.
    pub column: usize,
    /// The line itself, where there is one short enough to show. Boxed like the rest, to be
    /// small enough for an `Err`.
    pub excerpt: Option<Box<Excerpt>>,
    /// What the matter is, where that takes more than the message; in lines.
    pub note: Option<Box<str>>,
    /// What to do, where that can be said.
    pub help: Option<Box<str>>,
}

/// Notes and help are set in lines of this many cells, so that they end within 80.
const MEASURE: usize = 68;

impl Diagnostic {
    /// A problem that has a file but no line in it.
    pub fn of_file(
        code: &'static str,
        severity: Severity,
        file: &str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            message: safe(&message.into()),
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
        self.help = Some(safe(&help.into()).into());
    }

    /// Says more of what the matter is, in lines of any length.
    pub fn set_note(&mut self, note: impl AsRef<str>) {
        self.note = Some(sanitize::block(note.as_ref()).into());
    }

    /// Draws the diagnostic as a compiler would, in several lines without a final
    /// line break; with colours only if asked.
    pub fn render(&self, colour: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(&self.message).id(self.code);
        let mut group = Group::with_title(title);
        if let Some(excerpt) = &self.excerpt {
            group = group.element(
                Snippet::source(excerpt.line.as_str())
                    .path(self.file.as_ref())
                    .line_start(self.line)
                    .annotation(AnnotationKind::Primary.span(excerpt.marked.clone())),
            );
        } else {
            let mut origin = Origin::path(self.file.as_ref());
            if self.line > 0 {
                origin = origin.line(self.line).char_column(self.column);
            }
            group = group.element(origin);
        }
        let note = self.note.as_deref().map(set);
        if let Some(note) = &note {
            group = group.element(Level::NOTE.message(note.as_str()));
        }
        let help = self.help.as_deref().map(set);
        if let Some(help) = &help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.render(&[group])
    }
}

/// A text with the places of its lines: what turns a byte into a line and column.
#[derive(Debug)]
pub struct TextFile<'a> {
    /// The name that diagnostics use.
    pub name: String,
    /// The whole text.
    pub text: &'a str,
    line_starts: Vec<usize>,
}

/// A line longer than this, in bytes, is not shown in a diagnostic.
const LONGEST_EXCERPT: usize = 2000;

impl<'a> TextFile<'a> {
    /// Finds the lines of `text`.
    pub fn new(name: impl Into<String>, text: &'a str) -> Self {
        let mut line_starts = vec![0];
        line_starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        Self {
            name: name.into(),
            text,
            line_starts,
        }
    }

    /// The line and the column in characters, both from 1, of a byte.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let byte = floor_boundary(self.text, byte);
        let line = self.line_starts.partition_point(|start| *start <= byte);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..byte).unwrap_or("");
        (line, before.chars().count() + 1)
    }

    /// Makes a diagnostic about `span`, a range of bytes; what reaches past the end
    /// of its first line is cut there.
    pub fn diagnostic(
        &self,
        code: &'static str,
        severity: Severity,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        let (line, column) = self.position(span.start);
        Diagnostic {
            line,
            column,
            excerpt: self.excerpt(line, span).map(Box::new),
            ..Diagnostic::of_file(code, severity, &self.name, message)
        }
    }

    /// Makes a diagnostic about the rest of a line from a column on, both from 1.
    pub fn diagnostic_at(
        &self,
        code: &'static str,
        severity: Severity,
        (line, column): (usize, usize),
        message: impl Into<String>,
    ) -> Diagnostic {
        let start = self.line_starts.get(line.saturating_sub(1)).copied();
        let start = start.unwrap_or(self.text.len());
        let rest = self.text.get(start..).unwrap_or_default();
        let rest = rest.lines().next().unwrap_or_default();
        let skip = rest.char_indices().nth(column.saturating_sub(1));
        let from = start + skip.map_or(rest.len(), |(at, _)| at);
        self.diagnostic(code, severity, from..start + rest.trim_end().len(), message)
    }

    fn excerpt(&self, line: usize, span: Range<usize>) -> Option<Excerpt> {
        let start = *self.line_starts.get(line.checked_sub(1)?)?;
        let rest = self.text.get(start..)?;
        let text = rest.split('\n').next().unwrap_or(rest);
        let text = text.strip_suffix('\r').unwrap_or(text);
        if text.len() > LONGEST_EXCERPT {
            return None;
        }
        let from = floor_boundary(text, span.start.saturating_sub(start).min(text.len()));
        let to = floor_boundary(text, span.end.saturating_sub(start).min(text.len())).max(from);
        // The pieces are made safe apart, so that the mark still fits afterwards.
        let (before, marked) = (safe(text.get(..from)?), safe(text.get(from..to)?));
        let range = before.len()..before.len() + marked.len();
        let line = before + &marked + &safe(text.get(to..)?);
        Some(Excerpt {
            line,
            marked: range,
        })
    }
}

/// Long lines broken between words. A row that begins like a workflow command, which a runner of GitHub
/// would obey wherever it is printed, is made to begin otherwise.
fn set(text: &str) -> String {
    let rows = wrap(text, MEASURE);
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

/// The candidate that was probably meant: near in spelling, ignoring case.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            let other = candidate.to_lowercase();
            let whole = strsim::jaro_winkler(&word, &other);
            // A name typed in part is as common as a name typed wrong; a little less
            // for a part, so that among equals the whole name is meant.
            let pieces = other
                .split('-')
                .filter(|piece| piece.len() > 2 && word.len() > 2);
            let parts = pieces.map(|piece| 0.97 * strsim::jaro_winkler(&word, piece));
            (parts.fold(whole, f64::max), candidate)
        })
        .filter(|(alike, _)| *alike >= 0.82)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// "did you mean `x`?", where something near exists.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, candidates).map(|near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn position_counts_characters() {
        let file = TextFile::new("f", "ab\nçé=x\n");
        assert_eq!(file.position(0), (1, 1));
        assert_eq!(file.position(3), (2, 1));
        assert_eq!(file.position("ab\nçé".len()), (2, 3));
        assert_eq!(file.position(999), (3, 1));
    }

    #[test]
    fn renders_the_line_under_a_caret() {
        let text = "a = 1\nactors = [\"kim-jon-un\"]\r\n";
        let file = TextFile::new("events.toml", text);
        let at = text.find("kim").unwrap_or(0);
        let found = file
            .diagnostic(
                "unknown-actor",
                Severity::Error,
                at..at + 10,
                "no actor `kim-jon-un`",
            )
            .with_help("did you mean `kim-jong-un`?");
        insta::assert_snapshot!(found.render(false), @r#"
        error[unknown-actor]: no actor `kim-jon-un`
         --> events.toml:2:12
          |
        2 | actors = ["kim-jon-un"]
          |            ^^^^^^^^^^
          |
          = help: did you mean `kim-jong-un`?
        "#);
    }

    #[test]
    fn an_escape_sequence_in_a_line_is_shown_and_not_sent() {
        let text = "title = \"\u{1b}[31mred\"";
        let file = TextFile::new("e\u{1b}.toml", text);
        let found = file.diagnostic("x", Severity::Error, 9..12, "\u{1b}[2J");
        assert!(!found.render(false).contains('\u{1b}'));
    }

    #[test]
    fn suggests_near_names_only() {
        let known = ["kim-jong-un", "vladimir-putin", "china"];
        assert_eq!(nearest("kim-jon-un", known), Some("kim-jong-un"));
        assert_eq!(nearest("putin", known), Some("vladimir-putin"));
        assert_eq!(nearest("kimm", known), Some("kim-jong-un"));
        assert_eq!(nearest("brazil", known), None);
    }
}

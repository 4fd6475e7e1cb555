//! An event file with a few of its values changed, and not a byte beside them.
//!
//! The parser is only asked where values stand; the text itself is cut there and joined again, so
//! comments, order, spacing, line ends and the byte-order mark stay as somebody wrote them. What
//! comes out is read once more and held against what went in. Pure: it must not know where the
//! text was read from, nor why a value is to change.

mod quoting;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;

use toml_edit::{Document, Item, TableLike, Value};

use crate::diagnostic::{Code, Diagnostic, Severity, TextFile};
use crate::text::sanitize;

/// What is to stand in a citation instead of what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another paragraph, from 1.
    Paragraph(usize),
    /// Another quote.
    Quote(String),
}

impl Change {
    fn key(&self) -> &'static str {
        match self {
            Self::Paragraph(_) => "paragraph",
            Self::Quote(_) => "quote",
        }
    }

    /// How it is written in place of what `old` is the source of. None if that is of another type.
    fn written(&self, old: &Value, source: &str) -> Option<String> {
        match (self, old) {
            (Self::Paragraph(number), Value::Integer(_)) => Some(number.to_string()),
            (Self::Quote(text), Value::String(_)) => Some(quoting::like(source, text)),
            _ => None,
        }
    }

    fn is(&self, value: &Value) -> bool {
        match self {
            Self::Paragraph(number) => value
                .as_integer()
                .is_some_and(|found| usize::try_from(found) == Ok(*number)),
            Self::Quote(text) => value.as_str() == Some(text),
        }
    }
}

/// One value of one citation to change. A key that the citation does not have is not added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The id of the event, as the loader reads it.
    pub event: String,
    /// Which citation, from 0: its position in the list that the file gives the event.
    pub citation: usize,
    /// The new value.
    pub change: Change,
}

/// A text with its amendments made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    /// The whole of it.
    pub text: String,
    /// For every amendment the line, from 1, on which its value begins now.
    pub lines: Vec<usize>,
}

/// Makes all amendments of the event file that `name` is the name of, or none.
///
/// # Errors
/// The file is no TOML; an id is not in it, or more than once; a citation is not there or has no
/// such value; the same value is to change twice. And whatever would change more than it should.
pub fn amend(name: &str, original: &str, amendments: &[Amendment]) -> Result<Amended, Diagnostic> {
    let (mark, text) = match original.strip_prefix(MARK) {
        Some(text) => (MARK, text),
        None => ("", original),
    };
    let file = TextFile::new(name, text);
    let before = parse(&file)?;
    let events = Events::of(&before);
    let mut splices = Vec::with_capacity(amendments.len());
    for (index, amendment) in amendments.iter().enumerate() {
        splices.push(events.splice(amendment, index, &file)?);
    }
    splices.sort_by_key(|splice| splice.span.start);
    let (result, starts) = splice(text, &splices)
        .ok_or_else(|| refusal(&file, "two changes are asked for in the same place"))?;
    let after_file = TextFile::new(name, &result);
    let after = parse(&after_file)?;
    if !is_as_wanted(
        &splices,
        amendments,
        (&before, &file),
        (&after, &after_file),
    ) {
        let message = "the change would have touched more than it should";
        return Err(refusal(&file, message));
    }
    let mut lines = vec![0; amendments.len()];
    for (splice, start) in splices.iter().zip(starts) {
        if let Some(line) = lines.get_mut(splice.amendment) {
            *line = after_file.position(start).0;
        }
    }
    Ok(Amended {
        text: format!("{mark}{result}"),
        lines,
    })
}

/// What some editors put before a text; it is not part of it.
const MARK: &str = "\u{feff}";

/// New source for a stretch of the text.
struct Splice {
    span: Range<usize>,
    written: String,
    /// Position of the amendment it is made for.
    amendment: usize,
}

/// The text with the splices, which are in order, and where each of them begins in it. None where
/// one overlaps the next.
fn splice(text: &str, splices: &[Splice]) -> Option<(String, Vec<usize>)> {
    let mut out = String::with_capacity(text.len());
    let mut starts = Vec::with_capacity(splices.len());
    let mut done = 0;
    for splice in splices {
        out.push_str(text.get(done..splice.span.start)?);
        starts.push(out.len());
        out.push_str(&splice.written);
        done = splice.span.end;
    }
    out.push_str(text.get(done..)?);
    Some((out, starts))
}

fn parse<'a>(file: &TextFile<'a>) -> Result<Document<&'a str>, Diagnostic> {
    Document::parse(file.text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let message = format!("not TOML: {}", error.message());
        file.diagnostic(Code::Syntax, Severity::Error, span, message)
    })
}

fn refusal(file: &TextFile<'_>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::of_file(Code::NotRewritten, Severity::Error, &file.name, message)
}

/// The events of a file by their ids.
struct Events<'a> {
    /// None for an id that several events have.
    by_id: HashMap<String, Option<&'a dyn TableLike>>,
}

impl<'a> Events<'a> {
    fn of(document: &'a Document<&str>) -> Self {
        let mut by_id = HashMap::new();
        let list = document.get("event");
        // Written as [[event]] or as event = [{…}].
        for item in (0..).map_while(|index| list?.get(index)) {
            let Some(event) = item.as_table_like() else {
                continue;
            };
            if let Some(id) = event.get("id").and_then(Item::as_str) {
                by_id
                    .entry(sanitize::line(id))
                    .and_modify(|taken| *taken = None)
                    .or_insert(Some(event));
            }
        }
        Self { by_id }
    }

    /// The value that an amendment is about.
    fn value(&self, amendment: &Amendment, file: &TextFile<'_>) -> Result<&'a Value, Diagnostic> {
        let id = &amendment.event;
        let event = match self.by_id.get(id) {
            Some(Some(event)) => event,
            Some(None) => {
                let found = refusal(file, format!("several events have the id `{id}`"));
                return Err(found.with_help("give each event an id of its own first"));
            }
            None => return Err(refusal(file, format!("no event has the id `{id}`"))),
        };
        let citation = event
            .get("citation")
            .and_then(|list| list.get(amendment.citation))
            .and_then(Item::as_table_like);
        let value = citation.and_then(|citation| citation.get(amendment.change.key())?.as_value());
        value.ok_or_else(|| nothing_to_change(amendment, file))
    }

    /// What makes an amendment, `index` being its position.
    fn splice(
        &self,
        amendment: &Amendment,
        index: usize,
        file: &TextFile<'_>,
    ) -> Result<Splice, Diagnostic> {
        let value = self.value(amendment, file)?;
        let span = value.span().unwrap_or_default();
        let source = file.text.get(span.clone()).unwrap_or_default();
        let written = amendment.change.written(value, source);
        Ok(Splice {
            span,
            written: written.ok_or_else(|| nothing_to_change(amendment, file))?,
            amendment: index,
        })
    }
}

fn nothing_to_change(amendment: &Amendment, file: &TextFile<'_>) -> Diagnostic {
    let (id, number) = (&amendment.event, amendment.citation + 1);
    let key = amendment.change.key();
    let message = format!("citation {number} of `{id}` has no `{key}` to change");
    refusal(file, message)
}

/// Whether the spliced text is the original but for the values that were to change, and these are
/// what they were to become.
fn is_as_wanted(
    splices: &[Splice],
    amendments: &[Amendment],
    (before, file): (&Document<&str>, &TextFile<'_>),
    (after, result): (&Document<&str>, &TextFile<'_>),
) -> bool {
    let events = Events::of(after);
    let made = amendments.iter().all(|amendment| {
        let value = events.value(amendment, result);
        value.is_ok_and(|value| amendment.change.is(value))
    });
    let (old, new) = (leaves(before), leaves(after));
    made && old.len() == new.len()
        && old.iter().zip(&new).all(|(old, new)| {
            let span = old.value.and_then(Value::span);
            let start = span.as_ref().map_or(usize::MAX, |span| span.start);
            let changed = splices.binary_search_by_key(&start, |splice| splice.span.start);
            let source = span.and_then(|span| file.text.get(span));
            let now = new.value.and_then(Value::span);
            let now = now.and_then(|span| result.text.get(span));
            old.path == new.path && (changed.is_ok() || source == now)
        })
}

/// A value that holds no other, or a table or list, by the keys and positions that lead to it.
struct Leaf<'a> {
    path: String,
    value: Option<&'a Value>,
}

/// Everything in a document, in the order of the text.
fn leaves<'a>(document: &'a Document<&str>) -> Vec<Leaf<'a>> {
    let mut found = Vec::new();
    collect(document.as_item(), String::new(), &mut found);
    found
}

fn collect<'a>(item: &'a Item, path: String, found: &mut Vec<Leaf<'a>>) {
    let list = item.is_array() || item.is_array_of_tables();
    if let Some(table) = item.as_table_like() {
        for (key, inner) in table.iter() {
            collect(inner, format!("{path}.{key:?}"), found);
        }
    } else if list {
        for (index, inner) in (0..).map_while(|index| Some((index, item.get(index)?))) {
            collect(inner, format!("{path}[{index}]"), found);
        }
    } else {
        let value = item.as_value();
        found.push(Leaf { path, value });
        return;
    }
    // An empty table is something as well.
    found.push(Leaf { path, value: None });
}

//! Typed access to the fields of one table. The keys that are asked for are the keys
//! that are known: what remains at the end is reported as unknown.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::node::{BROKEN_TEXT, Fault, List, Node, Span, Table, Value};
use super::report::Report;
use crate::date::Date;
use crate::diagnostic::{Code, did_you_mean, quoted};
use crate::text::sanitize;

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

/// One table being read.
pub struct Fields<'a> {
    table: Table<'a>,
    /// The place of the table, for what is missing in it.
    pub span: Span,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Opens a table. Anything else is reported.
    pub fn open(node: Node<'a>, what: &str, report: &mut Report<'_>) -> Option<Self> {
        match node.value {
            Value::Table(table) => Some(Self::of(*table, node.span)),
            other => {
                let message = format!("expected {what} as a table, found {}", other.kind());
                report.error(Code::WrongType, &node.span, message);
                None
            }
        }
    }

    /// Opens a table at a place.
    pub fn of(table: Table<'a>, span: Span) -> Self {
        Self {
            table,
            span,
            known: Vec::new(),
        }
    }

    /// Returns whether there is a key, whatever its value.
    pub fn has(&self, key: &str) -> bool {
        self.table.find(key).is_some()
    }

    /// Returns the value of a key, if there is one.
    pub fn get(&mut self, key: &'static str) -> Option<&Node<'a>> {
        self.known.push(key);
        let node = self.table.get(key)?;
        (!matches!(node.value, Value::Null)).then_some(node)
    }

    /// Takes the value of a key away, if there is one.
    pub fn take(&mut self, key: &'static str) -> Option<Node<'a>> {
        self.known.push(key);
        let node = self.table.take(key)?;
        (!matches!(node.value, Value::Null)).then_some(node)
    }

    /// Returns text in one line; blank counts as absent.
    pub fn line(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<Spanned<String>> {
        let node = self.get(key)?;
        filled(sanitize::line(text_of(node, key, report)?), node)
    }

    /// Returns text whose line breaks are kept; blank counts as absent.
    pub fn block(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<Spanned<String>> {
        let node = self.get(key)?;
        let text = sanitize::block(text_of(node, key, report)?);
        filled(text.trim().to_owned(), node)
    }

    /// Returns what [`Self::line`] does, and reports its absence.
    pub fn required_line(
        &mut self,
        key: &'static str,
        what: &str,
        report: &mut Report<'_>,
    ) -> Option<Spanned<String>> {
        let mut span = self.span.clone();
        if let Some(node) = self.get(key) {
            span.clone_from(&node.span);
            let found = filled(sanitize::line(text_of(node, key, report)?), node);
            if found.is_some() {
                return found;
            }
        }
        report.error(Code::MissingKey, &span, format!("{what} has no `{key}`"));
        None
    }

    /// Returns a list of texts in one line each, without blank ones.
    pub fn lines(&mut self, key: &'static str, report: &mut Report<'_>) -> Vec<Spanned<String>> {
        let mut found = Vec::new();
        for item in self.items(key, report) {
            let Some(node) = report.sound(item) else {
                continue;
            };
            let text = text_of(&node, key, report).map(sanitize::line);
            found.extend(text.and_then(|text| filled(text, &node)));
        }
        found
    }

    /// Returns the items of a list. In event data of other programs, one text with `;` between its
    /// pieces is a list too.
    pub fn items(&mut self, key: &'static str, report: &mut Report<'_>) -> List<'a> {
        let Some(Node { value, span }) = self.take(key) else {
            return List::default();
        };
        match value {
            Value::List(items) => return items,
            Value::Items(last) => {
                let value = Value::Table(last);
                return List::new(std::iter::once(Ok(Node { value, span })));
            }
            Value::Text(text) if report.lenient => {
                return List::new(Pieces {
                    text,
                    span,
                    next: 0,
                });
            }
            _ => {}
        }
        let message = format!("`{key}` takes a list, not {}", value.kind());
        let found = report.error(Code::WrongType, &span, message);
        match value {
            _ if key == "citation" => {
                found.set_help("head each citation with [[event.citation]], in two brackets");
            }
            _ if key == "edition" => {
                found.set_help("head each edition with [[sources.….edition]], in two brackets");
            }
            Value::Text(text) => found.set_help(format!("write `{key} = [\"{text}\"]`")),
            _ => {}
        }
        List::default()
    }

    /// Returns a whole number from 1.
    pub fn count(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<Spanned<usize>> {
        let node = self.get(key)?;
        let number = match &node.value {
            Value::Integer(number) => usize::try_from(*number).ok(),
            Value::Text(text) if report.lenient && text.trim().is_empty() => return None,
            Value::Text(text) if report.lenient => text.trim().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number| *number > 0);
        if number.is_none() {
            let message = format!("`{key}` takes a whole number from 1");
            report.error(Code::WrongType, &node.span, message);
        }
        number.map(|value| Spanned {
            value,
            span: node.span.clone(),
        })
    }

    /// Returns a whole number, which may be negative.
    pub fn whole(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<i32> {
        let node = self.get(key)?;
        let number = match &node.value {
            Value::Integer(number) => i32::try_from(*number).ok(),
            Value::Text(text) if report.lenient && text.trim().is_empty() => return None,
            Value::Text(text) if report.lenient => text.trim().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            let message = format!("`{key}` takes a whole number, such as 2 or -1");
            report.error(Code::WrongType, &node.span, message);
        }
        number
    }

    /// Returns one word of a table of words.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        table: &[(T, &'static str)],
        report: &mut Report<'_>,
    ) -> Option<T> {
        choice(&self.line(key, report)?, key, table, report)
    }

    /// Reports the keys that were not asked for, except those in `ignored`.
    pub fn close(self, what: &str, ignored: &[&str], report: &mut Report<'_>) {
        for (key, _) in &self.table.entries {
            if self.known.contains(&&*key.name) || ignored.contains(&&*key.name) {
                continue;
            }
            let name = sanitize::line(&key.name);
            if report.lenient {
                report.unknown_key(&name, &key.span);
                continue;
            }
            let message = format!("unknown key {} in {what}", quoted(&name));
            let help = elsewhere(&name, what, report.is_json())
                .map(str::to_owned)
                .or_else(|| did_you_mean(&name, self.known.iter().copied()))
                .unwrap_or_else(|| format!("known here: {}", self.known.join(", ")));
            let found = report.error(Code::UnknownKey, &key.span, message);
            found.set_help(help);
        }
    }
}

/// The pieces of a text between `;`.
struct Pieces<'a> {
    text: Cow<'a, str>,
    span: Span,
    next: usize,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Node<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.next..)?;
        let piece = rest.split(';').next()?.to_owned();
        self.next = self.next.saturating_add(piece.len()).saturating_add(1);
        Some(Ok(Node {
            value: Value::Text(Cow::Owned(piece)),
            span: self.span.clone(),
        }))
    }
}

/// What to do with a key that is right in another place.
fn elsewhere(key: &str, what: &str, is_json: bool) -> Option<&'static str> {
    let (toml, json) = match (key, what) {
        ("title" | "summary" | "language", "this file") => {
            ("it belongs under [timeline]", "it belongs into `timeline`")
        }
        ("citation" | "citations", "this file") => (
            "write [[event.citation]] after its event",
            "write `citations` into its event",
        ),
        ("source" | "quote" | "paragraph" | "page" | "time" | "message" | "stance", "an event") => {
            (
                "it belongs under [[event.citation]]",
                "it belongs into one of its `citations`",
            )
        }
        _ => return None,
    };
    Some(if is_json { json } else { toml })
}

/// Returns the text of a node. Anything else is reported.
pub fn text_of<'n>(node: &'n Node<'_>, key: &str, report: &mut Report<'_>) -> Option<&'n str> {
    match &node.value {
        Value::Text(text) => Some(text),
        other => {
            let message = format!("`{key}` takes text, not {}", other.kind());
            let found = report.error(Code::WrongType, &node.span, message);
            match other {
                Value::List(_) | Value::Items(_) | Value::Table(_) => {}
                Value::Unfit(BROKEN_TEXT) => found.set_help("write the whole character"),
                _ => found.set_help("put it in quotes"),
            }
            None
        }
    }
}

fn filled(value: String, node: &Node<'_>) -> Option<Spanned<String>> {
    (!value.is_empty()).then(|| Spanned {
        value,
        span: node.span.clone(),
    })
}

/// Years that may be written as a number. Larger numbers are more likely a day or a time, as programs write it.
const YEARS: RangeInclusive<i64> = -9999..=9999;

/// Reads a date as text, as a whole number of years or in the format's own way. `Err` holds what is
/// written where it is not a date, which has been reported.
pub fn read_date(
    fields: &mut Fields<'_>,
    key: &'static str,
    report: &mut Report<'_>,
) -> Option<Result<Date, String>> {
    let mut node = fields.get(key)?;
    if report.has_records()
        && let Value::Table(record) = &node.value
        && let Some(edtf) = record.get("edtf")
    {
        let written = [Some(edtf), record.get("raw")].into_iter().flatten();
        let mut written = written.filter(|node| !matches!(node.value, Value::Null));
        node = written.next()?;
    }
    let raw = match &node.value {
        Value::Integer(year) => match Date::from_year(*year) {
            Ok(date) if YEARS.contains(year) => return Some(Ok(date)),
            _ => year.to_string(),
        },
        Value::Moment(text) => text.clone(),
        _ => match text_of(node, key, report).map(sanitize::line) {
            Some(text) if text.is_empty() => return None,
            Some(text) => text,
            None => return Some(Err(String::new())),
        },
    };
    Some(report.date(&raw).map_err(|error| {
        let message = match key {
            "date" => format!("invalid date {}: {}", quoted(&raw), error.message),
            _ => format!(
                "invalid date {} for `{key}`: {}",
                quoted(&raw),
                error.message
            ),
        };
        let found = report.error(Code::BadDate, &node.span, message);
        if let Some(question) = error.question('"') {
            found.set_help(question);
        }
        raw
    }))
}

/// Returns what a word stands for in a table. A word that is not in it is reported.
pub fn choice<T: Copy>(
    word: &Spanned<String>,
    key: &str,
    table: &[(T, &'static str)],
    report: &mut Report<'_>,
) -> Option<T> {
    let found = table.iter().find(|(_, name)| *name == word.value);
    if found.is_none() {
        let names: Vec<&str> = table.iter().map(|(_, name)| *name).collect();
        let message = format!("invalid value {} for `{key}`", quoted(&word.value));
        report
            .error(Code::UnknownWord, &word.span, message)
            .set_help(
                did_you_mean(&word.value, names.iter().copied())
                    .unwrap_or_else(|| format!("use one of: {}", names.join(", "))),
            );
    }
    found.map(|(value, _)| *value)
}

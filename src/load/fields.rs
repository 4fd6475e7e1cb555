//! Typed access to the fields of one table. The keys that are asked for are the keys
//! that are known: what remains at the end is reported as unknown.

use super::node::{Key, Node, Span, Value};
use super::report::Report;
use crate::date::Date;
use crate::diagnostic::{Code, did_you_mean};
use crate::text::sanitize;

/// A value that stands somewhere.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

/// One table being read.
pub struct Fields<'n> {
    entries: &'n [(Key, Node)],
    /// Where the table is, for what is missing in it.
    pub span: Span,
    known: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// Opens a table; anything else is reported and left.
    pub fn open(node: &'n Node, what: &str, report: &mut Report<'_>) -> Option<Self> {
        match &node.value {
            Value::Table(entries) => Some(Self {
                entries,
                span: node.span.clone(),
                known: Vec::new(),
            }),
            other => {
                let message = format!("expected {what} as a table, found {}", other.kind());
                report.error(Code::WrongType, &node.span, message);
                None
            }
        }
    }

    /// The value of a key, if there is one.
    pub fn get(&mut self, key: &'static str) -> Option<&'n Node> {
        self.known.push(key);
        let (_, node) = self.entries.iter().find(|(k, _)| k.name == key)?;
        (!matches!(node.value, Value::Null)).then_some(node)
    }

    /// Text in one line; blank counts as absent.
    pub fn line(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<Spanned<String>> {
        let node = self.get(key)?;
        let text = text_of(node, key, report)?;
        filled(sanitize::line(text), node)
    }

    /// Text whose line breaks are kept; blank counts as absent.
    pub fn block(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<Spanned<String>> {
        let node = self.get(key)?;
        let text = text_of(node, key, report)?;
        filled(sanitize::block(text).trim().to_owned(), node)
    }

    /// [`Self::line`], and a report if there is none.
    pub fn required_line(
        &mut self,
        key: &'static str,
        what: &str,
        report: &mut Report<'_>,
    ) -> Option<Spanned<String>> {
        let before = report.found.len();
        let found = self.line(key, report);
        if found.is_none() && report.found.len() == before {
            let span = self.get(key).map_or(&self.span, |node| &node.span).clone();
            report.error(Code::MissingKey, &span, format!("{what} has no `{key}`"));
        }
        found
    }

    /// A list of texts in one line each. In event data from elsewhere, one text with
    /// `;` between its pieces is a list too.
    pub fn lines(&mut self, key: &'static str, report: &mut Report<'_>) -> Vec<Spanned<String>> {
        self.items(key, report)
            .iter()
            .filter_map(|node| filled(sanitize::line(text_of(node, key, report)?), node))
            .collect()
    }

    /// The nodes of a list.
    pub fn items(&mut self, key: &'static str, report: &mut Report<'_>) -> Vec<Node> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        match &node.value {
            Value::List(items) => items.clone(),
            Value::Text(text) if report.lenient => text
                .split(';')
                .map(|piece| Node {
                    value: Value::Text(piece.to_owned()),
                    span: node.span.clone(),
                })
                .collect(),
            other => {
                let message = format!("`{key}` takes a list, not {}", other.kind());
                let found = report.error(Code::WrongType, &node.span, message);
                match other {
                    _ if key == "citation" => {
                        found.set_help(
                            "head each citation with [[event.citation]], in two brackets",
                        );
                    }
                    Value::Text(text) => {
                        found.set_help(format!("write `{key} = [\"{text}\"]`"));
                    }
                    _ => {}
                }
                Vec::new()
            }
        }
    }

    /// A whole number from 1.
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

    /// One word of a table of words.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        table: &[(T, &'static str)],
        report: &mut Report<'_>,
    ) -> Option<T> {
        let word = self.line(key, report)?;
        let found = table.iter().find(|(_, name)| *name == word.value);
        if found.is_none() {
            let names: Vec<&str> = table.iter().map(|(_, name)| *name).collect();
            let message = format!("`{key}` cannot be `{}`", word.value);
            report
                .error(Code::UnknownWord, &word.span, message)
                .set_help(
                    did_you_mean(&word.value, names.iter().copied())
                        .unwrap_or_else(|| format!("use one of: {}", names.join(", "))),
                );
        }
        found.map(|(value, _)| *value)
    }

    /// Reports the keys that nobody asked for, except those in `ignored`.
    pub fn close(self, what: &str, ignored: &[&str], report: &mut Report<'_>) {
        for (key, _) in self.entries {
            let name = sanitize::line(&key.name);
            if self.known.contains(&key.name.as_str()) || ignored.contains(&name.as_str()) {
                continue;
            }
            if report.lenient {
                let first = (0, key.span.clone());
                report.unknown.entry(name).or_insert(first).0 += 1;
                continue;
            }
            let message = format!("unknown key `{name}` in {what}");
            report.error(Code::UnknownKey, &key.span, message).set_help(
                elsewhere(&name, what)
                    .map(str::to_owned)
                    .or_else(|| did_you_mean(&name, self.known.iter().copied()))
                    .unwrap_or_else(|| format!("known here: {}", self.known.join(", "))),
            );
        }
    }
}

/// What to do with a key that is right in another place.
fn elsewhere(key: &str, what: &str) -> Option<&'static str> {
    match (key, what) {
        ("title" | "summary" | "language", "this file") => Some("it belongs under [timeline]"),
        ("citation" | "citations", "this file") => Some("write [[event.citation]] after its event"),
        ("source" | "quote" | "paragraph" | "stance", "an event") => {
            Some("it belongs under [[event.citation]]")
        }
        _ => None,
    }
}

/// The text of a node; anything else is reported.
pub fn text_of<'n>(node: &'n Node, key: &str, report: &mut Report<'_>) -> Option<&'n str> {
    match &node.value {
        Value::Text(text) => Some(text),
        other => {
            let message = format!("`{key}` takes text, not {}", other.kind());
            let found = report.error(Code::WrongType, &node.span, message);
            if !matches!(other, Value::List(_) | Value::Table(_)) {
                found.set_help("put it in quotes");
            }
            None
        }
    }
}

fn filled(value: String, node: &Node) -> Option<Spanned<String>> {
    (!value.is_empty()).then(|| Spanned {
        value,
        span: node.span.clone(),
    })
}

/// A date as text, as a whole number of years or in the format's own way. `Err` holds
/// what is written where it is no date, which has been reported.
pub fn read_date(
    fields: &mut Fields<'_>,
    key: &'static str,
    report: &mut Report<'_>,
) -> Option<Result<Date, String>> {
    let mut node = fields.get(key)?;
    if report.lenient
        && let Some(edtf) = node.get("edtf")
    {
        if matches!(edtf.value, Value::Null) {
            return None;
        }
        node = edtf;
    }
    let (raw, date) = match &node.value {
        Value::Integer(year) => (year.to_string(), Date::from_year(*year)),
        Value::Moment(text) => (text.clone(), Date::parse(text)),
        _ => {
            let Some(text) = text_of(node, key, report) else {
                return Some(Err(String::new()));
            };
            let text = sanitize::line(text);
            if text.is_empty() {
                return None;
            }
            let date = Date::parse(&text);
            (text, date)
        }
    };
    Some(date.map_err(|error| {
        let message = format!("`{key}` cannot be `{raw}`: {}", error.message);
        let meant: Vec<String> = error
            .meant
            .iter()
            .map(|edtf| format!("\"{edtf}\""))
            .collect();
        let found = report.error(Code::BadDate, &node.span, message);
        if !meant.is_empty() {
            found.set_help(format!("did you mean {}?", meant.join(" or ")));
        }
        raw
    }))
}

//! TOML to nodes. The parser recovers, so that every syntax error is told at once.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::node::{Key, Node, Span, Value};
use super::report::Report;
use crate::diagnostic::Code;

/// None if the file is no TOML; the report says why.
pub fn read(text: &str, report: &mut Report<'_>) -> Option<Node> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let help = unquoted_date(text, &span);
        let found = report.error(
            Code::Syntax,
            &span,
            format!("not TOML: {}", error.message()),
        );
        if let Some(help) = help {
            found.set_help(help);
        }
    }
    let span = table.span();
    errors.is_empty().then(|| Node {
        value: read_table(table.into_inner()),
        span,
    })
}

fn read_table(table: DeTable<'_>) -> Value {
    let mut entries: Vec<(Key, Node)> = table
        .into_iter()
        .map(|(key, value)| {
            let key = Key {
                span: key.span(),
                name: key.into_inner().into_owned(),
            };
            (key, read_value(value))
        })
        .collect();
    // The parser's own order is that of the alphabet; a file's order means something.
    entries.sort_by_key(|(key, _)| key.span.start);
    Value::Table(entries)
}

fn read_value(value: Spanned<DeValue<'_>>) -> Node {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Unfit("a number out of range"), Value::Integer),
        DeValue::Float(_) => Value::Unfit("a number with a fraction"),
        DeValue::Boolean(_) => Value::Unfit("true or false"),
        DeValue::Datetime(moment) => Value::Moment(moment.to_string()),
        DeValue::Array(items) => Value::List(items.into_iter().map(read_value).collect()),
        DeValue::Table(table) => read_table(table),
    };
    Node { value, span }
}

/// `date = 2023-09` is the mistake everybody makes once.
fn unquoted_date(text: &str, span: &Span) -> Option<String> {
    let start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..)?.lines().next()?;
    let (key, value) = line.split_once('=')?;
    let value = value.split('#').next()?.trim();
    let quoted = value.starts_with(['"', '\'', '[', '{']);
    (key.trim().ends_with("date") && !quoted && !value.is_empty())
        .then(|| format!("quote the date: date = \"{value}\""))
}

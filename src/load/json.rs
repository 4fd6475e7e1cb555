//! A whole timeline as one JSON object, to nodes: `timeline`, `actors` and `sources` as in TOML, and a list of
//! `events`.

use serde_json::value::RawValue;

use super::jsonl;
use super::node::{Fault, List, Made, Sink, Table, Value};
use super::toml::Document;

/// Returns whether a text begins like a whole timeline: with an object whose first key is `timeline`.
pub fn is_timeline(head: &str) -> bool {
    let inside = head.trim_start().strip_prefix('{');
    let value = inside.and_then(|inside| inside.trim_start().strip_prefix("\"timeline\""));
    let value = value.and_then(|rest| rest.trim_start().strip_prefix(':'));
    value.is_some_and(|value| value.trim_start().starts_with('{'))
}

/// Reads everything but the events, which are read when they are wanted.
pub fn document<'a>(text: &'a str, report: Sink<'_>) -> Document<'a> {
    let nothing = || Document::of_parts(Table::default(), List::default());
    if let Err(error) = serde_json::from_str::<&RawValue>(text) {
        report(fault(text, &error));
        return nothing();
    }
    let ends = text.len() - text.trim_start().len()..text.trim_end().len();
    let Value::Table(table) = jsonl::value_at(text, ends).value else {
        return nothing();
    };
    let (mut top, mut events) = (Table::new(Made::Whole), None);
    for (key, node) in table.entries {
        let is_events = key.name == "events";
        match node.value {
            _ if top.find(&key.name).is_some() || (is_events && events.is_some()) => {
                report(Fault::duplicate(&key));
            }
            Value::List(items) if is_events => events = Some(items),
            _ => top.push(key, node),
        }
    }
    Document::of_parts(top, events.unwrap_or_default())
}

fn fault(text: &str, error: &serde_json::Error) -> Fault {
    let mut lines = text.split_inclusive('\n');
    let above: usize = lines.by_ref().take(error.line() - 1).map(str::len).sum();
    // Its columns count bytes from 1.
    let at = above + error.column().saturating_sub(1);
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    Fault::new(at..at + 1, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;

    #[test]
    fn a_whole_timeline_is_known_by_its_first_key() {
        for (head, is_whole) in [
            ("{\"timeline\":{}", true),
            (" {\n \"timeline\" : { \"title\"", true),
            ("{\"timeline\":\"x\"", false),
            ("{\"id\":\"timeline\"", false),
            ("[{\"timeline\":{}", false),
        ] {
            assert_eq!(is_timeline(head), is_whole, "{head}");
        }
    }

    fn loaded(text: &str) -> Result<load::Loaded, Vec<crate::diagnostic::Diagnostic>> {
        load::from_text("e.json", text)
    }

    #[test]
    fn mistakes_have_their_places() {
        let text = "{\"timeline\": {\"title\": \"T\", \"tilte\": 1},\n\
            \"actors\": {\"a\": {\"name\": \"A\"}},\n\
            \"events\": [{\"id\": \"e\", \"date\": \"2001-13\", \"title\": \"E\",\n\
            \"actors\": [\"b\"], \"citations\": [{\"source\": \"s\"}]}]}";
        let found = loaded(text).expect("it loads").diagnostics;
        let found: Vec<_> = found.iter().map(|it| (it.code.name(), it.line)).collect();
        let wanted = [
            ("unknown-key", 1),
            ("bad-date", 3),
            ("unknown-actor", 4),
            ("unknown-source", 4),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn what_is_not_json_is_refused_with_its_place() {
        for (text, line, column) in [
            ("{\"timeline\": {},\n\"events\": [}", 2, 12),
            ("{\"timeline\": {}, \"actors\": {}, \"actors\": {}}", 1, 42),
            ("{\"timeline\": {}}\n{}", 2, 1),
        ] {
            let found = loaded(text).expect_err("it is refused");
            let found: Vec<_> = found
                .iter()
                .map(|it| (it.code.name(), it.line, it.column))
                .collect();
            assert_eq!(found, [("syntax", line, column)], "{text}");
        }
    }
}

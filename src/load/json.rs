//! A whole timeline as one JSON object, to nodes: `timeline`, `actors` and `sources` as in TOML, and a list of
//! `events`.

use serde_json::value::RawValue;

use super::jsonl;
use super::node::{Fault, List, Made, Sink, Table, Value};
use super::toml::Document;

/// Returns whether a text begins like a whole timeline: with an object that has tables `timeline`, `actors` or `sources`,
/// or a list of `events`, and before them nothing else. An event has a list of actors.
pub fn is_timeline(head: &str) -> bool {
    let mut has_part = false;
    for (key, value) in jsonl::entries(head) {
        match key {
            r#""timeline""# if value.starts_with('{') => return true,
            r#""actors""# | r#""sources""# if value.starts_with('{') => has_part = true,
            r#""events""# if begins_with_events(value) => has_part = true,
            _ => return false,
        }
    }
    has_part
}

/// Returns whether a value is a list that is empty or begins with an object.
fn begins_with_events(value: &str) -> bool {
    let items = value.strip_prefix('[').map(str::trim_start);
    items.is_some_and(|items| items.starts_with(['{', ']']))
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
    fn a_whole_timeline_is_known_by_its_keys() {
        for (head, is_whole) in [
            ("{\"timeline\":{}", true),
            (" {\n \"timeline\" : { \"title\"", true),
            ("{\"timeline\":\"x\"", false),
            ("{\"id\":\"timeline\"", false),
            ("[{\"timeline\":{}", false),
            // As sorted by key, and cut anywhere.
            ("{\"actors\": {}, \"events\": [{\"id\": \"e", true),
            ("{\"actors\": {\"a\": {\"name\": \"A", true),
            ("{\"events\":[ ],\"sources\":{},\"timeline\":{}}", true),
            ("{\"events\": [\n{\"id\": \"e\"}]}", true),
            ("{\"sources\":{}, \"timeline\": {}, \"other\": 1}", true),
            ("{\"sources\":{}, \"other\": 1}", false),
            (
                "{\"actors\":[\"a\"],\"citations\":[],\"date\":\"2020\"}",
                false,
            ),
            ("{\"events\":[1, 2],\"id\":\"e\"}", false),
            ("{\"events\":[{}],\"id\":\"e\"}", false),
            ("{\"date\":\"2020\",\"sources\":{}}", false),
            ("{}", false),
            ("", false),
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
    fn the_order_of_keys_makes_no_difference() {
        let text = r#"{"actors": {"a": {"name": "A"}}, "events": [{"actors": ["a"], "citations": [{"source": "s"}],
            "date": "2001", "id": "e", "title": "E"}], "sources": {"s": {"title": "S"}}, "timeline": {"title": "T"}}"#;
        let loaded = loaded(text).expect("it loads");
        assert_eq!(loaded.diagnostics, []);
        assert_eq!((loaded.timeline.title(), loaded.timeline.len()), ("T", 1));
    }

    #[test]
    fn messages_speak_of_json() {
        let head = r#"{"timeline": {"title": "T"}, "#;
        let event = r#""events": [{"id": "e", "date": "2001", "#;
        for (rest, message, help) in [
            (
                r#""events": {"e": 1}}"#.to_owned(),
                "`events` is a list, not a table",
                "`\"events\": [{…}, {…}]` is a list of objects",
            ),
            (
                r#""event": []}"#.to_owned(),
                "unknown key `event` in this file",
                "did you mean `events`?",
            ),
            (
                format!(r#"{event}"title": "E"}}]}}"#),
                "nothing is cited for the event `e`",
                "add `citations` with `source`, `paragraph` and `quote`",
            ),
            (
                format!(r#"{event}"title": "\ud800", "citations": [{{"source": "s"}}]}}]}}"#),
                "`title` takes text, not text with half of a surrogate pair",
                "write the whole character",
            ),
        ] {
            let found = loaded(&format!("{head}{rest}")).expect("it loads");
            let found = found.diagnostics.into_iter();
            let found: Vec<_> = found
                .map(|it| (it.message, it.help.unwrap_or_default()))
                .collect();
            let wanted = (message.to_owned(), help.into());
            assert!(found.contains(&wanted), "{found:#?}");
        }
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

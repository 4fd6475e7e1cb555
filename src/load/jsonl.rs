//! JSON Lines to nodes: one event a line. Values are borrowed from the text as raw
//! pieces, so that each one's place in the file is known without a parser of our own.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::node::{Key, Node, Value};
use super::report::Report;
use crate::diagnostic::Code;

/// None if a line is no JSON; the report says which and why.
pub fn read(text: &str, report: &mut Report<'_>) -> Option<Node> {
    let mut events = Vec::new();
    let mut start = 0;
    let faults = report.found.len();
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<&RawValue>(line) {
            Ok(raw) => events.push(read_value(text, raw.get(), 0)),
            Err(error) => {
                // Its columns count bytes from 1.
                let column = at + error.column().saturating_sub(1);
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default();
                report
                    .error(
                        Code::Syntax,
                        &(column..column + 1),
                        format!("not JSON: {message}"),
                    )
                    .set_help("each line is one event as a JSON object");
            }
        }
    }
    let key = Key {
        name: "event".to_owned(),
        span: 0..0,
    };
    let list = Node {
        value: Value::List(events),
        span: 0..text.len(),
    };
    (report.found.len() == faults).then(|| Node {
        value: Value::Table(vec![(key, list)]),
        span: 0..text.len(),
    })
}

/// No event is nested deeper; a value that is would be read again at every level.
const DEEPEST: usize = 8;

/// `raw` is a piece of `whole`: its address tells where.
fn read_value(whole: &str, raw: &str, depth: usize) -> Node {
    let start = (raw.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    let span = start..start + raw.len();
    let value = match raw.as_bytes().first() {
        Some(b'"') => serde_json::from_str(raw).map_or(Value::Unfit("broken text"), Value::Text),
        Some(b'[' | b'{') if depth > DEEPEST => Value::Unfit("a value nested too deep"),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
            Value::List(
                items
                    .iter()
                    .map(|item| read_value(whole, item.get(), depth + 1))
                    .collect(),
            )
        }
        Some(b'{') => {
            let Entries(entries) = serde_json::from_str(raw).unwrap_or_default();
            let read = |(name, raw): (String, &RawValue)| {
                let node = read_value(whole, raw.get(), depth + 1);
                let span = node.span.clone();
                (Key { name, span }, node)
            };
            Value::Table(entries.into_iter().map(read).collect())
        }
        Some(b'n') => Value::Null,
        Some(b't' | b'f') => Value::Unfit("true or false"),
        _ => raw
            .parse()
            .map_or(Value::Unfit("a number with a fraction"), Value::Integer),
    };
    Node { value, span }
}

/// An object as a list of its entries, in order.
#[derive(Default)]
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Entries<'de>, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

//! Reads JSON value by value, with the lines of its records.

mod members;

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use memchr::memchr_iter;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use self::members::script_len;
pub use self::members::{Member, is_ours, members};
use super::failure::Failure;

/// Returns whether the beginning of an input may be that of JSON, or of JSON in a line of JavaScript.
pub fn begins(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let start = script_len(text);
    let json = text.get(start..).unwrap_or_default().trim_start();
    json.starts_with(['{', '['])
}

/// Returns the keys in the beginning of JSON, which may end anywhere, each with the number of objects that it is in: 1 for
/// the keys of the outermost objects.
pub(super) fn keys(head: &str) -> Vec<(usize, String)> {
    members(head)
        .map(|member| (member.depth, member.key))
        .collect()
}

/// Returns the values of an input: one, or several one after the other. JavaScript that passes a value on, such as
/// `show({…});` or `data = {…};`, is read as its value.
///
/// # Errors
/// What is wrong with the JSON, with its line.
pub fn values(text: &str) -> Result<Vec<&RawValue>, Failure> {
    let start = script_len(text);
    let json = text.get(start..).unwrap_or_default();
    let mut values = serde_json::Deserializer::from_str(json).into_iter::<&RawValue>();
    let mut found = Vec::new();
    while let Some(value) = values.next() {
        match value {
            Ok(value) => found.push(value),
            Err(error) => {
                let rest = json.get(values.byte_offset()..).unwrap_or_default();
                let is_end = |c: char| c.is_whitespace() || matches!(c, ')' | ';');
                if start > 0 && rest.chars().all(is_end) {
                    break;
                }
                let above = text.get(..start).unwrap_or_default();
                let above = memchr_iter(b'\n', above.as_bytes()).count();
                let line = above.saturating_add(error.line());
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default();
                return Err(Failure::wrong(
                    line as u64,
                    format!("the JSON is broken: {message}"),
                    "correct the line, or export the data once more",
                ));
            }
        }
    }
    if found.is_empty() {
        let help = "export the data once more";
        return Err(Failure::wrong(0, "the input is empty", help));
    }
    Ok(found)
}

/// Returns the items of an array, a value that is none as its own item, and nothing for null.
pub fn items(value: &RawValue) -> Vec<&RawValue> {
    match value.get() {
        "null" => Vec::new(),
        text => serde_json::from_str(text).unwrap_or_else(|_| vec![value]),
    }
}

/// Returns a text, or a number or a word as it is written. None for null, an array or an object.
pub fn text(value: &RawValue) -> Option<Cow<'_, str>> {
    let raw = value.get();
    match raw.as_bytes().first()? {
        b'[' | b'{' => None,
        b'"' if raw.contains('\\') => {
            // Half of a surrogate pair is no text; it stays as it is written.
            let text = serde_json::from_str(raw).map(Cow::Owned);
            Some(text.unwrap_or(Cow::Borrowed(raw)))
        }
        b'"' => raw.strip_prefix('"')?.strip_suffix('"').map(Cow::Borrowed),
        _ => (raw != "null").then_some(Cow::Borrowed(raw)),
    }
}

/// An object that is being read. Keys that nobody asks for have no place in an event.
pub struct Object<'a>(Vec<Entry<'a>>);

struct Entry<'a> {
    key: String,
    value: &'a RawValue,
    is_known: Cell<bool>,
}

impl<'a> Object<'a> {
    /// Reads an object. None for any other value.
    pub fn read(value: &'a RawValue) -> Option<Self> {
        serde_json::from_str(value.get()).ok()
    }

    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<&'a RawValue> {
        let mut entries = self.0.iter();
        let entry = entries.find(|entry| entry.key == key)?;
        entry.is_known.set(true);
        Some(entry.value)
    }

    /// Returns the text of a key without space around it, which is empty if there is none. An array or an object is not
    /// asked for.
    pub fn text(&self, key: &str) -> Cow<'a, str> {
        let mut entries = self.0.iter();
        let Some(entry) = entries.find(|entry| entry.key == key) else {
            return Cow::Borrowed("");
        };
        let text = text(entry.value);
        entry.is_known.set(entry.is_known.get() || text.is_some());
        match text {
            Some(Cow::Borrowed(text)) => Cow::Borrowed(text.trim()),
            Some(Cow::Owned(text)) => Cow::Owned(text.trim().to_owned()),
            None => Cow::Borrowed(""),
        }
    }

    /// Returns the object of a key.
    pub fn object(&self, key: &str) -> Option<Self> {
        let mut entries = self.0.iter();
        let entry = entries.find(|entry| entry.key == key)?;
        let object = Self::read(entry.value)?;
        entry.is_known.set(true);
        Some(object)
    }

    /// Returns the items of a key's array.
    pub fn items(&self, key: &str) -> Vec<&'a RawValue> {
        self.get(key).map(items).unwrap_or_default()
    }

    /// Iterates over the keys that nobody asked for and that have a value.
    pub fn rest(&self) -> impl Iterator<Item = &str> {
        let is_left = |entry: &&Entry<'_>| {
            let is_empty = matches!(entry.value.get(), "null" | "\"\"" | "[]" | "{}" | "false");
            !entry.is_known.get() && !is_empty
        };
        let left = self.0.iter().filter(is_left);
        left.map(|entry| entry.key.as_str())
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some((key, value)) = map.next_entry()? {
                    let is_known = Cell::new(false);
                    entries.push(Entry {
                        key,
                        value,
                        is_known,
                    });
                }
                Ok(Object(entries))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

/// Tells the lines of values that are asked for in their order.
pub struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    /// Begins at the start of an input.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    /// Returns the line, from 1, on which a value of the input begins.
    pub fn of(&mut self, value: &RawValue) -> u64 {
        let start = value.get().as_ptr().addr();
        let start = start.saturating_sub(self.text.as_ptr().addr());
        let between = self.text.as_bytes().get(self.at..start);
        if let Some(between) = between {
            let breaks = memchr_iter(b'\n', between).count();
            self.line = self.line.saturating_add(breaks as u64);
            self.at = start;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_lines() {
        let text = "{\n\"a\": [1,\n 2]}\n{}\n\n[\n7]";
        let found = values(text).expect("JSON");
        let mut lines = Lines::new(text);
        let all = found.iter().map(|value| lines.of(value));
        assert_eq!(all.collect::<Vec<_>>(), [1, 4, 6]);
        let object = Object::read(found[0]).expect("an object");
        let mut lines = Lines::new(text);
        let inside = object.items("a");
        let inside = inside.iter().map(|value| lines.of(value));
        assert_eq!(inside.collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn javascript_around_a_value_is_no_part_of_it() {
        for text in [
            "{\"a\":1}",
            "storyjs_jsonp_data = {\"a\":1}",
            "var data =\n{\"a\":1};\n",
            "window.show({\"a\":1});",
        ] {
            let found = values(text).expect("JSON");
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].get(), "{\"a\":1}", "{text}");
            assert!(begins(text), "{text}");
        }
        assert!(!begins("a,b\n1,2"));
        assert!(begins("\u{feff} [1"));
    }

    #[test]
    fn broken_json_has_its_line() {
        for (text, line, message) in [
            ("", 0, "the input is empty"),
            ("{\"a\":\n1]}", 2, "the JSON is broken: expected `,` or `}`"),
            ("[1]\n[2", 2, "the JSON is broken: EOF while parsing a list"),
            (
                "data =\n{'a': 1}",
                2,
                "the JSON is broken: key must be a string",
            ),
            ("{} )", 1, "the JSON is broken: expected value"),
        ] {
            let Err(Failure::Wrong(wrong)) = values(text) else {
                panic!("{text} is read");
            };
            assert_eq!((wrong.line, &*wrong.message), (line, message), "{text}");
        }
    }

    #[test]
    fn keys_that_nobody_asks_for_are_left() {
        let text = r#"{"a": " x\u0041 ", "b": 12, "b": 13, "c": {"d": true}, "e": null, "f": [1], "g": "\ud800"}"#;
        let found = values(text).expect("JSON");
        let object = Object::read(found[0]).expect("an object");
        assert_eq!(object.text("a"), "xA");
        assert_eq!(object.text("b"), "12");
        assert_eq!(object.text("c"), "");
        assert_eq!(object.text("e"), "");
        assert_eq!(object.text("g"), r#""\ud800""#);
        assert_eq!(object.text("h"), "");
        assert_eq!(object.rest().collect::<Vec<_>>(), ["b", "c", "f"]);
        assert!(object.object("a").is_none());
        assert_eq!(object.object("c").expect("an object").text("d"), "true");
        assert_eq!(object.items("f").len(), 1);
        assert_eq!(object.items("e").len(), 0);
        assert_eq!(object.rest().collect::<Vec<_>>(), ["b"]);
    }
}

//! JSON Lines to nodes: one event a line.
//!
//! A line is checked as a whole first. Its values are read from the text after that, lists item by
//! item, and each one's place in the file is known.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2};
use serde_json::value::RawValue;

use super::node::{BROKEN_TEXT, Fault, Key, List, Node, Span, Table, Value};

/// Returns what a text is instead, if it does not begin as JSON Lines.
pub fn mistaken(text: &str) -> Option<Fault> {
    let text = text.trim_start();
    let (message, help) = match text.chars().next()? {
        '{' if text.lines().next()?.trim_end() == "{" => (
            "this is one JSON object over several lines, not an object a line",
            "`jq -c .` writes an object in one line",
        ),
        '{' => return None,
        '[' => (
            "this is one JSON array, not an object a line",
            "an array is read if it is valid and shorter than 4 MB; `jq -c '.[]'` writes its items a line each",
        ),
        '<' => (
            "this looks like a web page",
            "save the events as JSON Lines or CSV",
        ),
        _ if text.lines().next()?.contains([',', ';', '\t']) => (
            "this looks like a table",
            "if there are commas between the cells, name the file .csv; if tabs, .tsv",
        ),
        _ => return None,
    };
    Some(Fault {
        help: Some(help.to_owned()),
        ..Fault::new(0..0, message)
    })
}

/// Returns an array of objects as JSON Lines. The first object on a line of the array begins on the same line and in
/// the same column, unless there was more than one on a line above. None if it is no array.
pub fn of_array(text: &str) -> Option<String> {
    let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
    let breaks_in = |text: &str| memchr_iter(b'\n', text.as_bytes()).count();
    let (mut lines, mut rest) = (String::with_capacity(text.len()), text);
    let (mut breaks, mut written) = (0, 0);
    for item in items {
        // Between two items there is nothing that one can begin with.
        let (between, after) = rest.split_once(item.get())?;
        breaks += breaks_in(between);
        let missing = breaks.saturating_sub(written);
        let missing = missing.max(usize::from(!lines.is_empty()));
        lines.extend(std::iter::repeat_n('\n', missing));
        written += missing;
        if missing > 0 && written == breaks || lines.is_empty() {
            let begins = text.len() - rest.len() + between.len();
            let above = text.get(..begins)?.rsplit('\n').next()?;
            let above = above.chars();
            lines.extend(above.map(|c| if c == '\t' { c } else { ' ' }));
        }
        lines.extend(item.get().chars().map(|c| if c == '\n' { ' ' } else { c }));
        breaks += breaks_in(item.get());
        rest = after;
    }
    Some(lines)
}

/// The lines of a part of a file.
pub struct Lines<'a> {
    text: &'a str,
    part: Span,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str, part: Span) -> Self {
        Self { text, part }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Result<Node<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.part.start;
            let line = self.text.get(self.part.clone())?;
            let line = line.split_inclusive('\n').next()?;
            self.part.start += line.len();
            if !line.trim().is_empty() {
                return Some(read_line(self.text, line, start));
            }
        }
    }
}

fn read_line<'a>(text: &'a str, line: &str, start: usize) -> Result<Node<'a>, Fault> {
    match serde_json::from_str::<&RawValue>(line) {
        Ok(raw) => {
            let before = line.len() - line.trim_start().len();
            let begins = start + before;
            Ok(read_value(text, begins..begins + raw.get().len(), 0))
        }
        Err(error) => {
            // Its columns count bytes from 1.
            let column = start + error.column().saturating_sub(1);
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            Err(Fault {
                span: column..column + 1,
                message: message.to_owned(),
                help: Some("each line is one event as a JSON object".to_owned()),
            })
        }
    }
}

/// Reads the value in a part of a text that is known to be JSON.
pub fn value_at(text: &str, part: Span) -> Node<'_> {
    read_value(text, part, 0)
}

/// Iterates over the keys, in quotation marks, and the values of the object that a text begins with. The text may end
/// anywhere.
pub fn entries(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let text = text.trim_start();
    let mut inside = text.starts_with('{').then(|| Inside::new(text, 0));
    std::iter::from_fn(move || {
        let inside = inside.as_mut()?;
        let (key, value) = (inside.next()?, inside.next()?);
        Some((text.get(key)?, text.get(value)?))
    })
}

/// No event is nested deeper; a table that is would be looked through again at every level.
const DEEPEST: usize = 8;

/// Reads a value that is known to be JSON.
fn read_value(text: &str, span: Span, depth: usize) -> Node<'_> {
    let raw = text.get(span.clone()).unwrap_or_default();
    let value = match raw.as_bytes().first() {
        Some(b'"') => read_text(raw).map_or(Value::Unfit(BROKEN_TEXT), Value::Text),
        Some(b'[' | b'{') if depth > DEEPEST => Value::Unfit("a value nested too deep"),
        Some(b'[') => Value::List(List::new(Items {
            inside: Inside::new(text, span.start),
            depth,
        })),
        Some(b'{') => Value::Table(Box::new(read_table(text, span.start, depth))),
        Some(b'n') => Value::Null,
        Some(b't' | b'f') => Value::Unfit("true or false"),
        _ => raw
            .parse()
            .map_or(Value::Unfit("a number with a fraction"), Value::Integer),
    };
    Node { value, span }
}

/// None for text that is no Unicode: half of a surrogate pair.
fn read_text(raw: &str) -> Option<Cow<'_, str>> {
    if raw.contains('\\') {
        return serde_json::from_str(raw).ok().map(Cow::Owned);
    }
    let text = raw.strip_prefix('"')?.strip_suffix('"')?;
    Some(Cow::Borrowed(text))
}

fn read_table(text: &str, start: usize, depth: usize) -> Table<'_> {
    let mut inside = Inside::new(text, start);
    let mut table = Table::default();
    while let (Some(key), Some(value)) = (inside.next(), inside.next()) {
        let raw = text.get(key).unwrap_or_default();
        let name = read_text(raw).unwrap_or(Cow::Borrowed(raw));
        let node = read_value(text, value, depth + 1);
        let span = node.span.clone();
        table.push(Key { name, span }, node);
    }
    table
}

/// The items of a list.
struct Items<'a> {
    inside: Inside<'a>,
    depth: usize,
}

impl<'a> Iterator for Items<'a> {
    type Item = Result<Node<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let span = self.inside.next()?;
        Some(Ok(read_value(self.inside.text, span, self.depth + 1)))
    }
}

/// The places of the values inside a list or a table, keys among them.
struct Inside<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Inside<'a> {
    /// `start` is the place of the opening bracket.
    fn new(text: &'a str, start: usize) -> Self {
        Self {
            text,
            at: start + 1,
        }
    }
}

impl Iterator for Inside<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let is_between = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':');
        let start = self.at + rest.iter().position(|byte| !is_between(byte))?;
        let rest = self.text.as_bytes().get(start..)?;
        if matches!(rest.first()?, b']' | b'}') {
            return None;
        }
        let end = start + value_len(rest);
        self.at = end;
        Some(start..end)
    }
}

/// The length of the value that JSON begins with.
fn value_len(json: &[u8]) -> usize {
    match json.first() {
        Some(b'"') => text_len(json),
        Some(b'[' | b'{') => nested_len(json),
        _ => {
            let ends = |byte: &u8| b",]} \t\r\n".contains(byte);
            json.iter().position(ends).unwrap_or(json.len())
        }
    }
}

/// The length of a list or a table.
fn nested_len(json: &[u8]) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = json.get(at) {
        match byte {
            b'"' => {
                at += text_len(json.get(at..).unwrap_or_default());
                continue;
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length of a text in quotation marks.
fn text_len(json: &[u8]) -> usize {
    let mut at = 1;
    while let Some(found) = json.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found;
        if json.get(at) == Some(&b'"') {
            return at + 1;
        }
        at += 2;
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value as Json;

    use super::*;

    /// A node as the JSON it was read from.
    fn json(node: Node<'_>) -> Json {
        match node.value {
            Value::Text(text) => text.into(),
            Value::Integer(number) => number.into(),
            Value::List(items) => items.map(|item| json(item.expect("an item"))).collect(),
            Value::Table(table) => {
                let entries = table.entries.into_iter();
                entries
                    .map(|(key, node)| (key.name.into_owned(), json(node)))
                    .collect()
            }
            Value::Unfit(_) => true.into(),
            _ => Json::Null,
        }
    }

    fn values() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            Just(true.into()),
            any::<i64>().prop_map(Json::from),
            "[\"\\\\a,:{}\\[\\] é\n]{0,6}".prop_map(Json::from),
        ];
        leaf.prop_recursive(4, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
                prop::collection::hash_map("[a\"\\\\]{0,3}", inner, 0..4)
                    .prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(values in prop::collection::vec(values(), 0..4), pretty: bool) {
            let line = |value: &Json| {
                let pretty = pretty.then(|| serde_json::to_string_pretty(value).expect("JSON"));
                pretty.map_or_else(|| value.to_string(), |text| text.replace('\n', "\t"))
            };
            let lines: Vec<String> = values.iter().map(line).collect();
            let text = lines.join(" \r\n\n ");
            let lines = Lines::new(&text, 0..text.len()).map(|line| json(line.expect("a line")));
            prop_assert_eq!(lines.collect::<Vec<_>>(), values);
        }

        #[test]
        fn an_array_has_the_values_of_its_items(values in prop::collection::vec(values(), 0..4), pretty: bool) {
            let array = if pretty { serde_json::to_string_pretty(&values) } else { serde_json::to_string(&values) };
            let text = of_array(&array.expect("JSON")).expect("an array");
            let lines = Lines::new(&text, 0..text.len()).map(|line| json(line.expect("a line")));
            prop_assert_eq!(lines.collect::<Vec<_>>(), values);
        }
    }

    #[test]
    fn an_array_is_read_like_its_items() {
        for (array, lines) in [
            ("[]", ""),
            (" [ ] \n", ""),
            ("[{\"a\":1},{\"a\":1}]", " {\"a\":1}\n{\"a\":1}"),
            // Lines and columns stay.
            (
                "[\n  {\n\t\"a\": \"[,]\"\n  },\n  {},\r\n\t7\n]\n",
                "\n  { \t\"a\": \"[,]\"   }\n\n\n  {}\n\t7",
            ),
            ("[{}\n,{}\n  , {}]", " {}\n {}\n    {}"),
            ("[{\n\"é\u{a0}\":1}, {}]", " { \"é\u{a0}\":1}\n         {}"),
            // Two on a line take the lines below, as long as those are needed.
            ("[1, 2,\n 3,\n\n\n 4]", " 1\n2\n3\n\n 4"),
        ] {
            assert_eq!(of_array(array).as_deref(), Some(lines), "{array}");
        }
        for other in ["", "{}", "[1", "[] []", "[table]", "1"] {
            assert_eq!(of_array(other), None, "{other}");
        }
    }

    #[test]
    fn a_fault_has_its_place() {
        let text = "{\"a\": 1}\n{\"b\": x}\n{\"c\": \"\\ud800\"}";
        let found: Vec<_> = Lines::new(text, 0..text.len()).collect();
        let fault = found[1].as_ref().expect_err("no JSON");
        assert_eq!(&text[fault.span.clone()], "x");
        let Ok(Node {
            value: Value::Table(table),
            ..
        }) = &found[2]
        else {
            panic!("{found:?}");
        };
        assert!(matches!(
            table.entries[0].1.value,
            Value::Unfit(BROKEN_TEXT)
        ));
    }

    #[test]
    fn nothing_nests_without_end() {
        let (open, close) = ("[{\"b\":".repeat(10_000), "}]".repeat(10_000));
        let text = format!("{open}1{close}");
        let mut node = Lines::new(&text, 0..text.len())
            .next()
            .expect("a line")
            .expect("JSON");
        for _ in 0..100 {
            node = match node.value {
                Value::List(mut items) => items.next().expect("an item").expect("JSON"),
                Value::Table(mut table) => table.entries.remove(0).1,
                value => {
                    assert_eq!(value.kind(), "a value nested too deep");
                    return;
                }
            };
        }
        panic!("it nests without end");
    }
}

//! Rows that are JSON objects: one a line, one after the other, or in an array.

use std::borrow::Cow;
use std::io::BufRead;

use memchr::memchr_iter;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::columns::comparable;
use super::failure::Failure;
use super::importer::Importer;
use super::plan::Plan;

/// The keys under which programs give arrays of rows.
const ARRAYS: [&str; 5] = ["features", "data", "Result", "results", "events"];

/// Hands every object to an importer.
///
/// # Errors
/// It cannot be read, or the first value is not JSON.
pub fn import(
    plan: &Plan,
    mut input: impl BufRead,
    importer: &mut Importer<'_>,
) -> Result<(), Failure> {
    let mut line = Vec::new();
    let mut number = 0_u64;
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        number = number.saturating_add(1);
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            continue;
        }
        let is_object = text.trim_start().starts_with('{');
        match serde_json::from_str::<Map<String, Value>>(text) {
            Ok(object) if rows_in(text).is_none() => {
                importer.begin(number);
                plan.import(cells(plan, &object), number, importer)?;
            }
            Err(error) if is_object && !error.is_eof() => {
                importer.begin(number);
                importer.refuse(in_words(&error));
            }
            _ => {
                let mut rest = text.to_owned();
                let mut bytes = Vec::new();
                input.read_to_end(&mut bytes)?;
                rest.push_str(&String::from_utf8_lossy(&bytes));
                return import_all(plan, &rest, number, importer);
            }
        }
    }
}

/// Hands the objects of a text to an importer: the items of arrays in it, or what stands one after the other.
fn import_all(
    plan: &Plan,
    text: &str,
    first: u64,
    importer: &mut Importer<'_>,
) -> Result<(), Failure> {
    let mut lines = Lines {
        text,
        at: 0,
        line: first,
    };
    let (mut rest, mut is_sound) = (text, false);
    while !rest.trim().is_empty() {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        match values.next() {
            Some(Ok(value)) => {
                let read = values.byte_offset();
                import_value(plan, value, &mut lines, importer)?;
                rest = rest.get(read..).unwrap_or_default();
                is_sound = true;
            }
            Some(Err(error)) => {
                let line = lines.line_of(rest.trim_start());
                if !is_sound && error.is_eof() {
                    let help = "rows are JSON objects: one a line, or in an array";
                    return Err(Failure::wrong(line, in_words(&error), help));
                }
                importer.begin(line);
                importer.refuse(in_words(&error));
                // What comes next may be sound.
                let next = rest.trim_start().find("\n{").map(|at| at.saturating_add(1));
                rest = next
                    .and_then(|at| rest.trim_start().get(at..))
                    .unwrap_or_default();
            }
            None => break,
        }
    }
    Ok(())
}

/// Hands an object to an importer, or the items of an array in it.
fn import_value(
    plan: &Plan,
    value: &RawValue,
    lines: &mut Lines<'_>,
    importer: &mut Importer<'_>,
) -> Result<(), Failure> {
    for item in rows_in(value.get()).unwrap_or_else(|| vec![value]) {
        let line = lines.line_of(item.get());
        importer.begin(line);
        match serde_json::from_str::<Map<String, Value>>(item.get()) {
            Ok(object) => {
                // GeoJSON has what is said of a place in the properties.
                let object = match object.get("properties") {
                    Some(Value::Object(properties)) => properties.clone(),
                    _ => object,
                };
                plan.import(cells(plan, &object), line, importer)?;
            }
            Err(_) => importer.refuse("it is not an object"),
        }
    }
    Ok(())
}

/// Returns the items of an array, or of the array in an object that has one of rows.
fn rows_in(text: &str) -> Option<Vec<&RawValue>> {
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text).ok();
    }
    let object: std::collections::BTreeMap<&str, &RawValue> = serde_json::from_str(text).ok()?;
    let array = ARRAYS.iter().find_map(|name| object.get(name));
    array.and_then(|rows| serde_json::from_str(rows.get()).ok())
}

/// Returns the keys of the first object of a text that may end anywhere, as far as they can be told.
pub fn keys(head: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut rest = head;
    while let Some((_, after)) = rest.split_once('"') {
        let Some((name, after)) = after.split_once('"') else {
            break;
        };
        if after.trim_start().starts_with(':') {
            keys.push(comparable(name));
        }
        rest = after;
    }
    keys
}

/// Returns the values of an object that a mapping names, by slot. A name with a dot leads into an object.
fn cells<'o>(
    plan: &Plan,
    object: &'o Map<String, Value>,
) -> impl Iterator<Item = Option<Cow<'o, str>>> {
    let names = plan.columns().names().iter();
    let found: Vec<_> = names.map(|name| text_of(find(object, name)?)).collect();
    found.into_iter()
}

fn find<'o>(object: &'o Map<String, Value>, name: &str) -> Option<&'o Value> {
    let same = |object: &'o Map<String, Value>, name: &str| {
        let direct = object.get(name);
        direct.or_else(|| {
            let mut others = object.iter();
            others.find_map(|(key, value)| (comparable(key) == name).then_some(value))
        })
    };
    same(object, name).or_else(|| {
        let (outer, inner) = name.split_once('.')?;
        find(same(object, outer)?.as_object()?, inner)
    })
}

/// Returns a value as the text of a cell.
fn text_of(value: &Value) -> Option<Cow<'_, str>> {
    Some(match value {
        Value::Null => return None,
        Value::String(text) => Cow::Borrowed(text),
        Value::Array(items) => {
            let items = items.iter().filter_map(text_of);
            Cow::Owned(items.collect::<Vec<_>>().join(";"))
        }
        other => Cow::Owned(other.to_string()),
    })
}

fn in_words(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    format!("it is not valid JSON: {message}")
}

/// Counts lines from one value of a text to the next.
struct Lines<'t> {
    text: &'t str,
    /// The byte up to which they are counted.
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// Returns the line on which a part of the text begins, which is not before the last one.
    fn line_of(&mut self, part: &str) -> u64 {
        let begins = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let between = self
            .text
            .as_bytes()
            .get(self.at..begins)
            .unwrap_or_default();
        let breaks = memchr_iter(b'\n', between).count();
        self.at = begins.max(self.at);
        self.line = self.line.saturating_add(breaks as u64);
        self.line
    }
}

//! Rows that are JSON objects: one a line, one after the other, or in an array.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::BufRead;

use memchr::memchr_iter;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::columns::{comparable, is_named};
use super::failure::Failure;
use super::importer::Importer;
use super::plan::Plan;

/// The keys under which programs give arrays of rows.
const ARRAYS: [&str; 5] = ["features", "data", "Result", "results", "events"];

/// So many keys are told apart.
const MOST_KEYS: usize = 1000;

/// So often an object may have no end before the rest of an input is given up.
const MOST_CUT: usize = 8;

const HELP: &str = "rows are JSON objects: one a line, or in an array";

/// Hands every object to an importer. Objects that have all of some columns are rows, whatever else is in them.
///
/// # Errors
/// It cannot be read, or the first value is not JSON.
pub fn import(
    plan: &Plan,
    recognise: &[String],
    mut input: impl BufRead,
    importer: &mut Importer<'_>,
) -> Result<(), Failure> {
    let mut rows = Rows {
        plan,
        recognise: recognise.iter().map(|name| comparable(name)).collect(),
        seen: HashSet::new(),
        unnamed: BTreeSet::new(),
    };
    let mut line = Vec::new();
    let mut number = 0_u64;
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        number = number.saturating_add(1);
        let text = text_in(&line, importer);
        let text = text.trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            continue;
        }
        let is_object = text.trim_start().starts_with('{');
        match serde_json::from_str::<Map<String, Value>>(text) {
            Ok(object) if rows.is_row(&object) || rows_in(text).is_none() => {
                importer.begin(number);
                rows.import(&object, number, importer)?;
            }
            Err(error) if is_object && !error.is_eof() => {
                importer.begin(number);
                importer.refuse(in_words(&error));
            }
            _ => {
                let mut rest = text.to_owned();
                let mut bytes = Vec::new();
                input.read_to_end(&mut bytes)?;
                rest.push_str(&text_in(&bytes, importer));
                rows.import_all(&rest, number, importer)?;
                break;
            }
        }
    }
    if !rows.unnamed.is_empty() {
        let keys: Vec<&str> = rows.unnamed.iter().map(String::as_str).collect();
        let noun = if keys.len() == 1 { "key" } else { "keys" };
        importer.drop_all(format!("the {noun} {}", keys.join(", ")));
    }
    Ok(())
}

/// Returns bytes as text, and takes note if they are none.
fn text_in<'b>(bytes: &'b [u8], importer: &mut Importer<'_>) -> Cow<'b, str> {
    let text = String::from_utf8_lossy(bytes);
    if matches!(text, Cow::Owned(_)) {
        importer.damage();
    }
    text
}

/// Rows in a dialect.
struct Rows<'p> {
    plan: &'p Plan,
    recognise: Vec<String>,
    /// The keys of the rows so far.
    seen: HashSet<String>,
    /// Those that have no place in an event.
    unnamed: BTreeSet<String>,
}

impl Rows<'_> {
    /// Returns whether an object is a row by its keys.
    fn is_row(&self, object: &Map<String, Value>) -> bool {
        let has = |name: &String| {
            object.contains_key(name) || object.keys().any(|key| is_named(key, name))
        };
        !self.recognise.is_empty() && self.recognise.iter().all(has)
    }

    fn import(
        &mut self,
        object: &Map<String, Value>,
        line: u64,
        importer: &mut Importer<'_>,
    ) -> Result<(), Failure> {
        let names = self.plan.columns().names();
        let is_known = |key: &str| {
            let mut outer = names.iter().filter_map(|name| name.split('.').next());
            names.iter().any(|name| is_named(key, name)) || outer.any(|name| is_named(key, name))
        };
        for key in object.keys() {
            if !self.seen.contains(key) && self.seen.len() < MOST_KEYS {
                self.seen.insert(key.clone());
                if !is_known(key) {
                    self.unnamed.insert(key.clone());
                }
            }
        }
        Ok(self.plan.import(cells(self.plan, object), line, importer)?)
    }

    /// Hands the objects of a text to an importer: the items of arrays in it, or what stands one after the other.
    fn import_all(
        &mut self,
        text: &str,
        first: u64,
        importer: &mut Importer<'_>,
    ) -> Result<(), Failure> {
        let mut lines = Lines {
            text,
            at: 0,
            line: first,
        };
        let (mut rest, mut is_sound, mut cut) = (text, false, 0_usize);
        while !rest.trim().is_empty() {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
            match values.next() {
                Some(Ok(value)) => {
                    let read = values.byte_offset();
                    self.import_value(value, &mut lines, importer)?;
                    rest = rest.get(read..).unwrap_or_default();
                    is_sound = true;
                }
                Some(Err(error)) => {
                    let line = lines.line_of(rest.trim_start());
                    if !is_sound && error.is_eof() {
                        return Err(Failure::wrong(line, in_words(&error), HELP));
                    }
                    importer.begin(line);
                    cut = cut.saturating_add(usize::from(error.is_eof()));
                    if cut == MOST_CUT {
                        importer.refuse("the rest of the input, from here on, is not valid JSON");
                        break;
                    }
                    importer.refuse(in_words(&error));
                    // What comes next may be sound.
                    rest = rest.trim_start();
                    let next = rest.find("\n{").map(|at| at.saturating_add(1));
                    rest = next.and_then(|at| rest.get(at..)).unwrap_or_default();
                }
                None => break,
            }
        }
        Ok(())
    }

    /// Hands an object to an importer, or the items of an array in it.
    fn import_value(
        &mut self,
        value: &RawValue,
        lines: &mut Lines<'_>,
        importer: &mut Importer<'_>,
    ) -> Result<(), Failure> {
        let whole = serde_json::from_str::<Map<String, Value>>(value.get());
        let is_row = whole.is_ok_and(|object| self.is_row(&object));
        let items = rows_in(value.get()).filter(|_| !is_row);
        for item in items.unwrap_or_else(|| vec![value]) {
            let line = lines.line_of(item.get());
            importer.begin(line);
            match serde_json::from_str::<Map<String, Value>>(item.get()) {
                // GeoJSON has what is said of a place in the properties.
                Ok(object) => match object.get("properties") {
                    Some(Value::Object(properties)) => self.import(properties, line, importer)?,
                    _ => self.import(&object, line, importer)?,
                },
                Err(_) => importer.refuse("it is not an object"),
            }
        }
        Ok(())
    }
}

/// Returns the items of an array, or of the array in an object that has one of rows.
fn rows_in(text: &str) -> Option<Vec<&RawValue>> {
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text).ok();
    }
    let object: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(text).ok()?;
    let array = ARRAYS.iter().find_map(|name| object.get(*name));
    array.and_then(|rows| serde_json::from_str(rows.get()).ok())
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
            others.find_map(|(key, value)| is_named(key, name).then_some(value))
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

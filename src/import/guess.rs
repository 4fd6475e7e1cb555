//! Tells from the beginning of an input which dialect it is in.

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::columns::comparable;
use super::dialect::DOCUMENTS;
use super::failure::Failure;
use super::json;
use super::kind::Dialect;
use super::mapping::Mapping;
use super::table::Layout;

/// The name of the dialect that has our own keys.
const OURS: &str = "csv";

/// The keys that every event of ours has. One of timemap may have them too, and a location.
const OUR_KEYS: [&str; 2] = ["date", "title"];

/// Rows are in no more objects than this, themselves included, as those of `GeoJSON` are.
const DEEPEST: usize = 3;

/// The characters that programs put between cells.
pub const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Returns the dialect of an input with this beginning, which may end anywhere. None if it is none that is known.
pub fn recognise(head: &str) -> Option<Dialect> {
    let head = head.trim_start_matches('\u{feff}');
    let keys = if is_json(head) {
        json::keys(head)
    } else {
        Vec::new()
    };
    if are_ours(&keys) {
        return None;
    }
    if let Some(document) = DOCUMENTS.iter().find(|it| (it.recognises)(head)) {
        return Some(Dialect::Document(*document));
    }
    let mut built_in = Mapping::built_in();
    if is_json(head) {
        // JSON with our own keys is event data as it is.
        let mut others = built_in.filter(|mapping| mapping.name != OURS);
        others.find_map(|mapping| fits_keys(mapping, &keys))
    } else {
        built_in.find_map(|mapping| fits(mapping, head))
    }
}

/// Returns the dialect with a name, for an input with this beginning. None if there is none.
///
/// # Errors
/// The input does not fit it.
pub fn named(name: &str, head: &str) -> Option<Result<Dialect, Failure>> {
    if let Some(document) = DOCUMENTS.iter().find(|it| it.name == name) {
        return Some(Ok(Dialect::Document(*document)));
    }
    let mapping = Mapping::built_in().find(|it| it.name == name)?;
    Some(by_mapping(mapping, head))
}

/// Returns the dialect of a mapping, for an input with this beginning.
///
/// # Errors
/// The input does not fit it.
pub fn by_mapping(mapping: &Mapping, head: &str) -> Result<Dialect, Failure> {
    fits(mapping, head).ok_or_else(|| {
        let message = format!("this is not {}", mapping.title);
        let columns = mapping.recognise.iter().map(|it| format!("`{it}`"));
        let columns: Vec<String> = columns.collect();
        let help = if columns.is_empty() {
            format!("its rows have {} cells", mapping.header.len())
        } else {
            format!("it has the columns {}", columns.join(", "))
        };
        Failure::wrong(1, message, help)
    })
}

/// Returns a mapping with the layout of an input, if it fits its beginning.
fn fits(mapping: &Mapping, head: &str) -> Option<Dialect> {
    let head = head.trim_start_matches('\u{feff}');
    if is_json(head) {
        return fits_keys(mapping, &json::keys(head));
    }
    let layout = layout(mapping, head)?;
    Some(Dialect::Table(Box::new(mapping.clone()), layout))
}

/// Returns whether JSON with these keys is event data as it is.
fn are_ours(keys: &[(usize, String)]) -> bool {
    let has = |wanted: &&str| keys.iter().any(|(depth, key)| *depth == 1 && key == wanted);
    OUR_KEYS.iter().all(has) && !has(&"location")
}

fn is_json(head: &str) -> bool {
    head.trim_start().starts_with(['{', '['])
}

/// Returns a mapping for JSON with these keys and their depths, if it fits.
fn fits_keys(mapping: &Mapping, keys: &[(usize, String)]) -> Option<Dialect> {
    let at = |depth: usize| {
        let same = keys.iter().filter(|(it, _)| *it == depth);
        same.map(|(_, key)| comparable(key)).collect::<Vec<_>>()
    };
    let has_all = (1..=DEEPEST).any(|depth| has_all(mapping, &at(depth)));
    has_all.then(|| Dialect::Objects(Box::new(mapping.clone())))
}

fn has_all(mapping: &Mapping, names: &[String]) -> bool {
    let mut needed = mapping.recognise.iter().map(|name| comparable(name));
    !mapping.recognise.is_empty() && needed.all(|name| names.contains(&name))
}

/// Returns how a table in a dialect is written.
fn layout(mapping: &Mapping, head: &str) -> Option<Layout> {
    let first = head.lines().next()?;
    let is_hint = first.len() == 5 && first.to_ascii_lowercase().starts_with("sep=");
    let rest = if is_hint {
        head.get(first.len()..)?.trim_start()
    } else {
        head
    };
    let skipped = u64::from(is_hint);
    let given = mapping.delimiter.and_then(|c| u8::try_from(c).ok());
    let mut delimiters = DELIMITERS
        .into_iter()
        .filter(|it| given.is_none_or(|c| c == *it));
    delimiters.find_map(|delimiter| {
        let cells = first_row(rest, delimiter);
        let names: Vec<String> = cells.iter().map(|name| comparable(name)).collect();
        let header = if has_all(mapping, &names) {
            None
        } else if is_without_header(mapping, &cells) {
            Some(mapping.header.iter().take(cells.len()).cloned().collect())
        } else {
            return None;
        };
        Some(Layout {
            delimiter,
            quoted: mapping.quoted,
            surplus: mapping.surplus.clone(),
            skipped,
            header,
        })
    })
}

/// Returns whether a row is the first of a table without a header: it has as many cells as there are columns, with
/// digits where they belong.
fn is_without_header(mapping: &Mapping, cells: &[String]) -> bool {
    let surplus = mapping.surplus.as_ref();
    let surplus = surplus.and_then(|name| mapping.header.iter().position(|it| it == name));
    let more = cells.len().saturating_sub(mapping.header.len());
    let more = if surplus.is_some() { more } else { 0 };
    let has_digits = |(name, digits): (&String, &usize)| {
        let at = mapping.header.iter().position(|known| known == name);
        let at = at.map(|at| {
            if Some(at) > surplus {
                at.saturating_add(more)
            } else {
                at
            }
        });
        let cell = at
            .and_then(|at| cells.get(at))
            .map_or("", |cell| cell.trim());
        let number = cell.strip_prefix('-').unwrap_or(cell);
        let number = number.split('.').next().unwrap_or(number);
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number && (*digits == 0 || cell.len() == *digits)
    };
    let columns = mapping.header.len();
    let least = columns.saturating_sub(mapping.optional);
    !mapping.digits.is_empty()
        && (least..=columns).contains(&cells.len().saturating_sub(more))
        && mapping.digits.iter().all(has_digits)
}

/// Returns the names of the columns of a table, of which this is the beginning.
pub fn columns(head: &str, delimiter: u8) -> Vec<String> {
    let cells = first_row(head.trim_start_matches('\u{feff}'), delimiter);
    cells.iter().map(|name| name.trim().to_owned()).collect()
}

/// Returns the cells of the first row of a text that may end anywhere.
pub fn first_row(head: &str, delimiter: u8) -> Vec<String> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let (mut rest, mut cells) = (head.as_bytes(), Vec::new());
    let (mut cell, mut len) = (vec![0; head.len().saturating_add(1)], 0_usize);
    loop {
        let room = cell.get_mut(len..).unwrap_or_default();
        let (result, read, written) = reader.read_field(rest, room);
        rest = rest.get(read..).unwrap_or_default();
        len = len.saturating_add(written);
        match result {
            ReadFieldResult::Field { record_end } => {
                let text = cell.get(..len).unwrap_or_default();
                cells.push(String::from_utf8_lossy(text).into_owned());
                len = 0;
                if record_end {
                    return cells;
                }
            }
            ReadFieldResult::InputEmpty if rest.is_empty() && read == 0 => return cells,
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::OutputFull | ReadFieldResult::End => return cells,
        }
    }
}

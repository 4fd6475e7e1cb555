//! A table of an event file as a person would write it: the equals signs below each other.

use std::fmt::Display;
use std::io::{self, Write};

use toml::Value;

/// A list that makes a longer line is written an item a line.
const WIDEST: usize = 100;

/// The header of a table, and the keys with their values.
pub struct Section {
    header: String,
    rows: Vec<(&'static str, String)>,
}

impl Section {
    /// Makes a table with a header.
    pub fn new(header: impl Into<String>) -> Self {
        Self {
            header: header.into(),
            rows: Vec::new(),
        }
    }

    /// Adds a text, if there is one.
    pub fn text(&mut self, key: &'static str, value: Option<&str>) {
        self.rows.extend(value.map(|text| (key, quoted(text))));
    }

    /// Adds a number, if there is one.
    pub fn number(&mut self, key: &'static str, value: Option<impl Display>) {
        let written = value.map(|number| (key, number.to_string()));
        self.rows.extend(written);
    }

    /// Adds a list of values as they are to be written, unless it is empty.
    pub fn list(&mut self, key: &'static str, items: impl Iterator<Item = String>) {
        let items: Vec<String> = items.collect();
        if !items.is_empty() {
            self.rows.push((key, array(&items)));
        }
    }

    /// Writes the table, with an empty line before it.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        self.write_first(out)
    }

    /// Writes the table at the beginning of a file.
    pub fn write_first(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.toml().as_bytes())
    }

    /// Returns the table as text, a line for the header and each key.
    pub fn toml(&self) -> String {
        let keys = self.rows.iter().map(|(key, _)| key.len());
        let widest = keys.max().unwrap_or(0);
        let rows = self.rows.iter();
        let rows = rows.map(|(key, value)| format!("{key:widest$} = {value}\n"));
        let lines = std::iter::once(format!("{}\n", self.header)).chain(rows);
        lines.collect()
    }
}

/// Returns a text as TOML writes it.
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Returns a part of a header.
pub fn key(text: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if text.chars().all(is_bare) && !text.is_empty() {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn array(items: &[String]) -> String {
    let line = format!("[{}]", items.join(", "));
    if line.chars().count() <= WIDEST {
        return line;
    }
    format!("[\n    {},\n]", items.join(",\n    "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(section: &Section) -> String {
        section.toml()
    }

    #[test]
    fn a_table_reads_as_if_written_by_hand() {
        let mut section = Section::new(format!("[actors.{}]", key("ünal")));
        section.text("name", Some("Say \"no\""));
        section.text("kind", None);
        section.number("rank", Some(-2));
        section.list("aliases", ["a", "b"].into_iter().map(quoted));
        section.list("tags", std::iter::empty());
        let expected = "[actors.\"ünal\"]\nname    = 'Say \"no\"'\nrank    = -2\n\
                        aliases = [\"a\", \"b\"]\n";
        assert_eq!(written(&section), expected);
    }

    #[test]
    fn a_long_list_has_an_item_a_line() {
        let mut section = Section::new("[[event]]");
        let names = ["x".repeat(60), "y".repeat(60)];
        section.list("tags", names.iter().map(|name| quoted(name)));
        let [x, y] = names;
        let expected = format!("[[event]]\ntags = [\n    \"{x}\",\n    \"{y}\",\n]\n");
        assert_eq!(written(&section), expected);
    }
}

//! The formats of event files, and how they are told apart.

use std::path::Path;

use super::unpack;

/// The formats of event files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Toml,
    /// A whole timeline as one object.
    Json,
    JsonLines,
    /// With the character between cells.
    Csv(u8),
}

impl Format {
    /// Returns whether it has actors and sources beside events, and every key in it is one of ours.
    pub fn is_curated(self) -> bool {
        matches!(self, Self::Toml | Self::Json)
    }

    /// Returns the format that the ending of a name stands for, if it stands for one.
    pub fn of_name(name: &Path) -> Option<Self> {
        let is = |name: &Path, endings: &[&str]| {
            let found = name.extension().unwrap_or_default();
            endings
                .iter()
                .any(|ending| found.eq_ignore_ascii_case(ending))
        };
        let name = match name.file_stem() {
            Some(stem) if is(name, &unpack::ENDINGS) => Path::new(stem),
            _ => name,
        };
        match () {
            () if is(name, &["toml"]) => Some(Self::Toml),
            () if is(name, &["jsonl", "ndjson", "json"]) => Some(Self::JsonLines),
            () if is(name, &["csv"]) => Some(Self::Csv(b',')),
            () if is(name, &["tsv"]) => Some(Self::Csv(b'\t')),
            () => None,
        }
    }

    /// Returns the format of a text with this beginning.
    pub fn of_head(head: &str) -> Self {
        let head = head.trim_start();
        let in_array = head.strip_prefix('[').map(str::trim_start);
        if head.starts_with('{') || in_array.is_some_and(|head| head.starts_with(['{', ']'])) {
            return Self::JsonLines;
        }
        // The first line of a table names its columns.
        let columns = head.lines().next().unwrap_or_default();
        let is_titled = |delimiter: char| {
            let cells = columns
                .split(delimiter)
                .map(|it| it.trim().trim_matches('"'));
            columns.contains(delimiter) && cells.into_iter().any(|cell| cell == "title")
        };
        match columns.starts_with(['[', '#']) || columns.contains('=') {
            false if is_titled(',') => Self::Csv(b','),
            false if is_titled('\t') => Self::Csv(b'\t'),
            _ => Self::Toml,
        }
    }

    /// Returns the name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Toml => "TOML",
            Self::Json | Self::JsonLines => "JSON",
            Self::Csv(_) => "CSV",
        }
    }
}

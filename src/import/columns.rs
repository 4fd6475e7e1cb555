//! The columns that a mapping names, and their cells in a row.

use std::borrow::Cow;

/// The columns that a mapping names, each once. Names are compared without case and space around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    names: Vec<String>,
}

/// Returns the name of a column as it is compared.
pub fn comparable(name: &str) -> String {
    name.trim().trim_start_matches('\u{feff}').to_lowercase()
}

/// Returns whether a column has a name, which is given as it is compared.
pub fn is_named(column: &str, name: &str) -> bool {
    let column = column.trim();
    column.eq_ignore_ascii_case(name) || !column.is_ascii() && comparable(column) == name
}

impl Columns {
    /// Returns the slot of a column: its position in [`Self::names`].
    pub fn slot(&mut self, name: &str) -> usize {
        let name = comparable(name);
        let known = self.names.iter().position(|known| *known == name);
        known.unwrap_or_else(|| {
            self.names.push(name);
            self.names.len().saturating_sub(1)
        })
    }

    /// Returns the names, as they are compared.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Returns, for each slot, the position of its column in a header.
    pub fn find(&self, header: &[String]) -> Vec<Option<usize>> {
        let position = |name: &String| header.iter().position(|column| is_named(column, name));
        self.names.iter().map(position).collect()
    }
}

/// The cells of one row that a mapping names. What stands for a missing value is not there.
pub struct Row<'r> {
    /// By slot.
    cells: Vec<Option<Cow<'r, str>>>,
    line: u64,
}

impl<'r> Row<'r> {
    /// Takes the cells of a row, by slot.
    pub fn new(
        cells: impl Iterator<Item = Option<Cow<'r, str>>>,
        line: u64,
        missing: &[String],
    ) -> Self {
        let trimmed = |cell: Cow<'r, str>| match cell {
            Cow::Borrowed(cell) => Cow::Borrowed(cell.trim()),
            Cow::Owned(cell) => Cow::Owned(cell.trim().to_owned()),
        };
        let longest = missing.iter().map(String::len).max().unwrap_or_default();
        let is_there = |cell: &Cow<'_, str>| {
            let len = cell.len();
            len > longest || len > 0 && !missing.iter().any(|it| it == cell)
        };
        let cells = cells.map(|cell| cell.map(trimmed).filter(is_there));
        Self {
            cells: cells.collect(),
            line,
        }
    }

    /// Returns the cell of a slot, without space around it. None if its value is missing.
    pub fn cell(&self, slot: usize) -> Option<&str> {
        self.cells.get(slot)?.as_deref()
    }

    /// Replaces the cell of a slot.
    pub fn set(&mut self, slot: usize, text: String) {
        if let Some(cell) = self.cells.get_mut(slot) {
            *cell = (!text.is_empty()).then_some(Cow::Owned(text));
        }
    }

    /// Returns the line on which it begins, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Returns whether no column has a value.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Option::is_none)
    }

    /// Returns the row with these cells.
    #[cfg(test)]
    pub fn of_cells(
        cells: &'r [&'r str],
        found: &[Option<usize>],
        line: u64,
        missing: &[String],
    ) -> Self {
        let cell = |at: usize| cells.get(at).copied().map(Cow::Borrowed);
        let cells = found.iter().map(|at| at.and_then(cell));
        Self::new(cells, line, missing)
    }
}

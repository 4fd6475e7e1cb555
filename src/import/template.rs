//! Texts with the cells of a row in them, such as `{sub_event_type}: {location}`.

use std::borrow::Cow;

use super::columns::{Columns, Row};

/// A text with the cells of a row in it. A row that misses one of them has no such text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Cell(usize),
    Line,
}

impl Template {
    /// Reads a template, and takes note of its columns.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn read(text: &str, columns: &mut Columns) -> Result<Self, String> {
        let (mut pieces, mut rest) = (Vec::new(), text);
        while let Some((literal, after)) = rest.split_once('{') {
            if !literal.is_empty() {
                pieces.push(Piece::Literal(literal.to_owned()));
            }
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| format!("`{text}` has a `{{` without a `}}`"))?;
            pieces.push(match name.trim() {
                "" => return Err(format!("`{text}` has no name between `{{` and `}}`")),
                "line" => Piece::Line,
                name => Piece::Cell(columns.slot(name)),
            });
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(rest.to_owned()));
        }
        Ok(Self { pieces })
    }

    /// Returns the text of a row. None if it misses one of the cells.
    pub fn fill<'r>(&'r self, row: &'r Row<'_>) -> Option<Cow<'r, str>> {
        match &self.pieces[..] {
            [Piece::Cell(slot)] => return row.cell(*slot).map(Cow::Borrowed),
            [Piece::Literal(text)] => return Some(Cow::Borrowed(text)),
            _ => {}
        }
        let mut filled = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => filled.push_str(text),
                Piece::Cell(slot) => filled.push_str(row.cell(*slot)?),
                Piece::Line => filled.push_str(&row.line().to_string()),
            }
        }
        Some(Cow::Owned(filled))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_put_in() {
        let mut columns = Columns::default();
        let template = Template::read("{A}: {b c} ({line})", &mut columns).expect("it is one");
        let found = columns.find(&["b c", "x", "a"].map(str::to_owned));
        let row = |cells: &'static [&'static str]| Row::of_cells(cells, &found, 7, &[]);
        let whole = row(&["y", "-", "z"]);
        assert_eq!(template.fill(&whole).as_deref(), Some("z: y (7)"));
        assert_eq!(template.fill(&row(&["y", "-", " "])), None);
    }

    #[test]
    fn what_is_no_template_is_refused() {
        let columns = &mut Columns::default();
        assert!(Template::read("{a", columns).is_err());
        assert!(Template::read("{ }", columns).is_err());
        assert!(Template::read("a}", columns).is_ok());
    }
}

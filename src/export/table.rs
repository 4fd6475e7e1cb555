//! Aligned columns for people: date, id, title.

use std::io::Write;

use anyhow::Result;

use super::Skipped;
use crate::text::width::width;
use crate::timeline::{Selection, Timeline};

pub fn write(out: &mut dyn Write, timeline: &Timeline, selection: &Selection) -> Result<Skipped> {
    let rows = selection.iter().map(|id| {
        let event = timeline.read(id?)?;
        Ok([event.when.words(), event.slug.clone(), event.title.clone()])
    });
    columns(out, rows)?;
    Ok(Skipped::default())
}

/// No column is padded to more cells than this: one long cell would make every line long.
const WIDEST: usize = 40;

/// The widths of columns are those of so many rows; what comes after need not fit.
const MEASURED: usize = 1000;

/// Writes rows in aligned columns, two spaces apart. The last column is not padded.
pub fn columns<const N: usize>(
    out: &mut dyn Write,
    mut rows: impl Iterator<Item = Result<[String; N]>>,
) -> Result<()> {
    let first: Vec<_> = rows.by_ref().take(MEASURED).collect::<Result<_>>()?;
    let mut widths = [0; N];
    for row in &first {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).clamp(*widest, WIDEST);
        }
    }
    for row in first.into_iter().map(Ok).chain(rows) {
        let mut line = String::new();
        for (cell, widest) in row?.iter().zip(widths) {
            line.push_str(cell);
            let gap = widest.saturating_sub(width(cell)).saturating_add(2);
            line.extend(std::iter::repeat_n(' ', gap));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_long_cell_makes_no_other_line_long() {
        let long = "x".repeat(1000);
        let rows = [
            ["a", "b", long.as_str()],
            [long.as_str(), "cc", "d"],
            ["e", "", ""],
        ];
        let rows = rows.iter().map(|row| Ok(row.map(str::to_owned)));
        let mut out = Vec::new();
        columns(&mut out, rows).expect("it is written");
        let out = String::from_utf8(out).expect("text");
        let padded = format!(
            "a{}  b   {long}\n{long}  cc  d\ne\n",
            " ".repeat(WIDEST - 1)
        );
        assert_eq!(out, padded);
    }
}

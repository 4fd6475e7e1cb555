//! Aligned columns for people: date, id, title.

use std::io::{self, Write};

use anyhow::Result;

use super::Skipped;
use crate::text::width::width;
use crate::timeline::{Answer, Selection, Timeline};

pub fn write(out: &mut dyn Write, timeline: &Timeline, selection: &Selection) -> Result<Skipped> {
    let rows = selection.iter().map(|id| {
        let event = timeline.event(id)?;
        Ok([event.when.words(), event.slug.clone(), event.title.clone()])
    });
    columns(out, &rows.collect::<Answer<Vec<_>>>()?)?;
    Ok(Skipped::default())
}

/// Writes rows in aligned columns, two spaces apart. The last column is not padded.
pub fn columns<const N: usize>(out: &mut dyn Write, rows: &[[String; N]]) -> io::Result<()> {
    let mut widths = [0; N];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    for row in rows {
        let mut line = String::new();
        for (cell, widest) in row.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(widest - width(cell) + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

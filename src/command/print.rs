//! Printing shared by the commands.

use std::io::{self, Write};

use crate::diagnostic::Diagnostic;

/// Prints diagnostics, with a blank line after each.
pub fn print_all(diagnostics: &[Diagnostic], colour: bool, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in diagnostics {
        writeln!(out, "{}\n", diagnostic.render(colour))?;
    }
    Ok(())
}

/// Returns a number with its noun: `1 event`, `2 events`.
pub fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

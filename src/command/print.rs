//! Printing shared by the commands.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::diagnostic::{Code, Diagnostic, Subject};

/// Of each code at most this many diagnostics are printed in full.
const MOST_OF_A_CODE: usize = 100;

/// Prints diagnostics, with a blank line after each. Of very many the rest is counted.
pub fn print_all(diagnostics: &[Diagnostic], colour: bool, out: &mut dyn Write) -> io::Result<()> {
    if let Some(more) = print_most(diagnostics, usize::MAX, colour, out)? {
        writeln!(out, "{more}\n")?;
    }
    Ok(())
}

/// Prints at most `most` diagnostics, with a blank line after each. Returns how many more there are, by
/// code.
pub fn print_most(
    diagnostics: &[Diagnostic],
    most: usize,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<Option<String>> {
    let mut printed = 0;
    let mut of_code: BTreeMap<Code, usize> = BTreeMap::new();
    let mut more: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        let same = of_code.entry(diagnostic.code).or_default();
        let counts = matches!(diagnostic.subject, Subject::Rest(_));
        if counts || printed == most || *same == MOST_OF_A_CODE {
            *more.entry(diagnostic.code).or_default() += diagnostic.subject.count();
            continue;
        }
        *same += 1;
        printed += 1;
        writeln!(out, "{}\n", diagnostic.render(colour))?;
    }
    let all = counted(more.values().sum(), "more problem");
    let each = more
        .iter()
        .map(|(code, count)| format!("{count} {}", code.name()));
    let each: Vec<String> = each.collect();
    Ok((!more.is_empty()).then(|| format!("{all}: {}", each.join(", "))))
}

/// Returns a number with its noun: `1 event`, `2 events`.
pub fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

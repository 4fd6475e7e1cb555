//! Printing shared by the commands.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Subject, safe};
use crate::load;

/// Prose is wrapped to this many columns, as in the browser.
pub const MEASURE: usize = 76;

/// Of each code at most this many diagnostics are printed in full.
const MOST_OF_A_CODE: usize = 100;

/// Prints diagnostics. Of very many the rest is counted.
pub fn print_all(diagnostics: &[Diagnostic], colour: bool, out: &mut dyn Write) -> io::Result<()> {
    if let Some(more) = print_most(diagnostics, usize::MAX, colour, out)? {
        writeln!(out, "{more}\n")?;
    }
    Ok(())
}

/// Prints at most `most` diagnostics. Returns how many more there are, by code.
pub fn print_most(
    diagnostics: &[Diagnostic],
    most: usize,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<Option<String>> {
    let mut room = Room::of(most);
    for diagnostic in diagnostics {
        if room.takes(diagnostic.code, diagnostic.subject) {
            out.write_all(drawn(diagnostic, colour).as_bytes())?;
        }
    }
    Ok(room.rest())
}

/// Returns a diagnostic as it is printed: in one line if a file cannot be read, and otherwise drawn, with a blank line
/// after it.
pub fn drawn(diagnostic: &Diagnostic, colour: bool) -> String {
    if diagnostic.code != Code::Unreadable {
        return format!("{}\n\n", diagnostic.render(colour));
    }
    let help = diagnostic.help.as_deref();
    let help = help.map_or_else(String::new, |help| format!("; {help}"));
    format!("annals: {}{help}\n", diagnostic.message)
}

/// Decides which diagnostics are printed in full, and counts the others.
pub struct Room {
    left: usize,
    of_code: BTreeMap<Code, usize>,
    more: BTreeMap<Code, usize>,
}

impl Room {
    /// Makes room for at most `most` diagnostics.
    pub fn of(most: usize) -> Self {
        Self {
            left: most,
            of_code: BTreeMap::new(),
            more: BTreeMap::new(),
        }
    }

    /// Returns whether the next diagnostic, about a subject, is printed. Otherwise it is counted.
    pub fn takes(&mut self, code: Code, subject: Subject) -> bool {
        let same = self.of_code.entry(code).or_default();
        let counts = matches!(subject, Subject::Rest(_));
        if counts || self.left == 0 || *same == MOST_OF_A_CODE {
            *self.more.entry(code).or_default() += subject.count();
            return false;
        }
        *same += 1;
        self.left -= 1;
        true
    }

    /// Returns how many more there are than were printed, by code.
    pub fn rest(&self) -> Option<String> {
        let all = counted(self.more.values().sum(), "more problem");
        let each = self.more.iter();
        let each = each.map(|(code, count)| format!("{count} {}", code.name()));
        let each: Vec<String> = each.collect();
        (!each.is_empty()).then(|| format!("{all}: {}", each.join(", ")))
    }
}

/// Returns an error with its causes, in words.
pub fn with_causes(error: &anyhow::Error) -> String {
    let words = error.chain().map(|cause| match cause.downcast_ref() {
        Some(failed) => load::error_in_words(failed),
        None => cause.to_string(),
    });
    words.collect::<Vec<_>>().join(": ")
}

/// Returns a path for a message.
pub fn named(path: &Path) -> String {
    format!("`{}`", safe(&path.display().to_string()))
}

/// Returns a number with its noun: `1 event`, `2 events`.
pub fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

//! What commands are given and what they return.

use std::io::Write;
use std::path::PathBuf;

/// What the program finds around itself, read once when it starts.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent facts, not the states of one thing"
)]
pub struct Environment {
    /// Today's date, `YYYY-MM-DD`.
    pub today: String,
    /// Whether standard input is a terminal.
    pub keyboard: bool,
    /// Whether standard output is a terminal.
    pub screen: bool,
    /// Whether standard output may be coloured.
    pub colour: bool,
    /// Whether standard error may be coloured.
    pub colour_errors: bool,
    /// Whether `NO_COLOR` is set.
    pub no_color: bool,
    /// $VISUAL, else $EDITOR.
    pub editor: Option<String>,
    /// The folder for what is kept of large event files, unless that is not wanted.
    pub cache: Option<PathBuf>,
    /// $BROWSER.
    pub browser: Option<String>,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Without problems.
    Fine,
    /// `check` found problems.
    Findings,
    /// Wrong usage, or input that cannot be read.
    Unusable,
    /// Ended by a signal.
    Signal(u8),
}

impl Outcome {
    /// Returns the exit status.
    pub fn status(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Unusable => 2,
            Self::Signal(number) => 128 + number,
        }
    }
}

/// Standard output and standard error.
pub struct Streams<'a> {
    /// Standard output, for the result.
    pub out: &'a mut dyn Write,
    /// Standard error, for messages.
    pub err: &'a mut dyn Write,
}

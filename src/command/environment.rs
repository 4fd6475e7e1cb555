//! What commands are given and what they return.

use std::io::Write;

/// What the program finds around itself, read once when it starts.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent facts, not the states of one thing"
)]
pub struct Environment {
    /// Today's date, `YYYY-MM-DD`.
    pub today: String,
    /// Whether both standard input and output are a terminal.
    pub terminal: bool,
    /// Whether standard output may be coloured.
    pub colour: bool,
    /// The same of standard error.
    pub colour_errors: bool,
    /// Whether `NO_COLOR` is set.
    pub no_color: bool,
    /// $VISUAL, else $EDITOR.
    pub editor: Option<String>,
    /// $BROWSER.
    pub browser: Option<String>,
}

/// How a run ended. The numbers are the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// `check` found something.
    Findings,
    /// Wrong usage, or input that cannot be read.
    Unusable,
    /// Ended by a signal.
    Signal(u8),
}

impl Outcome {
    /// The exit status.
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
    /// What was asked for.
    pub out: &'a mut dyn Write,
    /// What is to be said about it.
    pub err: &'a mut dyn Write,
}

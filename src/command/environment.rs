//! What commands are given and what they return.

use std::fs;
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
    /// The time at which it was started, `YYYY-MM-DDThh:mm:ss` on the clock of the user.
    pub now: String,
    /// Whether standard input is a terminal.
    pub keyboard: bool,
    /// Whether standard output is a terminal.
    pub screen: bool,
    /// Whether standard output may be coloured.
    pub colour: bool,
    /// Whether standard error is a terminal.
    pub screen_errors: bool,
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
    /// `$ANNALS_PASSWORD`.
    pub password: Option<String>,
    /// The folder for the user's settings.
    pub configuration: Option<PathBuf>,
    /// The folder with the texts of the sources, if the events are on a server.
    pub sources: Option<PathBuf>,
    /// The file of this program, to start it again.
    pub program: Option<PathBuf>,
}

impl Environment {
    /// Returns the password for a server: that of the environment, else the first line of `password` in the folder
    /// for settings.
    pub fn password(&self) -> Option<String> {
        let kept = || {
            let path = self.configuration.as_ref()?.join("password");
            let text = fs::read_to_string(path).ok()?;
            text.lines().next().map(str::to_owned)
        };
        self.password.clone().or_else(kept)
    }
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

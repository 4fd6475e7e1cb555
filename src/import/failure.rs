//! Why an input cannot be imported at all.

use std::fmt;
use std::io;

/// Why an input cannot be imported.
#[derive(Debug)]
pub enum Failure {
    /// It cannot be read, or the output cannot be written.
    Io(io::Error),
    /// It is not what its dialect says that it is.
    Wrong(Wrong),
}

/// What is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The line, from 1; 0 if it is no particular one.
    pub line: u64,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Failure {
    /// Makes a failure that is the input's fault.
    pub fn wrong(line: u64, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Wrong(Wrong {
            line,
            message: message.into(),
            help: help.into(),
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Wrong(wrong) => write!(f, "{}; {}", wrong.message, wrong.help),
        }
    }
}

impl std::error::Error for Failure {}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

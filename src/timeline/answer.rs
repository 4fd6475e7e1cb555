//! Answers to questions, and why there is none.

use std::fmt;

use super::EventId;

/// Why a question has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The timeline has no such event. The id belongs to another timeline.
    UnknownEvent(EventId),
    /// The event can no longer be read from its file.
    Unreadable(EventId),
    /// The question was withdrawn.
    Unwanted,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unwanted => f.write_str("the question was withdrawn"),
            Self::UnknownEvent(id) => write!(f, "event {} not found", id.index() + 1),
            Self::Unreadable(id) => {
                write!(
                    f,
                    "event {} can no longer be read from its file",
                    id.index() + 1
                )
            }
        }
    }
}

impl std::error::Error for StoreError {}

/// The answer to a question.
pub type Answer<T> = Result<T, StoreError>;

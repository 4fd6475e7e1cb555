//! Answers to questions, and why there is none.

use std::cell::Cell;
use std::fmt;
use std::sync::Arc;

use super::EventId;

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The timeline has no such event. The id belongs to another timeline.
    UnknownEvent(EventId),
    /// The event can no longer be read from its file.
    Unreadable(EventId),
    /// The question was withdrawn.
    Unwanted,
    /// The answer has to be waited for, and this thread [may not wait](never_wait).
    Pending,
    /// The store failed, perhaps for a while. A sentence for people, without a full stop.
    Failed(Arc<str>),
    /// The store cannot answer this. A sentence for people, without a full stop.
    Unanswerable(Arc<str>),
}

impl StoreError {
    /// Returns an error with a message for people.
    pub fn failed(message: impl Into<Arc<str>>) -> Self {
        Self::Failed(message.into())
    }
}

thread_local! {
    static MAY_WAIT: Cell<bool> = const { Cell::new(true) };
}

/// Forbids this thread to wait for a store. Whatever is not at hand is [`StoreError::Pending`] from now on. The
/// thread of the screen does this, so that no key ever waits for a server.
pub fn never_wait() {
    MAY_WAIT.set(false);
}

/// Returns whether this thread may wait for a store.
pub fn may_wait() -> bool {
    MAY_WAIT.get()
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unwanted => f.write_str("the question was withdrawn"),
            Self::Pending => f.write_str("the answer is not here yet"),
            Self::Failed(why) | Self::Unanswerable(why) => f.write_str(why),
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

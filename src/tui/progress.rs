//! The progress of a check.

/// The progress of a check, in citations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The number of citations checked so far.
    pub done: usize,
    /// The number of citations in the timeline.
    pub total: usize,
}

impl Progress {
    /// Returns whether all citations are checked.
    pub fn is_complete(self) -> bool {
        self.done >= self.total
    }
}

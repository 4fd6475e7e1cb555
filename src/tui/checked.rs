//! How far a check is.

/// How many citations are checked, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Checked so far.
    pub done: usize,
    /// In the whole timeline.
    pub total: usize,
}

impl Checked {
    /// Returns whether all are checked.
    pub fn is_complete(self) -> bool {
        self.done >= self.total
    }
}

//! The progress of work that takes long.

/// How far work is: a check in citations, reading in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How much is done.
    pub done: usize,
    /// How much there is to do; 0 if nobody knows.
    pub total: usize,
}

impl Progress {
    /// Returns whether nobody knows how much there is to do.
    pub fn is_unknown(self) -> bool {
        self.total == 0
    }

    /// Returns how much is done in percent.
    pub fn percent(self) -> usize {
        let done = self.done.min(self.total).saturating_mul(100);
        done.checked_div(self.total).unwrap_or(100)
    }

    /// Returns whether all is done.
    pub fn is_complete(self) -> bool {
        self.done >= self.total
    }
}

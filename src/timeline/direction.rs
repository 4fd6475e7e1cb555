//! Which way to go through events.

/// Which way to go through a selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards later events.
    Forward,
    /// Towards earlier events.
    Backward,
}

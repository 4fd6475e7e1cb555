//! Keeps threads from running far ahead of whoever takes their results.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many pieces of work were taken, of which so many more may be done.
pub struct Turns {
    taken: Mutex<usize>,
    changed: Condvar,
    ahead: usize,
}

impl Turns {
    pub fn new(ahead: usize) -> Self {
        Self {
            taken: Mutex::new(0),
            changed: Condvar::new(),
            ahead,
        }
    }

    fn taken(&self) -> MutexGuard<'_, usize> {
        // It is whole even if a thread panicked.
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until a piece may be done.
    pub fn wait(&self, number: usize) {
        let is_early = |taken: &mut usize| number >= taken.saturating_add(self.ahead);
        drop(self.changed.wait_while(self.taken(), is_early));
    }

    /// Notes that so many pieces were taken.
    pub fn take(&self, count: usize) {
        let mut taken = self.taken();
        *taken = count.max(*taken);
        self.changed.notify_all();
    }

    /// Lets everybody go on once the result is dropped, at the end of a thread or when it panics.
    pub fn release(&self) -> Release<'_> {
        Release(self)
    }
}

/// See [`Turns::release`].
pub struct Release<'a>(&'a Turns);

impl Drop for Release<'_> {
    fn drop(&mut self) {
        self.0.take(usize::MAX);
    }
}

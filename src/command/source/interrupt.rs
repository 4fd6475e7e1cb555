//! Keeps signals from ending the program half way through its files.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::{SigId, flag, low_level};

/// The signals that end the program, unless they are held.
#[derive(Debug)]
pub struct Signals {
    may_end: Arc<AtomicBool>,
    came: Arc<AtomicBool>,
    registered: Vec<SigId>,
}

/// While this exists, signals are noted and do nothing. What is done meanwhile takes milliseconds, and is either done or
/// undone as a whole.
#[derive(Debug)]
pub struct Held<'a>(&'a Signals);

impl Signals {
    /// Watches the signals that end the program; they still end it.
    ///
    /// # Errors
    /// The system refuses.
    pub fn watched() -> io::Result<Self> {
        let mut signals = Self {
            may_end: Arc::new(AtomicBool::new(true)),
            came: Arc::default(),
            registered: Vec::new(),
        };
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            let may_end = Arc::clone(&signals.may_end);
            let ended = flag::register_conditional_default(signal, may_end)?;
            signals.registered.push(ended);
            let noted = flag::register(signal, Arc::clone(&signals.came))?;
            signals.registered.push(noted);
        }
        Ok(signals)
    }

    /// Holds signals off until the value that it returns is dropped.
    pub fn hold(&self) -> Held<'_> {
        self.may_end.store(false, Ordering::SeqCst);
        Held(self)
    }

    /// Returns whether a signal came while signals were held.
    pub fn came(&self) -> bool {
        self.came.load(Ordering::SeqCst)
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.registered.drain(..) {
            low_level::unregister(id);
        }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.may_end.store(true, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_that_is_held_is_noted() {
        let signals = Signals::watched().expect("signals");
        let held = signals.hold();
        assert!(!signals.came());
        low_level::raise(SIGHUP).expect("it is sent");
        assert!(signals.came());
        assert!(!signals.may_end.load(Ordering::SeqCst));
        drop(held);
        assert!(signals.may_end.load(Ordering::SeqCst));
    }
}

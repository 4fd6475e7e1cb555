//! Keeps signals from ending the program half way through its files.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;

/// From here on signals that end the program do nothing. What is left to do takes milliseconds, and is either done or
/// undone as a whole.
///
/// # Errors
/// The system refuses.
pub fn defer() -> io::Result<()> {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        flag::register(signal, Arc::new(AtomicBool::new(false)))?;
    }
    Ok(())
}

//! Opens the terminal as a file.

use std::io;
use std::os::fd::{AsFd, OwnedFd};

use rustix::fs::{CWD, Mode, OFlags, openat};
use rustix::termios::{isatty, ttyname};

/// Opens the keyboard for a program that is started, if standard input is something else.
pub fn keyboard() -> Option<OwnedFd> {
    if isatty(io::stdin()) {
        return None;
    }
    openat(
        CWD,
        "/dev/tty",
        OFlags::RDWR | OFlags::CLOEXEC,
        Mode::empty(),
    )
    .ok()
}

/// Opens a terminal a second time, in non-blocking mode. The existing file description is shared
/// with the shell, so its mode must not be changed.
pub fn reopen(terminal: impl AsFd) -> io::Result<OwnedFd> {
    let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    ttyname(terminal, Vec::new())
        .and_then(|name| openat(CWD, name, flags, Mode::empty()))
        // The name can be unknown (in a container) or belong to another user (after `su`).
        .or_else(|_| openat(CWD, "/dev/tty", flags, Mode::empty()))
        .map_err(io::Error::from)
}

//! Opens the terminal as a file.

use std::io;
use std::os::fd::{AsFd, OwnedFd};

use rustix::fs::{CWD, Mode, OFlags, openat};
use rustix::termios::ttyname;

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

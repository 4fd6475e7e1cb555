//! Writes to the terminal without blocking, even if the terminal accepts no data.

use std::io::{self, Write};
use std::mem;
use std::os::fd::OwnedFd;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, retry_on_intr, write};

use crate::tui::signals::Signals;
use crate::tui::tty;

/// How long to wait for the terminal to accept more of the last bytes.
const TIMEOUT: Duration = Duration::from_secs(1);

/// The terminal that standard output refers to. Writes are buffered until a flush. A flush waits
/// while the terminal accepts no data, and fails once a signal asks the program to exit.
pub struct Output<'a> {
    terminal: OwnedFd,
    bytes: Vec<u8>,
    signals: &'a Signals,
}

impl<'a> Output<'a> {
    /// Opens the terminal that standard output refers to.
    pub fn open(signals: &'a Signals) -> io::Result<Self> {
        Ok(Self {
            terminal: tty::reopen(io::stdout())?,
            bytes: Vec::new(),
            signals,
        })
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        let sent = send(&self.terminal, &mem::take(&mut self.bytes), || {
            let keep_going = self.signals.ending().is_none();
            Ok(keep_going && self.signals.sleep(&self.terminal, PollFlags::OUT, None)?)
        });
        sent.inspect_err(|error| {
            if error.raw_os_error() == Some(Errno::IO.raw_os_error()) {
                self.signals.hang_up();
            }
        })
    }
}

/// Sends the last bytes to the terminal that standard output refers to. Gives up if the terminal
/// accepts none of them within the timeout.
pub fn send_last(bytes: &[u8]) -> io::Result<()> {
    let terminal = tty::reopen(io::stdout())?;
    let timeout = Timespec::try_from(TIMEOUT).ok();
    send(&terminal, bytes, || {
        let mut files = [PollFd::new(&terminal, PollFlags::OUT)];
        Ok(retry_on_intr(|| poll(&mut files, timeout.as_ref()))? > 0)
    })
}

/// Sends bytes. When the terminal accepts no more, `wait` waits until it does, or returns false to
/// give up.
fn send(
    terminal: &OwnedFd,
    mut bytes: &[u8],
    wait: impl Fn() -> io::Result<bool>,
) -> io::Result<()> {
    while !bytes.is_empty() {
        match write(terminal, bytes) {
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::AGAIN) if wait()? => {}
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

//! Writes to the terminal without blocking, even if it takes nothing.

use std::io::{self, Write};
use std::mem;
use std::os::fd::OwnedFd;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, retry_on_intr, write};

use crate::tui::signals::Signals;
use crate::tui::tty;

/// How long the terminal has to take some of the last bytes.
const PATIENCE: Duration = Duration::from_secs(1);

/// The terminal that is standard output. What is written is sent when it is flushed. While
/// the terminal takes nothing, a flush waits, and fails once a signal asks the program to end.
pub struct Output<'a> {
    terminal: OwnedFd,
    bytes: Vec<u8>,
    signals: &'a Signals,
}

impl<'a> Output<'a> {
    /// Opens the terminal that is standard output.
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
            let goes_on = self.signals.ending().is_none();
            Ok(goes_on && self.signals.sleep(&self.terminal, PollFlags::OUT, None)?)
        });
        sent.inspect_err(|error| {
            if error.raw_os_error() == Some(Errno::IO.raw_os_error()) {
                self.signals.hang_up();
            }
        })
    }
}

/// Sends the last bytes to the terminal that is standard output. Gives up if it takes none of
/// them for a while.
pub fn send_last(bytes: &[u8]) -> io::Result<()> {
    let terminal = tty::reopen(io::stdout())?;
    let patience = Timespec::try_from(PATIENCE).ok();
    send(&terminal, bytes, || {
        let mut files = [PollFd::new(&terminal, PollFlags::OUT)];
        Ok(retry_on_intr(|| poll(&mut files, patience.as_ref()))? > 0)
    })
}

/// Sends bytes. When the terminal takes no more, `wait` waits until it does, or returns
/// false to give up.
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

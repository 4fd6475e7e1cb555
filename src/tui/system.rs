//! What the operating system tells the program: signals, a terminal that is gone. The
//! only place that is for Unix alone.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ratatui::crossterm::event;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag::register_usize;

/// How long the program sleeps before it looks whether a file changed. A key and a
/// signal wake it at once.
const NAP: Duration = Duration::from_secs(1);

/// Why the program woke up.
pub enum Woken {
    /// There is a key to read, or another event of the terminal.
    Event,
    /// Nothing happened for a while.
    Rested,
    /// The program was stopped and goes on.
    Resumed,
    /// A signal asks it to end, or the terminal is gone.
    Ending(u8),
}

/// What is waited for.
pub struct Wakes {
    ending: Arc<AtomicUsize>,
    resumed: Arc<AtomicUsize>,
}

impl Wakes {
    /// From here on signals are noted.
    pub fn catch() -> io::Result<Self> {
        let (ending, resumed) = (Arc::default(), Arc::default());
        for signal in [SIGTERM, SIGHUP, SIGINT] {
            let number = usize::try_from(signal).unwrap_or_default();
            register_usize(signal, Arc::clone(&ending), number)?;
        }
        register_usize(SIGCONT, Arc::clone(&resumed), 1)?;
        Ok(Self { ending, resumed })
    }

    /// Forgets an interrupt: the key was meant for another program, to which the
    /// terminal was lent.
    pub fn forgive_interrupt(&self) {
        let interrupt = usize::try_from(SIGINT).unwrap_or_default();
        let relaxed = Ordering::Relaxed;
        // Unless something else asks for the end, which is still to be heard.
        let _ = self.ending.compare_exchange(interrupt, 0, relaxed, relaxed);
    }

    /// Sleeps until something happens, a nap at most.
    pub fn wait(&self) -> io::Result<Woken> {
        let mut patience = Duration::ZERO;
        loop {
            let gone = terminal_is_gone(patience)?;
            match self.ending.load(Ordering::Relaxed) {
                0 if gone => return Ok(Woken::Ending(SIGHUP as u8)),
                0 => {}
                signal => return Ok(Woken::Ending(u8::try_from(signal).unwrap_or_default())),
            }
            if self.resumed.swap(0, Ordering::Relaxed) != 0 {
                return Ok(Woken::Resumed);
            }
            // Asked before sleeping as well: events may be read already and queued.
            if event::poll(Duration::ZERO)? {
                return Ok(Woken::Event);
            }
            if patience == NAP {
                return Ok(Woken::Rested);
            }
            patience = NAP;
        }
    }
}

/// Waits for the terminal to have something to say. True if it hung up: reading from it
/// would then never end.
fn terminal_is_gone(patience: Duration) -> io::Result<bool> {
    let stdin = io::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    let patience = Timespec::try_from(patience).ok();
    match poll(&mut fds, patience.as_ref()) {
        Ok(_) => Ok(fds[0]
            .revents()
            .intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)),
        // A signal: of a new size, among others.
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Stops the program until the shell brings it back. The whole process group stops, as
/// when the terminal itself sees the key: whoever started the program (cargo, a script)
/// has to stop as well, or the shell keeps waiting for it.
pub fn suspend() -> io::Result<()> {
    Ok(kill_current_process_group(Signal::TSTP)?)
}

//! Signals, and wake-ups by other threads. Each ends the program's sleep at once, whether it
//! waits for a key or for a terminal that does not take what is drawn.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::flag;
use signal_hook::low_level::pipe;

/// The signals that arrived. Each sets a flag and writes to a pipe, which ends a poll.
pub struct Signals {
    ending: Arc<AtomicUsize>,
    resumed: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    called: Arc<AtomicBool>,
    wakes: UnixStream,
    wake: Arc<UnixStream>,
}

impl Signals {
    /// Catches the signals that ask the program to end, and those that tell of a change.
    pub fn catch() -> io::Result<Self> {
        let signals = Self::silent()?;
        // A second SIGTERM ends the program whatever it does, even if it is stuck.
        let asked = Arc::new(AtomicBool::new(false));
        flag::register_conditional_shutdown(SIGTERM, 128 + SIGTERM, Arc::clone(&asked))?;
        flag::register(SIGTERM, asked)?;
        for signal in [SIGTERM, SIGHUP, SIGINT] {
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&signals.ending), number)?;
        }
        flag::register(SIGCONT, Arc::clone(&signals.resumed))?;
        flag::register(SIGWINCH, Arc::clone(&signals.resized))?;
        // Registered last: the flag is set before a poll ends.
        for signal in [SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGWINCH] {
            pipe::register(signal, signals.wake.try_clone()?)?;
        }
        Ok(signals)
    }

    fn silent() -> io::Result<Self> {
        let (wakes, wake) = UnixStream::pair()?;
        wakes.set_nonblocking(true)?;
        wake.set_nonblocking(true)?;
        Ok(Self {
            ending: Arc::default(),
            resumed: Arc::default(),
            resized: Arc::default(),
            called: Arc::default(),
            wakes,
            wake: Arc::new(wake),
        })
    }

    /// Returns the signal that asks the program to end, if one did.
    pub fn ending(&self) -> Option<u8> {
        let signal = u8::try_from(self.ending.load(SeqCst)).ok()?;
        (signal != 0).then_some(signal)
    }

    /// Asks the program to end because its terminal is gone, as SIGHUP does.
    pub fn hang_up(&self) {
        let gone = usize::try_from(SIGHUP).unwrap_or_default();
        // A signal that came before stays the reason.
        let _ = self.ending.compare_exchange(0, gone, SeqCst, SeqCst);
    }

    /// Forgets an interrupt: the key was meant for another program, to which the
    /// terminal was lent.
    pub fn forgive_interrupt(&self) {
        let interrupt = usize::try_from(SIGINT).unwrap_or_default();
        // Unless something else asks for the end, which is still to be heard.
        let _ = self.ending.compare_exchange(interrupt, 0, SeqCst, SeqCst);
    }

    /// Returns whether the program was stopped and continued since the last call.
    pub fn resumed(&self) -> bool {
        self.resumed.swap(false, SeqCst)
    }

    /// Returns whether the terminal changed its size since the last call.
    pub fn resized(&self) -> bool {
        self.resized.swap(false, SeqCst)
    }

    /// Returns whether a [`Waker`] was used since the last call.
    pub fn called(&self) -> bool {
        self.called.swap(false, SeqCst)
    }

    /// Returns a handle that another thread can wake the program with.
    pub fn waker(&self) -> Waker {
        Waker {
            called: Arc::clone(&self.called),
            wake: Arc::clone(&self.wake),
        }
    }

    /// Sleeps until the terminal is ready for what is `wanted`, a signal arrives, or a
    /// [`Waker`] is used. Returns false if `patience` ends first.
    pub fn sleep(
        &self,
        terminal: impl AsFd,
        wanted: PollFlags,
        patience: Option<Duration>,
    ) -> io::Result<bool> {
        let mut files = [
            PollFd::new(&self.wakes, PollFlags::IN),
            PollFd::from_borrowed_fd(terminal.as_fd(), wanted),
        ];
        let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
        let ready = match poll(&mut files, patience.as_ref()) {
            Ok(ready) => ready,
            Err(Errno::INTR) => return Ok(true),
            Err(error) => return Err(error.into()),
        };
        let [wakes, terminal] = files.map(|file| file.revents());
        if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            self.hang_up();
        }
        if !wakes.is_empty() {
            // Drained, or the next sleep would end at once. The flags tell what came.
            while (&self.wakes)
                .read(&mut [0; 64])
                .is_ok_and(|count| count > 0)
            {}
        }
        Ok(ready > 0)
    }
}

/// Wakes the program from another thread: [`Signals::called`] is true then.
#[derive(Clone)]
pub struct Waker {
    called: Arc<AtomicBool>,
    wake: Arc<UnixStream>,
}

impl Waker {
    /// Wakes the program.
    pub fn wake(&self) {
        self.called.store(true, SeqCst);
        // A full pipe wakes the program as well.
        let _ = (&*self.wake).write(&[0]);
    }
}

/// Stops the program until the shell brings it back. The whole process group stops, as
/// when the terminal itself sees the key: whoever started the program (cargo, a script)
/// has to stop as well, or the shell keeps waiting for it.
pub fn suspend() -> io::Result<()> {
    Ok(kill_current_process_group(Signal::TSTP)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_waker_ends_a_sleep() {
        let signals = Signals::silent().expect("a pipe");
        let (silent, _other) = UnixStream::pair().expect("a pair");
        let sleep = |patience| {
            signals
                .sleep(&silent, PollFlags::IN, patience)
                .expect("it sleeps")
        };
        assert!(!sleep(Some(Duration::ZERO)));
        let waker = signals.waker();
        let thread = std::thread::spawn(move || waker.wake());
        // For ever, unless it is woken.
        assert!(sleep(None));
        thread.join().expect("it ends");
        assert!(signals.called());
        assert!(!signals.called());
        assert!(!sleep(Some(Duration::ZERO)));
        // More often than fits is as good as once.
        for _ in 0..1000 {
            signals.waker().wake();
        }
        assert!(sleep(None));
        assert!(!sleep(Some(Duration::ZERO)));
    }
}

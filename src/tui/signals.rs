//! Signals, and wake-ups by other threads. Each interrupts the program's sleep, whether it waits
//! for a key or for the terminal to accept output.

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

/// The signals that have arrived. Each sets a flag and writes to a socket pair, which ends a poll.
pub struct Signals {
    ending: Arc<AtomicUsize>,
    resumed: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    woken: Arc<AtomicBool>,
    wake_reader: UnixStream,
    wake_writer: Arc<UnixStream>,
}

impl Signals {
    /// Installs handlers for the signals that ask the program to exit, for SIGCONT and for
    /// SIGWINCH.
    pub fn catch() -> io::Result<Self> {
        let signals = Self::unregistered()?;
        // A second SIGTERM terminates the program immediately, even if it is stuck.
        let asked = Arc::new(AtomicBool::new(false));
        flag::register_conditional_shutdown(SIGTERM, 128 + SIGTERM, Arc::clone(&asked))?;
        flag::register(SIGTERM, asked)?;
        for signal in [SIGTERM, SIGHUP, SIGINT] {
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&signals.ending), number)?;
        }
        flag::register(SIGCONT, Arc::clone(&signals.resumed))?;
        flag::register(SIGWINCH, Arc::clone(&signals.resized))?;
        // Handlers run in the order of registration, so the flag is set before a poll ends.
        for signal in [SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGWINCH] {
            pipe::register(signal, signals.wake_writer.try_clone()?)?;
        }
        Ok(signals)
    }

    fn unregistered() -> io::Result<Self> {
        let (wake_reader, wake_writer) = UnixStream::pair()?;
        wake_reader.set_nonblocking(true)?;
        wake_writer.set_nonblocking(true)?;
        Ok(Self {
            ending: Arc::default(),
            resumed: Arc::default(),
            resized: Arc::default(),
            woken: Arc::default(),
            wake_reader,
            wake_writer: Arc::new(wake_writer),
        })
    }

    /// Returns the signal that asked the program to exit, if any.
    pub fn ending(&self) -> Option<u8> {
        let signal = u8::try_from(self.ending.load(SeqCst)).ok()?;
        (signal != 0).then_some(signal)
    }

    /// Asks the program to exit because its terminal was closed, as SIGHUP does.
    pub fn hang_up(&self) {
        let gone = usize::try_from(SIGHUP).unwrap_or_default();
        // An earlier signal remains the reason.
        let _ = self.ending.compare_exchange(0, gone, SeqCst, SeqCst);
    }

    /// Discards an interrupt that was meant for the program to which the terminal was lent.
    pub fn forget_interrupt(&self) {
        let interrupt = usize::try_from(SIGINT).unwrap_or_default();
        // Any other request to exit is kept.
        let _ = self.ending.compare_exchange(interrupt, 0, SeqCst, SeqCst);
    }

    /// Returns whether the program was stopped and continued since the last call.
    pub fn resumed(&self) -> bool {
        self.resumed.swap(false, SeqCst)
    }

    /// Returns whether the terminal was resized since the last call.
    pub fn resized(&self) -> bool {
        self.resized.swap(false, SeqCst)
    }

    /// Returns whether a [`Waker`] was used since the last call.
    pub fn woken(&self) -> bool {
        self.woken.swap(false, SeqCst)
    }

    /// Returns a handle with which another thread can wake the program.
    pub fn waker(&self) -> Waker {
        Waker {
            woken: Arc::clone(&self.woken),
            wake_writer: Arc::clone(&self.wake_writer),
        }
    }

    /// Sleeps until the terminal is ready for the `wanted` operations, a signal arrives, or a
    /// [`Waker`] is used. Returns false if the timeout expires first.
    pub fn sleep(
        &self,
        terminal: impl AsFd,
        wanted: PollFlags,
        timeout: Option<Duration>,
    ) -> io::Result<bool> {
        let mut files = [
            PollFd::new(&self.wake_reader, PollFlags::IN),
            PollFd::from_borrowed_fd(terminal.as_fd(), wanted),
        ];
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        let ready = match poll(&mut files, timeout.as_ref()) {
            Ok(ready) => ready,
            Err(Errno::INTR) => return Ok(true),
            Err(error) => return Err(error.into()),
        };
        let [wake_reader, terminal] = files.map(|file| file.revents());
        if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            self.hang_up();
        }
        if !wake_reader.is_empty() {
            // Without draining, the next sleep would end immediately. The flags record what
            // arrived.
            while (&self.wake_reader)
                .read(&mut [0; 64])
                .is_ok_and(|count| count > 0)
            {}
        }
        Ok(ready > 0)
    }
}

/// Wakes the program from another thread, which sets [`Signals::woken`].
#[derive(Clone)]
pub struct Waker {
    woken: Arc<AtomicBool>,
    wake_writer: Arc<UnixStream>,
}

impl Waker {
    /// Wakes the program.
    pub fn wake(&self) {
        self.woken.store(true, SeqCst);
        // A full socket buffer wakes the program as well.
        let _ = (&*self.wake_writer).write(&[0]);
    }
}

/// Stops the program until the shell resumes it. The whole process group stops, as when the
/// terminal itself handles the key: the parent process (cargo, a script) has to stop as well, or
/// the shell keeps waiting for it.
pub fn suspend() -> io::Result<()> {
    Ok(kill_current_process_group(Signal::TSTP)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_waker_interrupts_a_sleep() {
        let signals = Signals::unregistered().expect("a pipe");
        let (silent, _other) = UnixStream::pair().expect("a pair");
        let sleep = |timeout| {
            signals
                .sleep(&silent, PollFlags::IN, timeout)
                .expect("it sleeps")
        };
        assert!(!sleep(Some(Duration::ZERO)));
        let waker = signals.waker();
        let thread = std::thread::spawn(move || waker.wake());
        // This blocks forever unless it is woken.
        assert!(sleep(None));
        thread.join().expect("it ends");
        assert!(signals.woken());
        assert!(!signals.woken());
        assert!(!sleep(Some(Duration::ZERO)));
        // Waking more often than the buffer holds has the same effect as once.
        for _ in 0..1000 {
            signals.waker().wake();
        }
        assert!(sleep(None));
        assert!(!sleep(Some(Duration::ZERO)));
    }
}

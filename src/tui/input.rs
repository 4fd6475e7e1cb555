//! Waits for whatever wakes the program: keys and other terminal events, signals, other threads.
//! Reads never block.

mod parser;

use std::io;
use std::os::fd::OwnedFd;
use std::time::Duration;

use ratatui::crossterm::event::Event;
use rustix::event::PollFlags;
use rustix::io::{Errno, read};

use super::signals::Signals;
use super::tty;
use parser::Parser;

/// The interval at which the program checks whether a file has changed.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Why the program woke up.
pub enum Wakeup {
    /// The terminal sent a key or another event. More may be pending: see [`Input::next`].
    Input(Event),
    /// Nothing happened during the poll interval.
    Idle,
    /// The program was stopped and continued.
    Resumed,
    /// The terminal was resized.
    Resized,
    /// Another thread used a [`Waker`](super::signals::Waker).
    Woken,
    /// A signal asked the program to exit, or the terminal was closed: see [`Signals::ending`].
    Ending,
}

/// The terminal's input, together with the signals that interrupt the wait for it.
pub struct Input<'a> {
    terminal: OwnedFd,
    parser: Parser,
    signals: &'a Signals,
}

impl<'a> Input<'a> {
    /// Opens the terminal that standard input refers to.
    pub fn open(signals: &'a Signals) -> io::Result<Self> {
        Ok(Self {
            terminal: tty::reopen(io::stdin())?,
            parser: Parser::default(),
            signals,
        })
    }

    /// Sleeps until something happens, but no longer than the poll interval.
    pub fn wait(&mut self) -> io::Result<Wakeup> {
        loop {
            if self.signals.ending().is_some() {
                return Ok(Wakeup::Ending);
            }
            if self.signals.resumed() {
                return Ok(Wakeup::Resumed);
            }
            if self.signals.resized() {
                return Ok(Wakeup::Resized);
            }
            if self.signals.woken() {
                return Ok(Wakeup::Woken);
            }
            let timeout = self.parser.timeout();
            let slept = self.signals.sleep(
                &self.terminal,
                PollFlags::IN,
                Some(timeout.unwrap_or(POLL_INTERVAL)),
            )?;
            let event = match (slept, timeout) {
                (true, _) => self.next()?,
                (false, Some(_)) => self.parser.flush(),
                (false, None) => return Ok(Wakeup::Idle),
            };
            if let Some(event) = event {
                return Ok(Wakeup::Input(event));
            }
        }
    }

    /// Returns the next event, or None if no complete event has arrived. Reads nothing beyond it,
    /// because the keys that follow may be meant for a program that the event starts.
    pub fn next(&mut self) -> io::Result<Option<Event>> {
        let mut buffer = [0; 8];
        while self.signals.ending().is_none() {
            let wanted = self.parser.wanted().min(buffer.len());
            let event = match read(&self.terminal, &mut buffer[..wanted]) {
                Ok(0) | Err(Errno::IO) => {
                    self.signals.hang_up();
                    None
                }
                Ok(count) => self.parser.take(&buffer[..count]),
                Err(Errno::AGAIN) => return Ok(None),
                Err(Errno::INTR) => None,
                Err(error) => return Err(error.into()),
            };
            if event.is_some() {
                return Ok(event);
            }
        }
        Ok(None)
    }
}

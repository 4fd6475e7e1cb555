//! Waits for whatever wakes the program: keys and other events of the terminal, signals,
//! other threads. Reading never blocks.

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

/// How long the program sleeps before it looks whether a file changed.
const NAP: Duration = Duration::from_secs(1);

/// Why the program woke up.
pub enum Wakeup {
    /// The terminal sent a key or another event. More may be there: see [`Input::next`].
    Input(Event),
    /// Nothing happened for a while.
    Rested,
    /// The program was stopped and goes on.
    Resumed,
    /// The terminal has another size.
    Resized,
    /// A [`Waker`](super::signals::Waker) was used.
    Called,
    /// A signal asks the program to end, or the terminal is gone: see [`Signals::ending`].
    Ending,
}

/// The terminal's input, and whatever else is waited for.
pub struct Input<'a> {
    terminal: OwnedFd,
    parser: Parser,
    signals: &'a Signals,
}

impl<'a> Input<'a> {
    /// Opens the terminal that is standard input.
    pub fn open(signals: &'a Signals) -> io::Result<Self> {
        Ok(Self {
            terminal: tty::reopen(io::stdin())?,
            parser: Parser::default(),
            signals,
        })
    }

    /// Sleeps until something happens, a nap at most.
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
            if self.signals.called() {
                return Ok(Wakeup::Called);
            }
            let pause = self.parser.patience();
            let slept =
                self.signals
                    .sleep(&self.terminal, PollFlags::IN, Some(pause.unwrap_or(NAP)))?;
            let event = match (slept, pause) {
                (true, _) => self.next()?,
                (false, Some(_)) => self.parser.give_up(),
                (false, None) => return Ok(Wakeup::Rested),
            };
            if let Some(event) = event {
                return Ok(Wakeup::Input(event));
            }
        }
    }

    /// Returns the next event, or None if it has not arrived yet. Reads nothing beyond it:
    /// the keys that follow may be for a program that it starts.
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

//! Sets up the terminal and restores it, whatever happens. Only this module writes control
//! sequences.

mod output;

use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::style::ResetColor;
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, queue};

use super::app::App;
use super::signals::Signals;
use super::view;
use output::{Output, send_last};

/// The screen while the program uses it. Dropping it restores the terminal.
pub struct Screen<'a> {
    /// Never dropped, because that would show the cursor a second time, and panic if the terminal
    /// is closed.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<Output<'a>>>>,
    mouse: bool,
}

/// Whether the terminal is set up. A panic and dropping [`Screen`] may both restore it, and doing
/// so twice would move the cursor to the wrong position.
static TAKEN: AtomicBool = AtomicBool::new(false);

impl<'a> Screen<'a> {
    /// Sets up the terminal, and captures the mouse if `mouse` is true.
    pub fn open(mouse: bool, signals: &'a Signals) -> io::Result<Self> {
        let terminal = Terminal::new(CrosstermBackend::new(Output::open(signals)?))?;
        let mut screen = Self {
            terminal: ManuallyDrop::new(terminal),
            mouse,
        };
        screen.enter()?;
        Ok(screen)
    }

    fn enter(&mut self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        let output = self.terminal.backend_mut();
        queue!(output, EnterAlternateScreen, EnableBracketedPaste)?;
        if self.mouse {
            queue!(output, EnableMouseCapture)?;
        }
        Write::flush(output)
    }

    /// Restores the terminal while `meanwhile` runs, then sets it up again.
    pub fn lend<T>(&mut self, meanwhile: impl FnOnce() -> T) -> io::Result<T> {
        restore();
        let answer = meanwhile();
        self.enter()?;
        self.redraw()?;
        Ok(answer)
    }

    /// Makes the next drawing write every cell. `clear` would as well, but it queries the cursor position, which
    /// can fail.
    pub fn redraw(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Draws the state as a single synchronized update.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| view::draw(app, frame))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Copies a text to the clipboard of the user's terminal (OSC 52), which also works over SSH.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(
            self.terminal.backend_mut(),
            CopyToClipboard::to_clipboard_from(text)
        )
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        restore();
    }
}

/// Restores the terminal, as far as it still responds.
pub fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // Each step is tried even if another fails, so that the terminal does not keep some of the
    // modes. If it is closed, all steps fail, which does not matter.
    let mut last = Vec::new();
    let _ = queue!(
        last,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        ResetColor,
        LeaveAlternateScreen,
        Show
    );
    let _ = send_last(&last);
    let _ = disable_raw_mode();
}

/// Makes a panic restore the terminal before it prints its message.
pub fn restore_on_panic() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        restore();
        report(info);
    }));
}

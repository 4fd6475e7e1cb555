//! The terminal itself: taken over, given back. The only place that writes control
//! sequences, and whatever happens gives the terminal back as it was.

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

/// The screen while it is ours. Dropping it gives it back.
pub struct Screen<'a> {
    /// Never dropped: that would show the cursor once more, and panic where the
    /// terminal is gone.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<Output<'a>>>>,
    mouse: bool,
}

/// Whether the terminal is in our hands. A panic and the end of [`Screen`] may both give
/// it back, and a second time would send the cursor to where it no longer belongs.
static TAKEN: AtomicBool = AtomicBool::new(false);

impl<'a> Screen<'a> {
    /// Takes the terminal over, and with it the mouse if that is wanted.
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

    /// Lets others use the terminal while `meanwhile` runs, then takes it over anew.
    pub fn lend<T>(&mut self, meanwhile: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let answer = meanwhile();
        self.enter()?;
        // Has everything drawn again. `clear` would do so too, but asks the terminal where
        // the cursor is.
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())?;
        Ok(answer)
    }

    /// Draws the state, all at once.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| view::draw(app, frame))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Puts a text into the clipboard of the user's terminal (OSC 52), which works
    /// over SSH too.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(
            self.terminal.backend_mut(),
            CopyToClipboard::to_clipboard_from(text)
        )
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back as it was, as far as it still listens.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // Each step is tried even where another failed: a terminal that is gone refuses
    // all of them, and one that is there must not keep half of our modes.
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

/// Has a panic give the terminal back before it speaks.
pub fn give_back_on_panic() {
    let speak = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        give_back();
        speak(info);
    }));
}

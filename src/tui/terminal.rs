//! The terminal itself: taken over, given back. The only place that writes control
//! sequences, and whatever happens gives the terminal back as it was.

use std::io::{self, Stdout, Write, stdout};
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
use super::view;

/// The screen while it is ours. Dropping it gives it back.
pub struct Screen {
    /// Never dropped: that would show the cursor once more, and panic where the
    /// terminal is gone.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<Stdout>>>,
    mouse: bool,
}

/// Whether the terminal is in our hands. A panic and the end of [`Screen`] may both give
/// it back, and a second time would send the cursor to where it no longer belongs.
static TAKEN: AtomicBool = AtomicBool::new(false);

impl Screen {
    /// Takes the terminal over, and with it the mouse if that is wanted.
    pub fn open(mouse: bool) -> io::Result<Self> {
        let terminal = Self::enter(mouse)?;
        Ok(Self { terminal, mouse })
    }

    fn enter(mouse: bool) -> io::Result<ManuallyDrop<Terminal<CrosstermBackend<Stdout>>>> {
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)
            .and_then(|()| {
                if mouse {
                    execute!(stdout(), EnableMouseCapture)?;
                }
                Ok(())
            })
            .and_then(|()| Terminal::new(CrosstermBackend::new(stdout())))
            .map(ManuallyDrop::new)
            .inspect_err(|_| give_back())
    }

    /// Lets others use the terminal while `meanwhile` runs, then takes it over anew.
    pub fn lend<T>(&mut self, meanwhile: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let answer = meanwhile();
        // A new `Terminal` knows nothing of what was drawn, and so draws everything;
        // `clear` would ask for the cursor, which can fail.
        self.terminal = Self::enter(self.mouse)?;
        Ok(answer)
    }

    /// Draws the state, all at once.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        queue!(stdout(), BeginSynchronizedUpdate)?;
        let drawn = self
            .terminal
            .draw(|frame| view::draw(app, frame))
            .map(|_| ());
        execute!(stdout(), EndSynchronizedUpdate)?;
        drawn
    }

    /// Puts a text into the clipboard of the user's terminal (OSC 52), which works
    /// over SSH too.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(stdout(), CopyToClipboard::to_clipboard_from(text))
    }
}

impl Drop for Screen {
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
    let _ = execute!(
        stdout(),
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        ResetColor,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
    let _ = stdout().flush();
}

/// Has a panic give the terminal back before it speaks.
pub fn give_back_on_panic() {
    let speak = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        give_back();
        speak(info);
    }));
}

//! The browser: its state, the keys that change it, the code that draws it, and an event loop that
//! sleeps while nothing happens.

pub mod action;
pub mod app;
mod card;
mod chips;
mod comparison;
mod destination;
pub mod effect;
mod event_counts;
mod evidence;
mod external;
mod header;
mod input;
pub mod keymap;
pub mod lanes;
mod layout;
mod list_state;
mod marked;
mod note;
pub mod outline;
pub mod overlay;
mod page;
mod panel;
mod problems;
mod progress;
mod prompt;
mod question;
mod reader;
mod rows;
mod session;
pub mod signals;
mod small_lanes;
mod status;
mod strip;
pub mod terminal;
pub mod theme;
mod tty;
mod update;
mod verdicts;
pub mod view;
mod watch;
mod worker;

use std::io;
use std::path::PathBuf;

use app::App;
use session::Session;
pub use session::{Host, screen_size};
use signals::Signals;
pub use worker::Load;

/// Shows a timeline until the user quits. Returns the signal that ended the program, if any.
///
/// # Errors
/// Returns any error of the terminal.
pub fn run(app: &mut App, files: &[PathBuf], host: &Host<'_>) -> io::Result<Option<u8>> {
    terminal::restore_on_panic();
    let signals = Signals::catch()?;
    let ended = Session::open(app, files, host, &signals).and_then(|mut session| session.run());
    match signals.ending() {
        // The signal also explains any error: a closed terminal cannot be drawn on.
        Some(signal) => Ok(Some(signal)),
        None => ended.map(|()| None),
    }
}

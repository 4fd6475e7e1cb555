//! The browser: state, keys that change it, drawing that shows it, and a loop that sleeps while nothing
//! happens.

pub mod action;
pub mod app;
mod card;
pub mod checked;
pub mod effect;
mod external;
mod input;
pub mod keymap;
pub mod lanes;
pub mod layout;
pub mod list_state;
mod marked;
pub mod note;
pub mod outline;
pub mod overlay;
pub mod page;
pub mod panel;
pub mod problems;
pub mod prompt;
pub mod question;
pub mod reader;
pub mod rows;
mod session;
pub mod signals;
pub mod strip;
pub mod terminal;
pub mod theme;
mod tty;
mod update;
pub mod view;
mod watch;
pub mod worker;

use std::io;
use std::path::PathBuf;

use app::App;
use session::Session;
pub use session::{Host, screen_size};
use signals::Signals;

/// Shows a timeline until the user leaves. Returns the signal that ended it, if one did.
///
/// # Errors
/// Those of the terminal.
pub fn run(app: &mut App, files: &[PathBuf], host: &Host<'_>) -> io::Result<Option<u8>> {
    terminal::give_back_on_panic();
    let signals = Signals::catch()?;
    let ended = Session::open(app, files, host, &signals).and_then(|mut session| session.run());
    match signals.ending() {
        // Also the reason for any error: a terminal that is gone cannot be drawn on.
        Some(signal) => Ok(Some(signal)),
        None => ended.map(|()| None),
    }
}

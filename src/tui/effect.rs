//! The side effects of keys. Only the event loop performs them.

use std::path::PathBuf;

use crate::timeline::EventId;

/// A side effect: something to do outside the state of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Exit the program.
    Quit,
    /// Stop the program until the shell resumes it.
    Suspend,
    /// Draw the whole screen again, over whatever other programs wrote to it.
    Redraw,
    /// Reload the files.
    Reload,
    /// Copy a text to the clipboard of the user's terminal.
    Copy(String),
    /// Open an http or https URL in a browser.
    OpenUrl(String),
    /// Open a file in the user's editor at a line, counted from 1.
    Edit(PathBuf, usize),
    /// Accept a draft in its event file.
    AcceptDraft(EventId),
}

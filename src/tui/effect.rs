//! What the screen cannot do by itself. Only the loop performs these.

use std::path::PathBuf;

/// Something to do outside the state of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Stop until the shell brings the program back.
    Suspend,
    /// Read the files again.
    Reload,
    /// Put a text into the clipboard of the user's terminal.
    Copy(String),
    /// Open an address in a browser; http or https.
    OpenUrl(String),
    /// Open a file in the user's editor, at a line from 1.
    Edit(PathBuf, usize),
}

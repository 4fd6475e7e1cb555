//! Event files to a [`Timeline`](crate::timeline::Timeline), with everything that is wrong in them.
//!
//! Each format is read to the same values with their places ([`node`]), one event at a time; how an
//! actor, a source or an event is read from such values is defined once ([`people`], [`texts`],
//! [`events`]). Mistakes are data: all of them are reported, and an event with mistakes is kept. Only a
//! file that is not in its format at all is an `Err`.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod body;
mod by_name;
mod cache;
mod circles;
mod citations;
mod context;
mod csv;
mod dialect;
mod editions;
mod events;
mod fields;
mod file;
mod foreign;
mod format;
mod gather;
mod hash;
mod ids;
mod index;
mod input;
mod json;
mod jsonl;
mod loader;
mod locators;
mod meaning;
mod named;
mod names;
pub(crate) mod node;
mod opened;
mod participants;
mod people;
mod plain;
mod reading;
mod records;
mod report;
mod reread;
mod scan;
mod source_root;
mod spool;
mod texts;
pub(crate) mod toml;
mod unpack;

use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
pub use body::Body;
pub use context::{lock_path, read_lock};
pub use hash::{sha256, sha256_of};
pub use input::{Input, PIPE, Unread, Until, stream};
pub use loader::{Loader, Told};
pub use named::event_file;
pub use opened::Loaded;
use opened::Opened;
pub use records::RecordReader;
pub use source_root::{SourceRoot, error_in_words};
pub use spool::{Arrived, arrived};

/// Reads event files into one timeline.
///
/// # Errors
/// Why files cannot be read: they are not there, not text, or not in their format.
pub fn load(paths: &[PathBuf]) -> Result<Loaded, Vec<Diagnostic>> {
    Loader::default().load(paths, &mut |_| ())
}

/// Opens event files. `-` is standard input, for whose end it waits.
///
/// # Errors
/// Every file that is not there or is not text.
pub fn read_inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Vec<Diagnostic>> {
    Ok(loader::open(paths, Until::End)?.0)
}

/// Returns the built-in example, for where there is no event file.
pub fn example() -> Input {
    Input::example()
}

/// Reads one event file from memory; it has no sources beside it.
///
/// # Errors
/// As [`load`].
pub fn from_text(name: &str, text: &str) -> Result<Loaded, Vec<Diagnostic>> {
    from_inputs(&[Input::of_text(name, text)])
}

/// Reads event files from memory into one timeline.
///
/// # Errors
/// As [`load`].
pub fn from_inputs(inputs: &[Input]) -> Result<Loaded, Vec<Diagnostic>> {
    let opened = Opened::all(inputs.to_vec());
    let read = reading::read(&opened, &mut |_| ())?;
    Ok(opened.loaded(read))
}

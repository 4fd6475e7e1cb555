//! One type for everything that can be wrong with what a person wrote: an event file, a filter, a
//! citation.
//!
//! A [`Diagnostic`] carries its own excerpt, so that it can be drawn, kept or turned into JSON when
//! the text it is about is gone. Its [`Code`] and its [`Subject`] are for the program; its message
//! is for people only, and nothing decides on it. This module knows places, but no events.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod code;
mod nearest;
mod report;
mod subject;
#[cfg(test)]
mod tests;
mod text_file;

pub use code::Code;
pub use nearest::{Suggestions, did_you_mean, nearest};
pub(crate) use report::safe;
pub use report::{Diagnostic, Excerpt, Severity, quoted};
pub use subject::{Origin, Subject};
pub use text_file::{LineIndex, TextFile};

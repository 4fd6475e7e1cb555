//! One type for everything that can be wrong with what a person wrote: an event file, a filter, a
//! citation.
//!
//! A [`Diagnostic`] carries its own excerpt, so that it can be drawn, kept or turned into JSON when
//! the text it is about is gone. Its [`Code`] and its [`Subject`] are for the program; its message
//! is for people only, and nothing decides on it. This module knows places, but no events.

mod code;
mod nearest;
mod origin;
mod report;
mod severity;
mod subject;
mod text_file;

pub use code::Code;
pub use nearest::{Suggestions, did_you_mean, nearest};
pub use origin::Origin;
pub(crate) use report::safe;
pub use report::{Diagnostic, Excerpt, quoted};
pub use severity::Severity;
pub use subject::Subject;
pub use text_file::TextFile;

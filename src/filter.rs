//! The filter language, shared by the screen, `--filter` and the library.
//!
//! `actor:kim -actor:china date:2023..2025 "military support" (place:beijing OR is:planned)`
//!
//! The [`lexer`] splits text into tokens, the [`parser`] builds a tree from them, and [`resolve`] turns the
//! tree into a [`Query`] for one timeline. An invalid filter yields one [`Diagnostic`] with a caret. This
//! module does not depend on the screen or on any file.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod complete;
mod dates;
mod edit;
mod lexer;
mod mistakes;
mod parser;
mod resolve;
mod spaced;
#[cfg(test)]
mod tests;
mod unfinished;

pub use complete::{Candidate, Completion, complete};
pub use edit::{Sign, chips, term_for, toggle, without};
pub use parser::{Field, Is};
pub use unfinished::is_half_written;

use crate::diagnostic::{Diagnostic, TextFile};
use crate::text::sanitize;
use crate::timeline::{Query, Timeline};
use resolve::Unknown;

/// A valid filter, resolved against one timeline.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    text: String,
    query: Query,
}

impl Filter {
    /// Parses a filter and resolves its names. Blank text keeps every event.
    ///
    /// # Errors
    /// The first error, as a diagnostic that marks its place in the text.
    pub fn parse(text: &str, timeline: &Timeline) -> Result<Self, Diagnostic> {
        Self::read(text, timeline, Unknown::Refused)
    }

    /// Parses a filter that was in force before the timeline changed. Tags and sources that are gone keep nothing.
    ///
    /// # Errors
    /// The first error, as for [`parse`](Self::parse).
    pub fn parse_again(text: &str, timeline: &Timeline) -> Result<Self, Diagnostic> {
        Self::read(text, timeline, Unknown::Kept)
    }

    fn read(text: &str, timeline: &Timeline, unknown: Unknown) -> Result<Self, Diagnostic> {
        // As it is shown: what cannot be drawn is in no event.
        let text = &*sanitize::block(text);
        let file = TextFile::new("filter", text);
        let tokens = lexer::tokens(text);
        let query = match parser::parse(&tokens, &file)? {
            Some(tree) => resolve::resolve(&tree, timeline, unknown, &file)?,
            None => Query::everything(),
        };
        Ok(Self {
            text: text.trim().to_owned(),
            query,
        })
    }

    /// Returns the filter as written, trimmed and safe to draw.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the query that the filter stands for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Returns whether the filter keeps everything because it has no condition.
    pub fn is_empty(&self) -> bool {
        self.query.is_everything()
    }
}

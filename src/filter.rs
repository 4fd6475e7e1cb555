//! The filter: one language for the screen, for `--filter` and for the library.
//!
//! `actor:kim -actor:china date:2023..2025 "military support" (place:beijing OR is:planned)`
//!
//! Text becomes tokens with their places ([`lexer`]), tokens become a tree ([`parser`]), and the tree is
//! resolved against one timeline into a [`Query`] ([`resolve`]). A wrong filter is one [`Diagnostic`] with
//! a caret. It knows no screen and no file.

mod complete;
mod dates;
mod edit;
mod lexer;
mod parser;
mod resolve;

pub use complete::{Completion, complete};
pub use edit::{ActorTerm, actor_term, toggle_actor};
pub use parser::{FIELDS, Field, IS, Is};

use crate::diagnostic::{Diagnostic, TextFile};
use crate::text::sanitize;
use crate::timeline::{Query, Timeline};

/// A filter that was understood, resolved against one timeline.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    text: String,
    query: Query,
}

impl Filter {
    /// Reads a filter and resolves its names. Blank text keeps every event.
    ///
    /// # Errors
    /// One diagnostic, at its place in the text.
    pub fn parse(text: &str, timeline: &Timeline) -> Result<Self, Diagnostic> {
        let file = TextFile::new("filter", text);
        let tokens = lexer::tokens(text);
        let query = match parser::parse(&tokens, &file)? {
            Some(tree) => resolve::resolve(&tree, timeline, &file)?,
            None => Query::everything(),
        };
        Ok(Self {
            text: sanitize::block(text).trim().to_owned(),
            query,
        })
    }

    /// Returns the filter as written, without outer white space, and safe to draw.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the question that the filter asks.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Returns whether the filter keeps everything because it has no condition.
    pub fn is_empty(&self) -> bool {
        self.query.is_everything()
    }
}

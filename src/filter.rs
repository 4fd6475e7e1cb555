//! The filter: one language for the screen, for `--filter` and for the library.
//!
//! `actor:kim -actor:china date:2023..2025 "military support" (place:beijing OR is:planned)`
//!
//! Text becomes tokens with their places ([`lexer`]), tokens a tree ([`parser`]), and
//! the tree is resolved against one timeline and asked about its events ([`eval`]). A
//! wrong filter is one [`Diagnostic`] with a caret. It knows no screen and no file.

mod complete;
mod dates;
mod edit;
mod eval;
mod lexer;
mod parser;

pub use complete::{Completion, complete};
pub use edit::{Wanted, actor_term, toggle_actor};
pub use parser::{FIELDS, Field, IS, Is};

use crate::diagnostic::{Diagnostic, TextFile};
use crate::text::sanitize;
use crate::timeline::{EventId, Timeline};

/// A filter that was understood, resolved against one timeline.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    text: String,
    /// None keeps everything.
    test: Option<eval::Test>,
}

impl Filter {
    /// Reads a filter and resolves its names. Blank text keeps every event.
    ///
    /// # Errors
    /// One diagnostic, at its place in the text.
    pub fn parse(text: &str, timeline: &Timeline) -> Result<Self, Diagnostic> {
        let file = TextFile::new("filter", text);
        let tokens = lexer::tokens(text);
        let asked = match parser::parse(&tokens, &file)? {
            Some(tree) => Some(eval::resolve(&tree, timeline, &file)?),
            None => None,
        };
        Ok(Self {
            text: sanitize::block(text).trim().to_owned(),
            test: asked,
        })
    }

    /// The filter as it was written, without outer white space, and safe to draw.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it keeps everything because it asks nothing.
    pub fn is_empty(&self) -> bool {
        self.test.is_none()
    }

    /// Whether it keeps an event of the timeline it was resolved against.
    pub fn keeps(&self, timeline: &Timeline, id: EventId) -> bool {
        self.test
            .as_ref()
            .is_none_or(|test| test.keeps(timeline, id))
    }
}

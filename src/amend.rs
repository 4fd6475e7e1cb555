//! Changes a few values of an event file and no other byte.
//!
//! The loader's reader tells where values are; the text itself is cut there and joined again, so that
//! comments, order, spacing, line ends and the byte-order mark stay as they are. The result is read
//! once more and compared with the original. This module does not know where the text was read from,
//! nor why a value is to change.

#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing)
)]

mod addition;
mod change;
mod place;
mod quoting;
#[cfg(test)]
mod tests;

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::diagnostic::{Diagnostic, TextFile};
use addition::Addition;
pub use change::{Amendment, Change};
use place::{find, refusal};

/// A text with its amendments made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    /// The whole text.
    pub text: String,
    /// For every amendment the line, from 1, on which its value begins now.
    pub lines: Vec<usize>,
}

/// Makes all amendments of the event file called `name`, or none.
///
/// # Errors
/// The file is not TOML; an id is not in it, or more than once; a citation is not there or has no such
/// value; the same value is to change twice; or anything else would change.
pub fn amend(name: &str, original: &str, amendments: &[Amendment]) -> Result<Amended, Diagnostic> {
    let (mark, text) = match original.strip_prefix(MARK) {
        Some(text) => (MARK, text),
        None => ("", original),
    };
    let file = TextFile::new(name, text);
    let places = find(&file, amendments)?.into_iter().enumerate();
    let mut splices: Vec<Splice> = places
        .zip(amendments)
        .map(|((amendment, place), Amendment { change, .. })| {
            let value = change.written(text.get(place.span.clone()).unwrap_or_default());
            let lead = place
                .addition
                .as_ref()
                .map_or("", |addition| &addition.lead);
            Splice {
                written: format!("{lead}{value}"),
                skipped: place.addition.as_ref().map_or(0, Addition::skipped),
                span: place.span,
                amendment,
            }
        })
        .collect();
    splices.sort_by_key(|splice| splice.span.start);
    let (result, starts) = splice(text, &splices)
        .ok_or_else(|| refusal(&file, "two changes are requested in the same place"))?;
    let after = TextFile::new(name, &result);
    if !is_as_wanted(text, &after, &splices, amendments) {
        let message = "the change would have affected other parts of the file";
        return Err(refusal(&file, message));
    }
    let mut lines = vec![0; amendments.len()];
    for (splice, start) in splices.iter().zip(starts) {
        if let Some(line) = lines.get_mut(splice.amendment) {
            *line = after.position(start.saturating_add(splice.skipped)).0;
        }
    }
    Ok(Amended {
        text: format!("{mark}{result}"),
        lines,
    })
}

/// The byte-order mark, which some editors put before a text; it is not part of it.
const MARK: &str = "\u{feff}";

/// New source for a range of the text.
struct Splice {
    span: Range<usize>,
    written: String,
    /// The bytes of it that belong to the line above.
    skipped: usize,
    /// Position of the amendment that it is made for.
    amendment: usize,
}

/// Returns the text with the splices, which are in order, and where each of them begins in it. None if
/// one overlaps the next.
fn splice(text: &str, splices: &[Splice]) -> Option<(String, Vec<usize>)> {
    let mut out = String::with_capacity(text.len());
    let mut starts = Vec::with_capacity(splices.len());
    let mut done = 0;
    for splice in splices {
        out.push_str(text.get(done..splice.span.start)?);
        starts.push(out.len());
        out.push_str(&splice.written);
        done = splice.span.end;
    }
    out.push_str(text.get(done..)?);
    Some((out, starts))
}

/// Returns whether the result has the new values, and is the original token by token but for those.
fn is_as_wanted(
    text: &str,
    result: &TextFile<'_>,
    splices: &[Splice],
    amendments: &[Amendment],
) -> bool {
    let found = find(result, amendments);
    let has_values = found.is_ok_and(|places| places.iter().all(|place| place.is_as_wanted));
    has_values && same_tokens(text, &result.text, splices)
}

/// Returns whether two texts are the same token by token, except where there is a splice.
fn same_tokens(old: &str, new: &str, splices: &[Splice]) -> bool {
    let (mut before, mut after) = (Source::new(old).lex(), Source::new(new).lex());
    let mut splices = splices.iter().peekable();
    loop {
        match (before.next(), after.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) => {
                let starts = |splice: &&Splice| splice.span.start == one.span().start();
                let mut other = other;
                let is_addition = |splice: &&Splice| starts(splice) && splice.span.is_empty();
                if let Some(addition) = splices.next_if(is_addition) {
                    let Some(next) = after_key(&addition.written, &mut after) else {
                        return false;
                    };
                    other = next;
                }
                let is_changed = splices.next_if(starts).is_some();
                if !is_changed && source(old, one) != source(new, other) {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// Skips the tokens of a key that was added, of which the first was taken already. Returns the token after them. None if
/// more than one key was added.
fn after_key(written: &str, tokens: &mut impl Iterator<Item = Token>) -> Option<Token> {
    /// What separates it from the value before, the key, the equals sign and the value.
    const PARTS: usize = 4;
    let added = Source::new(written).lex();
    let added = added.filter(|token| token.kind() != TokenKind::Eof);
    let (spaces, parts): (Vec<_>, Vec<_>) =
        added.partition(|token| token.kind() == TokenKind::Whitespace);
    let count = spaces.len().checked_add(parts.len())?;
    let next = tokens.nth(count.checked_sub(1)?);
    next.filter(|_| parts.len() == PARTS)
}

fn source(text: &str, token: Token) -> Option<&str> {
    let span = token.span();
    text.get(span.start()..span.end())
}

//! Whether the term at the cursor is still being written, so that it is too early to apply it or to refuse it.

use super::dates;
use super::lexer::{Kind, Token, tokens};
use super::parser::{Field, OPERATORS};
use crate::text::fold::fold;

/// Returns whether the term at the byte `cursor` is still being written: an operator, a parenthesis or a quotation
/// mark that needs more after it, a word that may become the name of a field, or the beginning of a value that only
/// a whole one can replace. A space after a term finishes it.
pub fn is_half_written(text: &str, cursor: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..cursor), text.get(cursor..)) else {
        return false;
    };
    let written = tokens(before);
    let Some(last) = written.last() else {
        return false;
    };
    let rest = after.trim_start();
    if rest.is_empty() && has_open_parenthesis(&written) {
        return true;
    }
    match &last.kind {
        Kind::Open | Kind::Or | Kind::And | Kind::Not => rest.is_empty() || rest.starts_with(')'),
        Kind::Close => false,
        Kind::Term { unclosed: true, .. } => is_unclosed(tokens(text).last()),
        Kind::Term {
            field,
            value,
            value_span,
            ..
        } => {
            let is_quoted = value_span.len() > value.len();
            let goes_on = after.starts_with(|c: char| !c.is_whitespace() && c != ')');
            if is_quoted || goes_on || last.span.end < cursor {
                return false;
            }
            match field {
                None => begins_term(value),
                Some((name, _)) => {
                    let field = Field::named(&name.to_lowercase());
                    field.is_some_and(|field| begins_value(field, value))
                }
            }
        }
    }
}

fn has_open_parenthesis(tokens: &[Token]) -> bool {
    let count = |kind: &Kind| tokens.iter().filter(|token| token.kind == *kind).count();
    count(&Kind::Open) > count(&Kind::Close)
}

fn is_unclosed(token: Option<&Token>) -> bool {
    matches!(token.map(|token| &token.kind), Some(Kind::Term { unclosed, .. }) if *unclosed)
}

/// Returns whether a bare word may become a field, an operator or a negation.
fn begins_term(word: &str) -> bool {
    let lower = word.to_lowercase();
    let mut fields = Field::ALL.iter().map(|field| field.name());
    word == "-"
        || fields.any(|name| name.starts_with(&lower))
        || OPERATORS.iter().any(|name| name.starts_with(word))
}

/// Returns whether a value of a field is wrong as it is, and right once more is written.
fn begins_value(field: Field, value: &str) -> bool {
    if field.is_date() {
        return value.is_empty() || dates::is_begun(value);
    }
    let keywords = field.keywords();
    let folded = fold(value);
    value.is_empty()
        || !keywords.contains(&folded.as_str())
            && keywords.iter().any(|word| word.starts_with(&folded))
}

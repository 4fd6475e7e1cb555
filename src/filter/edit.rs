//! Changes the text of a filter term by term. What is kept stays as it was written.

use std::ops::Range;

use super::lexer::{Kind, Token, tokens};
use super::parser::Field;

/// What a filter says of a value in a term of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `actor:kim-jong-un`
    Include,
    /// `-actor:kim-jong-un`
    Exclude,
}

/// Returns the bytes of each term that must hold, with its sign and parentheses, in order. If the terms are joined by
/// an `OR` outside all parentheses, they are one.
pub fn chips(text: &str) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return Vec::new();
    };
    let end = last.span.end;
    if has_alternatives(&tokens) {
        return std::iter::once(first.span.start..end).collect();
    }
    let mut chips = Vec::new();
    let mut begun = None;
    for (depth, Token { kind, span }) in levels(&tokens) {
        if *kind == Kind::And && begun.is_none() {
            continue;
        }
        let start = *begun.get_or_insert(span.start);
        if depth == 0 && *kind != Kind::Not {
            chips.push(start..span.end);
            begun = None;
        }
    }
    // Something is not closed.
    chips.extend(begun.map(|start| start..end));
    chips
}

/// Returns the filter without one of its [`chips`].
pub fn without(text: &str, chip: usize) -> String {
    let chips = chips(text).into_iter().enumerate();
    let kept = chips.filter(|(index, _)| *index != chip);
    let kept: Vec<&str> = kept.filter_map(|(_, range)| text.get(range)).collect();
    kept.join(" ")
}

/// Returns what the filter says of a value of a field, outside all parentheses and apart from any `OR`.
pub fn term_for(text: &str, field: Field, value: &str) -> Option<Sign> {
    position(text, field, value).map(|(_, sign)| sign)
}

/// Removes the term of a value if it is the wanted one already; otherwise adds it, or replaces its opposite.
pub fn toggle(text: &str, field: Field, value: &str, wanted: Sign) -> String {
    let found = position(text, field, value);
    let mut kept = match found {
        Some((chip, _)) => without(text, chip),
        None => text.trim().to_owned(),
    };
    if found.is_some_and(|(_, sign)| sign == wanted) {
        return kept;
    }
    if has_alternatives(&tokens(&kept)) {
        kept = format!("({kept})");
    }
    if !kept.is_empty() {
        kept.push(' ');
    }
    let sign = match wanted {
        Sign::Include => "",
        Sign::Exclude => "-",
    };
    format!("{kept}{sign}{}:{}", field.name(), quoted(value))
}

/// Returns a value as it must be written after a field.
pub fn quoted(value: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && !"()\"=".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('"', ""))
    }
}

/// Returns whether terms are joined by an `OR` outside all parentheses.
fn has_alternatives(tokens: &[Token]) -> bool {
    levels(tokens).any(|(depth, token)| depth == 0 && token.kind == Kind::Or)
}

/// Iterates over tokens, each with the number of parentheses that are open after it.
fn levels(tokens: &[Token]) -> impl Iterator<Item = (usize, &Token)> {
    let mut depth = 0_usize;
    tokens.iter().map(move |token| {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth, token)
    })
}

/// Returns which chip is the term of a value, and its sign.
fn position(text: &str, field: Field, value: &str) -> Option<(usize, Sign)> {
    let is_term = |token: &Token| {
        matches!(&token.kind, Kind::Term { field: Some((name, _)), value: written, .. }
            if name.eq_ignore_ascii_case(field.name()) && written == value)
    };
    let chips = chips(text).into_iter().enumerate();
    let mut terms = chips.filter_map(|(chip, range)| match &*tokens(text.get(range)?) {
        [term] if is_term(term) => Some((chip, Sign::Include)),
        [not, term] if not.kind == Kind::Not && is_term(term) => Some((chip, Sign::Exclude)),
        _ => None,
    });
    terms.next()
}

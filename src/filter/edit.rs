//! A filter changed by hand of the screen: an actor's term put in or taken out, the
//! rest of the text left as it was written.

use super::lexer::{Kind, Token, tokens};

/// What a filter says of an actor in a term of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorTerm {
    /// `actor:kim-jong-un`
    Include,
    /// `-actor:kim-jong-un`
    Exclude,
}

/// What the filter says of an actor by id, at its top level.
pub fn actor_term(text: &str, slug: &str) -> Option<ActorTerm> {
    let tokens = tokens(text);
    position(&tokens, slug).map(|(_, term)| term)
}

/// Removes the actor's term if it is the wanted one already; otherwise adds it, or replaces its opposite.
pub fn toggle_actor(text: &str, slug: &str, wanted: ActorTerm) -> String {
    let tokens = tokens(text);
    let mut kept = text.trim().to_owned();
    let mut had = None;
    if let Some((range, was)) = position(&tokens, slug) {
        had = Some(was);
        let (before, after) = (text.get(..range.start), text.get(range.end..));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let rest = format!("{} {}", before.trim(), after.trim());
        rest.trim().clone_into(&mut kept);
    }
    if had == Some(wanted) {
        return kept;
    }
    if top_level(&tokens).any(|(_, token)| token.kind == Kind::Or) {
        kept = format!("({kept})");
    }
    let sign = if wanted == ActorTerm::Exclude {
        "-"
    } else {
        ""
    };
    let term = format!("{sign}actor:{}", quoted(slug));
    if kept.is_empty() {
        term
    } else {
        format!("{kept} {term}")
    }
}

/// A value as it must be written after a field.
pub fn quoted(value: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && !"()\"=".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('"', ""))
    }
}

/// Where the actor's own term stands, sign included. Not within parentheses, and not
/// beside an `OR`: there, taking it out would mean something else.
fn position(tokens: &[Token], slug: &str) -> Option<(std::ops::Range<usize>, ActorTerm)> {
    if top_level(tokens).any(|(_, token)| token.kind == Kind::Or) {
        return None;
    }
    let (index, token) = top_level(tokens).find(|(_, token)| {
        matches!(&token.kind, Kind::Term { field: Some((field, _)), value, .. }
            if field.eq_ignore_ascii_case("actor") && value == slug)
    })?;
    let before = index.checked_sub(1).and_then(|index| tokens.get(index));
    Some(match before {
        Some(sign) if sign.kind == Kind::Not => {
            (sign.span.start..token.span.end, ActorTerm::Exclude)
        }
        _ => (token.span.clone(), ActorTerm::Include),
    })
}

/// The tokens outside all parentheses, with their positions.
fn top_level(tokens: &[Token]) -> impl Iterator<Item = (usize, &Token)> {
    let mut depth = 0usize;
    tokens.iter().enumerate().filter(move |(_, token)| {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_goes_in_turns_round_and_comes_out() {
        let with = toggle_actor("tag:war", "kim", ActorTerm::Include);
        assert_eq!(with, "tag:war actor:kim");
        assert_eq!(actor_term(&with, "kim"), Some(ActorTerm::Include));
        let without = toggle_actor(&with, "kim", ActorTerm::Exclude);
        assert_eq!(without, "tag:war -actor:kim");
        assert_eq!(actor_term(&without, "kim"), Some(ActorTerm::Exclude));
        assert_eq!(toggle_actor(&without, "kim", ActorTerm::Exclude), "tag:war");
    }

    #[test]
    fn an_or_is_put_in_parentheses() {
        let text = toggle_actor("a OR b", "kim", ActorTerm::Include);
        assert_eq!(text, "(a OR b) actor:kim");
        assert_eq!(toggle_actor(&text, "kim", ActorTerm::Include), "(a OR b)");
        assert_eq!(actor_term("(actor:kim)", "kim"), None);
    }

    #[test]
    fn a_name_with_spaces_is_quoted() {
        let text = toggle_actor("", "Anna Brandt", ActorTerm::Include);
        assert_eq!(text, "actor:\"Anna Brandt\"");
        assert_eq!(actor_term(&text, "Anna Brandt"), Some(ActorTerm::Include));
    }
}

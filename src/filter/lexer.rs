//! Splits the text of a filter into tokens. This never fails: the parser knows what it expects and reports
//! whatever makes no sense.

use std::ops::Range;

/// The kind of a token, with its contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `OR`
    Or,
    /// `NOT`, or `-` before a term.
    Not,
    /// `AND`, which is optional: terms side by side must all hold.
    And,
    /// A word, a phrase in quotes, or a field with its value.
    Term {
        /// The text before the colon, and its place.
        field: Option<(String, Range<usize>)>,
        /// Whether `=` precedes the value.
        exact: bool,
        /// The value without quotation marks.
        value: String,
        /// The place of the value, quotation marks included.
        value_span: Range<usize>,
        /// Whether the closing quotation mark is missing.
        unclosed: bool,
    },
}

/// A token and its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What kind of token it is.
    pub kind: Kind,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// Splits a filter into tokens.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let next = at + c.len_utf8();
        let glued = text.get(next..).is_some_and(|rest| {
            rest.chars()
                .next()
                .is_some_and(|c| !c.is_whitespace() && c != ')')
        });
        let (kind, end) = match c {
            _ if c.is_whitespace() => {
                at = next;
                continue;
            }
            '(' => (Kind::Open, next),
            ')' => (Kind::Close, next),
            '-' if glued => (Kind::Not, next),
            _ => term(text, at),
        };
        found.push(Token {
            kind,
            span: at..end,
        });
        at = end;
    }
    found
}

/// Reads the term that begins at `start`. Returns it and the byte after it.
fn term(text: &str, start: usize) -> (Kind, usize) {
    let (mut at, mut field, mut exact) = (start, None, false);
    let head = run(text, start, |c| c.is_alphabetic() || c == '_');
    if head > start && text.get(head..).is_some_and(|rest| rest.starts_with(':')) {
        field = text
            .get(start..head)
            .map(|name| (name.to_owned(), start..head));
        at = head + 1;
        if text.get(at..).is_some_and(|rest| rest.starts_with('=')) {
            exact = true;
            at += 1;
        }
    }
    let value_start = at;
    if text.get(at..).is_some_and(|rest| rest.starts_with('"')) {
        let end = run(text, at + 1, |c| c != '"');
        let unclosed = end >= text.len();
        let value = text.get(at + 1..end).unwrap_or_default().to_owned();
        let end = if unclosed { end } else { end + 1 };
        let kind = Kind::Term {
            field,
            exact,
            value,
            value_span: value_start..end,
            unclosed,
        };
        return (kind, end);
    }
    let end = run(text, at, |c| {
        !c.is_whitespace() && c != '(' && c != ')' && c != '"'
    });
    let value = text.get(at..end).unwrap_or_default();
    let kind = match (field, value) {
        (None, "OR") => Kind::Or,
        (None, "AND") => Kind::And,
        (None, "NOT") => Kind::Not,
        (field, value) => Kind::Term {
            field,
            exact,
            value: value.to_owned(),
            value_span: value_start..end,
            unclosed: false,
        },
    };
    // A term has at least one byte, because no other kind of token begins at `start`.
    (kind, end.max(start + 1))
}

/// Returns the end of the run of wanted characters that begins at `start`.
fn run(text: &str, start: usize, wanted: impl Fn(char) -> bool) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    rest.find(|c| !wanted(c))
        .map_or(text.len(), |at| start + at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn term(text: &str) -> (Option<String>, bool, String) {
        match tokens(text).remove(0).kind {
            Kind::Term {
                field,
                exact,
                value,
                ..
            } => (field.map(|(f, _)| f), exact, value),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_term_is_a_word_a_phrase_or_a_field() {
        assert_eq!(term("kursk"), (None, false, "kursk".into()));
        assert_eq!(term("\"two words\""), (None, false, "two words".into()));
        assert_eq!(
            term("actor:kim"),
            (Some("actor".into()), false, "kim".into())
        );
        assert_eq!(
            term("actor:=\"Xi J\""),
            (Some("actor".into()), true, "Xi J".into())
        );
        assert_eq!(term("half-life"), (None, false, "half-life".into()));
        assert_eq!(term("12:30"), (None, false, "12:30".into()));
    }

    #[test]
    fn operators_stand_apart() {
        let kinds: Vec<Kind> = tokens("-(a OR NOT b) - c")
            .into_iter()
            .map(|t| t.kind)
            .collect();
        assert!(matches!(
            kinds[..],
            [
                Kind::Not,
                Kind::Open,
                Kind::Term { .. },
                Kind::Or,
                Kind::Not,
                Kind::Term { .. },
                Kind::Close,
                Kind::Term { .. },
                Kind::Term { .. }
            ]
        ));
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(text in "[a-z:=\"() \\-ORNTé]{0,40}") {
            let mut at = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= at && token.span.end > token.span.start);
                prop_assert!(text[at..token.span.start].trim().is_empty());
                at = token.span.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}

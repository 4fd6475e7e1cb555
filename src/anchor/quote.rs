//! A quote cut into the pieces that must stand in its source: `[…]` leaves words out, `[the minister]`
//! puts other words in their place. It must not know where anything stands.

use super::normalize::Normalized;

/// How many words of the source a bracketed insertion may stand for.
pub(super) const INSERTED_WORDS: usize = 6;

/// What stands between a piece and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// As many words as there are, up to the end of the next paragraph.
    Omission,
    /// At most [`INSERTED_WORDS`].
    Insertion,
}

/// A piece of a quote, and how it follows the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub text: String,
    pub gap: Gap,
}

impl Piece {
    /// A quote in one piece, whatever it has in brackets.
    pub fn whole(quote: &str) -> Self {
        Self {
            text: quote.trim().to_owned(),
            gap: Gap::Omission,
        }
    }
}

/// Cuts a quote at its brackets. A bracket that touches a word, as in `[T]he` or `follow[ed]`, is no
/// gap: its letters are part of the word. Without a bracket there is one piece.
pub(super) fn pieces(quote: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open = String::new();
    let mut gap = Gap::Omission;
    let mut rest = quote;
    while let Some((before, inside, after)) = bracket(rest) {
        open.push_str(before);
        rest = after;
        match cut(inside) {
            Gap::Insertion if touches(&open, after) => open.push_str(inside),
            next => {
                pieces.push((std::mem::take(&mut open), gap));
                gap = next;
            }
        }
    }
    open.push_str(rest);
    pieces.push((open, gap));
    let mut kept: Vec<Piece> = Vec::new();
    // Of two gaps with nothing between, the wider one holds.
    let mut wide = false;
    for (text, gap) in pieces {
        wide |= gap == Gap::Omission;
        let text = text.trim();
        if !Normalized::new(text).text.trim().is_empty() {
            wide |= kept.is_empty();
            let gap = if wide { Gap::Omission } else { Gap::Insertion };
            kept.push(Piece {
                text: text.to_owned(),
                gap,
            });
            wide = false;
        }
    }
    kept
}

/// What stands between a place and the one before it, of so many that the pieces were found at.
pub(super) fn gap_before(index: usize, pieces: &[Piece], places: usize) -> Gap {
    let mut gaps = pieces.iter().map(|piece| piece.gap);
    if pieces.len() == places {
        return gaps.nth(index).unwrap_or(Gap::Omission);
    }
    // A piece that reaches into the next paragraph has two places, so they cannot be told apart by
    // their number.
    if gaps.skip(1).any(|gap| gap == Gap::Omission) {
        Gap::Omission
    } else {
        Gap::Insertion
    }
}

/// What a quote has in brackets that stand for words, one after the other.
pub(super) fn insertions(quote: &str) -> String {
    let mut found = String::new();
    let mut rest = quote;
    while let Some((before, inside, after)) = bracket(rest) {
        if !touches(before, after) && cut(inside) == Gap::Insertion {
            found.extend([" ", inside]);
        }
        rest = after;
    }
    found
}

/// Whether a bracket between two texts is part of a word or a number.
fn touches(before: &str, after: &str) -> bool {
    before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric)
}

/// What stands before the first pair of brackets, in it and after it.
fn bracket(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (inside, after) = rest.split_once(']')?;
    Some((before, inside, after))
}

fn cut(inside: &str) -> Gap {
    let dots = inside.chars().filter(|c| !c.is_whitespace());
    if dots.clone().next().is_some() && dots.clone().all(|c| matches!(c, '.' | '…')) {
        Gap::Omission
    } else {
        Gap::Insertion
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces, `…` before those that follow an omission, `+` before the others.
    fn cuts(quote: &str) -> Vec<String> {
        let mark = |gap| match gap {
            Gap::Omission => '…',
            Gap::Insertion => '+',
        };
        let pieces = pieces(quote).into_iter();
        pieces
            .map(|piece| format!("{}{}", mark(piece.gap), piece.text))
            .collect()
    }

    #[test]
    fn brackets_cut() {
        assert_eq!(cuts("as it is"), ["…as it is"]);
        assert_eq!(cuts("a […] b [...] c [. . .] d"), ["…a", "…b", "…c", "…d"]);
        assert_eq!(cuts("said [the minister] again"), ["…said", "+again"]);
        assert_eq!(cuts("[He] said [sic]."), ["…said", "+."]);
        assert_eq!(cuts("a [x] […] b"), ["…a", "…b"]);
        assert_eq!(cuts("a […] [x] b"), ["…a", "…b"]);
    }

    #[test]
    fn letters_in_brackets_belong_to_their_word() {
        assert_eq!(
            cuts("[T]he minister follow[ed]"),
            ["…The minister followed"]
        );
    }

    #[test]
    fn broken_brackets_are_text() {
        assert_eq!(cuts("a [b c"), ["…a [b c"]);
        assert_eq!(cuts("a] b"), ["…a] b"]);
        assert!(cuts(" […] [x]").is_empty());
    }
}

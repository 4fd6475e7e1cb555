//! A quote cut into the pieces that must stand in its source: `[…]` leaves words out, `[the minister]`
//! puts other words in their place. It must not know where anything stands.

use super::answer::Limit;
use crate::text::normalize::normalize;

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
    /// Whether brackets stand before it.
    pub cut: bool,
    /// The words in those brackets.
    pub inserted: String,
    /// The words in brackets after it, where nothing else follows.
    pub after: String,
}

impl Piece {
    /// A quote in one piece, whatever it has in brackets.
    pub fn whole(quote: &str) -> Self {
        Self {
            text: quote.trim().to_owned(),
            gap: Gap::Omission,
            cut: false,
            inserted: String::new(),
            after: String::new(),
        }
    }
}

/// Cuts a quote at its brackets. A bracket that touches a word, as in `[T]he` or `follow[ed]`, is no
/// gap: its letters are part of the word. The number of a note, as in `shut.[3]`, is nothing. Without a
/// bracket there is one piece.
///
/// Stops at the first piece beyond [`Limit::PIECES`].
pub(super) fn pieces(quote: &str) -> Vec<Piece> {
    let mut cutter = Cutter {
        kept: Vec::new(),
        open: Piece::whole(""),
        wide: true,
    };
    let mut rest = quote;
    while cutter.kept.len() <= Limit::PIECES
        && let Some((before, inside, after)) = bracket(rest)
    {
        rest = after;
        cutter.open.text.push_str(before);
        let gap = cut(inside);
        if gap == Gap::Insertion && is_note(&cutter.open.text, inside) {
            continue;
        }
        if gap == Gap::Insertion && touches(&cutter.open.text, after) {
            cutter.open.text.push_str(inside);
            continue;
        }
        cutter.close();
        cutter.open.cut = true;
        if gap == Gap::Omission {
            cutter.wide = true;
        } else {
            cutter.open.inserted.extend([" ", inside]);
        }
    }
    if cutter.kept.len() <= Limit::PIECES {
        cutter.open.text.push_str(rest);
        cutter.close();
    }
    if let Some(last) = cutter.kept.last_mut() {
        last.after = cutter.open.inserted;
    }
    cutter.kept
}

/// A quote that is being cut.
struct Cutter {
    kept: Vec<Piece>,
    /// The piece after those.
    open: Piece,
    /// Whether an omission precedes it. Of two gaps with nothing between them the wider one counts, and
    /// anything may precede the first piece.
    wide: bool,
}

impl Cutter {
    /// Keeps the open piece, if it has any text.
    fn close(&mut self) {
        let text = self.open.text.trim();
        if normalize(text).text.trim().is_empty() {
            self.open.text.clear();
            return;
        }
        let text = text.to_owned();
        let gap = if self.wide {
            Gap::Omission
        } else {
            Gap::Insertion
        };
        self.kept.push(Piece {
            text,
            gap,
            ..std::mem::replace(&mut self.open, Piece::whole(""))
        });
        self.wide = false;
    }
}

/// Whether a bracket after a text holds the number of a note.
fn is_note(before: &str, inside: &str) -> bool {
    let number = inside.trim_start_matches("note").trim();
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let sentence = before.trim_end().ends_with(['.', '!', '?', '"', '”', '»']);
    let touches = before.ends_with(|c: char| !c.is_whitespace() && !c.is_numeric());
    digits && (touches || sentence)
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

/// How many bytes an insertion may stand for at the beginning of a text: so many words, and no more
/// than a few hundred bytes of what has no spaces.
pub(super) fn inserted(text: &str) -> usize {
    const FAR: usize = 300;
    let mut words = 0;
    let mut space = true;
    for (at, c) in text.char_indices() {
        let begins = space && c.is_alphanumeric();
        words += usize::from(begins);
        if words > INSERTED_WORDS || at > FAR {
            return at;
        }
        space = c.is_whitespace() || space && !c.is_alphanumeric();
    }
    text.len()
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
        let pieces = pieces("[In May] he [the minister] [sic] said […] so [again]");
        let inserted = pieces
            .iter()
            .map(|piece| (piece.cut, piece.inserted.trim(), piece.after.trim()));
        let wanted = [
            (true, "In May", ""),
            (true, "the minister sic", ""),
            (true, "", "again"),
        ];
        assert_eq!(inserted.collect::<Vec<_>>(), wanted);
        assert_eq!(cuts("a […] [x] b"), ["…a", "…b"]);
    }

    #[test]
    fn notes_are_nothing() {
        assert_eq!(cuts("It was shut.[3] Then"), ["…It was shut. Then"]);
        assert_eq!(cuts("It was shut. [note 3] Then"), ["…It was shut.  Then"]);
        assert_eq!(cuts("the harbour[12] was"), ["…the harbour was"]);
        assert_eq!(cuts("the [12] ships"), ["…the", "+ships"]);
        assert_eq!(cuts("the 3[000] ships"), ["…the 3000 ships"]);
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

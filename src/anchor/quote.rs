//! Splits a quote at its brackets: `[…]` leaves words out, `[the minister]` replaces them.

use super::answer::Limit;
use crate::text::normalize::normalize;

/// The most words of the source that a bracketed insertion may replace.
pub(super) const INSERTED_WORDS: usize = 6;

/// What a bracket before a piece stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Any number of words, up to the end of the next paragraph.
    Omission,
    /// At most [`INSERTED_WORDS`].
    Insertion,
}

/// A piece of a quote, with the brackets before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub text: String,
    pub gap: Gap,
    /// Whether there are brackets before the piece.
    pub cut: bool,
    /// The words in these brackets.
    pub inserted: String,
    /// The words in brackets after the last piece.
    pub after: String,
}

impl Piece {
    /// Takes a quote in one piece, brackets included.
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

/// Splits a quote at its brackets. Brackets that touch a word, as in `[T]he` or `follow[ed]`, do
/// not split it: their letters belong to the word. The number of a footnote, as in `shut.[3]`, is
/// dropped.
///
/// Stops at the first piece beyond [`Limit::PIECES`].
pub(super) fn pieces(quote: &str) -> Vec<Piece> {
    let mut splitter = Splitter {
        kept: Vec::new(),
        open: Piece::whole(""),
        omitted: true,
    };
    let mut rest = quote;
    while splitter.kept.len() <= Limit::PIECES
        && let Some((before, inside, after)) = bracket(rest)
    {
        rest = after;
        splitter.open.text.push_str(before);
        let gap = gap(inside);
        if gap == Gap::Insertion && is_note(&splitter.open.text, inside) {
            continue;
        }
        if gap == Gap::Insertion && touches(&splitter.open.text, after) {
            splitter.open.text.push_str(inside);
            continue;
        }
        splitter.close();
        splitter.open.cut = true;
        if gap == Gap::Omission {
            splitter.omitted = true;
        } else {
            splitter.open.inserted.extend([" ", inside]);
        }
    }
    if splitter.kept.len() <= Limit::PIECES {
        splitter.open.text.push_str(rest);
        splitter.close();
    }
    if let Some(last) = splitter.kept.last_mut() {
        last.after = splitter.open.inserted;
    }
    splitter.kept
}

/// A quote that is being split.
struct Splitter {
    kept: Vec<Piece>,
    /// The next piece.
    open: Piece,
    /// Whether an omission precedes the open piece. Of two brackets in a row the omission counts,
    /// and any words may precede the first piece.
    omitted: bool,
}

impl Splitter {
    /// Keeps the open piece if it has any text.
    fn close(&mut self) {
        let text = self.open.text.trim();
        if normalize(text).text.trim().is_empty() {
            self.open.text.clear();
            return;
        }
        let text = text.to_owned();
        let gap = if self.omitted {
            Gap::Omission
        } else {
            Gap::Insertion
        };
        self.kept.push(Piece {
            text,
            gap,
            ..std::mem::replace(&mut self.open, Piece::whole(""))
        });
        self.omitted = false;
    }
}

/// Whether a bracket after a text is a reference to a footnote.
fn is_note(before: &str, inside: &str) -> bool {
    let number = inside.trim_start_matches("note").trim();
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let sentence = before.trim_end().ends_with(['.', '!', '?', '"', '”', '»']);
    let touches = before.ends_with(|c: char| !c.is_whitespace() && !c.is_numeric());
    digits && (touches || sentence)
}

/// Whether a bracket between two texts touches a word or a number.
fn touches(before: &str, after: &str) -> bool {
    before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric)
}

/// Splits a text at the first pair of brackets: before, inside and after.
fn bracket(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (inside, after) = rest.split_once(']')?;
    Some((before, inside, after))
}

/// Returns what a bracket stands for.
fn gap(inside: &str) -> Gap {
    let dots = inside.chars().filter(|c| !c.is_whitespace());
    if dots.clone().next().is_some() && dots.clone().all(|c| matches!(c, '.' | '…')) {
        Gap::Omission
    } else {
        Gap::Insertion
    }
}

/// Returns the number of bytes at the beginning of a text that an insertion may replace:
/// [`INSERTED_WORDS`] words, and no more than a few hundred bytes of a text without spaces.
pub(super) fn inserted(text: &str) -> usize {
    const FAR: usize = 300;
    let mut words = 0_usize;
    let mut space = true;
    for (at, c) in text.char_indices() {
        let begins = space && c.is_alphanumeric();
        words = words.saturating_add(usize::from(begins));
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

    /// Returns the pieces with `…` before those that follow an omission and `+` before the others.
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
    fn brackets_split_a_quote() {
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
    fn footnotes_are_dropped() {
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

//! Splits the text around a quote into words and the marks that part clauses.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A word in lower case, or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub text: Cow<'a, str>,
    /// Its bytes in the paragraph.
    pub bytes: Range<usize>,
    /// Whether it begins with a capital letter.
    is_capital: bool,
}

impl Token<'_> {
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }

    pub fn is_mark(&self) -> bool {
        matches!(&*self.text, "," | ";" | ":" | "—" | "(" | ")" | "." | "?")
    }
}

/// Splits a range of a paragraph.
pub fn tokens(paragraph: &str, range: Range<usize>) -> Vec<Token<'_>> {
    let text = paragraph.get(range.clone()).unwrap_or_default();
    let mut found: Vec<Token<'_>> = Vec::new();
    for (at, piece) in text.split_word_bound_indices() {
        let start = range.start.saturating_add(at);
        if piece.contains(char::is_alphanumeric) {
            add_word(piece, start, &mut found);
        } else if let Some(mark) = mark(piece, text.get(..at).unwrap_or_default()) {
            found.push(Token {
                text: Cow::Borrowed(mark),
                bytes: start..start.saturating_add(piece.len()),
                is_capital: false,
            });
        }
    }
    found
}

/// Adds a word. `didn't` becomes `did` and `n't`, `l'eau` becomes `l'` and `eau`.
fn add_word<'a>(word: &'a str, start: usize, found: &mut Vec<Token<'a>>) {
    let cut = word.find(['\'', '’']).and_then(|at| {
        let (before, after) = (word.get(..at)?, word.get(at..)?);
        let rest = after.get(after.chars().next()?.len_utf8()..)?;
        if rest.eq_ignore_ascii_case("t") && before.ends_with(['n', 'N']) {
            return at.checked_sub(1);
        }
        word.len().checked_sub(rest.len())
    });
    let cut = cut.filter(|cut| *cut > 0).unwrap_or(word.len());
    let pieces = [word.get(..cut), word.get(cut..)];
    let mut at = start;
    for piece in pieces.into_iter().flatten().filter(|it| !it.is_empty()) {
        let end = at.saturating_add(piece.len());
        found.push(Token {
            text: lower(piece),
            bytes: at..end,
            is_capital: piece.starts_with(char::is_uppercase),
        });
        at = end;
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_lowercase() && c != 'ё' || c.is_ascii_digit();
    if word.chars().all(is_plain) {
        return Cow::Borrowed(word);
    }
    let lower = word.chars().flat_map(char::to_lowercase);
    let plain = lower.map(|c| match c {
        '’' => '\'',
        'ё' => 'е',
        _ => c,
    });
    Cow::Owned(plain.collect())
}

/// Returns a mark as the lists have it. `before` is the text before it.
fn mark(piece: &str, before: &str) -> Option<&'static str> {
    Some(match piece {
        "," | "，" | "、" => ",",
        ";" | "；" => ";",
        ":" | "：" => ":",
        "—" | "–" | "――" => "—",
        // Within a word it is a hyphen.
        "-" | "--" if before.is_empty() || before.ends_with(char::is_whitespace) => "—",
        "(" | "（" | "[" => "(",
        ")" | "）" | "]" => ")",
        "." | "!" | "。" | "！" | "…" | "..." => ".",
        "?" | "？" => "?",
        _ => return None,
    })
}

/// Returns whether the sentence ends with a token, given the one before it and the one after it.
pub fn ends_sentence(
    token: &Token<'_>,
    before: Option<&Token<'_>>,
    after: Option<&Token<'_>>,
) -> bool {
    if token.is("?") {
        return true;
    }
    if !token.is(".") {
        return false;
    }
    // `No. 7`, `4. Mai`, `J. Smith`, `e.g. this`.
    let is_short = before.is_some_and(|word| {
        let chars = word.text.chars().count();
        let is_name = word.is_capital && chars == 1;
        let is_number = chars <= 2 && word.text.chars().all(char::is_numeric);
        word.bytes.end == token.bytes.start && (is_name || is_number)
    });
    let goes_on = after.is_some_and(|word| {
        let is_begun = word.is_capital || word.text.chars().any(|c| !c.is_lowercase());
        !is_begun && !word.is_mark()
    });
    !is_short && !goes_on
}

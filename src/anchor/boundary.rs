//! The boundaries of words.

use unicode_normalization::char::is_combining_mark;

use crate::text::typography::is_invisible;

/// Whether an offset is inside a word, a number, or a character with its marks. So "art" is not
/// found in "party", and `1` is not found in `1,000`.
pub(super) fn splits_word(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else {
        return true;
    };
    let mut before = before.chars().rev().filter(|c| !is_invisible(*c));
    let mut after = after.chars().filter(|c| !is_invisible(*c));
    let (Some(last), Some(next)) = (before.next(), after.next()) else {
        return false;
    };
    let number = |a: Option<char>, mark: char, b: Option<char>| {
        matches!(mark, '.' | ',' | '\'' | '’')
            && [a, b].iter().all(|c| c.is_some_and(char::is_numeric))
    };
    // A superscript digit is a footnote after a letter, but a power after a digit.
    let note = last.is_alphabetic() && matches!(next, '¹' | '²' | '³' | '⁰'..='⁹');
    is_combining_mark(next)
        || is_word(last) && is_word(next) && !note
        || number(Some(last), next, after.next())
        || number(before.next(), last, Some(next))
}

/// Whether a character belongs to words that are separated by spaces. Thai, Lao, Burmese, Khmer,
/// Chinese and Japanese do not separate words.
fn is_word(c: char) -> bool {
    let unspaced = matches!(
        c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}'
    );
    (c.is_alphanumeric() || is_combining_mark(c)) && !unspaced
}

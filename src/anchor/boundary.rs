//! Where words of a text begin and end.

use unicode_normalization::char::is_combining_mark;

use crate::text::typography::is_invisible;

/// Whether an offset stands inside a word, a number (`1` is not in `1,000`) or a character with
/// its marks: "art" is not in "party".
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
    // A raised figure after a letter is a footnote's; after a figure it is a power.
    let note = last.is_alphabetic() && matches!(next, '¹' | '²' | '³' | '⁰'..='⁹');
    is_combining_mark(next)
        || is_word(last) && is_word(next) && !note
        || number(Some(last), next, after.next())
        || number(before.next(), last, Some(next))
}

/// Whether a character makes words that spaces separate, unlike those of Thai, Lao, Burmese,
/// Khmer, Chinese and Japanese.
fn is_word(c: char) -> bool {
    let unspaced = matches!(
        c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}'
    );
    (c.is_alphanumeric() || is_combining_mark(c)) && !unspaced
}

//! Text from files made safe to draw.
//!
//! A file can hold escape sequences that drive the terminal and directional controls that make a
//! line read otherwise than it is written. Text is cleaned once, when it is loaded; after that any
//! string may be drawn without another thought. Dangerous characters are shown, not removed: what
//! was in the source stays visible. This module must not know what the text means or where it came
//! from.

use std::borrow::Cow;

/// One line of safe text: each run of white space becomes one space, the ends are trimmed, and
/// dangerous characters are made visible.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|c| mark(c).unwrap_or(c)));
    }
    out
}

/// Safe text of several lines: CRLF and a lone CR become `\n`, a tab one space, and dangerous
/// characters are made visible. Borrowed when there is nothing to change.
pub fn block(text: &str) -> Cow<'_, str> {
    // Bytes first: most text is plain ASCII, and that check is the cheapest.
    let plain = text.bytes().all(|b| matches!(b, b'\n' | b' '..=b'~'));
    if plain || text.chars().all(|c| c == '\n' || mark(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\n' => '\n',
            '\r' => {
                chars.next_if_eq(&'\n');
                '\n'
            }
            '\t' => ' ',
            c => mark(c).unwrap_or(c),
        });
    }
    Cow::Owned(out)
}

/// The visible stand-in for a dangerous character, or `None` for a harmless one.
///
/// It is one character for one character, so offsets counted in characters stay true. Joiners,
/// LRM and RLM, the soft hyphen and variation selectors are harmless: they cannot reorder more
/// than their neighbours, and scripts and emoji need them.
pub fn mark(c: char) -> Option<char> {
    match c {
        // The C0 control pictures follow the order of the controls.
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)),
        '\x7f' => Some('␡'),
        '\u{80}'..='\u{9f}' // C1 controls
        | '\u{2028}' | '\u{2029}' // line and paragraph separators
        | '\u{202a}'..='\u{202e}' // directional embeddings and overrides
        | '\u{2066}'..='\u{2069}' // directional isolates
        | '\u{206a}'..='\u{206f}' // deprecated format characters
        | '\u{fff9}'..='\u{fffb}' // interlinear annotation
        | '\u{e0000}'..='\u{e007f}' // tags: invisible text
        => Some(char::REPLACEMENT_CHARACTER),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NASTY: &[char] = &[
        '\0',
        '\t',
        '\n',
        '\r',
        '\x1b',
        ' ',
        'a',
        '\x7f',
        '\u{85}',
        '\u{9b}',
        '\u{a0}',
        '\u{ad}',
        '\u{200d}',
        '\u{2028}',
        '\u{202e}',
        '\u{2066}',
        '\u{fff9}',
        '\u{e0041}',
        'é',
        '中',
    ];

    fn messy() -> impl Strategy<Value = String> {
        let c = prop_oneof![any::<char>(), prop::sample::select(NASTY)];
        prop::collection::vec(c, 0..40).prop_map(String::from_iter)
    }

    #[test]
    fn escapes_are_shown() {
        assert_eq!(block("\x1b[31mred\x07"), "␛[31mred␇");
        assert_eq!(line("\x1b[31mred\x7f"), "␛[31mred␡");
        assert_eq!(
            line("a\u{202e}b\u{9b}c\u{e0041}"),
            "a\u{fffd}b\u{fffd}c\u{fffd}"
        );
    }

    #[test]
    fn white_space_is_settled() {
        assert_eq!(line(" \ta \r\n\u{2028} b\u{a0}\n"), "a b");
        assert_eq!(line(" \n "), "");
        assert_eq!(block("a\r\nb\rc\n\td\u{2028}"), "a\nb\nc\n d\u{fffd}");
    }

    #[test]
    fn good_text_is_left_alone() {
        for text in [
            "",
            "plain\ntext",
            "naïve 中文 👩\u{200d}🔬 שלום\u{200f}",
            "co\u{ad}op",
        ] {
            assert!(matches!(block(text), Cow::Borrowed(same) if same == text));
            assert_eq!(line(text), text.replace('\n', " "));
        }
    }

    proptest! {
        #[test]
        fn nothing_dangerous_is_left(text in messy()) {
            prop_assert!(line(&text).chars().all(|c| mark(c).is_none() && !c.is_control()));
            prop_assert!(block(&text).chars().all(|c| c == '\n' || mark(c).is_none()));
        }

        #[test]
        fn both_settle_at_once(text in messy()) {
            let (one, many) = (line(&text), block(&text));
            prop_assert_eq!(line(&one), one);
            prop_assert!(matches!(block(&many), Cow::Borrowed(_)));
        }

        #[test]
        fn block_keeps_the_count_of_characters(text in messy()) {
            let count = text.replace("\r\n", "\n").chars().count();
            prop_assert_eq!(block(&text).chars().count(), count);
        }
    }
}

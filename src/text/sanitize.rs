//! Makes text from files safe to draw.
//!
//! A file can contain escape sequences that control the terminal and directional controls that
//! change the apparent order of text. Text is sanitised once, when it is loaded, and can then be
//! drawn without further checks. Dangerous characters are replaced by visible marks instead of
//! being removed, so that readers see that something is there.

use std::borrow::Cow;

/// Returns `text` as one safe line: runs of white space become one space, both ends are trimmed,
/// and dangerous characters become visible marks.
pub fn line(text: &str) -> String {
    let bytes = text.as_bytes();
    let is_plain = bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
        && !bytes.starts_with(b" ")
        && !bytes.ends_with(b" ")
        && !bytes.windows(2).any(|two| two == b"  ");
    if is_plain {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|c| mark(c).unwrap_or(c)));
    }
    out
}

/// Returns `text` as safe lines: CRLF and lone CR become `\n`, tabs become one space, and dangerous
/// characters become visible marks. Borrows if nothing has to change.
pub fn block(text: &str) -> Cow<'_, str> {
    // Most text is plain ASCII, and checking bytes is fastest.
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

/// Returns whether [`line()`] leaves a text that is not blank as it is.
pub fn is_line(text: &str) -> bool {
    is_spaced(text) && is_harmless(text, |c| !c.is_whitespace() || c == ' ')
}

/// Returns whether a text is printable as its bytes show: no ASCII control, and no byte that begins a dangerous
/// character or a space beyond ASCII. Other texts may be printable as well, such as those with kana.
pub fn is_printable(text: &str) -> bool {
    // Without a way out on the first hit, so that many bytes are compared at once.
    let others = text.bytes().fold(0, |others, byte| {
        let is_doubtful = |doubtful: u8| u8::from(byte == doubtful);
        let control = u8::from(byte < b' ') | is_doubtful(0x7f);
        let wide = is_doubtful(0xe1) | is_doubtful(0xe2) | is_doubtful(0xe3) | is_doubtful(0xef);
        others | control | is_doubtful(0xc2) | wide | is_doubtful(0xf3)
    });
    others == 0
}

/// Returns whether there are no spaces at the ends of a text, and no two between words.
pub fn is_spaced(text: &str) -> bool {
    if has_spaces_at_ends(text) {
        return false;
    }
    let bytes = text.as_bytes();
    // Without a way out on the first hit, so that many bytes are compared at once.
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let gaps = pairs.fold(0, |gaps, (a, b)| {
        gaps | (u8::from(*a == b' ') & u8::from(*b == b' '))
    });
    gaps == 0
}

/// Returns whether there is a space at an end of a text.
pub fn has_spaces_at_ends(text: &str) -> bool {
    text.starts_with(' ') || text.ends_with(' ')
}

/// Returns whether [`block()`] leaves a text as it is, and there is no white space at its ends.
pub fn is_block(text: &str) -> bool {
    text.trim().len() == text.len() && is_harmless(text, |_| true)
}

/// Returns whether a text has no character that is marked or unfit.
fn is_harmless(text: &str, is_fit: impl Fn(char) -> bool) -> bool {
    is_printable(text) || text.chars().all(|c| mark(c).is_none() && is_fit(c))
}

/// Returns the visible mark for a dangerous character, or `None` for a harmless one.
///
/// One character replaces one character, so character offsets stay valid. Joiners, LRM and RLM, the
/// soft hyphen and variation selectors are harmless: they affect only their neighbours, and scripts
/// and emoji need them.
pub fn mark(c: char) -> Option<char> {
    match c {
        // The control pictures are in the order of the C0 controls.
        '\0'..='\x1f' => char::from_u32(0x2400 | u32::from(c)),
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
    fn escapes_become_visible() {
        assert_eq!(block("\x1b[31mred\x07"), "␛[31mred␇");
        assert_eq!(line("\x1b[31mred\x7f"), "␛[31mred␡");
        assert_eq!(
            line("a\u{202e}b\u{9b}c\u{e0041}"),
            "a\u{fffd}b\u{fffd}c\u{fffd}"
        );
    }

    #[test]
    fn white_space_is_normalised() {
        assert_eq!(line(" \ta \r\n\u{2028} b\u{a0}\n"), "a b");
        assert_eq!(line(" \n "), "");
        assert_eq!(block("a\r\nb\rc\n\td\u{2028}"), "a\nb\nc\n d\u{fffd}");
    }

    #[test]
    fn harmless_text_is_unchanged() {
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

    #[test]
    fn what_bytes_show_to_be_printable_is_kept_whole() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}b");
            if is_printable(&text) {
                assert_eq!(
                    (line(&text), &*block(&text)),
                    (text.clone(), &*text),
                    "{c:?}"
                );
                assert!(c == ' ' || !c.is_whitespace(), "{c:?}");
            }
        }
        for text in ["naïve", "Жук", "中文", "Kovač", "שלום"] {
            assert!(is_printable(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_result_is_harmless(text in messy()) {
            prop_assert!(line(&text).chars().all(|c| mark(c).is_none() && !c.is_control()));
            prop_assert!(block(&text).chars().all(|c| c == '\n' || mark(c).is_none()));
        }

        #[test]
        fn sanitising_is_idempotent(text in messy()) {
            let (one, many) = (line(&text), block(&text));
            prop_assert_eq!(line(&one), one);
            prop_assert!(matches!(block(&many), Cow::Borrowed(_)));
        }

        #[test]
        fn block_keeps_the_number_of_characters(text in messy()) {
            let count = text.replace("\r\n", "\n").chars().count();
            prop_assert_eq!(block(&text).chars().count(), count);
        }
    }
}

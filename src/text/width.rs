//! Measures text in terminal cells and fits it to a width.
//!
//! Text is drawn grapheme by grapheme, so its width is the sum over its graphemes. A terminal that
//! forms ligatures across graphemes may need less, but relying on that would overflow.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the number of cells that `text` takes up.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return text.len();
    }
    graphemes(text).map(|grapheme| grapheme.width).sum()
}

/// Returns `text` in at most `max` cells. Longer text is cut between graphemes and ends with
/// `ellipsis`; if even that does not fit, the result is empty.
pub fn truncate<'a>(text: &'a str, max: usize, ellipsis: &str) -> Cow<'a, str> {
    // No character takes up more cells than bytes.
    if text.len() <= max {
        return Cow::Borrowed(text);
    }
    let room = max.checked_sub(width(ellipsis));
    let (mut used, mut keep) = (0, 0);
    for grapheme in graphemes(text) {
        if room.is_some_and(|room| used <= room) {
            keep = grapheme.at;
        }
        used = used.saturating_add(grapheme.width);
        if used > max {
            return match room {
                Some(_) => Cow::Owned(text.get(..keep).unwrap_or_default().to_owned() + ellipsis),
                None => Cow::Borrowed(""),
            };
        }
    }
    Cow::Borrowed(text)
}

/// Returns `text` in exactly `cells` cells, padded with spaces on the right or truncated with `…`.
pub fn pad(text: &str, cells: usize) -> String {
    let mut out = truncate(text, cells, "…").into_owned();
    let gap = cells.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', gap));
    out
}

/// One grapheme of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grapheme<'a> {
    /// The byte offset of the grapheme.
    pub at: usize,
    /// The characters of the grapheme.
    pub text: &'a str,
    /// The number of terminal cells.
    pub width: usize,
}

/// Returns the graphemes of `text` in order, with their offsets and widths.
pub fn graphemes(text: &str) -> impl Iterator<Item = Grapheme<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        let alone = chars
            .next()
            .is_none_or(|c| c.is_ascii() || simple(c).is_some());
        let (text, width) = match simple(first) {
            Some(width) if alone => (rest.get(..first.len_utf8())?, width),
            _ => {
                let text = rest.graphemes(true).next()?;
                (text, text.width())
            }
        };
        let grapheme = Grapheme { at, text, width };
        at = at.saturating_add(text.len());
        Some(grapheme)
    })
}

/// Returns the width of a common character that never forms a grapheme with another such character
/// or with an ASCII character. Segmentation is slow, and most text does not need it.
fn simple(c: char) -> Option<usize> {
    match c {
        // ASCII and Latin, Greek, Cyrillic, dashes and quotes.
        ' '..='~' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{482}' | '‐'..='…' => Some(1),
        // CJK punctuation, Kana, Han, Hangul, full-width letters.
        '、'..='〗' | 'ぁ'..='ゖ' | 'ァ'..='ヿ' | '一'..='鿿' | '가'..='힣' | '！'..='｠' => {
            Some(2)
        }
        _ => None,
    }
}

/// Returns the last character boundary at or before `at`.
pub fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ODD: &[char] = &[
        'a', ' ', '\r', '\n', '\u{301}', '\u{200d}', '\u{fe0f}', '\u{600}', '中', '한', 'ل', 'ا',
        '☺', '👩', '🔬', '🇫', '🇷', '⸻', '\u{93f}', 'क', '\u{94d}', 'é', 'д', '—', 'ｶ', 'ﾞ', '。',
        '\u{1100}', '\u{11a8}', '\u{1ff9}', '\u{3099}', 'か',
    ];

    fn messy() -> impl Strategy<Value = String> {
        let c = prop_oneof![any::<char>(), prop::sample::select(ODD)];
        prop::collection::vec(c, 0..40).prop_map(String::from_iter)
    }

    #[test]
    fn widths() {
        for (text, cells) in [
            ("", 0),
            ("abc", 3),
            ("Łódź", 4),
            ("e\u{301}", 1),
            ("中文", 4),
        ] {
            assert_eq!(width(text), cells, "{text}");
        }
        assert_eq!(width("👩\u{200d}🔬"), 2);
        assert_eq!(width("ｶﾞ"), 2);
    }

    #[test]
    fn truncation() {
        assert_eq!(truncate("abcdef", 6, "…"), "abcdef");
        assert_eq!(truncate("abcdef", 5, "…"), "abcd…");
        assert_eq!(truncate("abcdef", 2, "..."), "");
        assert_eq!(truncate("中文字", 4, "…"), "中…");
        assert_eq!(truncate("ne\u{301}e", 2, "…"), "n…");
        assert_eq!(truncate("abc", 0, ""), "");
    }

    #[test]
    fn padding() {
        assert_eq!(pad("é", 3), "é  ");
        assert_eq!(pad("中文字", 4), "中… ");
        assert_eq!(pad("abc", 0), "");
    }

    #[test]
    fn simple_characters_are_graphemes_of_their_own() {
        for c in '\0'..='\u{1ffff}' {
            let text = c.to_string();
            assert!(text.width() <= text.len(), "{c:?}");
            if let Some(width) = simple(c) {
                assert_eq!(width, text.width(), "{c:?}");
                for other in ["\n", "a", "é", "д", "中", "가", "。", "—"] {
                    assert_eq!([&text, other].concat().graphemes(true).count(), 2, "{c:?}");
                    assert_eq!([other, &text].concat().graphemes(true).count(), 2, "{c:?}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn graphemes_match_the_standard_segmentation(text in messy()) {
            prop_assert!(graphemes(&text).map(|c| (c.at, c.text)).eq(text.grapheme_indices(true)));
            prop_assert!(width(&text) >= text.width());
            prop_assert!(width(&text) <= text.len());
        }

        #[test]
        fn truncated_fits(text in messy(), max in 0_usize..50) {
            let cut = truncate(&text, max, "…");
            prop_assert!(width(&cut) <= max);
            if width(&text) <= max {
                prop_assert_eq!(&cut, &text);
            } else if max > 0 {
                prop_assert!(cut.strip_suffix('…').is_some_and(|start| text.starts_with(start)));
            }
        }

        #[test]
        fn padded_fills(text in messy(), max in 0_usize..50) {
            prop_assert_eq!(width(&pad(&text, max)), max);
        }
    }
}

//! Wraps a paragraph into rows of a given width.
//!
//! Rows are byte ranges that cover the whole paragraph, so the row of a search hit is found by
//! comparing offsets. White space at the end of a row belongs to the row but is not drawn.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::width::{Grapheme, graphemes};

/// Returns the rows of `text` when it is `width` cells wide (0 counts as 1). There is always at
/// least one row.
///
/// A row ends after `\n`; otherwise after white space, after a dash inside a word or next to a CJK
/// character; otherwise between two graphemes. Without trailing white space, no row is wider than
/// `width`, except for a single grapheme that is.
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut rows = Vec::new();
    // The start and width of the current row, and the last possible break with the width before it.
    let (mut start, mut used) = (0, 0_usize);
    let (mut stop, mut stop_used) = (0, 0);
    let mut before = Side::Start;
    for grapheme in graphemes(text) {
        let end = grapheme.at.saturating_add(grapheme.text.len());
        if grapheme.text.ends_with('\n') {
            rows.push(start..end);
            (start, used, before) = (end, 0, Side::Start);
            continue;
        }
        let side = Side::new(&grapheme, before);
        if before.allows_break_before(side) {
            (stop, stop_used) = (grapheme.at, used);
        }
        before = side;
        // At most twice: the text after the last break may leave no room for a wide grapheme.
        while side != Side::Space
            && used.saturating_add(grapheme.width) > width
            && start < grapheme.at
        {
            if stop <= start {
                (stop, stop_used) = (grapheme.at, used);
            }
            rows.push(start..stop);
            (start, used) = (stop, used.saturating_sub(stop_used));
        }
        used = used.saturating_add(grapheme.width);
    }
    if start < text.len() || rows.is_empty() {
        rows.push(start..text.len());
    }
    rows
}

/// Returns the part of a row that is drawn, which is the row without trailing white space.
pub fn visible<'a>(text: &'a str, row: &Range<usize>) -> &'a str {
    text.get(row.clone())
        .unwrap_or_default()
        .trim_end_matches(breaking_space)
}

/// The role of a grapheme in finding the places where a row may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The start of a line, which is not a grapheme.
    Start,
    /// White space.
    Space,
    /// A hyphen or slash after a part of a word. There is no break before a digit, so that
    /// 1789-07-14 and 1/2 stay whole.
    Hyphen,
    /// A longer dash after a part of a word.
    Dash,
    /// An opening bracket, or a dash at the start of something, as in -5, or after another dash.
    Sign,
    /// A CJK character or another wide one.
    Wide,
    /// A wide character that stays with the next.
    Opening,
    /// A character that stays with the one before it.
    Closing,
    /// A wide character that stays with the one before it.
    WideClosing,
    /// A letter.
    Letter,
    /// A digit.
    Digit,
    /// Anything else.
    Other,
}

impl Side {
    /// Returns the role of `grapheme`. That of a dash depends on the role `before` it.
    fn new(grapheme: &Grapheme, before: Self) -> Self {
        let mut chars = grapheme.text.chars();
        let Some(c) = chars.next() else {
            return Self::Other;
        };
        let alone = chars.next().is_none();
        let inside = !matches!(
            before,
            Self::Start | Self::Space | Self::Hyphen | Self::Dash | Self::Sign
        );
        // A cluster of narrow characters is not wide, even if their widths add up.
        let wide = grapheme.width > 1 && c.width() == Some(2);
        match c {
            'a'..='z' | 'A'..='Z' | 'А'..='я' => Self::Letter,
            '0'..='9' => Self::Digit,
            c if alone && breaking_space(c) => Self::Space,
            '-' | '/' if inside => Self::Hyphen,
            '–' | '—' if inside => Self::Dash,
            '-' | '/' | '–' | '—' | '(' | '[' | '{' => Self::Sign,
            '、' | '。' | '，' | '．' | '！' | '？' | '：' | '；' | '・' | 'ー' | '）' | '］'
            | '｝' | '」' | '』' | '】' | '〕' | '〉' | '》' => Self::WideClosing,
            '”' | '’' | '…' | '»' | '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' => {
                Self::Closing
            }
            '（' | '［' | '｛' | '「' | '『' | '【' | '〔' | '〈' | '《' => Self::Opening,
            _ if wide => Self::Wide,
            c if c.is_alphabetic() => Self::Letter,
            c if c.is_numeric() => Self::Digit,
            _ => Self::Other,
        }
    }

    /// Returns whether a row may end between this and the `next` grapheme.
    fn allows_break_before(self, next: Self) -> bool {
        use Side::{Closing, Dash, Digit, Hyphen, Letter, Opening, Sign, Space, Wide, WideClosing};
        match self {
            Space => next != Space,
            Hyphen => matches!(next, Letter | Wide | Opening),
            Dash => !matches!(next, Space | Sign | Closing | WideClosing),
            Wide | WideClosing => matches!(next, Wide | Opening | Letter | Digit),
            Letter | Digit | Closing => matches!(next, Wide | Opening),
            _ => false,
        }
    }
}

/// Returns whether a row may end after a character of white space. It may not after the
/// non-breaking spaces.
fn breaking_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::width as cells_of;
    use proptest::prelude::*;

    fn rows(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width)
            .iter()
            .map(|row| visible(text, row))
            .collect()
    }

    #[test]
    fn words() {
        assert_eq!(rows("", 5), [""]);
        assert_eq!(rows("one two three", 7), ["one two", "three"]);
        assert_eq!(rows("one    two", 3), ["one", "two"]);
        assert_eq!(rows("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(rows("a\n\nb\n", 9), ["a", "", "b"]);
        assert_eq!(rows("12\u{a0}km on", 4), ["12\u{a0}k", "m on"]);
        assert_eq!(rows("ab", 0), ["a", "b"]);
    }

    #[test]
    fn dashes() {
        assert_eq!(rows("well-known", 6), ["well-", "known"]);
        assert_eq!(rows("and/or 1914–1918", 8), ["and/or", "1914–", "1918"]);
        assert_eq!(rows("on 1789-07-14 it", 10), ["on", "1789-07-14", "it"]);
        assert_eq!(rows("at -5 or --all", 4), ["at", "-5", "or", "--al", "l"]);
    }

    #[test]
    fn wide() {
        assert_eq!(rows("日本語文", 5), ["日本", "語文"]);
        assert_eq!(rows("日本。語", 4), ["日", "本。", "語"]);
        assert_eq!(rows("日「本」", 4), ["日", "「本", "」"]);
        assert_eq!(rows("日本abc", 5), ["日本", "abc"]);
        assert_eq!(rows("中a", 1), ["中", "a"]);
        assert_eq!(rows("x-ab中", 4), ["x-ab", "中"]);
    }

    const ODD: &[char] = &[
        'a', 'b', ' ', ' ', '\n', '\r', '\t', '-', '—', '/', '5', '\u{a0}', '\u{301}', '\u{200d}',
        '\u{fe0f}', '\u{600}', '中', '「', '。', '…', '한', '👩', '🔬', '🇫', '🇷', 'क', '\u{94d}',
    ];

    fn messy() -> impl Strategy<Value = String> {
        let c = prop_oneof![1 => any::<char>(), 4 => prop::sample::select(ODD)];
        prop::collection::vec(c, 0..60).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn rows_cover_the_text_and_fit(text in messy(), width in 0_usize..20) {
            let rows = wrap(&text, width);
            prop_assert_eq!(rows.first().map(|row| row.start), Some(0));
            prop_assert_eq!(rows.last().map(|row| row.end), Some(text.len()));
            prop_assert!(rows.windows(2).all(|pair| pair[0].end == pair[1].start));
            let bounds: Vec<usize> = graphemes(&text).map(|grapheme| grapheme.at).collect();
            for row in &rows {
                prop_assert!(text.is_empty() || bounds.contains(&row.start));
                let drawn = visible(&text, row);
                prop_assert!(cells_of(drawn) <= width.max(1) || graphemes(drawn).count() == 1);
                prop_assert!(!drawn.contains('\n'));
            }
        }
    }
}

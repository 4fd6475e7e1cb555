//! What is particular about the characters of some scripts.

use unicode_normalization::UnicodeNormalization;

/// Returns the plain letters that a character of a font stands for: presentation forms and ligatures become the
/// letters that they show, and radicals the ideographs. Characters without a meaning of their own become U+FFFD, and
/// invisible ones are dropped.
pub(super) fn plain(c: char) -> impl Iterator<Item = char> {
    let (single, shaped) = match c {
        '\u{fb00}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{2f00}'..='\u{2fd5}'
        | '\u{fe10}'..='\u{fe19}'
        | '\u{fe30}'..='\u{fe48}' => (None, Some(std::iter::once(c).nfkc())),
        '\u{2e80}'..='\u{2ef3}' => (Some(radical(c)), None),
        // The bullet of the font Symbol.
        '\u{f0b7}' | '\u{f0a7}' => (Some('•'), None),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => (Some('\u{fffd}'), None),
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => (None, None),
        '\t' | '\n' | '\r' | '\u{a0}' => (Some(' '), None),
        _ if c.is_control() => (None, None),
        _ => (Some(c), None),
    };
    single.into_iter().chain(shaped.into_iter().flatten())
}

/// Returns the ideograph of a radical that has no compatibility mapping. Fonts use them in place of the ideographs.
fn radical(c: char) -> char {
    const RADICALS: &str = "⺌⺍⺕⺗⺟⺠⺡⺢⺣⺤⺥⺩⺫⺬⺭⺮⺯⺰⺱⺲⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳";
    const IDEOGRAPHS: &str = "小小彐心母民氵氺灬爪爪王目示礻竹糸纟网罒网羊羊羊老耂聿肉臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝金長镸长门阜阝雨青韦页风飞食食食饣首马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟龟";
    let mut pairs = RADICALS.chars().zip(IDEOGRAPHS.chars());
    pairs.find(|(from, _)| *from == c).map_or(c, |(_, to)| to)
}

/// Returns whether a character is a letter of a script that is written to the left.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{65f}' | '\u{66a}'..='\u{6ef}' | '\u{6fa}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e900}'..='\u{1eeff}')
}

/// Returns whether a character belongs to a script without spaces between words.
pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns whether a character is punctuation that may stand beside an ideograph without a space.
fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '‘'..='”' | '…')
}

/// Returns whether a character is as wide as an ideograph.
pub(super) fn is_wide(c: char) -> bool {
    is_ideographic(c)
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{fe10}'..='\u{fe48}' | '\u{ff01}'..='\u{ff60}')
}

/// How two characters stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Words are parted by spaces.
    Spaced,
    /// One is an ideograph, the other is not.
    Mixed,
    /// Both are written without spaces.
    Unspaced,
}

/// Returns how two characters stand together.
pub(super) fn joint(a: char, b: char) -> Joint {
    let full = |c| is_ideographic(c) || (is_wide_mark(c) && c > '\u{2fff}');
    let any = |c| is_ideographic(c) || is_wide_mark(c);
    match (full(a), full(b)) {
        (true, true) => Joint::Unspaced,
        (true, false) if any(b) => Joint::Unspaced,
        (false, true) if any(a) => Joint::Unspaced,
        (false, false) => Joint::Spaced,
        _ => Joint::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_become_letters() {
        for (shape, letters) in [
            ('a', "a"),
            ('ﬃ', "ffi"),
            ('ﻼ', "لا"),
            ('ﻐ', "غ"),
            ('⼈', "人"),
            ('⻓', "长"),
            ('⻦', "鸟"),
            ('\u{a0}', " "),
            ('\u{f0b7}', "•"),
            ('\u{e123}', "\u{fffd}"),
            ('\u{202e}', ""),
            ('\u{1b}', ""),
            ('²', "²"),
        ] {
            assert_eq!(plain(shape).collect::<String>(), letters, "{shape:?}");
        }
    }

    #[test]
    fn ideographs_stand_without_spaces() {
        for (a, b, wanted) in [
            ('a', 'b', Joint::Spaced),
            ('年', '月', Joint::Unspaced),
            ('月', '5', Joint::Mixed),
            ('5', '年', Joint::Mixed),
            ('：', '“', Joint::Unspaced),
            ('”', '陆', Joint::Unspaced),
            ('”', 'a', Joint::Spaced),
            ('한', '국', Joint::Spaced),
        ] {
            assert_eq!(joint(a, b), wanted, "{a}{b}");
        }
    }
}

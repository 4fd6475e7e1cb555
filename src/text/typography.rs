//! Typographic characters: quotation marks, dashes and invisible characters.

/// Whether a character is invisible: a soft hyphen, zero-width space, joiner or variation selector.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// Whether a character is a dash or a hyphen.
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
    )
}

/// Returns the plain form of a quotation mark, apostrophe or prime: `'` or `"`.
pub fn plain_quotation_mark(c: char) -> Option<char> {
    match c {
        '\'' | '`' | '´' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '‘' | '’' | '‚' | '‛' | '′' | '‵' | '‹'
        | '›' | '＇' => Some('\''),
        '"' | 'ʺ' | '«' | '»' | '“' | '”' | '„' | '‟' | '″' | '‶' | '「' | '」' | '『' | '』'
        | '〝' | '〞' | '〟' | '＂' | '｢' | '｣' => Some('"'),
        _ => None,
    }
}

/// Whether no space is between two characters: both are Chinese or Japanese, or one of them is and the other is a
/// quotation mark or an ellipsis. Spaces and line breaks between them are an accident of the layout.
pub fn is_unspaced(before: char, after: char) -> bool {
    let is_mark = |c: char| c == '…' || plain_quotation_mark(c).is_some();
    match (is_ideographic(before), is_ideographic(after)) {
        (true, true) => true,
        (true, false) => is_mark(after) && !is_mark(before),
        (false, true) => is_mark(before) && !is_mark(after),
        (false, false) => false,
    }
}

/// Whether a character is Chinese or Japanese: an ideograph, kana, or their punctuation. Korean has spaces.
fn is_ideographic(c: char) -> bool {
    matches!(
        c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3001}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_japanese_have_no_spaces() {
        for (before, after, unspaced) in [
            ('港', '会', true),
            ('。', 'は', true),
            ('カ', '（', true),
            ('说', '“', true),
            ('”', '他', true),
            ('…', '他', true),
            ('版', 'P', false),
            ('2', '年', false),
            ('”', '“', false),
            ('›', '「', false),
            ('항', '구', false),
            ('a', 'b', false),
        ] {
            assert_eq!(is_unspaced(before, after), unspaced, "{before}{after}");
        }
    }
}

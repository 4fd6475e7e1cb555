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

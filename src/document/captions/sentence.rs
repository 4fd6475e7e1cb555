//! Where sentences end.

/// Returns whether a text ends a sentence, or breaks off.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| {
        matches!(
            c,
            '"' | '”' | '“' | '»' | '«' | '’' | '\'' | ')' | ']' | '♪'
        )
    };
    let text = text.trim_end();
    let bare = text.trim_end_matches(closing).trim_end();
    let ended = bare.ends_with([
        '.', '!', '?', '…', '—', '–', '。', '！', '？', '．', '؟', '۔', '।',
    ]);
    let is_end = ended && !is_ordinal(bare) || bare.ends_with("--");
    is_end || text.ends_with([')', ']', '♪'])
}

/// Returns whether a text ends with a number that may stand for a day, as in `am 3. | Mai`.
fn is_ordinal(text: &str) -> bool {
    let number = text.strip_suffix('.').unwrap_or_default();
    let digits = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let len = number.len() - digits.len();
    (1..=2).contains(&len) && digits.ends_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::ends_sentence;

    #[test]
    fn sentences_end_with_a_sign() {
        for text in [
            "It did.",
            "in 2005.",
            "Did it? ",
            "“It did.”",
            "it (did.)",
            "and then—",
            "and then--",
            "[Applause]",
            "完了。",
            "»Ja!«",
        ] {
            assert!(ends_sentence(text), "{text}");
        }
        for text in [
            "",
            "it did",
            "it did,",
            "it did:",
            "10,000",
            "am 3.",
            "“it did”",
        ] {
            assert!(!ends_sentence(text), "{text}");
        }
    }
}

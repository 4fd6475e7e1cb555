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
    ended || bare.ends_with("--") || text.ends_with([')', ']', '♪'])
}

#[cfg(test)]
mod tests {
    use super::ends_sentence;

    #[test]
    fn sentences_end_with_a_sign() {
        for text in [
            "It did.",
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
        for text in ["", "it did", "it did,", "it did:", "10,000", "“it did”"] {
            assert!(!ends_sentence(text), "{text}");
        }
    }
}

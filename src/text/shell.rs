//! Quotes words for a shell.

/// Returns a word as a shell reads it, in quotes if it needs them.
pub fn word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | ':' | '@');
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Returns a path as a shell reads it and as no command takes it for an option; `-` stands for standard input.
pub fn path(text: &str) -> String {
    if text.starts_with('-') && text != "-" {
        word(&format!("./{text}"))
    } else {
        word(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_need_quotes_get_them() {
        for plain in ["a/b-1_é.toml", "clickhouse://me@localhost:8123/cases", "-"] {
            assert_eq!(word(plain), plain);
        }
        assert_eq!(word("two words"), "'two words'");
        assert_eq!(word("it's"), r"'it'\''s'");
        assert_eq!(word("$x"), "'$x'");
        assert_eq!(word(""), "''");
    }

    #[test]
    fn a_path_is_no_option() {
        for (text, wanted) in [
            ("-x.toml", "./-x.toml"),
            ("-a b", "'./-a b'"),
            ("-", "-"),
            ("a-b", "a-b"),
        ] {
            assert_eq!(path(text), wanted);
        }
    }
}

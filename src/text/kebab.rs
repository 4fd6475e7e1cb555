//! Ids in kebab-case.

/// Returns the words of a text in small letters with hyphens between.
pub fn kebab_case(text: &str) -> String {
    let pieces = text.split(|c: char| !c.is_alphanumeric());
    let pieces: Vec<String> = pieces
        .filter(|piece| !piece.is_empty())
        .map(str::to_lowercase)
        .collect();
    pieces.join("-")
}

/// Returns whether a text has nothing but small letters, digits and hyphens.
pub fn is_kebab_case(text: &str) -> bool {
    let fits = |c: char| c == '-' || (c.is_alphanumeric() && !c.is_uppercase());
    text.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_by_hyphens() {
        for (text, expected) in [
            ("Kim Jong-un", "kim-jong-un"),
            ("https://e.org/A_b?c=1", "https-e-org-a-b-c-1"),
            ("Ünal & Söhne", "ünal-söhne"),
            ("…", ""),
        ] {
            let kebab = kebab_case(text);
            assert_eq!(kebab, expected);
            assert!(is_kebab_case(&kebab));
        }
        assert!(!is_kebab_case("Kim") && !is_kebab_case("a_b"));
    }
}

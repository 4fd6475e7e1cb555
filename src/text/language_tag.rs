//! Language tags.

/// No tag is longer, in bytes.
const LONGEST: usize = 35;

/// Returns the language tag (BCP 47) that a file gives, or `None` if it is none, such as the name of a locale.
pub fn tag(text: &str) -> Option<String> {
    let tag = text.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let is_language = parts.next().is_some_and(|language| {
        (2..=3).contains(&language.len()) && language.bytes().all(|c| c.is_ascii_alphabetic())
    });
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_alphanumeric())
    };
    (is_language && parts.all(is_part) && tag.len() <= LONGEST).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn only_tags_of_languages_are_taken() {
        for (text, expected) in [
            ("en", Some("en")),
            (" de_CH ", Some("de-CH")),
            ("zh-Hant-TW", Some("zh-Hant-TW")),
            ("zh-Hans-CN", Some("zh-Hans-CN")),
            ("hsb", Some("hsb")),
            ("en_US", Some("en-US")),
            ("C", None),
            ("POSIX", None),
            ("e n", None),
            ("english language", None),
            ("", None),
            ("English", None),
            ("en-", None),
            ("en US", None),
            ("x", None),
            ("en--US", None),
            ("en-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa", None),
        ] {
            assert_eq!(tag(text).as_deref(), expected, "{text}");
        }
    }
}

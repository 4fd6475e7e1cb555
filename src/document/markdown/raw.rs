//! Strips raw HTML in Markdown.

/// HTML elements that can be part of a word or sentence. All other tags separate words.
const INLINE: [&str; 16] = [
    "a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "u",
];

/// Removes tags, comments, scripts and styles from raw HTML. This is crude, but enough for the
/// stray tags found in Markdown.
pub(super) fn words(html: &str) -> String {
    // Lower-casing ASCII keeps the length, so offsets are valid in both strings.
    let lower = html.to_ascii_lowercase();
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        let lower = lower.get(html.len() - tag.len()..).unwrap_or_default();
        let name = lower.trim_start_matches('/');
        let name = name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let end = match name {
            "script" => "</script>",
            "style" => "</style>",
            "" if tag.starts_with("!--") => "-->",
            "" if !tag.starts_with(['!', '?']) => {
                // Not a tag, as in `a < b`.
                words.push('<');
                rest = tag;
                continue;
            }
            _ => ">",
        };
        if !name.is_empty() && !INLINE.contains(&name) {
            words.push(' ');
        }
        rest = lower
            .find(end)
            .and_then(|at| tag.get(at + end.len()..))
            .unwrap_or_default();
    }
    words + rest
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn an_unclosed_tag_ends_the_text() {
        assert_eq!(words("open <b"), "open ");
    }
}

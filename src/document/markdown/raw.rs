//! Raw HTML in Markdown, without its tags.

/// HTML elements that stand inside a word or sentence; every other tag separates words.
const INLINE: [&str; 16] = [
    "a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "u",
];

/// Raw HTML without its tags, comments, scripts and styles: crude, for the stray tag in Markdown.
pub(super) fn words(html: &str) -> String {
    // Of the same length, so that offsets serve both.
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
                // No tag at all, as in `a < b`.
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
    fn an_open_tag_ends_the_text() {
        assert_eq!(words("open <b"), "open ");
    }
}

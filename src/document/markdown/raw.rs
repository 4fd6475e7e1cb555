//! Strips raw HTML in Markdown.

/// HTML elements that can be part of a word or sentence. All other tags separate words.
const INLINE: [&str; 19] = [
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small", "span",
    "strike", "strong", "sub", "sup", "u",
];

/// HTML elements whose text is deleted.
const DELETED: [&str; 3] = ["del", "s", "strike"];

/// The words of raw HTML.
#[derive(Default)]
pub(super) struct Words {
    pub read: String,
    /// Those that are marked as deleted.
    pub deleted: String,
}

impl Words {
    fn push(&mut self, text: &str, deleted: bool) {
        let words = if deleted {
            &mut self.deleted
        } else {
            &mut self.read
        };
        words.push_str(text);
    }
}

/// Removes tags, comments, scripts and styles from raw HTML. This is crude, but enough for the
/// stray tags found in Markdown. `depth` is the number of elements with deleted text that are open
/// before and, afterwards, after it.
pub(super) fn words(html: &str, depth: &mut usize) -> Words {
    // Lower-casing ASCII keeps the length, so offsets are valid in both strings.
    let lower = html.to_ascii_lowercase();
    let mut words = Words::default();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push(before, *depth > 0);
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
                words.push("<", *depth > 0);
                rest = tag;
                continue;
            }
            _ => ">",
        };
        if !name.is_empty() && !INLINE.contains(&name) {
            words.push(" ", *depth > 0);
        }
        if DELETED.contains(&name) {
            *depth = if lower.starts_with('/') {
                depth.saturating_sub(1)
            } else {
                depth.saturating_add(1)
            };
        }
        rest = lower
            .find(end)
            .and_then(|at| tag.get(at + end.len()..))
            .unwrap_or_default();
    }
    words.push(rest, *depth > 0);
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn an_unclosed_tag_ends_the_text() {
        assert_eq!(words("open <b", &mut 0).read, "open ");
    }

    #[test]
    fn deleted_words_are_kept_apart() {
        let mut depth = 0;
        let found = words("a <del>b <s>c</s> d</DEL>, <strike>e", &mut depth);
        assert_eq!((&*found.read, &*found.deleted), ("a , ", "b c de"));
        assert_eq!(depth, 1);
    }
}

//! The metadata block at the start of a Markdown file.

/// Returns the length of the metadata block that a text starts with, or 0 if there is none. The
/// block must look like YAML, because a text may also start with a rule.
pub(super) fn front_matter(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return 0;
    };
    let mut len = first.len();
    for line in lines {
        len += line.len();
        match line.trim_end() {
            "---" | "..." => return len,
            line if !is_yaml(line) => return 0,
            _ => {}
        }
    }
    0
}

/// Returns whether a line can be part of a metadata block: it has a key, or belongs to the key
/// above it.
fn is_yaml(line: &str) -> bool {
    let is_key = |key: &str| {
        let key = key.trim_matches(['"', '\'']);
        !key.is_empty() && !key.contains(char::is_whitespace)
    };
    let key = match line.split_once(": ") {
        Some((key, _)) => Some(key),
        None => line.strip_suffix(':'),
    };
    line.is_empty()
        || line.starts_with([' ', '\t', '#', ']', '}'])
        || line.starts_with("- ")
        || key.is_some_and(is_key)
}

#[cfg(test)]
mod tests {
    use super::front_matter;

    #[test]
    fn metadata_is_recognised() {
        for block in [
            "---\n---\n",
            "---\ntitle: x\n---\n",
            "--- \ntitle: x\n...\n",
            "---\n# about\n\n\"title\": x: y\ntags:\n- a\nauthors:\n  - b\nsummary: >\n  Long\n\n  text.\nkeys: [\n  1\n]\n---",
        ] {
            assert_eq!(front_matter(block), block.len(), "{block:?}");
        }
        assert_eq!(front_matter("---\na: b\n---\n---\nx"), 13);
    }

    #[test]
    fn a_text_after_a_rule_is_not_metadata() {
        for text in [
            "",
            "title: x\n---\n",
            "\n---\ntitle: x\n---\n",
            "---\ntitle: x\n",
            "---\n*7 June*\n\nIt rained.\n\n---\n",
            "---\nIt was denied: nobody paid.\n---\n",
            "---\nIt rained.\n---\n",
        ] {
            assert_eq!(front_matter(text), 0, "{text:?}");
        }
    }
}

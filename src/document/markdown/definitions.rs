//! The link and footnote labels that a text defines.

use std::collections::HashSet;

/// Defined labels in lower case, because labels are case-insensitive.
#[derive(Default)]
pub(super) struct Definitions {
    links: HashSet<Box<str>>,
    notes: HashSet<Box<str>>,
}

impl Definitions {
    pub fn add_link(&mut self, label: &str) {
        self.links.insert(label.to_lowercase().into());
    }

    pub fn add_note(&mut self, label: &str) {
        self.notes.insert(label.to_lowercase().into());
    }

    pub fn has_link(&self, label: &str) -> bool {
        self.links.contains(&*label.to_lowercase())
    }

    /// Returns Markdown that defines the footnotes that a text refers to but does not define, or an
    /// empty string if there are none. It ends with a block that the text cannot continue.
    pub fn missing_notes(&self, text: &str) -> String {
        let mut found = HashSet::new();
        let mut own = HashSet::new();
        if !self.notes.is_empty() {
            for (at, _) in text.match_indices("[^") {
                let label = text
                    .get(at + 2..)
                    .and_then(|rest| rest.split_once([']', '\n']));
                let Some((label, after)) = label else {
                    continue;
                };
                let folded = label.to_lowercase();
                if after.starts_with(':') {
                    own.insert(folded);
                } else if self.notes.contains(&*folded) {
                    found.insert(folded);
                }
            }
        }
        let mut markdown = String::new();
        for label in found.difference(&own) {
            markdown.push_str("[^");
            markdown.push_str(label);
            markdown.push_str("]: x\n");
        }
        if !markdown.is_empty() {
            markdown.push_str("\n<!-- -->\n\n");
        }
        markdown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_missing_notes_are_defined() {
        let mut known = Definitions::default();
        for label in ["A", "b", "c"] {
            known.add_note(label);
        }
        assert_eq!(
            known.missing_notes("x[^a][^a] [^b] [^d] [^\n\n[^b]: own"),
            "[^a]: x\n\n<!-- -->\n\n"
        );
        assert_eq!(known.missing_notes("x[^d] [a]"), "");
        assert!(!known.has_link("a"));
    }
}

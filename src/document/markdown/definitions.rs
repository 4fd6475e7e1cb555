//! The link and footnote labels that a text defines.

use std::collections::{BTreeSet, HashSet};

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

    /// Returns Markdown that defines the footnotes that a text refers to, or an empty string if there
    /// are none. It may define them too: what looks like a definition may be HTML or code. It ends
    /// with a block that the text cannot continue.
    pub fn notes_of(&self, text: &str) -> String {
        let mut found = BTreeSet::new();
        if !self.notes.is_empty() {
            for (at, _) in text.match_indices("[^") {
                let label = text
                    .get(at + 2..)
                    .and_then(|rest| rest.split(['\n', ']']).next());
                let folded = label.unwrap_or_default().to_lowercase();
                if self.notes.contains(&*folded) {
                    found.insert(folded);
                }
            }
        }
        let mut markdown = String::new();
        for label in found {
            markdown.push_str("[^");
            markdown.push_str(&label);
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
    fn only_known_notes_are_defined() {
        let mut known = Definitions::default();
        for label in ["A", "b", "c"] {
            known.add_note(label);
        }
        assert_eq!(
            known.notes_of("x[^a][^a] [^b] [^d] [^\n\n[^b]: own"),
            "[^a]: x\n[^b]: x\n\n<!-- -->\n\n"
        );
        assert_eq!(known.notes_of("x[^d] [a]"), "");
        assert!(!known.has_link("a"));
    }
}

//! The names of links and footnotes that a text defines, wherever it does.

use std::collections::HashSet;

/// The labels that are defined, in lower case: their case does not matter.
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

    /// Returns Markdown that defines the footnotes to which a text refers without defining them, and
    /// that no text can continue. Empty if there are none.
    pub fn of_notes(&self, text: &str) -> String {
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
    fn notes_are_defined_that_are_used_and_not_defined_there() {
        let mut known = Definitions::default();
        for label in ["A", "b", "c"] {
            known.add_note(label);
        }
        assert_eq!(
            known.of_notes("x[^a][^a] [^b] [^d] [^\n\n[^b]: own"),
            "[^a]: x\n\n<!-- -->\n\n"
        );
        assert_eq!(known.of_notes("x[^d] [a]"), "");
        assert!(!known.has_link("a"));
    }
}

//! Ids as an event file has them: in kebab-case, and unique.

use std::collections::HashSet;

use crate::text::kebab::{is_kebab_case, kebab_case};

/// The ids of one kind of things. Those that are not in kebab-case are replaced, by ids that no other has.
pub struct Ids {
    /// What to call a thing whose id has neither letters nor digits.
    noun: &'static str,
    given: HashSet<String>,
}

impl Ids {
    /// Makes ids for things of a kind.
    pub fn new(noun: &'static str) -> Self {
        Self {
            noun,
            given: HashSet::new(),
        }
    }

    /// Returns the id to write for one. None if its own can be written. `is_taken` tells which ids others have.
    pub fn instead(&mut self, id: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
        if is_valid(id) {
            return None;
        }
        let words = address(id).unwrap_or(id);
        let mut base = kebab_case(words);
        if base.is_empty() {
            self.noun.clone_into(&mut base);
        }
        let numbers = (2_usize..).map(|number| format!("{base}-{number}"));
        let mut candidates = std::iter::once(base.clone()).chain(numbers);
        let free = candidates.find(|it| !is_taken(it) && !self.given.contains(it))?;
        self.given.insert(free.clone());
        Some(free)
    }
}

/// Returns what follows the scheme of an address on the web.
fn address(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://");
    rest.or_else(|| text.strip_prefix("http://"))
}

fn is_valid(id: &str) -> bool {
    !id.is_empty() && is_kebab_case(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_kebab_case_and_unique() {
        let mut ids = Ids::new("source");
        let is_taken = |id: &str| id == "reuters";
        let mut instead = |id: &str| ids.instead(id, is_taken);
        assert_eq!(instead("reuters"), None);
        assert_eq!(instead("Reuters").as_deref(), Some("reuters-2"));
        assert_eq!(instead("REUTERS").as_deref(), Some("reuters-3"));
        assert_eq!(instead("https://e.org/A?b").as_deref(), Some("e-org-a-b"));
        assert_eq!(instead("…").as_deref(), Some("source"));
        assert_eq!(instead("?").as_deref(), Some("source-2"));
        assert_eq!(instead("").as_deref(), Some("source-3"));
    }
}

//! Ids in kebab-case that nothing else has.

use std::collections::{HashMap, HashSet};

use crate::text::kebab::kebab_case;

/// Gives ids to new things of a kind.
pub struct NewIds {
    /// What to call a thing whose name has neither letters nor digits.
    noun: &'static str,
    given: HashSet<String>,
    /// The next number to try for ids that are taken.
    next: HashMap<String, u64>,
}

impl NewIds {
    /// Makes ids for things of a kind.
    pub fn new(noun: &'static str) -> Self {
        Self {
            noun,
            given: HashSet::new(),
            next: HashMap::new(),
        }
    }

    /// Returns an id for a name, with a number if the id is taken.
    pub fn give(&mut self, name: &str, mut is_taken: impl FnMut(&str) -> bool) -> String {
        let mut base = kebab_case(name);
        if base.is_empty() {
            self.noun.clone_into(&mut base);
        }
        let mut id = base.clone();
        while self.given.contains(&id) || is_taken(&id) {
            let next = self.next.entry(base.clone()).or_insert(2);
            id = format!("{base}-{next}");
            *next = next.saturating_add(1);
        }
        self.given.insert(id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_given_once() {
        let mut ids = NewIds::new("event");
        let mut give = |name| ids.give(name, |id| id == "sale-2");
        for (name, id) in [
            ("The sale!", "the-sale"),
            ("sale", "sale"),
            ("Sale", "sale-3"),
            ("SALE", "sale-4"),
            ("…", "event"),
            ("", "event-2"),
        ] {
            assert_eq!(give(name), id, "{name}");
        }
    }
}

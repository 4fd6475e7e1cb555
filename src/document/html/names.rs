//! Interned element names.

use std::collections::HashMap;

use html5ever::{LocalName, QualName, local_name, ns};

/// The largest number of distinct names. Further ones are read as `x`, so that a page full of
/// made-up names cannot exhaust memory.
const MAX_NAMES: usize = 60_000;

/// Element names, numbered in the order of their first use.
pub(super) struct Names {
    none: QualName,
    all: Vec<Name>,
    numbers: HashMap<QualName, u16>,
}

struct Name {
    name: QualName,
    mute: bool,
}

impl Names {
    pub fn new() -> Self {
        Self {
            none: Self::none(),
            all: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    /// Returns the empty name, which the root has.
    pub fn none() -> QualName {
        QualName::new(None, ns!(), local_name!(""))
    }

    /// Returns the number of a name, adding it if it is new.
    pub fn add(&mut self, name: QualName) -> u16 {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let number = u16::try_from(self.all.len()).unwrap_or(u16::MAX);
        self.all.push(Name {
            name: name.clone(),
            mute: is_mute(&name.local),
        });
        self.numbers.insert(name, number);
        number
    }

    /// Returns the name to use for a tag: its own, or `x` if the table is full.
    pub fn limit(&self, name: LocalName) -> LocalName {
        let known = |space| {
            self.numbers
                .contains_key(&QualName::new(None, space, name.clone()))
        };
        if self.all.len() < MAX_NAMES || [ns!(html), ns!(svg), ns!(mathml)].into_iter().any(known) {
            name
        } else {
            LocalName::from("x")
        }
    }

    /// Returns the name with the given number, or the empty name if there is none.
    pub fn get(&self, number: Option<u16>) -> &QualName {
        let name = number.and_then(|number| self.all.get(usize::from(number)));
        name.map_or(&self.none, |name| &name.name)
    }

    /// Returns whether elements with this name contain nothing but text that is never shown.
    pub fn is_mute(&self, number: Option<u16>) -> bool {
        let name = number.and_then(|number| self.all.get(usize::from(number)));
        name.is_some_and(|name| name.mute)
    }
}

fn is_mute(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "textarea" | "title" | "iframe" | "noembed" | "noframes"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_names_is_limited() {
        let html = |name| QualName::new(None, ns!(html), LocalName::from(name));
        let mut names = Names::new();
        for number in 0..MAX_NAMES {
            assert_eq!(usize::from(names.add(html(format!("x-{number}")))), number);
        }
        assert_eq!(names.add(html("x-7".to_owned())), 7);
        assert_eq!(&*names.get(Some(7)).local, "x-7");
        assert_eq!(&*names.get(None).local, "");
        for (name, limited) in [("x-1", "x-1"), ("y-1", "x")] {
            assert_eq!(&*names.limit(LocalName::from(name)), limited);
        }
    }
}

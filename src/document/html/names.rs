//! The names of a page's elements, each kept once.

use std::collections::HashMap;

use html5ever::{LocalName, QualName, local_name, ns};

/// The most names that are told apart. A page that makes up more of them would take as much memory
/// for names as for text; all further ones are called `x`.
const MOST: usize = 60_000;

/// The names of elements, by numbers in the order in which they come up.
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

    /// Returns the empty name, which is that of the root.
    pub fn none() -> QualName {
        QualName::new(None, ns!(), local_name!(""))
    }

    /// Returns the number of a name.
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

    /// Returns the name under which a tag is read: its own, or `x` if there are too many already.
    pub fn limit(&self, name: LocalName) -> LocalName {
        let known = |space| {
            self.numbers
                .contains_key(&QualName::new(None, space, name.clone()))
        };
        if self.all.len() < MOST || [ns!(html), ns!(svg), ns!(mathml)].into_iter().any(known) {
            name
        } else {
            LocalName::from("x")
        }
    }

    /// Returns the name of a number, and the empty one if there is no such number.
    pub fn get(&self, number: Option<u16>) -> &QualName {
        let name = number.and_then(|number| self.all.get(usize::from(number)));
        name.map_or(&self.none, |name| &name.name)
    }

    /// Returns whether elements of a name hold text that is never shown, and nothing else.
    pub fn is_mute(&self, number: Option<u16>) -> bool {
        let name = number.and_then(|number| self.all.get(usize::from(number)));
        name.is_some_and(|name| name.mute)
    }
}

fn is_mute(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "textarea" | "title" | "iframe" | "noembed" | "noframes" | "noscript"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_up_to_a_limit() {
        let html = |name| QualName::new(None, ns!(html), LocalName::from(name));
        let mut names = Names::new();
        for number in 0..MOST {
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

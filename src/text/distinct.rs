//! Values by name, each once.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use hashbrown::HashTable;

/// Values that occur often, numbered in the order in which they come first. Their names are not kept twice.
#[derive(Debug)]
pub struct Distinct<T> {
    all: Vec<T>,
    /// The hash of each name, with its number: names are looked at only where hashes are equal.
    numbers: HashTable<(u32, u32)>,
    hasher: RandomState,
}

/// What has a name.
pub trait Named {
    /// Returns the name.
    fn name(&self) -> &str;
}

impl Named for Arc<str> {
    fn name(&self) -> &str {
        self
    }
}

impl Named for Box<str> {
    fn name(&self) -> &str {
        self
    }
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            numbers: HashTable::new(),
            hasher: RandomState::new(),
        }
    }
}

impl<T: Named> Distinct<T> {
    /// Returns the number of the value with a name. A new one is added.
    pub fn position(&mut self, name: &str, value: impl FnOnce() -> T) -> u32 {
        if let Some(number) = self.find(name) {
            return number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let hash = self.hasher.hash_one(name) as u32;
        self.numbers
            .insert_unique(spread(hash), (hash, number), |(hash, _)| spread(*hash));
        self.all.push(value());
        number
    }

    /// Returns the number of the value with a name, if there is one.
    pub fn find(&self, name: &str) -> Option<u32> {
        let name_of = |number: u32| self.all.get(number as usize).map_or("", Named::name);
        let hash = self.hasher.hash_one(name) as u32;
        let is_it = |(other, number): &(u32, u32)| *other == hash && name_of(*number) == name;
        let found = self.numbers.find(spread(hash), is_it);
        found.map(|(_, number)| *number)
    }

    /// Returns all values by their numbers.
    pub fn all(&self) -> &[T] {
        &self.all
    }

    /// Returns all values by their numbers.
    pub fn into_all(self) -> Vec<T> {
        self.all
    }
}

/// Spreads a hash of 32 bits over the bits that a table looks at.
pub fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_has_one_number() {
        let mut names: Distinct<Box<str>> = Distinct::default();
        for round in 0..2 {
            for number in 0..1000 {
                let name = format!("n{number}");
                let found = names.position(&name, || name.as_str().into());
                assert_eq!(found, number, "{round}");
            }
        }
        assert_eq!(names.all().len(), 1000);
        assert_eq!(&*names.into_all()[7], "n7");
    }
}

//! Values by name, each once.

use std::hash::BuildHasher;

use foldhash::quality::RandomState;
use hashbrown::HashTable;

/// Numbers, from 0 on, by the hashes of names. The names are kept elsewhere.
#[derive(Debug, Default)]
pub struct Numbers {
    table: HashTable<u32>,
    /// The hashes by their numbers, for when the table grows.
    hashes: Vec<u32>,
    hasher: NameHasher,
}

/// Hashes names, with a key of its own each time, so that nobody can prepare names that collide.
#[derive(Clone, Debug, Default)]
pub struct NameHasher(RandomState);

impl NameHasher {
    /// Returns the hash of a name.
    pub fn hash(&self, name: &str) -> u32 {
        self.0.hash_one(name) as u32
    }
}

impl Numbers {
    /// Returns what hashes the names.
    pub fn hasher(&self) -> &NameHasher {
        &self.hasher
    }

    /// Returns the hash of a name.
    pub fn hash(&self, name: &str) -> u32 {
        self.hasher.hash(name)
    }

    /// Returns the number that a hash has, if `is_it` is true of it.
    pub fn find(&self, hash: u32, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let found = self.table.find(spread(hash), |number| is_it(*number));
        found.copied()
    }

    /// Adds a hash, and returns its number.
    pub fn add(&mut self, hash: u32) -> u32 {
        let Self { table, hashes, .. } = self;
        let number = hashes.len() as u32;
        hashes.push(hash);
        let hash_of = |number: &u32| hashes.get(*number as usize).copied().map_or(0, spread);
        table.insert_unique(spread(hash), number, hash_of);
        number
    }
}

/// Spreads a hash of 32 bits over the bits that a table looks at.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Values that occur often, numbered in the order in which they come first.
#[derive(Debug)]
pub struct Distinct<T> {
    all: Vec<T>,
    numbers: Numbers,
}

/// What has a name.
pub trait Named {
    /// Returns the name.
    fn name(&self) -> &str;
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            numbers: Numbers::default(),
        }
    }
}

impl<T: Named> Distinct<T> {
    /// Returns the number of the value with a name, if there is one.
    pub fn find(&self, name: &str) -> Option<u32> {
        let name_of = |number: u32| self.all.get(number as usize).map_or("", Named::name);
        let hash = self.numbers.hash(name);
        self.numbers.find(hash, |number| name_of(number) == name)
    }

    /// Returns the number of the value with a name. A new one is added.
    pub fn number(&mut self, name: &str, value: impl FnOnce() -> T) -> u32 {
        if let Some(number) = self.find(name) {
            return number;
        }
        self.all.push(value());
        self.numbers.add(self.numbers.hash(name))
    }

    /// Returns all values by their numbers.
    pub fn all(&self) -> &[T] {
        &self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::texts::DistinctTexts;

    impl Named for String {
        fn name(&self) -> &str {
            self
        }
    }

    #[test]
    fn each_value_has_one_number() {
        let mut names: Distinct<String> = Distinct::default();
        let mut texts = DistinctTexts::default();
        for round in 0..2 {
            for number in 0..1000 {
                let name = format!("n{number}");
                assert_eq!(names.number(&name, || name.clone()), number, "{round}");
                assert_eq!(texts.number(&name), (number, round == 0));
            }
        }
        assert_eq!((names.all().len(), names.find("n1000")), (1000, None));
        assert_eq!(texts.into_all().get(7), "n7");
    }
}

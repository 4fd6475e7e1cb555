//! Positions in a list by the names of its items, which stay in the list.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;

/// Finds an item of a list by its name in constant time. It holds positions only, so that names are
/// kept once; whoever asks says how the list names its items.
#[derive(Debug, Default)]
pub struct Index {
    positions: HashTable<u32>,
    hasher: RandomState,
}

impl Index {
    /// Returns the position of the item with a name.
    pub fn find<'l>(&self, name: &str, name_at: impl Fn(usize) -> &'l str) -> Option<usize> {
        let is_it = |position: &u32| name_at(*position as usize) == name;
        let found = self.positions.find(self.hasher.hash_one(name), is_it);
        found.map(|position| *position as usize)
    }

    /// Makes room for so many items, of a list that has none in it yet.
    pub fn reserve(&mut self, count: usize) {
        self.positions
            .reserve(count, |position| u64::from(*position));
    }

    /// Adds the position of an item with a name that no other has. The item need not be in the list
    /// yet; a list holds four thousand million items at most.
    pub fn add<'l>(&mut self, name: &str, position: usize, name_at: impl Fn(usize) -> &'l str) {
        let Ok(position) = u32::try_from(position) else {
            return;
        };
        let hasher = &self.hasher;
        let hash_at = |position: &u32| hasher.hash_one(name_at(*position as usize));
        self.positions
            .insert_unique(hasher.hash_one(name), position, hash_at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_name_that_was_added() {
        let names: Vec<String> = (0..1000).map(|number| format!("n{number}")).collect();
        let name_at = |position: usize| names.get(position).map_or("", String::as_str);
        let mut index = Index::default();
        for (position, name) in names.iter().enumerate() {
            assert_eq!(index.find(name, name_at), None);
            index.add(name, position, name_at);
        }
        for (position, name) in names.iter().enumerate() {
            assert_eq!(index.find(name, name_at), Some(position));
        }
    }
}

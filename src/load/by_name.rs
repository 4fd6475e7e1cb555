//! Which actor goes by a name.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;

use crate::text::fold::fold;
use crate::timeline::Actor;

/// Finds actors by their ids, names and aliases, whatever the case. Like [`super::index::Index`] it holds
/// positions only, and the names stay in the list of actors.
#[derive(Debug, Default)]
pub struct ByName {
    names: HashTable<Name>,
    hasher: RandomState,
    /// Folded names that are in the list in no form.
    others: HashMap<String, u32>,
}

/// One of the names of an actor.
#[derive(Clone, Copy, Debug)]
struct Name {
    /// The position of the actor.
    actor: u32,
    /// The position among [`Actor::names`].
    nth: u32,
}

impl Name {
    fn folded(self, actors: &[Actor]) -> String {
        let actor = actors.get(self.actor as usize);
        let name = actor.and_then(|actor| actor.names().nth(self.nth as usize));
        name.map(fold).unwrap_or_default()
    }
}

impl ByName {
    /// Returns the position of the actor that goes by a folded name.
    pub fn find(&self, folded: &str, actors: &[Actor]) -> Option<usize> {
        let is_it = |name: &Name| name.folded(actors) == folded;
        let found = self.names.find(self.hasher.hash_one(folded), is_it);
        let actor = found.map(|name| name.actor);
        let actor = actor.or_else(|| self.others.get(folded).copied());
        actor.map(|actor| actor as usize)
    }

    /// Returns the folded names that are in the list in no form, with the positions of their actors.
    pub fn others(&self) -> impl Iterator<Item = (&str, u32)> {
        self.others
            .iter()
            .map(|(name, actor)| (name.as_str(), *actor))
    }

    /// Adds a folded name, which no other actor goes by, of the actor at a position.
    pub fn add(&mut self, folded: String, actor: usize, actors: &[Actor]) {
        let names = actors.get(actor).into_iter().flat_map(Actor::names);
        let nth = names.map(fold).position(|name| name == folded);
        let Ok(actor) = u32::try_from(actor) else {
            return;
        };
        let Some(nth) = nth.and_then(|nth| u32::try_from(nth).ok()) else {
            self.others.insert(folded, actor);
            return;
        };
        let hasher = &self.hasher;
        let hash_of = |name: &Name| hasher.hash_one(name.folded(actors));
        let name = Name { actor, nth };
        self.names
            .insert_unique(hasher.hash_one(folded), name, hash_of);
    }
}

//! Who takes part in an event.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;

use crate::timeline::Participant;

/// The participants of an event in the order of the file, each once. An event may have very many.
#[derive(Debug, Default)]
pub struct Participants {
    list: Vec<Participant>,
    positions: HashTable<u32>,
    hasher: RandomState,
}

impl Participants {
    /// Adds a participant, unless it is there in the same role.
    pub fn add(&mut self, participant: Participant) {
        let (list, hasher) = (&self.list, &self.hasher);
        let at = |position: &u32| list.get(*position as usize);
        let hash = hasher.hash_one(&participant);
        let is_it = |position: &u32| at(position) == Some(&participant);
        if self.positions.find(hash, is_it).is_some() {
            return;
        }
        let hash_of = |position: &u32| at(position).map_or(0, |known| hasher.hash_one(known));
        let position = list.len() as u32;
        self.positions.insert_unique(hash, position, hash_of);
        self.list.push(participant);
    }

    /// Returns the participants.
    pub fn into_list(self) -> Vec<Participant> {
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::ActorId;

    #[test]
    fn one_actor_takes_part_once_in_each_role() {
        let mut participants = Participants::default();
        for (actor, role) in [(1, ""), (2, "host"), (1, "host"), (1, ""), (2, "host")] {
            participants.add(Participant {
                actor: ActorId::new(actor),
                role: (!role.is_empty()).then(|| role.into()),
            });
        }
        let list = participants.into_list().into_iter();
        let found: Vec<_> = list.map(|it| (it.actor.index(), it.role)).collect();
        let host = || Some("host".into());
        assert_eq!(found, [(1, None), (2, host()), (1, host())]);
    }
}

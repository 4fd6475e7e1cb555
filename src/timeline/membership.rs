//! Which actors belong to which, directly or through others.
//!
//! Nothing is kept: in a chain of groups, the groups of all actors together would be as many as the
//! square of its length. Questions about one actor follow its groups; questions about all of them are
//! answered in one walk.

mod count;
mod order;

use std::collections::HashSet;

use super::{Actor, ActorId};
pub use count::Tally;
use order::members_of_each;

/// Answers questions about the groups of actors. Circles end a walk, and so do ids of no actor.
#[derive(Clone, Copy, Debug)]
pub struct Membership<'a> {
    actors: &'a [Actor],
}

impl<'a> Membership<'a> {
    /// Looks at the groups of some actors.
    pub fn new(actors: &'a [Actor]) -> Self {
        Self { actors }
    }

    /// Returns an actor and every group it belongs to, in the order of ids.
    pub fn of(self, actor: ActorId) -> Vec<ActorId> {
        let mut seen = HashSet::new();
        let mut open = vec![actor];
        while let Some(id) = open.pop() {
            if let Some(groups) = self.groups(id)
                && seen.insert(id)
            {
                open.extend(groups);
            }
        }
        let mut found: Vec<ActorId> = seen.into_iter().collect();
        found.sort_unstable();
        found
    }

    /// Returns some actors and everyone who belongs to one of them, in the order of ids.
    pub fn members(self, of: &[ActorId]) -> Vec<ActorId> {
        let members = members_of_each(self.actors);
        let mut is_found = vec![false; self.actors.len()];
        let mut open = of.to_vec();
        while let Some(id) = open.pop() {
            if let Some(found) = is_found.get_mut(id.index())
                && !std::mem::replace(found, true)
            {
                open.extend(members.get(id.index()).into_iter().flatten());
            }
        }
        let found = is_found.into_iter().enumerate();
        let found = found.filter(|(_, is_found)| *is_found);
        found.map(|(index, _)| ActorId::new(index)).collect()
    }

    /// Returns the groups that an actor belongs to directly. None if there is no such actor.
    fn groups(self, actor: ActorId) -> Option<&'a [ActorId]> {
        let actor = self.actors.get(actor.index())?;
        Some(&actor.member_of)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::timeline::ActorDetails;

    fn actor(member_of: &[usize]) -> Actor {
        let member_of = member_of.iter().copied().map(ActorId::new).collect();
        let details = ActorDetails {
            member_of,
            ..ActorDetails::default()
        };
        Actor::new("", "", details)
    }

    fn ids(numbers: &[usize]) -> Vec<ActorId> {
        numbers.iter().copied().map(ActorId::new).collect()
    }

    #[test]
    fn follows_groups_of_groups_and_ends_in_circles() {
        // A diamond: 0 is in 1 and 2, which are both in 3; 4 and 5 are in each other.
        let actors = [&[1, 2][..], &[3], &[3], &[], &[5], &[4, 99]].map(actor);
        let membership = Membership::new(&actors);
        assert_eq!(membership.of(ActorId::new(0)), ids(&[0, 1, 2, 3]));
        assert_eq!(membership.of(ActorId::new(3)), ids(&[3]));
        assert_eq!(membership.of(ActorId::new(5)), ids(&[4, 5]));
        assert_eq!(membership.of(ActorId::new(9)), []);
    }

    #[test]
    fn members_are_those_whose_groups_it_is() {
        let actors = [&[1, 2][..], &[3], &[3], &[], &[5], &[4, 99]].map(actor);
        let membership = Membership::new(&actors);
        assert_eq!(membership.members(&ids(&[3])), ids(&[0, 1, 2, 3]));
        assert_eq!(membership.members(&ids(&[1, 4])), ids(&[0, 1, 4, 5]));
        assert_eq!(membership.members(&ids(&[99])), []);
    }

    /// Counts by following the groups of each actor of each event.
    fn counted(actors: &[Actor], events: &[Vec<usize>]) -> Vec<usize> {
        let membership = Membership::new(actors);
        let mut counts = vec![0; actors.len()];
        for event in events {
            let all = event.iter().flat_map(|at| membership.of(ActorId::new(*at)));
            for id in all.collect::<HashSet<_>>() {
                counts[id.index()] += 1;
            }
        }
        counts
    }

    fn tally(actors: &[Actor], events: &[Vec<usize>]) -> Vec<usize> {
        let mut tally = Tally::default();
        for event in events {
            tally.add(event.iter().copied().map(ActorId::new));
        }
        tally.count(actors)
    }

    /// Actors in groups without a circle, and events with some of them.
    fn cases(groups: usize) -> impl Strategy<Value = (Vec<Vec<usize>>, Vec<Vec<usize>>)> {
        (1..12_usize).prop_flat_map(move |len| {
            let belongs =
                prop::collection::vec(prop::collection::vec(0..100_usize, 0..=groups), len);
            let events = prop::collection::vec(prop::collection::vec(0..len, 0..5), 0..300);
            // The groups of an actor come after it, in an order that is then mixed.
            let mixed = Just((0..len).collect::<Vec<_>>()).prop_shuffle();
            (belongs, events, mixed).prop_map(move |(belongs, events, mixed)| {
                let mut groups = vec![Vec::new(); len];
                for (at, picks) in belongs.iter().enumerate() {
                    let later = picks.iter().filter(|_| at + 1 < len);
                    let later = later.map(|pick| mixed[at + 1 + pick % (len - at - 1)]);
                    groups[mixed[at]] = later.collect();
                }
                (groups, events)
            })
        })
    }

    proptest! {
        #[test]
        fn events_are_counted_once(
            (groups, events) in prop_oneof![cases(1), cases(3)],
        ) {
            let actors: Vec<Actor> = groups.iter().map(|groups| actor(groups)).collect();
            prop_assert_eq!(tally(&actors, &events), counted(&actors, &events));
        }
    }

    #[test]
    fn a_long_chain_is_counted_at_once() {
        let len = 300_000;
        let actors: Vec<Actor> = (0..len)
            .map(|at| actor(&[(at + 1) % len][..usize::from(at + 1 < len)]))
            .collect();
        let events: Vec<Vec<usize>> = (0..len).map(|at| vec![at]).collect();
        let counts = tally(&actors, &events);
        assert_eq!((counts[0], counts[len - 1]), (1, len));
    }
}

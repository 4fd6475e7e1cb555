//! Who belongs to whom, straight or through others, worked out once.

use super::{Actor, ActorId};

/// Per actor: itself and every group it belongs to, in the order of ids.
#[derive(Debug, Default)]
pub(super) struct Membership(Vec<Vec<ActorId>>);

impl Membership {
    /// Follows `member_of` from every actor; circles and ids of nobody end the walk.
    pub fn new(actors: &[Actor]) -> Self {
        // Stamps spare a set per actor: seen in this walk, not in an earlier one.
        let mut seen = vec![usize::MAX; actors.len()];
        let walks = (0..actors.len()).map(|start| {
            let mut found = Vec::new();
            let mut open = vec![ActorId::new(start)];
            while let Some(id) = open.pop() {
                let (Some(stamp), Some(actor)) = (seen.get_mut(id.index()), actors.get(id.index()))
                else {
                    continue;
                };
                if *stamp != start {
                    *stamp = start;
                    found.push(id);
                    open.extend(&actor.member_of);
                }
            }
            found.sort_unstable();
            found.shrink_to_fit();
            found
        });
        Self(walks.collect())
    }

    /// An actor and every group it belongs to, in the order of ids.
    pub fn of(&self, actor: ActorId) -> &[ActorId] {
        self.0.get(actor.index()).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::Kind;

    fn actor(member_of: &[usize]) -> Actor {
        Actor {
            slug: String::new(),
            name: String::new(),
            kind: Kind::Other,
            aliases: Vec::new(),
            member_of: member_of.iter().copied().map(ActorId::new).collect(),
        }
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
}

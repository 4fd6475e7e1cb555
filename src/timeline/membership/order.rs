//! Actors in an order in which members come before their groups.

use crate::timeline::{Actor, ActorId};

/// The rank of every actor: after everyone who belongs to it, and right after them if no actor belongs to
/// several groups. A membership that closes a circle is left out.
pub struct Order {
    /// By actor.
    ranks: Vec<usize>,
    /// By rank: the ranks of the groups that the actor belongs to directly.
    groups: Vec<Vec<usize>>,
}

impl Order {
    pub fn new(actors: &[Actor]) -> Self {
        let ranks = ranks(actors);
        let mut groups = vec![Vec::new(); actors.len()];
        for (actor, rank) in actors.iter().zip(&ranks) {
            let all = actor.member_of.iter();
            let all = all.filter_map(|group| ranks.get(group.index()).copied());
            if let Some(groups) = groups.get_mut(*rank) {
                groups.extend(all.filter(|group| group > rank));
                groups.sort_unstable();
                groups.dedup();
            }
        }
        Self { ranks, groups }
    }

    /// Returns the rank of an actor, by its position.
    pub fn rank(&self, actor: usize) -> Option<usize> {
        self.ranks.get(actor).copied()
    }

    /// Returns for each rank the groups of its actor.
    pub fn groups(&self) -> &[Vec<usize>] {
        &self.groups
    }

    /// Returns values by rank in the order of actors.
    pub fn by_actor<T: Copy + Default>(&self, by_rank: &[T]) -> Vec<T> {
        let value = |rank: &usize| by_rank.get(*rank).copied().unwrap_or_default();
        self.ranks.iter().map(value).collect()
    }
}

/// Returns for each actor who belongs to it directly.
pub fn members_of_each(actors: &[Actor]) -> Vec<Vec<ActorId>> {
    let mut members = vec![Vec::new(); actors.len()];
    for (index, actor) in actors.iter().enumerate() {
        for group in &actor.member_of {
            if let Some(members) = members.get_mut(group.index()) {
                members.push(ActorId::new(index));
            }
        }
    }
    members
}

fn ranks(actors: &[Actor]) -> Vec<usize> {
    let members = members_of_each(actors);
    let mut ranks = vec![0; members.len()];
    let mut is_seen = vec![false; members.len()];
    let mut next_rank = 0;
    // From the groups that belong to none; after them only circles are left.
    let actors = actors.iter().enumerate();
    let (inner, outer): (Vec<_>, Vec<_>) = actors.partition(|(_, it)| !it.member_of.is_empty());
    for (start, _) in outer.into_iter().chain(inner) {
        let mut enter = |at: usize| {
            let seen = is_seen.get_mut(at)?;
            let is_new = !std::mem::replace(seen, true);
            is_new.then(|| (at, members.get(at).into_iter().flatten()))
        };
        // The way down, each step with the members that are left.
        let mut way: Vec<_> = enter(start).into_iter().collect();
        while let Some((at, members)) = way.last_mut() {
            if let Some(member) = members.next() {
                way.extend(enter(member.index()));
                continue;
            }
            if let Some(rank) = ranks.get_mut(*at) {
                *rank = next_rank;
                next_rank += 1;
            }
            way.pop();
        }
    }
    ranks
}

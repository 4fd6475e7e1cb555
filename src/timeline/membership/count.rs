//! In how many events each actor takes part, itself or through those who belong to it.

use super::order::Order;
use crate::timeline::{Actor, ActorId};

/// Who takes part in which event.
#[derive(Debug, Default)]
pub struct Tally {
    /// Pairs of an actor and the number of an event, in the order of events.
    pairs: Vec<(u32, u32)>,
    events: u32,
}

impl Tally {
    /// Adds an event.
    pub fn add(&mut self, actors: impl Iterator<Item = ActorId>) {
        let event = self.events;
        self.pairs
            .extend(actors.map(|actor| (actor.index() as u32, event)));
        self.events += 1;
    }

    /// Returns for each actor the number of events in which someone takes part who belongs to it. An event
    /// with several of them counts once.
    pub fn count(self, actors: &[Actor]) -> Vec<usize> {
        let order = Order::new(actors);
        let ranked = self.pairs.into_iter().filter_map(|(actor, event)| {
            let rank = order.rank(actor as usize)?;
            Some((rank, event as usize))
        });
        let ranked: Vec<(usize, usize)> = ranked.collect();
        let counts = if order.groups().iter().all(|groups| groups.len() < 2) {
            count_in_trees(ranked, &order, self.events as usize)
        } else {
            count_in_blocks(&ranked, &order)
        };
        order.by_actor(&counts)
    }
}

/// Counts where no actor belongs to several groups, in linear time: an event adds one for each of its
/// actors, and takes one away where the ways up from two of them meet.
fn count_in_trees(mut pairs: Vec<(usize, usize)>, order: &Order, events: usize) -> Vec<usize> {
    pairs.sort_unstable();
    pairs.dedup();
    let mut pairs = pairs.into_iter().peekable();
    let mut counts = vec![0_isize; order.groups().len()];
    let mut add = |rank: usize, more: isize| {
        if let Some(count) = counts.get_mut(rank) {
            *count += more;
        }
    };
    let mut ways = Ways::new(order.groups().len());
    // Per event: the last of its actors so far.
    let mut last: Vec<Option<usize>> = vec![None; events];
    for (rank, groups) in order.groups().iter().enumerate() {
        while let Some((_, event)) = pairs.next_if(|(at, _)| *at == rank) {
            add(rank, 1);
            let before = last.get_mut(event).and_then(|last| last.replace(rank));
            // A way that ends below led to the top of another tree.
            if let Some(meet) = before.map(|it| ways.end(it)).filter(|meet| *meet >= rank) {
                add(meet, -1);
            }
        }
        if let Some(group) = groups.first() {
            ways.extend(rank, *group);
        }
    }
    for (rank, groups) in order.groups().iter().enumerate() {
        let count = counts.get(rank).copied().unwrap_or_default();
        if let Some(sum) = groups.first().and_then(|group| counts.get_mut(*group)) {
            *sum += count;
        }
    }
    counts.into_iter().map(isize::unsigned_abs).collect()
}

/// The ways up from each rank, as far as all members below were seen.
struct Ways(Vec<usize>);

impl Ways {
    fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    fn extend(&mut self, from: usize, to: usize) {
        if let Some(next) = self.0.get_mut(from) {
            *next = to;
        }
    }

    /// Where the way from a rank ends. Ways that were taken become shorter.
    fn end(&mut self, from: usize) -> usize {
        let mut at = from;
        while let Some(next) = self.0.get(at).copied().filter(|next| *next != at) {
            let after = self.0.get(next).copied().unwrap_or(next);
            self.extend(at, after);
            at = after;
        }
        at
    }
}

/// Counts in groups of any shape: events are followed up through all groups, 128 at a time.
fn count_in_blocks(pairs: &[(usize, usize)], order: &Order) -> Vec<usize> {
    let mut counts = vec![0; order.groups().len()];
    // By rank: the events of a block in which the actor takes part, a bit each.
    let mut masks = vec![0_u128; counts.len()];
    for block in pairs.chunk_by(|(_, a), (_, b)| a / 128 == b / 128) {
        for (rank, event) in block {
            if let Some(mask) = masks.get_mut(*rank) {
                *mask |= 1 << (event % 128);
            }
        }
        for ((rank, groups), count) in order.groups().iter().enumerate().zip(&mut counts) {
            let mask = masks.get_mut(rank).map(std::mem::take).unwrap_or_default();
            if mask == 0 {
                continue;
            }
            *count += mask.count_ones() as usize;
            for group in groups {
                if let Some(of_group) = masks.get_mut(*group) {
                    *of_group |= mask;
                }
            }
        }
    }
    counts
}

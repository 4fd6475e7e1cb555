//! Sets of events as bits, with counts that make ranks quick.

use std::ops::Range;

/// Words of 64 bits that share a count.
const BLOCK: usize = 8;

/// Some of the events of a timeline, by their ranks in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    words: Vec<u64>,
    /// Per block: the members before it; and all members in the end.
    before: Vec<u32>,
}

impl Set {
    fn new(words: Vec<u64>) -> Self {
        let mut sum = 0;
        let mut before = Vec::with_capacity(words.len() / BLOCK + 2);
        before.push(0);
        for block in words.chunks(BLOCK) {
            sum += block.iter().map(|word| word.count_ones()).sum::<u32>();
            before.push(sum);
        }
        Self { words, before }
    }

    /// Returns the set of some of `len` events.
    pub fn of(len: usize, members: impl Iterator<Item = usize>) -> Self {
        let mut words = vec![0; len.div_ceil(64)];
        for member in members {
            if let Some(word) = words.get_mut(member / 64) {
                *word |= 1 << (member % 64);
            }
        }
        Self::new(words)
    }

    /// Returns the set of the events in some ranges of `len` events.
    pub fn ranges(len: usize, ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut words = vec![0; len.div_ceil(64)];
        for range in ranges {
            let (start, end) = (range.start, range.end.min(len));
            let mut at = start;
            while at < end {
                let next = end.min((at / 64 + 1) * 64);
                if let Some(word) = words.get_mut(at / 64) {
                    *word |= (u64::MAX >> (64 - (next - at))) << (at % 64);
                }
                at = next;
            }
        }
        Self::new(words)
    }

    /// Returns the members that are in another set too.
    pub fn and(&self, other: &Self) -> Self {
        self.with(other, |a, b| a & b)
    }

    /// Returns the members of both sets.
    pub fn or(&self, other: &Self) -> Self {
        self.with(other, |a, b| a | b)
    }

    /// Returns the members that are not in another set.
    pub fn without(&self, other: &Self) -> Self {
        self.with(other, |a, b| a & !b)
    }

    fn with(&self, other: &Self, join: impl Fn(u64, u64) -> u64) -> Self {
        let pairs = self.words.iter().zip(&other.words);
        Self::new(pairs.map(|(a, b)| join(*a, *b)).collect())
    }

    /// Returns the number of members.
    pub fn len(&self) -> usize {
        self.before.last().map_or(0, |count| *count as usize)
    }

    /// Returns one past the last event that it can hold.
    pub fn bound(&self) -> usize {
        let last = self.words.iter().rposition(|word| *word != 0);
        last.map_or(0, |last| {
            let word = self.words.get(last).copied().unwrap_or_default();
            last * 64 + 64 - word.leading_zeros() as usize
        })
    }

    /// Returns whether an event is a member.
    pub fn has(&self, event: usize) -> bool {
        let word = self.words.get(event / 64).copied().unwrap_or_default();
        word >> (event % 64) & 1 == 1
    }

    /// Returns the number of members before an event.
    pub fn before(&self, event: usize) -> usize {
        let word = event / 64;
        let block = word / BLOCK;
        let Some(before) = self.before.get(block).filter(|_| word < self.words.len()) else {
            return self.len();
        };
        let whole = self.words.get(block * BLOCK..word).unwrap_or_default();
        let whole: u32 = whole.iter().map(|word| word.count_ones()).sum();
        let last = self.words.get(word).copied().unwrap_or_default();
        let last = last & !(u64::MAX << (event % 64));
        (before + whole + last.count_ones()) as usize
    }

    /// Returns the member before which there are so many others.
    pub fn at(&self, rank: usize) -> Option<usize> {
        if rank >= self.len() {
            return None;
        }
        let after = self.before.partition_point(|count| *count as usize <= rank);
        let block = after.checked_sub(1)?;
        let mut left = rank - *self.before.get(block)? as usize;
        let words = self.words.get(block * BLOCK..)?;
        for (index, word) in words.iter().enumerate() {
            let count = word.count_ones() as usize;
            if left < count {
                let mut word = *word;
                for _ in 0..left {
                    word &= word - 1;
                }
                return Some((block * BLOCK + index) * 64 + word.trailing_zeros() as usize);
            }
            left -= count;
        }
        None
    }

    /// Iterates over the members in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.range(0..self.words.len() * 64)
    }

    /// Iterates over the members in a range in order.
    pub fn range(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let words = self.words.iter().enumerate();
        let words = words.take(range.end.div_ceil(64)).skip(range.start / 64);
        let members = words.flat_map(|(index, word)| {
            let next = |word: &u64| Some(word & (word - 1)).filter(|word| *word != 0);
            let words = std::iter::successors(Some(*word).filter(|word| *word != 0), next);
            words.map(move |word| index * 64 + word.trailing_zeros() as usize)
        });
        members.filter(move |member| range.contains(member))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn sets() -> impl Strategy<Value = (usize, BTreeSet<usize>, BTreeSet<usize>)> {
        (1..2000_usize).prop_flat_map(|len| {
            let some = || prop::collection::btree_set(0..len, 0..200);
            (Just(len), some(), some())
        })
    }

    proptest! {
        #[test]
        fn sets_agree_with_those_of_the_library((len, a, b) in sets()) {
            let [left, right] = [&a, &b].map(|all| Set::of(len, all.iter().copied()));
            let members = |set: &Set| set.iter().collect::<Vec<_>>();
            let expected = |all: &mut dyn Iterator<Item = &usize>| all.copied().collect::<Vec<_>>();
            prop_assert_eq!(members(&left.and(&right)), expected(&mut a.intersection(&b)));
            prop_assert_eq!(members(&left.or(&right)), expected(&mut a.union(&b)));
            prop_assert_eq!(members(&left.without(&right)), expected(&mut a.difference(&b)));
            prop_assert_eq!(left.len(), a.len());
            prop_assert_eq!(left.bound(), a.last().map_or(0, |last| last + 1));
            for (rank, event) in a.iter().enumerate() {
                prop_assert_eq!(left.at(rank), Some(*event));
            }
            prop_assert_eq!(left.at(a.len()), None);
            let range = len / 3..len / 2;
            let within = a.range(range.clone()).copied().collect::<Vec<_>>();
            prop_assert_eq!(left.range(range).collect::<Vec<_>>(), within);
            for event in 0..len + 70 {
                prop_assert_eq!(left.has(event), a.contains(&event));
                prop_assert_eq!(left.before(event), a.range(..event).count());
            }
        }

        #[test]
        fn ranges_are_their_events(len in 1..500_usize, start in 0..500_usize, more in 0..300_usize) {
            let range = start..start + more;
            let set = Set::ranges(len, std::iter::once(range.clone()));
            prop_assert_eq!(set, Set::of(len, range.filter(|event| *event < len)));
        }
    }
}

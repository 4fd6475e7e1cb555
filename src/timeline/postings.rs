//! Which events have which value: an actor, a source, a tag.

/// The values of each event, in one piece, while events are read.
#[derive(Debug, Default)]
pub struct Lists {
    values: Vec<u32>,
    /// Per event: where its values end.
    ends: Vec<u32>,
}

impl Lists {
    /// Adds the values of the next event.
    pub fn add(&mut self, values: impl Iterator<Item = u32>) {
        self.values.extend(values);
        self.ends.push(self.values.len() as u32);
    }

    /// Turns the values of events into the events of values, of which there are `count`. `order` gives the
    /// events by rank. The values are no longer in memory then.
    pub fn into_postings(self, order: impl Iterator<Item = usize>, count: usize) -> Postings {
        let values = || self.values.iter().map(|value| *value as usize);
        let mut ends = starts(values(), count);
        let mut ranks = vec![0; values().filter(|value| *value < count).count()];
        for (rank, event) in order.enumerate() {
            for value in self.get(event) {
                if let Some(next) = ends.get_mut(*value as usize)
                    && let Some(place) = ranks.get_mut(*next as usize)
                {
                    *place = rank as u32;
                    *next += 1;
                }
            }
        }
        Postings { ranks, ends }
    }

    fn get(&self, event: usize) -> &[u32] {
        let end_of = |event: usize| self.ends.get(event).map(|end| *end as usize);
        let start = event.checked_sub(1).map_or(Some(0), end_of);
        let range = start.zip(end_of(event)).map(|(start, end)| start..end);
        let values = range.and_then(|range| self.values.get(range));
        values.unwrap_or_default()
    }
}

/// Per value: the ranks of the events that have it, in order. An event with a value twice is there twice.
#[derive(Debug, Default)]
pub struct Postings {
    ranks: Vec<u32>,
    /// Per value: where its ranks end.
    ends: Vec<u32>,
}

impl Postings {
    /// Returns the ranks in one piece, and where those of each value end.
    pub fn packed(&self) -> (&[u32], &[u32]) {
        (&self.ranks, &self.ends)
    }

    /// Puts together what [`Self::packed`] returned. None if it does not fit together.
    pub fn unpacked(ranks: Vec<u32>, ends: Vec<u32>) -> Option<Self> {
        let is_sound =
            ends.is_sorted() && ends.last().map_or(0, |end| *end as usize) == ranks.len();
        is_sound.then_some(Self { ranks, ends })
    }

    /// Returns the ranks of the events that have a value.
    pub fn of(&self, value: usize) -> &[u32] {
        let end_of = |value: usize| self.ends.get(value).map(|end| *end as usize);
        let start = value.checked_sub(1).map_or(Some(0), end_of);
        let range = start.zip(end_of(value)).map(|(start, end)| start..end);
        let ranks = range.and_then(|range| self.ranks.get(range));
        ranks.unwrap_or_default()
    }

    /// Returns the number of values.
    pub fn values(&self) -> usize {
        self.ends.len()
    }
}

/// Of numbers below `count`: where those of each number begin if they are put in order.
pub fn starts(numbers: impl Iterator<Item = usize>, count: usize) -> Vec<u32> {
    let mut starts = vec![0_u32; count];
    for number in numbers {
        if let Some(start) = starts.get_mut(number) {
            *start += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += std::mem::replace(start, sum);
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_found_by_their_values() {
        let mut lists = Lists::default();
        for values in [&[2, 0][..], &[], &[0, 0], &[1, 9]] {
            lists.add(values.iter().copied());
        }
        let postings = lists.into_postings([3, 2, 1, 0].into_iter(), 4);
        let ranks: Vec<&[u32]> = (0..5).map(|value| postings.of(value)).collect();
        assert_eq!(ranks, [&[1, 1, 3][..], &[0], &[3], &[], &[]]);
        assert_eq!(postings.values(), 4);
    }
}

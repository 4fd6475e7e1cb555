//! How many events each column of an axis holds.

use super::scale::Place;

/// What the columns of an axis hold. Each event has the same weight, spread evenly over its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Density {
    weights: Vec<u64>,
    most: u64,
}

impl Density {
    /// The weight of one event. A whole number, so that sums are exact and a column without events has none.
    pub const EVENT: u64 = 1 << 32;
    /// The least weight of a bar of full height, so that one event that is spread over a year is no wall.
    const FULL: u64 = Self::EVENT / 2;
    /// The number of heights that a bar can have.
    pub const LEVELS: u8 = 8;

    /// Returns the density of events at some places, each with their number, on so many columns.
    pub fn new(places: impl Iterator<Item = (Place, usize)>, width: usize) -> Self {
        // The difference of each column to the one before. Negative ones wrap, and the running sum wraps back.
        let mut steps = vec![0_u64; width + 1];
        let mut step = |column: usize, weight: u64| {
            if let Some(step) = steps.get_mut(column) {
                *step = step.wrapping_add(weight);
            }
        };
        for (place, count) in places {
            let (first, last) = (usize::from(place.first), usize::from(place.last));
            let cells = (last + 1).saturating_sub(first).max(1) as u64;
            // Of one event, so that it does not matter how they are counted together.
            let of_all = |weight: u64| weight.saturating_mul(count as u64);
            let (share, over) = (of_all(Self::EVENT / cells), of_all(Self::EVENT % cells));
            step(first, share + over);
            step(first + 1, over.wrapping_neg());
            step(last + 1, share.wrapping_neg());
        }
        let mut sum = 0_u64;
        steps.truncate(width);
        for step in &mut steps {
            sum = sum.wrapping_add(*step);
            *step = sum;
        }
        let most = steps.iter().copied().max().unwrap_or(0).max(Self::FULL);
        Self {
            weights: steps,
            most,
        }
    }

    /// Returns the weight of a column, in units of which an event has [`Self::EVENT`].
    pub fn weight(&self, column: usize) -> u64 {
        self.weights.get(column).copied().unwrap_or(0)
    }

    /// Returns the height of a column, where the fullest column of `whole` has [`Self::LEVELS`] and only an
    /// empty one has 0. It grows with the root of the weight, so that a lone event is seen beside a hundred.
    pub fn level(&self, column: usize, whole: &Self) -> u8 {
        let weight = u128::from(self.weight(column));
        if weight == 0 {
            return 0;
        }
        let reaches = |level: &u8| {
            let level = u128::from(*level);
            let all = u128::from(Self::LEVELS);
            weight * all * all <= level * level * u128::from(whole.most)
        };
        (1..Self::LEVELS).find(reaches).unwrap_or(Self::LEVELS)
    }
}

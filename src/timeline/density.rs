//! How many events each part of time holds, for a row of columns.

mod scale;
#[cfg(test)]
mod tests;

pub use scale::{Place, Scale, Segment};

/// What the columns of an axis hold. Each event weighs the same; one that spans several
/// columns is spread evenly over them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Density {
    weights: Vec<u64>,
    most: u64,
}

impl Density {
    /// The weight of one event. A whole number: sums stay exact, and nothing is left
    /// over in a column without events.
    pub const EVENT: u64 = 1 << 32;
    /// What a bar of full height holds at least: one event that is spread over a year is
    /// no wall.
    const FULL: u64 = Self::EVENT / 2;
    /// How many heights a bar can have.
    pub const LEVELS: u8 = 8;

    /// The density of events at some places, on an axis of a width.
    pub fn new(places: impl Iterator<Item = Place>, width: usize) -> Self {
        // What each column has more than the one before it; negative numbers wrap, and
        // the running sum wraps back.
        let mut steps = vec![0_u64; width + 1];
        let mut step = |column: usize, weight: u64| {
            if let Some(step) = steps.get_mut(column) {
                *step = step.wrapping_add(weight);
            }
        };
        for place in places {
            let (first, last) = (usize::from(place.first), usize::from(place.last));
            let cells = (last + 1).saturating_sub(first).max(1) as u64;
            let (share, over) = (Self::EVENT / cells, Self::EVENT % cells);
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

    /// What a column holds, in [`Self::EVENT`]s.
    pub fn weight(&self, column: usize) -> u64 {
        self.weights.get(column).copied().unwrap_or(0)
    }

    /// The height of a column in eighths, where the fullest column of `whole` is 8: 0 is
    /// nothing at all. It grows with the root of the weight, so that a lone event is
    /// seen beside a hundred.
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

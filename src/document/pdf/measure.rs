//! Medians and most frequent sizes.

use std::collections::BTreeMap;

/// Returns the value in the middle, the upper one of two. Returns `None` if there are no values.
pub(super) fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let (_, value, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    Some(*value)
}

/// Returns the size, rounded to half a point, that most of the text has. `sizes` are sizes with the number of
/// characters that have them.
pub(super) fn main_size(sizes: impl IntoIterator<Item = (f64, usize)>) -> Option<f64> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for (size, count) in sizes {
        *counts.entry(steps(size, 0.5)).or_default() += count;
    }
    let most = counts.iter().max_by_key(|(size, count)| (**count, **size));
    most.map(|(halves, _)| *halves as f64 / 2.0)
}

/// Returns a value as a number of steps, rounded.
pub(super) fn steps(value: f64, step: f64) -> i64 {
    (value / step).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_value_in_the_middle() {
        assert_eq!(median([]), None);
        assert_eq!(median([3.0]), Some(3.0));
        assert_eq!(median([5.0, 1.0, 3.0]), Some(3.0));
        assert_eq!(median([5.0, 1.0]), Some(5.0));
    }

    #[test]
    fn the_main_size_has_most_characters() {
        assert_eq!(main_size([]), None);
        assert_eq!(main_size([(10.1, 50), (9.9, 60), (12.0, 100)]), Some(10.0));
    }
}

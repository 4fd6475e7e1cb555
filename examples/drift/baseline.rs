//! The usual way to anchor web annotations, as a baseline: candidates are all places with at most half of
//! the characters wrong, and the best score wins (quote 50, prefix 20, suffix 20, position 2). The search
//! is sensitive to case and typography.

use std::ops::Range;

/// Returns where the baseline finds the quote, in characters of the text. `context` is the text before
/// and after it, `hint` the position where it began.
pub fn find(
    text: &[char],
    quote: &[char],
    context: [&[char]; 2],
    hint: usize,
) -> Option<Range<usize>> {
    let exact: Vec<(Range<usize>, usize)> = (text.windows(quote.len()).enumerate())
        .filter(|(_, window)| *window == quote)
        .map(|(at, _)| (at..at + quote.len(), 0))
        .collect();
    let found = if exact.is_empty() {
        nearest(text, quote, (quote.len() / 2).min(256))
    } else {
        exact
    };
    let [prefix, suffix] = context;
    let score = |place: &Range<usize>, edits: usize| {
        let before = &text[place.start.saturating_sub(prefix.len())..place.start];
        let after = &text[place.end..text.len().min(place.end + suffix.len())];
        let position = 1.0 - place.start.abs_diff(hint) as f64 / text.len() as f64;
        let wrong = edits as f64 / quote.len() as f64;
        50.0 * (1.0 - wrong)
            + 20.0 * alike(before, prefix)
            + 20.0 * alike(after, suffix)
            + 2.0 * position
    };
    let scored = found
        .into_iter()
        .map(|(place, edits)| (score(&place, edits), place));
    scored
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, place)| place)
}

/// Returns the share of an expected context that is in the text next to a place; 1 if none is
/// expected.
fn alike(text: &[char], expected: &[char]) -> f64 {
    if expected.is_empty() {
        return 1.0;
    }
    let found = nearest(text, expected, expected.len());
    found.first().map_or(0.0, |(_, edits)| {
        1.0 - *edits as f64 / expected.len() as f64
    })
}

/// Returns every place of a pattern with the fewest edits, if those are within a limit, with the table
/// of Sellers (1980), in which each cell keeps where its place begins.
fn nearest(text: &[char], pattern: &[char], limit: usize) -> Vec<(Range<usize>, usize)> {
    let mut column: Vec<(usize, usize)> = (0..=pattern.len()).map(|row| (row, 0)).collect();
    let mut limit = limit;
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, c) in text.iter().enumerate() {
        let mut diagonal = column[0];
        column[0] = (0, at + 1);
        for row in 1..=pattern.len() {
            let replaced = (diagonal.0 + usize::from(pattern[row - 1] != *c), diagonal.1);
            let removed = (column[row - 1].0 + 1, column[row - 1].1);
            let added = (column[row].0 + 1, column[row].1);
            diagonal = column[row];
            column[row] = [replaced, removed, added]
                .into_iter()
                .min_by_key(|cell| cell.0)
                .unwrap_or(replaced);
        }
        let (edits, start) = column[pattern.len()];
        if edits <= limit {
            if edits < limit {
                found.clear();
                limit = edits;
            }
            found.push((start..at + 1, edits));
        }
    }
    found
}

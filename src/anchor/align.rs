//! Aligns the words of a quote with those of the text found.

#![cfg_attr(
    not(test),
    expect(
        clippy::arithmetic_side_effects,
        reason = "the loop over the table is hot; rows, columns and costs are limited by the numbers of words"
    )
)]

use super::spelling::{Spelling, are_near};
use super::words::Word;

/// One step of an alignment. The numbers are the positions of the words in the quote and in the
/// text found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The same word.
    Same(usize, usize),
    /// The same word with an error in typing or scanning.
    Near(usize, usize),
    /// One word that the source writes as two, of which this is the first.
    Apart(usize, usize),
    /// Two words that the source writes as one. The first of them is given.
    Together(usize, usize),
    /// Another word.
    Replaced(usize, usize),
    /// A word that only the quote has.
    Removed(usize),
    /// A word that only the source has.
    Added(usize),
}

impl Step {
    /// Returns the numbers of words in the quote and in the text found.
    pub fn words(self) -> (usize, usize) {
        match self {
            Self::Same(..) | Self::Near(..) | Self::Replaced(..) => (1, 1),
            Self::Apart(..) => (1, 2),
            Self::Together(..) => (2, 1),
            Self::Removed(_) => (1, 0),
            Self::Added(_) => (0, 1),
        }
    }
}

/// In a larger table, only the cells near the diagonal are computed.
const WHOLE_TABLE: usize = 1 << 20;
/// The number of these cells on each side of the diagonal.
const BAND: usize = 96;

const FAR: u32 = u32::MAX / 2;

/// The computed cells of one row of the table of costs.
#[derive(Debug, Default)]
struct Row {
    /// The column of the first cell.
    first: usize,
    costs: Vec<u32>,
}

impl Row {
    fn cost(&self, column: Option<usize>) -> u32 {
        let index = column.and_then(|column| column.checked_sub(self.first));
        let cost = index.and_then(|index| self.costs.get(index));
        cost.copied().unwrap_or(FAR)
    }
}

/// Returns the cheapest alignment. A near word costs 1, a removed or added word 2, a replaced word
/// 3.
pub(super) fn align(quote: &[Word<'_>], found: &[Word<'_>]) -> Vec<Step> {
    let (rows, columns) = (quote.len(), found.len());
    let whole = rows * columns <= WHOLE_TABLE;
    let width = if whole { columns + 1 } else { 2 * BAND + 1 };
    let first = |row: usize| {
        if whole {
            0
        } else {
            (row * columns / rows).saturating_sub(BAND)
        }
    };
    let spellings = |words: &[Word<'_>]| words.iter().map(|word| Spelling::of(word.text)).collect();
    let (ours, theirs): (Vec<Spelling>, Vec<Spelling>) = (spellings(quote), spellings(found));
    let (mut above, mut two_above) = (Row::default(), Row::default());
    let mut moves: Vec<Vec<Move>> = Vec::with_capacity(rows + 1);
    for row in 0..=rows {
        let from = first(row);
        let to = (from + width).min(columns + 1);
        let mut here = Row {
            first: from,
            costs: Vec::with_capacity(to - from),
        };
        let mut line = Vec::with_capacity(to - from);
        let word = |row: usize| Some((quote.get(row)?, *ours.get(row)?));
        let a = row.checked_sub(1).and_then(word);
        let before = row.checked_sub(2).and_then(word);
        for column in from..to {
            let word = |column: usize| Some((found.get(column)?, *theirs.get(column)?));
            let b = column.checked_sub(1).and_then(word);
            let (last, last_but_one) = (column.checked_sub(1), column.checked_sub(2));
            let start = if row + column == 0 { 0 } else { FAR };
            let mut best = (start, Move::Added);
            let mut offer = |cost: u32, step: Move| {
                if cost < best.0 {
                    best = (cost, step);
                }
            };
            if let (Some((a, of_a)), Some((b, of_b))) = (a, b) {
                let cost = above.cost(last);
                if a.text == b.text {
                    offer(cost, Move::Same);
                } else if are_near((a.text, of_a), (b.text, of_b)) {
                    offer(cost + 1, Move::Near);
                } else if a.is_mark() == b.is_mark() {
                    offer(cost + 3, Move::Replaced);
                }
                if let Some((first, _)) = last_but_one.and_then(word)
                    && is_joined(a, [first, b])
                {
                    offer(above.cost(last_but_one) + 1, Move::Apart);
                }
                if let Some((first, _)) = before
                    && is_joined(b, [first, a])
                {
                    offer(two_above.cost(last) + 1, Move::Together);
                }
            }
            if a.is_some() {
                offer(above.cost(Some(column)) + 2, Move::Removed);
            }
            if b.is_some() {
                offer(here.cost(last) + 2, Move::Added);
            }
            here.costs.push(best.0);
            line.push(best.1);
        }
        moves.push(line);
        (two_above, above) = (above, here);
    }
    walk_back(rows, columns, |row, column| {
        let index = column.checked_sub(first(row))?;
        moves.get(row)?.get(index).copied()
    })
}

/// A step whose words follow from its cell in the table.
#[derive(Debug, Clone, Copy)]
enum Move {
    Same,
    Near,
    Apart,
    Together,
    Replaced,
    Removed,
    Added,
}

fn walk_back(
    mut row: usize,
    mut column: usize,
    step: impl Fn(usize, usize) -> Option<Move>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    while row + column > 0 {
        // Cells that were not computed.
        let off = if row > 0 { Move::Removed } else { Move::Added };
        let (i, j) = (row.saturating_sub(1), column.saturating_sub(1));
        let step = match step(row, column).unwrap_or(off) {
            Move::Same => Step::Same(i, j),
            Move::Near => Step::Near(i, j),
            Move::Apart => Step::Apart(i, j.saturating_sub(1)),
            Move::Together => Step::Together(i.saturating_sub(1), j),
            Move::Replaced => Step::Replaced(i, j),
            Move::Removed => Step::Removed(i),
            Move::Added => Step::Added(j),
        };
        let (up, left) = step.words();
        row = row.saturating_sub(up);
        column = column.saturating_sub(left);
        steps.push(step);
    }
    steps.reverse();
    steps
}

/// Whether a word is two other words written as one.
fn is_joined(whole: &Word<'_>, parts: [&Word<'_>; 2]) -> bool {
    let [first, second] = parts.map(|part| part.text);
    whole.text.len() == first.len() + second.len()
        && whole.text.starts_with(first)
        && whole.text.ends_with(second)
        && !parts.iter().any(|part| part.is_mark())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::words::words;
    use super::Step::*;
    use super::*;
    use crate::text::normalize::normalize;

    fn steps(quote: &str, found: &str) -> Vec<Step> {
        let (a, b) = (normalize(quote), normalize(found));
        align(&words(&a), &words(&b))
    }

    #[test]
    fn words_are_aligned() {
        assert_eq!(
            steps("the grand harbour was shut", "a grand harbor shut now"),
            [
                Replaced(0, 0),
                Same(1, 1),
                Near(2, 2),
                Removed(3),
                Same(4, 3),
                Added(4)
            ]
        );
        assert_eq!(steps("13 dead", "31 dead"), [Replaced(0, 0), Same(1, 1)]);
        assert_eq!(steps("yes.", "yes!"), [Same(0, 0), Replaced(1, 1)]);
        assert_eq!(steps("a", ""), [Removed(0)]);
        assert!(steps("", "").is_empty());
    }

    #[test]
    fn words_may_be_joined_or_split() {
        assert_eq!(steps("today at noon", "to day at noon")[0], Apart(0, 0));
        assert_eq!(steps("at no on", "at noon")[1], Together(1, 1));
    }

    #[test]
    fn long_texts_stay_near_the_diagonal() {
        let text = |skip: usize| {
            let words: Vec<String> = (0..3000)
                .filter(|n| n % 701 != skip)
                .map(|n| format!("w{n}"))
                .collect();
            words.join(" ")
        };
        let steps = steps(&text(5), &text(600));
        let same = steps.iter().filter(|step| matches!(step, Same(..))).count();
        assert!(same > 2980, "{same}");
    }

    proptest! {
        #[test]
        fn every_word_is_named_once(quote in "([ab]{1,5}[ .]){0,12}", found in "([ab]{1,5}[ .]){0,12}") {
            let (a, b) = (normalize(&quote), normalize(&found));
            let (a, b) = (words(&a), words(&b));
            let mut seen = (0, 0);
            for step in align(&a, &b) {
                let (from, used) = match step {
                    Same(i, j) => {
                        prop_assert_eq!(a[i].text, b[j].text);
                        ((i, j), (1, 1))
                    }
                    Near(i, j) | Replaced(i, j) => ((i, j), (1, 1)),
                    Apart(i, j) => ((i, j), (1, 2)),
                    Together(i, j) => ((i, j), (2, 1)),
                    Removed(i) => ((i, seen.1), (1, 0)),
                    Added(j) => ((seen.0, j), (0, 1)),
                };
                prop_assert_eq!(from, seen);
                seen = (seen.0 + used.0, seen.1 + used.1);
            }
            prop_assert_eq!(seen, (a.len(), b.len()));
        }
    }
}

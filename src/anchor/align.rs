//! The words of a quote beside those of the text that was found, each with its counterpart. It must
//! not know what a difference means.

use strsim::osa_distance;

use super::words::Word;

/// What became of a word, or of two that were run together or apart. Numbers are positions among
/// the words of the quote (first) and of the text found (second).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The same.
    Same(usize, usize),
    /// Near-identical: a slip of the pen or of a scanner.
    Near(usize, usize),
    /// One word of the quote that the source writes as this one and the next.
    Apart(usize, usize),
    /// This word of the quote and the next, which the source writes as one.
    Together(usize, usize),
    /// Another word.
    Replaced(usize, usize),
    /// The source does not have it.
    Removed(usize),
    /// Only the source has it.
    Added(usize),
}

/// Whether two words differ by no more than a slip: one edit from four characters on, and one more
/// for every five. Shorter words that differ are other words (`was` and `has`).
pub(super) fn is_near(a: &str, b: &str) -> bool {
    let (long, short) = (a.chars().count(), b.chars().count());
    let (long, short) = (long.max(short), long.min(short));
    let allowed = if short < 4 { 0 } else { (long / 5).max(1) };
    long - short <= allowed && allowed > 0 && osa_distance(a, b) <= allowed
}

/// Beyond this many cells of the table only those near its diagonal are computed.
const WHOLE_TABLE: usize = 1 << 20;
/// How far from the diagonal, on either side.
const BAND: usize = 96;

const FAR: u32 = u32::MAX / 2;

/// The cheapest way to read one as the other: a near word costs 1, a word removed or added 2, a
/// word replaced 3.
pub(super) fn align(quote: &[Word<'_>], found: &[Word<'_>]) -> Vec<Step> {
    let (rows, columns) = (quote.len(), found.len());
    let whole = rows * columns <= WHOLE_TABLE;
    // Cells of one row that are computed: all, or those around the diagonal.
    let width = if whole { columns + 1 } else { 2 * BAND + 1 };
    let first = |row: usize| {
        if whole {
            0
        } else {
            (row * columns / rows).saturating_sub(BAND)
        }
    };
    let mut costs: Vec<Vec<u32>> = Vec::with_capacity(rows + 1);
    let mut steps: Vec<Vec<Step>> = Vec::with_capacity(rows + 1);
    for row in 0..=rows {
        let from = first(row);
        let to = (from + width).min(columns + 1);
        let mut line = Vec::with_capacity(to - from);
        let mut ways = Vec::with_capacity(to - from);
        for column in from..to {
            let at = |up: usize, left: usize, line: &[u32]| -> u32 {
                let (Some(row), Some(column)) = (row.checked_sub(up), column.checked_sub(left))
                else {
                    return FAR;
                };
                let index = column.checked_sub(first(row));
                let cells = if up == 0 {
                    Some(line)
                } else {
                    costs.get(row).map(Vec::as_slice)
                };
                index
                    .and_then(|index| cells?.get(index).copied())
                    .unwrap_or(FAR)
            };
            let mut best = (if row + column == 0 { 0 } else { FAR }, Step::Added(0));
            let mut offer = |cost: u32, step: Step| {
                if cost < best.0 {
                    best = (cost, step);
                }
            };
            if let (Some(i), Some(j)) = (row.checked_sub(1), column.checked_sub(1)) {
                let (a, b) = (&quote[i], &found[j]);
                let cost = at(1, 1, &line);
                if a.text == b.text {
                    offer(cost, Step::Same(i, j));
                } else if is_near(a.text, b.text) {
                    offer(cost + 1, Step::Near(i, j));
                } else if a.is_mark() == b.is_mark() {
                    offer(cost + 3, Step::Replaced(i, j));
                }
                if let Some(j) = j.checked_sub(1)
                    && is_joined(a, [&found[j], b])
                {
                    offer(at(1, 2, &line) + 1, Step::Apart(i, j));
                }
                if let Some(i) = i.checked_sub(1)
                    && is_joined(b, [&quote[i], a])
                {
                    offer(at(2, 1, &line) + 1, Step::Together(i, j));
                }
            }
            if let Some(i) = row.checked_sub(1) {
                offer(at(1, 0, &line) + 2, Step::Removed(i));
            }
            if let Some(j) = column.checked_sub(1) {
                offer(at(0, 1, &line) + 2, Step::Added(j));
            }
            line.push(best.0);
            ways.push(best.1);
        }
        costs.push(line);
        steps.push(ways);
    }
    walk_back(rows, columns, |row, column| {
        let index = column.checked_sub(first(row))?;
        steps.get(row)?.get(index).copied()
    })
}

fn walk_back(
    mut row: usize,
    mut column: usize,
    step: impl Fn(usize, usize) -> Option<Step>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    while row + column > 0 {
        // Off the band there is only one way.
        let off = if row > 0 {
            Step::Removed(row - 1)
        } else {
            Step::Added(column - 1)
        };
        let next = step(row, column).unwrap_or(off);
        let (up, left) = match next {
            Step::Same(..) | Step::Near(..) | Step::Replaced(..) => (1, 1),
            Step::Apart(..) => (1, 2),
            Step::Together(..) => (2, 1),
            Step::Removed(_) => (1, 0),
            Step::Added(_) => (0, 1),
        };
        row = row.saturating_sub(up);
        column = column.saturating_sub(left);
        steps.push(next);
    }
    steps.reverse();
    steps
}

/// Whether a word is two others written as one.
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
    use crate::text::normalize::Normalized;

    fn steps(quote: &str, found: &str) -> Vec<Step> {
        let (a, b) = (Normalized::new(quote), Normalized::new(found));
        align(&words(&a), &words(&b))
    }

    #[test]
    fn words_find_their_counterparts() {
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
    fn words_run_together_and_apart() {
        assert_eq!(steps("today at noon", "to day at noon")[0], Apart(0, 0));
        assert_eq!(steps("at no on", "at noon")[1], Together(1, 1));
    }

    #[test]
    fn short_words_that_differ_are_other_words() {
        for (a, b) in [
            ("was", "has"),
            ("now", "not"),
            ("increase", "decrease"),
            ("a", "ab"),
        ] {
            assert!(!is_near(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("form", "from"),
            ("harbour", "harbor"),
            ("dignity", "dignlty"),
        ] {
            assert!(is_near(a, b), "{a} {b}");
        }
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
            let (a, b) = (Normalized::new(&quote), Normalized::new(&found));
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

//! Which paragraphs differ between two texts of one source.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::HashMap;
use std::ops::Range;

/// A run of paragraphs. Ranges hold their numbers, from 1, and are never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Both texts have them.
    Same {
        /// Their numbers in the old text.
        old: Range<usize>,
        /// Their numbers in the new text.
        new: Range<usize>,
    },
    /// Only the old text has them.
    Removed(Range<usize>),
    /// Only the new text has them.
    Added(Range<usize>),
}

/// Returns what has become of the paragraphs of an old text in a new one, in order; of paragraphs that were replaced, the
/// removed ones come first. Takes time and memory in proportion to the texts.
pub fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    runs(&pairs(old, new), old.len(), new.len())
}

/// A part of both texts, as ranges of indices.
#[derive(Clone, Debug)]
struct Part {
    old: Range<usize>,
    new: Range<usize>,
    /// How often it was divided.
    depth: usize,
}

/// A part is divided so often. After that, what is left counts as replaced.
const DEEPEST: usize = 16;

/// Returns the indices of equal paragraphs in both texts, which increase in both.
///
/// Paragraphs that occur once in each text divide the texts, and so do their neighbours. What is between them is
/// divided in the same way.
fn pairs(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut parts = vec![Part {
        old: 0..old.len(),
        new: 0..new.len(),
        depth: 0,
    }];
    while let Some(part) = parts.pop() {
        let rest = trimmed(part, old, new, &mut pairs);
        if rest.old.is_empty() || rest.new.is_empty() || rest.depth == DEEPEST {
            continue;
        }
        let depth = rest.depth.saturating_add(1);
        let (mut from, mut from_new) = (rest.old.start, rest.new.start);
        let dividing = increasing(&unique_pairs(&rest, old, new));
        if dividing.is_empty() {
            continue;
        }
        for (at, at_new) in dividing.into_iter().chain([(rest.old.end, rest.new.end)]) {
            parts.push(Part {
                old: from..at,
                new: from_new..at_new,
                depth,
            });
            // The pair itself begins the next part, where it is found again.
            (from, from_new) = (at, at_new);
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Takes the equal paragraphs at both ends of a part off, and returns the rest.
fn trimmed(part: Part, old: &[&str], new: &[&str], pairs: &mut Vec<(usize, usize)>) -> Part {
    let Part {
        old: mut ours,
        new: mut theirs,
        depth,
    } = part;
    let is_same = |at: usize, at_new: usize| {
        let pair = old.get(at).zip(new.get(at_new));
        pair.is_some_and(|(ours, theirs)| ours == theirs)
    };
    while !ours.is_empty() && !theirs.is_empty() && is_same(ours.start, theirs.start) {
        pairs.extend(ours.next().zip(theirs.next()));
    }
    let last = |range: &Range<usize>| range.end.saturating_sub(1);
    while !ours.is_empty() && !theirs.is_empty() && is_same(last(&ours), last(&theirs)) {
        pairs.extend(ours.next_back().zip(theirs.next_back()));
    }
    Part {
        old: ours,
        new: theirs,
        depth,
    }
}

/// Where a paragraph is in a part of both texts.
#[derive(Default)]
struct Occurrences {
    old: Option<usize>,
    new: Option<usize>,
    /// Whether it is in one of them twice.
    is_repeated: bool,
}

/// Returns the paragraphs that occur once in each text of a part, in the order of the old text.
fn unique_pairs(part: &Part, old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let mut found: HashMap<&str, Occurrences> = HashMap::new();
    let ours = part
        .old
        .clone()
        .zip(old.get(part.old.clone()).unwrap_or_default());
    for (at, text) in ours {
        let here = found.entry(text).or_default();
        here.is_repeated |= here.old.replace(at).is_some();
    }
    let theirs = part
        .new
        .clone()
        .zip(new.get(part.new.clone()).unwrap_or_default());
    for (at, text) in theirs {
        let here = found.entry(text).or_default();
        here.is_repeated |= here.new.replace(at).is_some();
    }
    let unique = found.into_values().filter(|it| !it.is_repeated);
    let mut pairs: Vec<_> = unique.filter_map(|it| it.old.zip(it.new)).collect();
    pairs.sort_unstable();
    pairs
}

/// Returns the longest selection of pairs in which the second numbers increase as the first ones do.
fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Per length: the index of the pair that ends such a selection with the smallest number.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let number = |index: usize| pairs.get(index).map(|(_, new)| *new);
    for (index, (_, new)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| number(*end) < Some(*new));
        let previous = length.checked_sub(1);
        before.push(previous.and_then(|length| ends.get(length)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let last = ends.last().copied();
    let back = |index: &usize| before.get(*index).copied().flatten();
    let chosen = std::iter::successors(last, back);
    let mut chosen: Vec<_> = chosen.filter_map(|at| pairs.get(at).copied()).collect();
    chosen.reverse();
    chosen
}

/// Returns the runs between and over pairs of equal paragraphs.
fn runs(pairs: &[(usize, usize)], old: usize, new: usize) -> Vec<Change> {
    let mut changes = Vec::new();
    // The numbers of the next paragraphs.
    let (mut next, mut next_new) = (1_usize, 1_usize);
    let all = pairs.iter().copied().chain([(old, new)]);
    for (at, at_new) in all.map(|(at, at_new)| (number(at), number(at_new))) {
        if next < at {
            changes.push(Change::Removed(next..at));
        }
        if next_new < at_new {
            changes.push(Change::Added(next_new..at_new));
        }
        (next, next_new) = (number(at), number(at_new));
        if at > old || at_new > new {
            break;
        }
        match changes.last_mut() {
            Some(Change::Same { old, new }) => (old.end, new.end) = (next, next_new),
            _ => changes.push(Change::Same {
                old: at..next,
                new: at_new..next_new,
            }),
        }
    }
    changes
}

/// Returns the number of the paragraph at an index, or the number after another.
fn number(index: usize) -> usize {
    index.saturating_add(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn letters(text: &str) -> Vec<&str> {
        text.split("").filter(|letter| !letter.is_empty()).collect()
    }

    /// The changes between texts whose paragraphs are single letters: `=ab`, `-c` and `+d`.
    fn shown(old: &str, new: &str) -> String {
        let texts = (letters(old), letters(new));
        let runs = changes(&texts.0, &texts.1);
        let part = |letters: &[&str], range: &Range<usize>| {
            letters[range.start - 1..range.end - 1].concat()
        };
        let runs = runs.iter().map(|run| match run {
            Change::Same { old, new } => {
                assert_eq!(part(&texts.0, old), part(&texts.1, new));
                format!("={}", part(&texts.0, old))
            }
            Change::Removed(range) => format!("-{}", part(&texts.0, range)),
            Change::Added(range) => format!("+{}", part(&texts.1, range)),
        });
        runs.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn paragraphs_are_the_same_removed_or_added() {
        for (old, new, expected) in [
            ("", "", ""),
            ("abc", "abc", "=abc"),
            ("abc", "", "-abc"),
            ("", "abc", "+abc"),
            ("abc", "axc", "=a -b +x =c"),
            ("abc", "abxc", "=ab +x =c"),
            ("abcd", "ad", "=a -bc =d"),
            // Of paragraphs that change places, one is removed and added again.
            ("abcde", "adbce", "=a +d =bc -d =e"),
            // Repeated paragraphs are found beside those that are not.
            ("xaxbx", "xbx", "=x -ax =bx"),
            ("xxaxxbxx", "xxaxbxx", "=xxax -x =bxx"),
            ("aaaa", "aaa", "=aaa -a"),
        ] {
            assert_eq!(shown(old, new), expected, "{old} {new}");
        }
    }

    proptest! {
        #[test]
        fn both_texts_are_covered_in_order(old in "[a-e]{0,12}", new in "[a-e]{0,12}") {
            let (mut ours, mut theirs) = (String::new(), String::new());
            for run in shown(&old, &new).split_whitespace() {
                let (sign, letters) = run.split_at(1);
                ours.extend((sign != "+").then_some(letters));
                theirs.extend((sign != "-").then_some(letters));
            }
            prop_assert_eq!((ours, theirs), (old, new));
        }
    }
}

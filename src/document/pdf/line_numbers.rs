//! Finds the numbers that count the lines of a page, as in pleadings and patents.

use std::collections::BTreeMap;

use super::columns::{between_prose, divide, gutters};
use super::measure::median;
use super::rows::Row;
use super::words::Word;

/// The fewest numbers that count every line.
const EVERY_LINE: usize = 8;

/// The fewest numbers that count every few lines.
const FEW_LINES: usize = 3;

/// Where the numbers of the lines stand on the pages of a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct NumberColumn {
    left: f64,
    right: f64,
}

/// Takes the numbers of the lines out of the rows of a page. `known` is where they stand on an earlier page; it is set
/// when they are found.
pub(super) fn remove(rows: &mut Vec<Row>, size: f64, known: &mut Option<NumberColumn>) {
    let column = find(rows, size).or_else(|| known.filter(|column| is_counted(rows, *column)));
    let Some(column) = column else {
        return;
    };
    for row in rows.iter_mut() {
        row.words.retain(|word| !column.has(word));
    }
    rows.retain(|row| !row.words.is_empty());
    *known = Some(column);
}

impl NumberColumn {
    fn has(&self, word: &Word) -> bool {
        number(word).is_some() && word.x0 > self.left - 2.0 && word.x1 < self.right + 2.0
    }
}

fn number(word: &Word) -> Option<u32> {
    let is_number = word.text.len() <= 4 && word.text.bytes().all(|byte| byte.is_ascii_digit());
    word.text.parse().ok().filter(|_| is_number)
}

fn find(rows: &[Row], size: f64) -> Option<NumberColumn> {
    let gutters = gutters(rows, size);
    let divided = divide(rows, &gutters, size);
    (0..=gutters.len()).find_map(|index| {
        let cells = divided
            .iter()
            .filter_map(|row| row.columns.get(index).copied());
        let cells: Vec<&[Word]> = cells.filter(|cell| !cell.is_empty()).collect();
        let numbers: Vec<&Word> = cells
            .iter()
            .filter_map(|cell| match cell {
                [word] => number(word).map(|_| word),
                _ => None,
            })
            .collect();
        let (step, fewest) = match step(&numbers)? {
            1 => (1, EVERY_LINE),
            step => (step, FEW_LINES),
        };
        let is_all = numbers.len() * 5 >= cells.len() * 4;
        let is_outer = index == 0 || step > 1;
        if !is_all || !is_outer || numbers.len() < fewest {
            return None;
        }
        let column = NumberColumn {
            left: numbers.iter().map(|it| it.x0).fold(f64::INFINITY, f64::min),
            right: numbers.iter().map(|it| it.x1).fold(0.0, f64::max),
        };
        // The numbers in a table belong to what is beside them.
        let mut others = rows.to_vec();
        for row in &mut others {
            row.words.retain(|word| !column.has(word));
        }
        others.retain(|row| !row.words.is_empty());
        let rest = super::columns::gutters(&others, size);
        (between_prose(&others, &rest).len() == rest.len()).then_some(column)
    })
}

/// Returns by how much numbers rise, if they rise evenly, in value and down the page.
fn step(numbers: &[&Word]) -> Option<u32> {
    let pairs = || numbers.iter().zip(numbers.iter().skip(1));
    let mut steps: BTreeMap<u32, usize> = BTreeMap::new();
    for (a, b) in pairs() {
        let step = number(b)?.checked_sub(number(a)?)?;
        *steps.entry(step).or_default() += 1;
    }
    let (step, count) = steps.into_iter().max_by_key(|(_, count)| *count)?;
    let distances = || pairs().map(|(a, b)| a.y - b.y);
    let distance = median(distances())?;
    let even = distances()
        .filter(|it| (it - distance).abs() < 0.25 * distance.abs())
        .count();
    let all = numbers.len().saturating_sub(1);
    (step > 0 && count * 5 >= all * 4 && even * 5 >= all * 4).then_some(step)
}

/// Returns whether the column has numbers that rise, on a page that may have few lines.
fn is_counted(rows: &[Row], column: NumberColumn) -> bool {
    let words = rows.iter().flat_map(|row| &row.words);
    let numbers: Vec<u32> = words
        .filter(|it| column.has(it))
        .filter_map(number)
        .collect();
    !numbers.is_empty() && numbers.is_sorted_by(|a, b| a < b)
}

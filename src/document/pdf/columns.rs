//! Finds the columns of a page.

use std::ops::Range;

use super::measure::{median, steps};
use super::rows::Row;
use super::script::is_ideographic;
use super::words::Word;

/// The fewest rows beside a gutter, on either side.
const ROWS: usize = 4;

/// The most rows that cross a gutter, as a share.
const CROSSING: f64 = 0.34;

/// The most places of a page where a gutter is looked for.
const PLACES: usize = 2000;

/// Returns the places of the gutters between columns, from left to right.
pub(super) fn gutters(rows: &[Row], size: f64) -> Vec<f64> {
    let words = || rows.iter().flat_map(|row| &row.words);
    let left = words().map(|word| word.x0).fold(f64::INFINITY, f64::min);
    let right = words()
        .map(|word| word.x1)
        .fold(f64::NEG_INFINITY, f64::max);
    let width = right - left;
    if rows.len() < 6 || !width.is_finite() || width < 40.0 {
        return Vec::new();
    }
    let step = (width / PLACES as f64).max(2.0);
    let grid = Grid {
        left,
        step,
        places: usize::try_from(steps(width, step)).unwrap_or_default() + 1,
    };
    let profile = profile(rows, &grid, 0.75 * size);
    let is_gutter = |place: &Place| {
        let beside = place.left.max(place.right);
        let crossing = place.crossing as f64;
        place.left.min(place.right) >= ROWS && crossing <= CROSSING * (crossing + beside as f64)
    };
    let mut gutters = Vec::new();
    for run in profile.chunk_by(|a, b| is_gutter(a) == is_gutter(b)) {
        if !run.first().is_some_and(is_gutter) {
            continue;
        }
        let least = run.iter().map(|place| place.crossing).min();
        let best = run.iter().filter(|place| Some(place.crossing) == least);
        let places: Vec<f64> = best.map(|place| place.x).collect();
        gutters.push(places.iter().sum::<f64>() / places.len() as f64);
    }
    gutters
}

/// The places on a page where a gutter is looked for.
struct Grid {
    left: f64,
    step: f64,
    places: usize,
}

impl Grid {
    fn x(&self, place: usize) -> f64 {
        self.left + self.step * place as f64
    }

    /// Returns the first place that is not left of `x`.
    fn at(&self, x: f64) -> usize {
        let place = ((x - self.left) / self.step).ceil() as i64;
        usize::try_from(place).unwrap_or_default().min(self.places)
    }
}

/// How many rows have words to the left and to the right of a place, and how many cross it.
struct Place {
    x: f64,
    left: usize,
    right: usize,
    crossing: usize,
}

/// Counts, for every place, the rows on both sides. A gap that is narrower than `gap` is no gutter.
fn profile(rows: &[Row], grid: &Grid, gap: f64) -> Vec<Place> {
    let mut left = Steps::new(grid.places);
    let mut right = Steps::new(grid.places);
    let mut free = Steps::new(grid.places);
    for row in rows {
        let ends = spans(&row.words, gap);
        let (Some(first), Some(last)) = (ends.first(), ends.last()) else {
            continue;
        };
        let (start, end) = (grid.at(first.0 + 0.1), grid.at(last.1 - 0.1));
        right.add(0, start);
        free.add(0, start);
        left.add(end, grid.places);
        free.add(end, grid.places);
        for (a, b) in ends.iter().zip(ends.iter().skip(1)) {
            let (from, to) = (grid.at(a.1 - 0.1), grid.at(b.0 + 0.1));
            for side in [&mut left, &mut right, &mut free] {
                side.add(from, to);
            }
        }
    }
    let sides = left.sums().zip(right.sums()).zip(free.sums());
    let place = |(place, ((left, right), free))| Place {
        x: grid.x(place),
        left,
        right,
        crossing: rows.len().saturating_sub(free),
    };
    sides.enumerate().map(place).collect()
}

/// Returns where the pieces of a row begin and end that are parted by wide gaps.
fn spans(words: &[Word], gap: f64) -> Vec<(f64, f64)> {
    let mut spans: Vec<(f64, f64)> = Vec::new();
    for word in words {
        match spans.last_mut() {
            Some(last) if word.x0 - last.1 < gap => last.1 = last.1.max(word.x1),
            _ => spans.push((word.x0, word.x1)),
        }
    }
    spans
}

/// Counts over places, kept as how much they change from one place to the next.
struct Steps(Vec<i64>);

impl Steps {
    fn new(places: usize) -> Self {
        Self(vec![0; places + 1])
    }

    /// Adds 1 to the places from `from` up to `to`.
    fn add(&mut self, from: usize, to: usize) {
        if from < to {
            for (place, change) in [(from, 1), (to, -1)] {
                if let Some(step) = self.0.get_mut(place) {
                    *step += change;
                }
            }
        }
    }

    fn sums(&self) -> impl Iterator<Item = usize> {
        let places = self.0.len().saturating_sub(1);
        let steps = self.0.iter().take(places);
        steps.scan(0_i64, |sum, step| {
            *sum += step;
            Some(usize::try_from(*sum).unwrap_or_default())
        })
    }
}

/// Rows that have the same gutters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Section {
    pub(super) rows: Range<usize>,
    pub(super) gutters: Vec<f64>,
}

/// Divides a page into sections, from top to bottom. Gutters go down the whole page, or a part of it stands beside
/// another, such as a box beside the text.
pub(super) fn sections(rows: &[Row], size: f64) -> Vec<Section> {
    let whole = |gutters| Section {
        rows: 0..rows.len(),
        gutters,
    };
    let found = gutters(rows, size);
    if !found.is_empty() {
        return vec![whole(between_prose(rows, &found))];
    }
    let mut sections = Vec::new();
    let mut at = 0;
    let mut index = 0;
    while index < rows.len() {
        let Some(section) = beside(rows, index, size) else {
            index += 1;
            continue;
        };
        index = section.rows.end;
        if section.gutters.is_empty() {
            continue;
        }
        sections.push(Section {
            rows: at..section.rows.start,
            gutters: Vec::new(),
        });
        at = section.rows.end;
        sections.push(section);
    }
    sections.push(Section {
        rows: at..rows.len(),
        gutters: Vec::new(),
    });
    sections
}

/// Returns the rows from `start` on that a gutter goes through, if the first of them has one. Without columns of prose
/// on both sides, the section has no gutter.
fn beside(rows: &[Row], start: usize, size: f64) -> Option<Section> {
    let first = rows.get(start)?;
    let gaps = first.words.iter().zip(first.words.iter().skip(1));
    let wide = gaps
        .map(|(a, b)| (a.x1, b.x0))
        .filter(|(from, to)| to - from >= size);
    let (mut from, mut to) = wide.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))?;
    let mut end = start;
    for row in rows.iter().skip(start) {
        let free = free(row, from, to);
        let Some((left, right)) = free.filter(|(left, right)| right - left >= 0.6 * size) else {
            break;
        };
        (from, to) = (left, right);
        end += 1;
    }
    let range = start..end;
    let gutter = f64::midpoint(from, to);
    let within = rows.get(range.clone()).unwrap_or_default();
    let sides = |wanted: fn(&Word, f64) -> bool| {
        let has_side = |row: &&Row| row.words.iter().any(|word| wanted(word, gutter));
        within.iter().filter(has_side).count()
    };
    let is_between = sides(|word, gutter| word.x0 < gutter) >= ROWS
        && sides(|word, gutter| word.x0 >= gutter) >= ROWS;
    let gutters = if is_between {
        between_prose(within, &[gutter])
    } else {
        Vec::new()
    };
    Some(Section {
        rows: range,
        gutters,
    })
}

/// Returns the widest part of a gap that no word of a row is in.
fn free(row: &Row, from: f64, to: f64) -> Option<(f64, f64)> {
    let mut at = from;
    let mut parts = Vec::new();
    for word in &row.words {
        if word.x1 > at && word.x0 < to {
            parts.push((at, word.x0.min(to)));
            at = at.max(word.x1);
        }
    }
    parts.push((at, to));
    parts
        .into_iter()
        .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}

/// A row, divided at the gutters.
pub(super) struct Divided<'a> {
    pub(super) row: &'a Row,
    /// The words in each column. Empty if the row crosses a gutter.
    pub(super) columns: Vec<&'a [Word]>,
}

impl Divided<'_> {
    /// Returns whether the row crosses a gutter, as a heading over all columns does.
    pub(super) fn is_crossing(&self) -> bool {
        self.columns.is_empty()
    }
}

/// Divides rows at gutters. A gap at a gutter that is not wider than a space is none: the row goes on. A heading that
/// stands alone at its height is over all columns, however short it is. `size` is the main size of the page.
pub(super) fn divide<'a>(rows: &'a [Row], gutters: &[f64], size: f64) -> Vec<Divided<'a>> {
    let mut divided: Vec<Divided> = rows.iter().map(|row| divide_row(row, gutters)).collect();
    for (index, row) in rows.iter().enumerate() {
        let above = index.checked_sub(1).and_then(|above| rows.get(above));
        let below = rows.get(index + 1);
        let is_alone = above.is_none_or(|above| above.y - row.y > 1.2 * row.size)
            && below.is_none_or(|below| row.y - below.y > 1.1 * below.size);
        if is_alone
            && row.size > 1.15 * size
            && let Some(divided) = divided.get_mut(index)
        {
            divided.columns.clear();
        }
    }
    divided
}

fn divide_row<'a>(row: &'a Row, gutters: &[f64]) -> Divided<'a> {
    let mut columns = Vec::with_capacity(gutters.len() + 1);
    let mut rest = row.words.as_slice();
    for gutter in gutters {
        let count = rest.partition_point(|word| f64::midpoint(word.x0, word.x1) < *gutter);
        let (column, after) = rest.split_at_checked(count).unwrap_or_default();
        let is_crossed = column.last().is_some_and(|word| word.x1 > gutter + 0.1)
            || after.first().is_some_and(|word| word.x0 < gutter - 0.1);
        let is_narrow = match (column.last(), after.first()) {
            (Some(a), Some(b)) => b.x0 - a.x1 < 0.6 * row.size,
            _ => false,
        };
        if is_crossed || is_narrow {
            let columns = Vec::new();
            return Divided { row, columns };
        }
        columns.push(column);
        rest = after;
    }
    columns.push(rest);
    Divided { row, columns }
}

/// Returns the gutters between columns of prose. Cells of a table are read row by row, so what is between them is no
/// gutter: cells are short, but lines of prose fill their column.
pub(super) fn between_prose(rows: &[Row], gutters: &[f64]) -> Vec<f64> {
    let divided: Vec<Divided> = rows.iter().map(|row| divide_row(row, gutters)).collect();
    let prose: Vec<bool> = (0..=gutters.len())
        .map(|index| {
            let cells = divided
                .iter()
                .filter_map(|row| row.columns.get(index).copied());
            is_prose(cells.filter(|cell| !cell.is_empty()))
        })
        .collect();
    let sides = prose.iter().zip(prose.iter().skip(1));
    let both = gutters.iter().zip(sides).filter(|(_, (a, b))| **a && **b);
    both.map(|(gutter, _)| *gutter).collect()
}

fn is_prose<'a>(cells: impl Iterator<Item = &'a [Word]>) -> bool {
    let count = |cell: &[Word], wanted: fn(char) -> bool| -> usize {
        let chars = cell.iter().flat_map(|word| word.text.chars());
        chars.filter(|c| wanted(*c)).count()
    };
    let cells: Vec<&[Word]> = cells.collect();
    let extents: Vec<(f64, f64)> = cells
        .iter()
        .filter_map(|cell| Some((cell.first()?.x0, cell.last()?.x1)))
        .collect();
    let nth = |mut values: Vec<f64>, from_end: bool| {
        values.sort_by(f64::total_cmp);
        let tenth = values.len() / 10;
        let index = if from_end {
            values.len().saturating_sub(tenth + 1)
        } else {
            tenth
        };
        values.get(index).copied()
    };
    let left = nth(extents.iter().map(|it| it.0).collect(), false);
    let right = nth(extents.iter().map(|it| it.1).collect(), true);
    let (Some(left), Some(right)) = (left, right) else {
        return false;
    };
    let width = (right - left).max(1.0);
    let filled = median(extents.iter().map(|it| (it.1 - it.0) / width));
    let words = median(cells.iter().map(|cell| cell.len() as f64));
    let chars = median(cells.iter().map(|cell| count(cell, |_| true) as f64));
    let ideographs = median(cells.iter().map(|cell| count(cell, is_ideographic) as f64));
    let is_long = words.is_some_and(|it| it >= 3.0) && chars.is_some_and(|it| it >= 20.0)
        || ideographs.is_some_and(|it| it >= 10.0);
    is_long && filled.is_some_and(|share| share >= 0.65)
}

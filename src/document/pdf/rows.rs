//! Puts the glyphs of a page into rows: those on one baseline, from left to right.

use super::glyph::Glyph;
use super::measure::{main_size, median, steps};
use super::script::is_right_to_left;
use super::words::{Placed, Word, words};
use unicode_normalization::char::is_combining_mark;

/// The words on one baseline, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// The height of the baseline.
    pub(super) y: f64,
    /// The size of its font.
    pub(super) size: f64,
    pub(super) words: Vec<Word>,
}

/// How many rows near a height are looked at. More are only near if glyphs are piled up.
const NEAR: usize = 60;

/// The most characters of a raised number.
const RAISED: usize = 5;

/// The glyphs on one baseline.
struct Baseline {
    y: f64,
    size: f64,
    glyphs: Vec<Placed>,
}

/// Returns the rows from top to bottom.
pub(super) fn rows(glyphs: &[Glyph]) -> Vec<Row> {
    let glyphs = with_settled_marks(glyphs);
    let (plain, raised) = split(&glyphs);
    let mut baselines = baselines(plain);
    for baseline in &mut baselines {
        baseline
            .glyphs
            .sort_by(|a, b| a.glyph.x.total_cmp(&b.glyph.x));
    }
    let attached: Vec<Option<usize>> = raised.iter().map(|run| base(&baselines, run)).collect();
    let mut rest = Vec::new();
    for (run, base) in raised.iter().zip(attached) {
        match base.and_then(|index| baselines.get_mut(index)) {
            Some(baseline) => attach(baseline, run),
            None => rest.extend(run.iter().copied()),
        }
    }
    insert(&mut baselines, rest);
    let mut rows: Vec<Row> = baselines.into_iter().filter_map(row).collect();
    rows.sort_by(|a, b| b.y.total_cmp(&a.y));
    rows
}

/// Puts marks on the baseline of the letter that they are drawn on.
fn with_settled_marks(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut settled = glyphs.to_vec();
    for (index, glyph) in settled.iter_mut().enumerate() {
        if !is_combining_mark(glyph.c) {
            continue;
        }
        let beside = [index.checked_sub(1), index.checked_add(1)];
        let mut beside = beside
            .into_iter()
            .flatten()
            .filter_map(|index| glyphs.get(index));
        let slack = 0.1 * glyph.size;
        let letter = beside.find(|it| {
            let is_within = glyph.x > it.x - slack && glyph.x < it.end() + slack;
            is_within && !is_combining_mark(it.c) && (glyph.y - it.y).abs() < glyph.size
        });
        if let Some(letter) = letter {
            glyph.y = letter.y;
            glyph.size = letter.size;
        }
    }
    settled
}

/// Splits glyphs into those of plain text and short runs of small ones, which may be raised.
fn split(glyphs: &[Glyph]) -> (Vec<Glyph>, Vec<Vec<Glyph>>) {
    let visible = glyphs.iter().filter(|it| !it.c.is_whitespace());
    let main = main_size(visible.map(|it| (it.size, 1))).unwrap_or_default();
    let (mut plain, mut raised) = (Vec::new(), Vec::new());
    let continues = |a: &Glyph, b: &Glyph| {
        let gap = b.x - a.end();
        let is_level = (a.y - b.y).abs() < 0.1 * a.size && (a.size - b.size).abs() < 0.1 * a.size;
        is_level && gap.abs() < 0.3 * a.size && !a.c.is_whitespace() && !b.c.is_whitespace()
    };
    let mut before = 0.0;
    let mut runs = glyphs.chunk_by(continues).peekable();
    while let Some(run) = runs.next() {
        let size = run.first().map_or(0.0, |it| it.size);
        let after = runs
            .peek()
            .and_then(|next| next.first())
            .map_or(0.0, |it| it.size);
        let is_beside_larger = size < 0.8 * before || size < 0.8 * after;
        let is_label = is_label(run) && (is_beside_larger || size < 0.8 * main);
        if run.len() <= RAISED && (is_label || is_ending(run) && is_beside_larger) {
            raised.push(run.to_vec());
        } else {
            plain.extend_from_slice(run);
        }
        before = size;
    }
    (plain, raised)
}

/// Returns whether a run may be the label of a note.
fn is_label(run: &[Glyph]) -> bool {
    run.iter()
        .all(|it| it.c.is_ascii_digit() || matches!(it.c, '*' | '†' | '‡' | '§' | ','))
}

/// Returns whether a run may be the ending of an ordinal number or of an abbreviation, such as `1st`, `2ème`.
fn is_ending(run: &[Glyph]) -> bool {
    run.len() <= 3 && run.iter().all(|it| it.c.is_alphabetic())
}

/// Puts glyphs on baselines, from top to bottom.
fn baselines(mut glyphs: Vec<Glyph>) -> Vec<Baseline> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut baselines: Vec<Baseline> = Vec::new();
    for glyph in glyphs {
        let placed = Placed {
            glyph,
            is_raised: false,
        };
        let mut near = baselines.iter_mut().rev().take(NEAR);
        let fits =
            |it: &&mut Baseline| (it.y - glyph.y).abs() <= 0.3 * glyph.size.min(it.size).max(1.0);
        match near.find(fits) {
            Some(baseline) => baseline.glyphs.push(placed),
            None => baselines.push(Baseline {
                y: glyph.y,
                size: glyph.size,
                glyphs: vec![placed],
            }),
        }
    }
    baselines
}

/// Returns the indices of the baselines near a height.
fn near(baselines: &[Baseline], y: f64) -> impl Iterator<Item = (usize, &Baseline)> {
    let above = baselines.partition_point(|it| it.y > y);
    let from = above.saturating_sub(NEAR / 2);
    baselines.iter().enumerate().skip(from).take(NEAR)
}

/// Returns the baseline that a run is raised above: it is beside a larger glyph.
fn base(baselines: &[Baseline], run: &[Glyph]) -> Option<usize> {
    let (first, last) = (run.first()?, run.last()?);
    let holds = |baseline: &Baseline| {
        let after = baseline.glyphs.partition_point(|it| it.glyph.x <= first.x);
        let beside = baseline.glyphs.iter().skip(after.saturating_sub(2)).take(5);
        let mut beside = beside.map(|it| it.glyph).filter(|it| !it.c.is_whitespace());
        beside.any(|it| {
            let rise = first.y - it.y;
            let (left, right) = (first.x - it.end(), it.x - last.end());
            let size = baseline.size;
            0.8 * it.size > first.size
                && (0.12 * it.size..0.7 * it.size).contains(&rise)
                && ((-0.15 * size..0.35 * size).contains(&left)
                    || (-0.15 * size..0.5 * size).contains(&right))
        })
    };
    let mut near = near(baselines, first.y);
    near.find(|(_, baseline)| holds(baseline))
        .map(|(index, _)| index)
}

fn attach(baseline: &mut Baseline, run: &[Glyph]) {
    let is_raised = is_label(run);
    let y = baseline.y;
    let placed = run.iter().map(|glyph| Placed {
        glyph: Glyph { y, ..*glyph },
        is_raised,
    });
    baseline.glyphs.extend(placed);
}

/// Adds small glyphs that are not raised.
fn insert(baselines: &mut Vec<Baseline>, glyphs: Vec<Glyph>) {
    let mut others = Vec::new();
    for glyph in glyphs {
        let fits = |it: &Baseline| (it.y - glyph.y).abs() <= 0.3 * glyph.size.max(0.7 * it.size);
        let found = near(baselines, glyph.y).find(|(_, it)| fits(it));
        let index = found.map(|(index, _)| index);
        match index.and_then(|index| baselines.get_mut(index)) {
            Some(baseline) => baseline.glyphs.push(Placed {
                glyph,
                is_raised: false,
            }),
            None => others.push(glyph),
        }
    }
    baselines.extend(self::baselines(others));
}

fn row(mut baseline: Baseline) -> Option<Row> {
    // Marks on letters that are written to the left come before them in some files.
    let is_late = |c| is_combining_mark(c) && is_right_to_left(c);
    baseline
        .glyphs
        .sort_by_key(|it| (steps(it.glyph.x, 0.1), is_late(it.glyph.c)));
    let glyphs = without_doubles(&baseline.glyphs);
    let plain = glyphs.iter().filter(|it| !it.is_raised);
    let size = median(plain.map(|it| it.glyph.size)).unwrap_or(baseline.size);
    let words = words(&glyphs, size);
    let baseline = baseline.y;
    (!words.is_empty()).then_some(Row {
        y: baseline,
        size,
        words,
    })
}

/// Leaves out glyphs that are drawn again in nearly the same place, which makes them look bold.
fn without_doubles(glyphs: &[Placed]) -> Vec<Placed> {
    let mut kept: Vec<Placed> = Vec::with_capacity(glyphs.len());
    for placed in glyphs {
        let glyph = &placed.glyph;
        let is_double = kept.iter().rev().take(3).any(|it| {
            let shift = (it.glyph.x - glyph.x).abs();
            it.glyph.c == glyph.c
                && !glyph.c.is_whitespace()
                && shift < 0.12 * glyph.size.min(4.0 * glyph.width)
        });
        if !is_double {
            kept.push(*placed);
        }
    }
    kept
}

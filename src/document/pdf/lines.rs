//! The lines of a page, in the order of reading.

use super::columns::{Divided, divide, sections};
use super::glyph::Glyph;
use super::line_numbers::{self, NumberColumn};
use super::measure::{main_size, median};
use super::order::{self, Writing};
use super::rows::{Row, rows};
use super::script::{Joint, is_ideographic, is_right_to_left, joint};
use super::superscript;
use super::turn::upright;
use super::words::Word;

/// A line of text on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    /// Where it begins, in the direction of reading.
    pub(super) start: f64,
    /// Where it ends.
    pub(super) end: f64,
    /// The height of its baseline.
    pub(super) y: f64,
    pub(super) size: f64,
    /// The width of its first word, which did not fit on the line before.
    pub(super) first_word: f64,
    /// Whether it has wide gaps, like a row of a table.
    pub(super) has_gaps: bool,
    pub(super) place: Column,
    /// Whether the file marks it as a running head or a page number.
    pub(super) is_furniture: bool,
}

/// A column of a page: lines with the same place follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Column {
    /// Counts the parts of the page from top to bottom.
    pub(super) band: usize,
    /// Counts the columns in the order of reading. `None` if the part has only one.
    pub(super) column: Option<usize>,
}

/// The lines of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct PageLines {
    /// The lines of the text.
    pub(super) body: Vec<Line>,
    /// Lines that run in another direction than most of the page.
    pub(super) aside: Vec<Line>,
    /// Whether most letters belong to scripts that are written to the left.
    pub(super) is_leftward: bool,
}

/// Puts the glyphs of a page into lines. `numbers` is where the numbers of lines stand on the pages before.
pub(super) fn lines(glyphs: Vec<Glyph>, numbers: &mut Option<NumberColumn>) -> PageLines {
    let mut page = PageLines::default();
    for (index, part) in upright(glyphs).into_iter().enumerate() {
        let is_leftward = is_leftward(&part);
        if index == 0 {
            page.is_leftward = is_leftward;
            page.body = part_lines(&part, is_leftward, numbers);
        } else {
            page.aside.extend(part_lines(&part, is_leftward, &mut None));
        }
    }
    page
}

fn is_leftward(glyphs: &[Glyph]) -> bool {
    let letters = glyphs.iter().filter(|it| it.c.is_alphabetic()).count();
    let leftward = glyphs.iter().filter(|it| is_right_to_left(it.c)).count();
    leftward * 2 > letters
}

fn part_lines(
    glyphs: &[Glyph],
    is_leftward: bool,
    numbers: &mut Option<NumberColumn>,
) -> Vec<Line> {
    let visible = glyphs.iter().filter(|it| !it.c.is_whitespace());
    let Some(size) = main_size(visible.map(|it| (it.size, 1))) else {
        return Vec::new();
    };
    let mut rows = rows(glyphs);
    line_numbers::remove(&mut rows, size, numbers);
    let texts: Vec<String> = rows.iter().map(|row| joined(&row.words, size)).collect();
    let writing = Writing::of(texts.iter().map(String::as_str), is_leftward);
    let mut lines = Vec::new();
    let mut band = 0;
    for section in sections(&rows, size) {
        let rows = rows.get(section.rows).unwrap_or_default();
        let mut rest = divide(rows, &section.gutters, size).into_iter().peekable();
        while let Some(row) = rest.next() {
            if row.is_crossing() || section.gutters.is_empty() {
                let place = Column { band, column: None };
                lines.push(line(row.row, &row.row.words, place, writing));
                continue;
            }
            let mut beside = vec![row];
            while let Some(row) = rest.next_if(|row| !row.is_crossing()) {
                beside.push(row);
            }
            band += 1;
            lines.extend(columns(&beside, section.gutters.len(), band, writing));
            band += 1;
        }
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// Returns the lines of rows column by column.
fn columns(rows: &[Divided<'_>], gutters: usize, band: usize, writing: Writing) -> Vec<Line> {
    let mut lines = Vec::new();
    for index in 0..=gutters {
        let column = if writing.is_leftward {
            gutters - index
        } else {
            index
        };
        let place = Column {
            band,
            column: Some(index),
        };
        let cells = rows
            .iter()
            .filter_map(|row| Some((row.row, *row.columns.get(column)?)));
        let cells = cells.filter(|(_, words)| !words.is_empty());
        lines.extend(cells.map(|(row, words)| line(row, words, place, writing)));
    }
    lines
}

fn line(row: &Row, words: &[Word], place: Column, writing: Writing) -> Line {
    let is_leftward = writing.is_leftward;
    let plain = || words.iter().filter(|word| !word.is_raised());
    let size = median(plain().map(|word| word.size)).unwrap_or(row.size);
    let y = median(plain().map(|word| word.y)).unwrap_or(row.y);
    let left = words
        .iter()
        .map(|word| word.x0)
        .fold(f64::INFINITY, f64::min);
    let right = words
        .iter()
        .map(|word| word.x1)
        .fold(f64::NEG_INFINITY, f64::max);
    let (start, end) = if is_leftward {
        (-right, -left)
    } else {
        (left, right)
    };
    let first = if is_leftward {
        words.last()
    } else {
        words.first()
    };
    let first_word = first.map_or(0.0, |word| {
        if word.text.starts_with(is_ideographic) {
            1.2 * size
        } else {
            word.x1 - word.x0
        }
    });
    let mut pairs = words.iter().zip(words.iter().skip(1));
    let chars: usize = words.iter().map(|word| word.text.chars().count()).sum();
    let furniture: usize = words.iter().map(|word| word.furniture).sum();
    let text = superscript::bracketed(&with_hyphens(&joined(words, size)));
    Line {
        text: order::logical(&text, writing),
        start,
        end,
        y,
        size,
        first_word,
        has_gaps: pairs.any(|(a, b)| b.x0 - a.x1 > 1.4 * size),
        place,
        is_furniture: furniture * 2 > chars,
    }
}

/// Turns soft hyphens within a line into plain ones. Some files name all hyphens so, and one that is drawn is there.
fn with_hyphens(text: &str) -> String {
    match text.strip_suffix('\u{ad}') {
        Some(within) => format!("{}\u{ad}", within.replace('\u{ad}', "-")),
        None => text.replace('\u{ad}', "-"),
    }
}

/// Joins words with spaces, except between characters that are written without.
fn joined(words: &[Word], size: f64) -> String {
    let mut text = String::new();
    let mut end = 0.0;
    for word in words {
        if let (Some(a), Some(b)) = (text.chars().next_back(), word.text.chars().next()) {
            let gap = word.x0 - end;
            let is_joined = match joint(a, b) {
                Joint::Spaced => false,
                Joint::Mixed => gap < 0.6 * size,
                Joint::Unspaced => gap < 1.2 * size,
            };
            if !is_joined {
                text.push(' ');
            }
        }
        text.push_str(&word.text);
        end = word.x1;
    }
    text
}

//! Splits a row of glyphs into words.

use super::glyph::Glyph;
use super::measure::median;
use super::script::{is_ideographic, is_right_to_left};

/// Stands before each character that is raised above its row, such as the number of a footnote. Texts from files do
/// not have it, because characters for private use are replaced.
pub(super) const RAISED: char = '\u{e000}';

/// A word, in the order from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The height of its baseline.
    pub(super) y: f64,
    pub(super) size: f64,
    /// How many of its characters are marked as furniture.
    pub(super) furniture: usize,
}

impl Word {
    pub(super) fn is_raised(&self) -> bool {
        self.text.starts_with(RAISED)
    }
}

/// A glyph in its row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    pub(super) glyph: Glyph,
    pub(super) is_raised: bool,
}

/// Splits glyphs, sorted from left to right, into words.
pub(super) fn words(row: &[Placed], size: f64) -> Vec<Word> {
    let gap = word_gap(row, size);
    let mut words: Vec<Word> = Vec::new();
    let mut is_open = false;
    for placed in row {
        let glyph = &placed.glyph;
        if glyph.c.is_whitespace() {
            // A space under a word parts nothing. Some files draw it there, at the end of a run.
            is_open &= words
                .last()
                .is_some_and(|word| glyph.x < word.x1 - 0.2 * size);
            continue;
        }
        let continued = words.last().filter(|word| {
            let last = word.text.chars().next_back().unwrap_or_default();
            let distance = glyph.x - word.x1;
            let most = if placed.is_raised {
                0.4 * size
            } else if is_ideographic(last) || is_ideographic(glyph.c) {
                0.6 * size
            } else {
                gap
            };
            is_open && distance <= most
        });
        is_open = true;
        if continued.is_none() {
            words.push(Word {
                text: String::new(),
                x0: glyph.x,
                x1: glyph.end(),
                y: glyph.y,
                size: glyph.size,
                furniture: 0,
            });
        }
        let Some(word) = words.last_mut() else {
            continue;
        };
        if placed.is_raised {
            word.text.push(RAISED);
        }
        word.text.push(glyph.c);
        word.x1 = word.x1.max(glyph.end());
        word.furniture += usize::from(glyph.is_furniture);
    }
    words
}

/// Returns the distance above which two glyphs belong to different words.
fn word_gap(row: &[Placed], size: f64) -> f64 {
    let count = row.len();
    let spaces = row.iter().filter(|it| it.glyph.c == ' ').count();
    let is_spaced = spaces >= (count / 14).max(1);
    if is_spaced && row.iter().any(|it| is_right_to_left(it.glyph.c)) {
        return 0.6 * size;
    }
    // Letters may be set apart on purpose.
    let pairs = row.iter().zip(row.iter().skip(1));
    let gaps = pairs.map(|(a, b)| b.glyph.x - a.glyph.end());
    let tracking = median(gaps).unwrap_or_default().clamp(0.0, size);
    tracking + if is_spaced { 0.22 } else { 0.16 } * size
}

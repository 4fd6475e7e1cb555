//! Glyph: a character and its place on a page.

/// A character that is drawn on a page. Lengths are in points, and `y` grows upwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// The character. [`UNKNOWN`] if the file does not say which it is.
    pub(super) c: char,
    /// Where it begins on its baseline.
    pub(super) x: f64,
    /// The height of its baseline.
    pub(super) y: f64,
    /// How far the writing advances.
    pub(super) width: f64,
    /// The size of its font.
    pub(super) size: f64,
    /// The direction in which the writing advances, a vector of length 1.
    pub(super) toward: (f64, f64),
    /// Whether the file marks it as a running head or a page number.
    pub(super) is_furniture: bool,
}

/// Stands for a character that the file does not name.
pub(super) const UNKNOWN: char = '\u{fffd}';

impl Glyph {
    /// Returns where its advance ends.
    pub(super) fn end(&self) -> f64 {
        self.x + self.width
    }
}

//! Marked content: what a file says about the glyphs between two marks.

use hayro_syntax::object::{Dict, Name, String as PdfString};

use super::facts::decode_text;
use super::glyph::{Glyph, UNKNOWN};

/// The deepest nesting that is followed. Deeper marks count as part of those around them.
const DEPTH: usize = 100;

/// The most glyphs that one replacement text stands for.
const REPLACED: usize = 100;

const SOFT_HYPHEN: char = '\u{ad}';

/// The marks that are open.
#[derive(Debug, Default)]
pub(super) struct MarkedContent {
    open: Vec<Mark>,
    /// How many marks are open beyond [`DEPTH`].
    beyond: usize,
}

#[derive(Debug)]
struct Mark {
    is_furniture: bool,
    /// The text that its glyphs stand for, if the file says so.
    actual: Option<String>,
    /// The number of glyphs before it.
    start: usize,
}

impl MarkedContent {
    /// Opens a mark, after the first `count` glyphs of the page.
    pub(super) fn begin(&mut self, tag: &[u8], properties: Option<&Dict<'_>>, count: usize) {
        if self.open.len() >= DEPTH {
            self.beyond = self.beyond.saturating_add(1);
            return;
        }
        let name = |key: &[u8]| properties.and_then(|it| it.get::<Name<'_>>(key));
        let is_pagination = name(b"Type").is_some_and(|it| it.as_ref() == b"Pagination");
        let actual = properties.and_then(|it| it.get::<PdfString<'_>>(b"ActualText"));
        self.open.push(Mark {
            is_furniture: self.is_furniture() || tag == b"Artifact" && is_pagination,
            actual: actual.map(|text| decode_text(&text)),
            start: count,
        });
    }

    /// Closes a mark, and names the glyphs in it that only their mark names.
    pub(super) fn end(&mut self, glyphs: &mut Vec<Glyph>) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(mark) = self.open.pop()
            && let Some(actual) = mark.actual
        {
            replace(glyphs, mark.start, &actual);
        }
    }

    /// Returns whether the glyphs that follow are marked as running heads or page numbers.
    pub(super) fn is_furniture(&self) -> bool {
        self.open.last().is_some_and(|mark| mark.is_furniture)
    }
}

/// Replaces the glyphs from `start` on by `actual` if the file does not name them. A text that differs from what is
/// drawn is not believed, except that a hyphen may be one that only breaks a word.
fn replace(glyphs: &mut Vec<Glyph>, start: usize, actual: &str) {
    let Some(covered) = glyphs.get_mut(start..) else {
        return;
    };
    if let [glyph] = covered
        && matches!(glyph.c, '-' | '\u{2010}')
        && actual.chars().eq([SOFT_HYPHEN])
    {
        glyph.c = SOFT_HYPHEN;
        return;
    }
    let (Some(first), Some(last)) = (covered.first().copied(), covered.last().copied()) else {
        return;
    };
    let is_unknown = covered.iter().any(|glyph| glyph.c == UNKNOWN);
    let is_level = covered.iter().all(|it| (it.y - first.y).abs() < first.size);
    let count = actual.chars().count();
    if !is_unknown || !is_level || covered.len() > REPLACED || count > REPLACED || count == 0 {
        return;
    }
    let (from, to) = (first.x.min(last.x), first.end().max(last.end()));
    let width = (to - from) / count as f64;
    glyphs.truncate(start);
    glyphs.extend(actual.chars().enumerate().map(|(index, c)| Glyph {
        c,
        x: from + width * index as f64,
        width,
        ..first
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(text: &str) -> Vec<Glyph> {
        let glyph = |(index, c)| Glyph {
            c,
            x: index as f64 * 5.0,
            y: 0.0,
            width: 5.0,
            size: 10.0,
            toward: (1.0, 0.0),
            is_furniture: false,
        };
        text.chars().enumerate().map(glyph).collect()
    }

    #[test]
    fn only_unknown_glyphs_are_replaced() {
        for (drawn, actual, text) in [
            ("a\u{fffd}\u{fffd}", "bcd", "abcd"),
            ("a-", "\u{ad}", "a\u{ad}"),
            ("ab", "c", "ab"),
            ("a\u{fffd}", "", "a\u{fffd}"),
        ] {
            let mut glyphs = glyphs(drawn);
            replace(&mut glyphs, 1, actual);
            let shown: String = glyphs.iter().map(|glyph| glyph.c).collect();
            assert_eq!(shown, text, "{drawn:?}");
        }
        let mut three = glyphs("a\u{fffd}\u{fffd}");
        replace(&mut three, 1, "bcde");
        assert!(
            three
                .iter()
                .skip(1)
                .map(|it| it.x)
                .eq([5.0, 7.5, 10.0, 12.5])
        );
    }

    #[test]
    fn marks_nest_without_limit() {
        let mut marked = MarkedContent::default();
        let mut glyphs = glyphs("a");
        for _ in 0..1000 {
            marked.begin(b"Span", None, 1);
        }
        for _ in 0..1001 {
            marked.end(&mut glyphs);
        }
        assert!(marked.open.is_empty());
        assert_eq!(marked.beyond, 0);
    }
}

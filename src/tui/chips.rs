//! The filter as chips: one for each of its terms, in the columns where they are drawn.

use std::ops::Range;

use super::theme::Glyphs;
use crate::filter;
use crate::text::width::{truncate, width};

/// The cells between two chips.
const GAP: usize = 2;
/// The cells of the number of chips that do not fit, and the gap before it.
const MORE: usize = 4;
/// A chip after the first is not cut to less than so many cells.
const LEAST: usize = 6;

/// A term of the filter in its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// The term, as far as there is room for it, and a space.
    pub text: String,
    /// The columns of the term and its cross.
    pub columns: Range<usize>,
}

/// Returns the chips of a filter that fit into a row, from its second column on, and how many more
/// there are. The last one is cut.
pub fn chips(text: &str, glyphs: &Glyphs, cells: usize) -> (Vec<Chip>, usize) {
    let mut at = 1;
    let mut chips = Vec::new();
    let terms = filter::chips(text);
    let all = terms.len();
    for (index, range) in terms.into_iter().enumerate() {
        // The number of the others needs room, unless this is the last.
        let rest = if index + 1 < all { MORE } else { 0 };
        let room = cells.saturating_sub(at + 3 + rest);
        if room == 0 || index > 0 && room < LEAST {
            break;
        }
        let term = text.get(range).unwrap_or_default();
        let term = truncate(&glyphs.text(term.to_owned()), room, glyphs.ellipsis).into_owned();
        let text = format!("{term} ");
        let end = at + width(&text) + 1;
        chips.push(Chip {
            text,
            columns: at..end,
        });
        at = end + GAP;
    }
    let more = all - chips.len();
    (chips, more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Theme;

    #[test]
    fn chips_that_do_not_fit_are_counted() {
        let glyphs = Theme::new(true, false).glyphs;
        let text = "tag:money actor:kim date:2023 -is:planned";
        for (cells, shown, more) in [
            (
                80,
                &["tag:money ", "actor:kim ", "date:2023 ", "-is:planned "][..],
                0,
            ),
            (40, &["tag:money ", "actor:kim ", "date:… "], 1),
            (45, &["tag:money ", "actor:kim ", "date:2023 "], 1),
            (20, &["tag:money "], 3),
            (12, &["tag… "], 3),
        ] {
            let (chips, rest) = chips(text, glyphs, cells);
            let texts: Vec<&str> = chips.iter().map(|chip| chip.text.as_str()).collect();
            assert_eq!((texts.as_slice(), rest), (shown, more), "{cells}");
            let end = chips.last().map_or(0, |chip| chip.columns.end);
            let number = if more > 0 { MORE } else { 0 };
            assert!(end + number <= cells, "{cells}");
        }
    }
}

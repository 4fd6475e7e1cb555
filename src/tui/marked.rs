//! Text with some parts in another style.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::width::width;
use crate::text::wrap::{visible, wrap};

/// A byte range of a text, and its style.
pub type Mark = (Range<usize>, Style);

/// Splits the byte range `shown` of a text into spans at the boundaries of its marks. Where marks
/// overlap, the later style is patched onto the earlier one.
pub fn spans<'a>(text: &'a str, shown: Range<usize>, base: Style, marks: &[Mark]) -> Vec<Span<'a>> {
    let mut cuts = vec![shown.start, shown.end];
    for (range, _) in marks {
        let within = |at: &usize| *at > shown.start && *at < shown.end;
        cuts.extend([range.start, range.end].into_iter().filter(within));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.iter().zip(cuts.iter().skip(1));
    pieces
        .filter_map(|(start, end)| {
            let covering = marks
                .iter()
                .filter(|(range, _)| range.start <= *start && range.end >= *end);
            let style = covering.fold(base, |style, (_, mark)| style.patch(*mark));
            Some(Span::styled(text.get(*start..*end)?, style))
        })
        .collect()
}

/// Wraps a text into lines of at most `room` cells. The first begins with `lead`, the others are
/// indented by as many cells.
pub fn wrapped(
    text: &str,
    room: usize,
    lead: Vec<Span<'static>>,
    base: Style,
    marks: &[Mark],
) -> Vec<Line<'static>> {
    let indent: usize = lead.iter().map(|span| width(&span.content)).sum();
    let rows = wrap(text, room).into_iter().enumerate();
    let mut lead = Some(lead);
    let lines = rows.map(|(index, row)| {
        let mut line = match index {
            0 => lead.take().unwrap_or_default(),
            _ => vec![Span::raw(" ".repeat(indent))],
        };
        let end = row.start + visible(text, &row).len();
        let pieces = spans(text, row.start..end, base, marks).into_iter();
        line.extend(pieces.map(|span| Span::styled(span.content.into_owned(), span.style)));
        Line::from(line)
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use ratatui::style::Stylize;

    use super::*;

    #[test]
    fn marks_may_overlap_and_extend_beyond_the_shown_range() {
        let marks = [(0..5, Style::new().bold()), (3..9, Style::new().italic())];
        let spans = spans("abcdefghij", 2..8, Style::new(), &marks);
        assert_eq!(spans, ["c".bold(), "de".bold().italic(), "fgh".italic()]);
    }
}

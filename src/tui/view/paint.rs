//! Helpers to draw lines.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use crate::text::width::width;
use crate::tui::app::App;
use crate::tui::layout::Pane;
use crate::tui::theme::Role;

/// Draws a line in the first row of an area, clipped to the area and the screen.
pub fn put(frame: &mut Frame<'_>, area: Rect, line: &Line<'_>) {
    let area = area.intersection(frame.area());
    if area.height > 0 && area.width > 0 {
        frame.render_widget(line, Rect { height: 1, ..area });
    }
}

/// Draws lines below each other, clipped to an area.
pub fn put_all<'a>(frame: &mut Frame<'_>, area: Rect, lines: impl IntoIterator<Item = Line<'a>>) {
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        put(
            frame,
            Rect {
                y,
                height: 1,
                ..area
            },
            &line,
        );
    }
}

/// Returns the part of a row that begins at a column.
pub fn from(row: Rect, column: usize) -> Rect {
    let column = u16::try_from(column).unwrap_or(u16::MAX).min(row.width);
    Rect {
        x: row.x + column,
        width: row.width - column,
        ..row
    }
}

/// Draws the sign that more follows below an area.
pub fn more(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let corner = Rect {
        y: area.bottom().saturating_sub(1),
        x: area.right().saturating_sub(2),
        width: area.width.min(1),
        height: area.height.min(1),
    };
    let sign = Line::styled(app.theme.glyphs.ellipsis, app.theme.style(Role::Dim));
    put(frame, corner, &sign);
}

/// Clears an area. A wide character that reaches into it from the left goes whole.
pub fn clear(frame: &mut Frame<'_>, area: Rect) {
    let area = area.intersection(frame.area());
    frame.render_widget(Clear, area);
    if let Some(x) = area.x.checked_sub(1) {
        for y in area.top()..area.bottom() {
            if let Some(cell) = frame.buffer_mut().cell_mut((x, y))
                && width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
    }
}

/// Joins cells into as few spans as possible.
pub fn joined<'a>(cells: impl Iterator<Item = (&'a str, Style)>) -> Line<'static> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (text, style) in cells {
        match spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(text),
            _ => spans.push(Span::styled(text.to_owned(), style)),
        }
    }
    Line::from(spans)
}

/// Returns whether a pane has focus, with no prompt or overlay open.
pub fn has_focus(app: &App, pane: Pane) -> bool {
    app.focus == pane && app.prompt.is_none() && app.overlay.is_none()
}

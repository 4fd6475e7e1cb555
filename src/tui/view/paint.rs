//! Helpers to draw lines.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::app::App;
use crate::tui::layout::Pane;

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

/// Returns whether a pane has focus, with no prompt or overlay open.
pub fn has_focus(app: &App, pane: Pane) -> bool {
    app.focus == pane && app.prompt.is_none() && app.overlay.is_none()
}

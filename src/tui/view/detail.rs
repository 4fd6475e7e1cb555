//! The selected event, as laid out by [`crate::tui::card`].

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paint::{has_focus, more, put_all};
use crate::tui::app::App;
use crate::tui::layout::Pane;
use crate::tui::theme::Role;

/// Draws the event in its pane.
pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let lines = app.card.lines();
    let shown = app.event_top + usize::from(area.height);
    let is_cut = lines.iter().skip(shown).any(|line| line.width() > 0);
    put_all(frame, area, lines.iter().skip(app.event_top).cloned());
    if has_focus(app, Pane::Event) && area.width > 0 && area.height > 0 {
        let bar = Span::styled(app.theme.glyphs.bar, app.theme.style(Role::Accent));
        let column = Rect { width: 1, ..area };
        put_all(
            frame,
            column,
            std::iter::repeat_n(Line::from(bar), usize::from(area.height)),
        );
    }
    if is_cut {
        more(app, frame, area);
    }
}

//! The first line of the screen, as laid out by [`crate::tui::header`].

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paint::put;
use crate::tui::app::App;
use crate::tui::header::header;

/// Draws the header.
pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let parts = header(app, usize::from(area.width)).into_iter();
    let spans = parts.map(|part| Span::styled(part.text, app.theme.style(part.role)));
    put(frame, area, &spans.collect::<Line<'_>>());
}

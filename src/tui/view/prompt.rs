//! A line of input, with its label, its text and its cursor.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::paint::put;
use crate::text::width::{graphemes, truncate, width};
use crate::tui::app::App;
use crate::tui::prompt::{Prompt, cursor_byte};
use crate::tui::theme::Role;

/// Draws a prompt with a text at its right, and places the cursor. Returns the column of the error,
/// or else of the cursor.
pub fn draw(app: &App, prompt: &Prompt, right: &str, frame: &mut Frame<'_>, area: Rect) -> usize {
    let (theme, cells) = (&app.theme, usize::from(area.width));
    let label = format!(" {}", prompt.label());
    let right = theme.glyphs.text(right.to_owned());
    let right = truncate(&right, cells / 2, theme.glyphs.ellipsis);
    let room = cells.saturating_sub(width(&label) + width(&right) + 1);
    let value = prompt.input.value();
    let at = width(value.get(..cursor_byte(&prompt.input)).unwrap_or_default());
    // Scroll by whole graphemes.
    let mut scroll = 0;
    let mut shown = value;
    for grapheme in graphemes(value) {
        if at - scroll < room.max(1) {
            break;
        }
        scroll += grapheme.width;
        shown = value
            .get(grapheme.at + grapheme.text.len()..)
            .unwrap_or_default();
    }
    let shown = truncate(shown, room, "");
    let gap = room.saturating_sub(width(&shown)) + 1;
    let line = vec![
        Span::styled(label.clone(), theme.style(Role::Accent)),
        Span::raw(shown),
        Span::raw(" ".repeat(gap)),
        Span::styled(right, theme.style(Role::Dim)),
    ];
    put(frame, area, &Line::from(line));
    let before = width(&label);
    let cursor = before + at - scroll;
    if area.width > 0 && area.height > 0 {
        let x = u16::try_from(cursor).unwrap_or(u16::MAX);
        let x = area.x + x.min(area.width - 1);
        frame.set_cursor_position(Position::new(x, area.y));
    }
    let Some(wrong) = &prompt.error else {
        return cursor;
    };
    let place = value.char_indices().nth(wrong.column.saturating_sub(1));
    let place = place.map_or(value.len(), |(at, _)| at);
    let place = width(value.get(..place).unwrap_or_default());
    (before + place.saturating_sub(scroll)).min(cells.saturating_sub(1))
}

//! The frame of an overlay, the input that narrows its list, and the line under the list.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use tui_input::Input;

use super::paint::{clear, put};
use crate::text::width::{truncate, width};
use crate::tui::app::App;
use crate::tui::list_state::ListState;
use crate::tui::panel::Panel;
use crate::tui::theme::Role;

/// The width of the marker before an input, in cells.
const MARK: usize = 3;

/// Clears an area and frames it.
pub fn frame(app: &App, panel: &Panel, frame: &mut Frame<'_>, area: Rect) {
    clear(frame, area);
    let (glyphs, dim) = (app.theme.glyphs, app.theme.style(Role::Dim));
    let [top_left, top_right, bottom_left, bottom_right] = glyphs.corners;
    let cells = usize::from(area.width).saturating_sub(2);
    let edge = |left: &'static str, words: &str, style: Style, right: &'static str| {
        let words = format!(" {words} ");
        let words = truncate(&words, cells.saturating_sub(1), "").into_owned();
        let rest = cells.saturating_sub(1 + width(&words));
        Line::from(vec![
            Span::styled(format!("{left}{}", glyphs.horizontal), dim),
            Span::styled(words, style),
            Span::styled(format!("{}{right}", glyphs.horizontal.repeat(rest)), dim),
        ])
    };
    let title = app.theme.style(Role::Title);
    put(frame, area, &edge(top_left, &panel.title, title, top_right));
    for y in area.top() + 1..area.bottom().saturating_sub(1) {
        for x in [area.left(), area.right().saturating_sub(1)] {
            let side = Line::styled(glyphs.vertical, dim);
            put(frame, Rect::new(x, y, 1, 1), &side);
        }
    }
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    };
    // Keys that do not fit are left out.
    let mut hint = String::new();
    for key in panel.hint.split("  ") {
        let longer = if hint.is_empty() {
            key.to_owned()
        } else {
            format!("{hint}  {key}")
        };
        if width(&longer) + 4 > cells {
            break;
        }
        hint = longer;
    }
    put(frame, last, &edge(bottom_left, &hint, dim, bottom_right));
}

/// Draws the input that narrows a list, with a text at its right, and places the cursor.
pub fn input(app: &App, input: &Input, right: &str, frame: &mut Frame<'_>, area: Rect) {
    let (text, cells) = (input.value(), usize::from(area.width));
    let room = cells.saturating_sub(width(text) + 2 * MARK);
    let right = truncate(right, room, app.theme.glyphs.ellipsis);
    let gap = cells.saturating_sub(width(text) + width(&right) + MARK + 1);
    let line = Line::from(vec![
        Span::styled(" > ", app.theme.style(Role::Accent)),
        Span::raw(text),
        Span::raw(" ".repeat(gap)),
        Span::styled(right, app.theme.style(Role::Dim)),
    ]);
    put(frame, area, &line);
    let x = u16::try_from(input.visual_cursor() + MARK).unwrap_or(u16::MAX);
    let x = area.x.saturating_add(x).min(area.right().saturating_sub(1));
    let cursor = Position::new(x, area.y);
    if area.intersection(frame.area()).contains(cursor) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws the number of rows above and below the visible ones.
pub fn more(app: &App, list: &ListState, frame: &mut Frame<'_>, area: Rect) {
    let words = match (list.above(), list.below()) {
        _ if list.is_empty() => "no match".to_owned(),
        (0, 0) => return,
        (0, below) => format!("{below} more below"),
        (above, 0) => format!("{above} more above"),
        (above, below) => format!("{above} more above, {below} more below"),
    };
    let line = Line::styled(format!("  {words}"), app.theme.style(Role::Dim));
    put(frame, area, &line);
}

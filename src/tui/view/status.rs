//! The last line of the screen, as laid out by [`crate::tui::status`], or an open prompt.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::{from, put};
use super::prompt;
use crate::text::width::{truncate, width};
use crate::tui::app::App;
use crate::tui::prompt::{Prompt, Purpose};
use crate::tui::status::{hits, status_line};
use crate::tui::theme::Role;

/// Draws the status line. An open prompt for a search or a destination replaces it.
pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let is_here =
        |prompt: &&Prompt| prompt.purpose != Purpose::Filter || app.areas().filter.is_empty();
    if let Some(open) = app.prompt.as_ref().filter(is_here) {
        return input(app, open, frame, area);
    }
    let theme = &app.theme;
    let line = status_line(app, usize::from(area.width));
    let is_bad = app.message.as_ref().is_some_and(|message| message.bad);
    let style = if is_bad {
        theme.style(Role::Bad)
    } else {
        Style::new()
    };
    let message = Line::from(vec![Span::raw(" "), Span::styled(line.message, style)]);
    put(frame, area, &message);
    for hint in line.hints {
        let key = Span::styled(hint.key, theme.style(Role::Title));
        let words = Span::styled(hint.words, theme.style(Role::Dim));
        put(
            frame,
            from(area, hint.columns.start),
            &Line::from(vec![key, words]),
        );
    }
    let start = usize::from(area.width).saturating_sub(width(&line.position));
    let position = Line::styled(line.position, theme.style(Role::Dim));
    put(frame, from(area, start), &position);
}

/// Draws the prompt for a search or a destination, and its error below.
fn input(app: &App, open: &Prompt, frame: &mut Frame<'_>, area: Rect) {
    let cells = usize::from(area.width);
    let right = match open.purpose {
        Purpose::Filter => format!("  {} of {} ", app.found(), app.timeline.len()),
        Purpose::Search => hits(app).map_or(String::new(), |hits| format!("  {hits} ")),
        Purpose::GoTo if open.hint.is_empty() && cells >= 60 => "  Tab completes ".to_owned(),
        Purpose::GoTo => format!("  {} ", open.hint),
    };
    let column = prompt::draw(app, open, &right, frame, area);
    let Some(wrong) = open.error.as_ref().filter(|_| area.height > 1) else {
        return;
    };
    let help = wrong.help.as_ref();
    let help = help.map_or(String::new(), |help| format!("; {help}"));
    let words = format!("{}{help}", wrong.message);
    // The caret is under the error. The message goes to the right of it, or to the left if it
    // only fits there.
    let glyphs = app.theme.glyphs;
    let (left, right) = (column.saturating_sub(2), cells.saturating_sub(column + 3));
    let line = if width(&words) <= right || right >= left {
        let words = truncate(&words, right, glyphs.ellipsis);
        format!("{}^ {words}", " ".repeat(column))
    } else {
        let words = truncate(&words, left, glyphs.ellipsis);
        format!("{}{words} ^", " ".repeat(column - 1 - width(&words)))
    };
    let line = Line::styled(glyphs.text(line), app.theme.style(Role::Bad));
    let below = Rect {
        y: area.y + 1,
        ..area
    };
    put(frame, below, &line);
}

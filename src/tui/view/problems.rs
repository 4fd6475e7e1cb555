//! The problems: a line for each, and all that is to be said of the selected one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::overlay::{below, open};
use super::paint::put_all;
use crate::diagnostic::Severity;
use crate::text::width::{pad, truncate, width};
use crate::text::wrap::{visible, wrap};
use crate::tui::app::App;
use crate::tui::problems::{ProblemList, Row};
use crate::tui::theme::Role;

/// Cells and rows that the frame asks for.
const SIZE: (usize, usize) = (104, 200);

/// Rows for the selected one, where there is room: its place, what the source has, what to do.
const DETAILS: u16 = 9;

/// Draws the list and what it says of the selected one.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let list = &app.problems;
    let enter = app.theme.glyphs.key("⏎");
    let hint = format!("{enter} goes there  e edits the file  Esc closes");
    let high = list.rows.len() + usize::from(DETAILS);
    let inner = open(app, frame, &title(list), &hint, SIZE.0, high.min(SIZE.1));
    // The list keeps at least half of the room, if it needs that.
    let most = inner.height - DETAILS.min(inner.height / 2);
    let rows = Rect {
        height: most.min(u16::try_from(list.rows.len()).unwrap_or(u16::MAX)),
        ..inner
    };
    let height = usize::from(rows.height);
    let top = list.selected.saturating_sub(height.saturating_sub(1));
    let shown = list.rows.iter().enumerate().skip(top).take(height);
    let codes = list.rows.iter().map(|row| row.code.len());
    let column = codes.max().unwrap_or_default();
    let cells = usize::from(rows.width);
    let lines = shown.map(|(index, row)| line(app, row, index == list.selected, column, cells));
    put_all(frame, rows, lines);
    if let Some(row) = list.row() {
        put_all(frame, below(inner, rows.height), about(app, row, cells));
    }
}

fn title(list: &ProblemList) -> String {
    let (problems, all) = (list.count(), list.rows.len());
    let counted = |number, noun| match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    };
    let mut title = counted(problems, "problem");
    if all > problems {
        title = format!("{title}, {}", counted(all - problems, "note"));
    }
    let checked = list.checked;
    if checked.is_complete() {
        title
    } else {
        let (done, total) = (checked.done, checked.total);
        format!("{title} so far, {done} of {total} quotes checked")
    }
}

fn sign(app: &App, severity: Severity) -> Span<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    match severity {
        Severity::Error => Span::styled(glyphs.unverified, theme.style(Role::Bad)),
        Severity::Warning => Span::styled("!", theme.style(Role::Doubt)),
        Severity::Note => Span::styled(glyphs.separator, theme.style(Role::Dim)),
    }
}

fn line(app: &App, row: &Row, selected: bool, column: usize, cells: usize) -> Line<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let bar = if selected { glyphs.bar } else { " " };
    let style = if selected {
        theme.style(Role::Selected)
    } else {
        Style::new()
    };
    let code = format!(" {}  ", pad(row.code, column));
    let room = cells.saturating_sub(2 + width(&code));
    let message = glyphs.say(row.message.clone());
    Line::from(vec![
        Span::styled(bar, theme.style(Role::Accent)),
        sign(app, row.severity),
        Span::styled(code, theme.style(Role::Dim)),
        Span::styled(
            truncate(&message, room, glyphs.ellipsis).into_owned(),
            style,
        ),
    ])
}

/// Place, message where it did not fit its line, what the source has, what to do.
fn about(app: &App, row: &Row, cells: usize) -> Vec<Line<'static>> {
    let (theme, room) = (&app.theme, cells.saturating_sub(4).max(1));
    let mut lines = vec![Line::default()];
    let mut add = |text: &str, style: Style| {
        let text = theme.glyphs.say(text.to_owned());
        lines.extend(wrap(&text, room).iter().map(|rows| {
            let text = visible(&text, rows).trim_end_matches('\n').to_owned();
            Line::from(vec![Span::raw("  "), Span::styled(text, style)])
        }));
    };
    add(&row.place, theme.style(Role::Dim));
    match &row.note {
        Some(note) => add(note, Style::new()),
        None => add(&row.message, Style::new()),
    }
    if let Some(help) = &row.help {
        add(help, theme.style(Role::Dim));
    }
    lines
}

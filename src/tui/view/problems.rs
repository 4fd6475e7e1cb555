//! The list of problems: a line for each, and details of the selected one.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::diagnostic::Severity;
use crate::text::width::{pad, truncate, width};
use crate::text::wrap::{visible, wrap};
use crate::tui::app::App;
use crate::tui::problems::ProblemRow;
use crate::tui::theme::Role;

/// Returns the lines of the visible problems.
pub fn lines(app: &App, cells: usize) -> Vec<Line<'static>> {
    let problems = &app.problems;
    let shown = problems.list.visible(&problems.rows);
    let lines = shown.map(|(selected, row)| line(app, row, selected, problems.code_width, cells));
    lines.collect()
}

/// Returns the details of the selected problem: its location, the text of the source or else the
/// full message, and the suggested fix.
pub fn details(app: &App, cells: usize) -> Vec<Line<'static>> {
    let Some(row) = app.problems.row() else {
        return Vec::new();
    };
    let (theme, room) = (&app.theme, cells.saturating_sub(4).max(1));
    let mut lines = Vec::new();
    let mut add = |text: &str, style: Style| {
        let text = theme.glyphs.text(text.to_owned());
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

fn sign(app: &App, severity: Severity) -> Span<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    match severity {
        Severity::Error => Span::styled(glyphs.broken, theme.style(Role::Bad)),
        Severity::Warning => Span::styled("!", theme.style(Role::Doubt)),
        Severity::Note => Span::styled(glyphs.separator, theme.style(Role::Dim)),
    }
}

fn line(app: &App, row: &ProblemRow, selected: bool, column: usize, cells: usize) -> Line<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let bar = if selected { glyphs.bar } else { " " };
    let style = if selected {
        theme.style(Role::Selected)
    } else {
        Style::new()
    };
    let code = format!(" {}  ", pad(row.code.name(), column));
    let room = cells.saturating_sub(2 + width(&code));
    let message = glyphs.text(row.message.clone());
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

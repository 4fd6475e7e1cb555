//! The list of problems in their groups, and the selected one as `annals check` prints it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::put_all;
use super::panel;
use crate::diagnostic::Severity;
use crate::text::width::truncate;
use crate::tui::app::App;
use crate::tui::problems::{FrameLine, Group, Part, ProblemLine, ProblemRow};
use crate::tui::theme::Role;

/// The width of the column of line numbers.
const LINE: usize = 5;

/// Returns the visible lines of the list.
pub fn lines(app: &App, cells: usize) -> Vec<Line<'static>> {
    let problems = &app.problems;
    let shown = problems.list.visible(&problems.lines);
    let lines = shown.filter_map(|(selected, line)| match line {
        ProblemLine::Heading(group, count) => Some(heading(app, *group, *count)),
        ProblemLine::Problem(index) => {
            let row = problems.rows.get(*index)?;
            Some(problem(app, row, selected, cells))
        }
    });
    lines.collect()
}

/// Draws the selected problem, and how many of its lines are out of sight.
pub fn details(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let shown = &app.problems.frame;
    let lines = shown.list.visible(&shown.lines);
    let lines = lines.map(|(_, line)| printed(app, shown.severity, line));
    put_all(frame, area, lines);
    let height = u16::try_from(shown.list.height()).unwrap_or(u16::MAX);
    if height < area.height && !shown.list.is_empty() {
        let under = Rect {
            y: area.y + height,
            height: 1,
            ..area
        };
        panel::more(app, &shown.list, frame, under);
    }
}

fn printed(app: &App, severity: Option<Severity>, line: &FrameLine) -> Line<'static> {
    let theme = &app.theme;
    let emphasis = match severity {
        Some(Severity::Error) => theme.style(Role::Bad),
        Some(Severity::Warning) => theme.style(Role::Doubt),
        Some(Severity::Note) | None => theme.style(Role::Title),
    };
    let pieces = line.iter().map(|(part, text)| {
        let style = match part {
            Part::Message | Part::Caret => emphasis,
            Part::Border => theme.style(Role::Dim),
            Part::Text => Style::new(),
        };
        Span::styled(theme.glyphs.text(text.clone()), style)
    });
    std::iter::once(Span::raw("  ")).chain(pieces).collect()
}

fn sign(app: &App, severity: Severity) -> Span<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    match severity {
        Severity::Error => Span::styled(glyphs.broken, theme.style(Role::Bad)),
        Severity::Warning => Span::styled("!", theme.style(Role::Doubt)),
        Severity::Note => Span::styled(glyphs.separator, theme.style(Role::Dim)),
    }
}

fn heading(app: &App, group: Group, count: usize) -> Line<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    Line::from(vec![
        Span::raw(" "),
        sign(app, group.severity()),
        Span::styled(format!(" {}", group.name()), theme.style(Role::Heading)),
        Span::styled(
            format!(" {} {count}", glyphs.separator),
            theme.style(Role::Dim),
        ),
    ])
}

fn problem(app: &App, row: &ProblemRow, selected: bool, cells: usize) -> Line<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let bar = if selected { glyphs.bar } else { " " };
    let style = if selected {
        theme.style(Role::Selected)
    } else {
        Style::new()
    };
    let line = match row.origin.line() {
        0 => String::new(),
        line => line.to_string(),
    };
    let line = format!(" {line:>LINE$}  ");
    let room = cells.saturating_sub(1 + line.len());
    let message = glyphs.text(row.message().to_owned());
    Line::from(vec![
        Span::styled(bar, theme.style(Role::Accent)),
        Span::styled(line, theme.style(Role::Dim)),
        Span::styled(
            truncate(&message, room, glyphs.ellipsis).into_owned(),
            style,
        ),
    ])
}

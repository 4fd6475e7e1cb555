//! The list of events, with a date, a glyph and a title each, under headings.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::{has_focus, put_all};
use crate::date::Date;
use crate::text::width::{pad, truncate, width};
use crate::timeline::{Heading, Row, Status, When};
use crate::tui::app::App;
use crate::tui::layout::Pane;
use crate::tui::marked;
use crate::tui::rows::ListRow;
use crate::tui::theme::Role;

/// The width of the short form of a date, in cells.
const DATE: usize = 12;

/// Draws the visible rows of the list.
pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    if app.view.is_empty() {
        return put_all(frame, area, nothing(app));
    }
    let cells = usize::from(area.width);
    let lines = app.rows.iter().map(|row| match row {
        ListRow::Heading(heading) => heading_line(app, heading, cells),
        ListRow::Event(row) => line(app, row, cells),
        ListRow::Awaited(rank) => awaited_line(app, *rank),
    });
    put_all(frame, area, lines);
}

/// Returns the label of a heading and the number of events under it.
fn heading_line(app: &App, heading: &Heading, cells: usize) -> Line<'static> {
    let glyphs = app.theme.glyphs;
    let label = truncate(&heading.label, cells.saturating_sub(1), "");
    let label = glyphs.text(label.into_owned());
    let count = format!(" {} {}", glyphs.separator, heading.events);
    let fits = 1 + width(&label) + width(&count) < cells;
    Line::from(vec![
        Span::raw(" "),
        Span::styled(label, app.theme.style(Role::Heading)),
        Span::styled(
            if fits { count } else { String::new() },
            app.theme.style(Role::Dim),
        ),
    ])
}

/// Returns the text shown in place of an empty list.
fn nothing(app: &App) -> Vec<Line<'static>> {
    let dim = app.theme.style(Role::Dim);
    let waiting = ["", "  Waiting for the server."];
    let lines: &[&str] = if app.is_waiting() {
        &waiting
    } else if app.timeline.is_empty() {
        &[
            "",
            "  No events yet.",
            "",
            "  Each event begins with [[event]] in the file;",
            "  `annals init` in an empty folder creates an example.",
        ]
    } else {
        &[
            "",
            "  No events match the filter.",
            "",
            "  x clears it, u undoes the last change.",
        ]
    };
    lines.iter().map(|line| Line::styled(*line, dim)).collect()
}

/// Returns the line of an event that is not here yet.
fn awaited_line(app: &App, rank: usize) -> Line<'static> {
    let (bar, style) = if app.rank() == Some(rank) {
        (app.theme.glyphs.bar, app.theme.style(Role::Accent))
    } else {
        (" ", Style::new())
    };
    Line::from(vec![
        Span::styled(bar, style),
        Span::raw(" "),
        Span::styled(app.theme.glyphs.ellipsis, app.theme.style(Role::Dim)),
    ])
}

fn line<'a>(app: &App, event: &'a Row, cells: usize) -> Line<'a> {
    let theme = &app.theme;
    let selected = app.selected == Some(event.id);
    let base = if selected {
        theme.style(Role::Selected)
    } else {
        Style::new()
    };
    let bar = match selected {
        true if has_focus(app, Pane::Timeline) => {
            Span::styled(theme.glyphs.bar, theme.style(Role::Accent))
        }
        true => Span::styled(theme.glyphs.bar, theme.style(Role::Dim)),
        false => Span::raw(" "),
    };
    let date = match &event.when {
        When::Dated(date) => Span::styled(pad(&theme.glyphs.text(date.short()), DATE), base),
        When::Undated { raw } => {
            let raw = truncate(raw, DATE, theme.glyphs.ellipsis);
            Span::styled(pad(&raw, DATE), theme.style(Role::Bad))
        }
    };
    let glyph = Span::styled(
        theme.date_glyph(&event.when, event.status),
        base.patch(glyph_style(app, event)),
    );
    // The status and the warning signs get their space before the title, which is truncated.
    let mut tail = String::new();
    if matches!(event.status, Status::Disputed | Status::Denied) {
        tail = format!(" {} {}", theme.glyphs.separator, event.status.name());
    }
    let signs = if event.faults { 2 } else { 0 };
    let used = 1 + 1 + DATE + 1 + 1 + 1 + width(&tail) + signs + 2;
    let room = cells.saturating_sub(used + 1);
    let hits = app
        .needle
        .as_ref()
        .map_or(Vec::new(), |needle| needle.hits(&event.title));
    let hit = theme.style(Role::Hit);
    let marks: Vec<_> = hits.into_iter().map(|range| (range, hit)).collect();
    let mut spans = vec![
        bar,
        Span::raw(" "),
        date,
        Span::raw(" "),
        glyph,
        Span::raw(" "),
    ];
    if event.faults {
        spans.push(Span::styled("! ", theme.style(Role::Bad)));
    }
    let whole = width(&event.title) <= room;
    let kept = if whole {
        event.title.len()
    } else {
        truncate(&event.title, room.saturating_sub(1), "").len()
    };
    spans.extend(marked::spans(&event.title, 0..kept, base, &marks));
    if !whole && room > 0 {
        spans.push(Span::styled(theme.glyphs.ellipsis, base));
    }
    spans.push(Span::styled(tail, theme.style(Role::Dim)));
    let used: usize = spans.iter().map(|span| width(&span.content)).sum();
    let (verdict, role) = theme.verdict(event.verdict);
    spans.push(Span::raw(" ".repeat(cells.saturating_sub(used + 2))));
    spans.push(Span::styled(verdict, theme.style(role)));
    Line::from(spans)
}

fn glyph_style(app: &App, event: &Row) -> Style {
    let doubtful = event
        .when
        .date()
        .is_none_or(|date: &Date| date.is_uncertain() || date.is_approximate());
    match event.status {
        Status::Happened if !doubtful => app.theme.style(Role::Accent),
        _ => app.theme.style(Role::Dim),
    }
}

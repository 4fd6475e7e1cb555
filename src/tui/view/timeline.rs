//! The list of events, with a date, a glyph and a title each, under headings.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::{has_focus, put_all};
use crate::date::Date;
use crate::text::width::{truncate, width};
use crate::text::wrap::wrap;
use crate::timeline::{Heading, Row, Status, When};
use crate::tui::app::App;
use crate::tui::layout::Pane;
use crate::tui::marked;
use crate::tui::rows::{FAULT, ListRow, tail};
use crate::tui::theme::Role;

/// A title has at least so many cells before its status is told as well.
const LEAST_TITLE: usize = 8;

/// Draws the visible rows of the list.
pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let cells = usize::from(area.width);
    if app.view.is_empty() {
        return put_all(frame, area, nothing(app, cells));
    }
    let lines = app.rows.iter().map(|row| match row {
        ListRow::Heading(heading) => heading_line(app, heading, cells),
        ListRow::Event(row, date) => line(app, row, date, cells),
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

/// Returns the text shown in place of an empty list, wrapped to a pane of `cells`.
fn nothing(app: &App, cells: usize) -> Vec<Line<'static>> {
    let paragraphs: &[&str] = if app.is_waiting() && app.timeline.is_in_files() {
        &["Looking for events."]
    } else if app.is_waiting() {
        &["Waiting for the server."]
    } else if app.timeline.is_empty() {
        &[
            "No events yet.",
            "Each event begins with [[event]] in the file; `annals init` in an empty folder creates an example.",
        ]
    } else {
        &[
            "No events match the filter.",
            "x clears it, u undoes the last change.",
        ]
    };
    let dim = app.theme.style(Role::Dim);
    let mut lines = Vec::new();
    for text in paragraphs {
        lines.push(Line::default());
        for row in wrap(text, cells.saturating_sub(2)) {
            lines.push(Line::styled(format!("  {}", &text[row]), dim));
        }
    }
    lines
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

fn line<'a>(app: &App, event: &'a Row, date: &str, cells: usize) -> Line<'a> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let selected = app.selected == Some(event.id);
    let base = if selected {
        theme.style(Role::Selected)
    } else {
        Style::new()
    };
    let bar = match selected {
        true if has_focus(app, Pane::Timeline) => {
            Span::styled(glyphs.bar, theme.style(Role::Accent))
        }
        true => Span::styled(glyphs.bar, theme.style(Role::Dim)),
        false => Span::raw(" "),
    };
    let column = app.columns.date;
    let date = glyphs.text(truncate(date, column, glyphs.ellipsis).into_owned());
    let date = format!("{}{date} ", " ".repeat(column.saturating_sub(width(&date))));
    let style = match event.when {
        When::Dated(_) => base,
        When::Undated { .. } => theme.style(Role::Bad),
    };
    let mut spans = vec![bar, Span::styled(date, style)];
    let glyph = theme.date_glyph(&event.when, event.status);
    spans.push(Span::styled(glyph, base.patch(glyph_style(app, event))));
    spans.push(Span::raw(" "));
    // The marks get their space before the title, which is truncated.
    let mut room = app.columns.room(cells);
    if event.faults {
        spans.push(Span::styled("! ", theme.style(Role::Bad)));
        room = room.saturating_sub(FAULT);
    }
    let mut tail = glyphs.text(tail(event.status));
    match room.checked_sub(width(&tail)) {
        Some(rest) if rest >= LEAST_TITLE => room = rest,
        _ => tail.clear(),
    }
    let hits = app.needle.as_ref();
    let hits = hits.map_or(Vec::new(), |needle| needle.hits(&event.title));
    let role = if selected { Role::Hit } else { Role::OtherHit };
    let marks: Vec<_> = hits
        .into_iter()
        .map(|range| (range, theme.style(role)))
        .collect();
    let mut used = width(&event.title);
    let mut kept = event.title.len();
    let whole = used <= room;
    if !whole {
        let shown = truncate(&event.title, room.saturating_sub(1), "");
        (used, kept) = (width(&shown), shown.len());
    }
    spans.extend(marked::spans(&event.title, 0..kept, base, &marks));
    if !whole && room > 0 {
        spans.push(Span::styled(glyphs.ellipsis, base));
        used += 1;
    }
    spans.push(Span::styled(tail, theme.style(Role::Dim)));
    // The verdicts are below each other, before the last column.
    spans.push(Span::raw(" ".repeat(room.saturating_sub(used) + 1)));
    let (verdict, role) = theme.verdict(event.verdict);
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

//! The list of events: date, glyph, title, and headings.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{has_keys, marked, put_all};
use crate::date::Date;
use crate::text::width::{pad, truncate, width};
use crate::timeline::{Event, EventId, Heading, Row, Status, When};
use crate::tui::app::{App, Pane};
use crate::tui::theme::Role;

/// Cells of the short form of a date.
const DATE: usize = 12;

pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    if app.view.is_empty() {
        return put_all(frame, area, nothing(app));
    }
    let rows = app.view.window(app.top..app.top + usize::from(area.height));
    let cells = usize::from(area.width);
    let kept = kept_heading(app, area.height);
    put_all(
        frame,
        area,
        rows.enumerate().map(|(index, row)| match row {
            Row::Event(_) if index == 0 && kept.is_some() => {
                kept.map_or_else(Line::default, |kept| heading_line(app, kept, cells))
            }
            Row::Heading(heading) => heading_line(app, heading, cells),
            Row::Event(id) => match app.timeline.event(id) {
                Some(event) => line(app, id, event, cells),
                None => Line::default(),
            },
        }),
    );
}

/// The heading of the first row, where it has scrolled away: it is drawn instead of that
/// row, unless the next one has a heading of its own.
fn kept_heading(app: &App, height: u16) -> Option<&Heading> {
    let (Row::Event(first), Row::Event(_)) = (app.view.row(app.top)?, app.view.row(app.top + 1)?)
    else {
        return None;
    };
    // A low screen has no row to spare; on others the selection is never the first.
    let spared = height > 8 && app.selected != Some(first);
    app.view
        .heading(app.view.rank(first).ok().filter(|_| spared)?)
}

/// The label, and how many events stand under it.
fn heading_line(app: &App, heading: &Heading, cells: usize) -> Line<'static> {
    let glyphs = app.theme.glyphs;
    let label = truncate(&heading.label, cells.saturating_sub(1), "");
    let label = glyphs.say(label.into_owned());
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

/// What stands there instead of events.
fn nothing(app: &App) -> Vec<Line<'static>> {
    let dim = app.theme.style(Role::Dim);
    let lines: &[&str] = if app.timeline.is_empty() {
        &[
            "",
            "  No events yet.",
            "",
            "  An event begins with [[event]] in the file;",
            "  `annals init` in an empty folder shows how.",
        ]
    } else {
        &[
            "",
            "  No event passes the filter.",
            "",
            "  x clears it, u takes the last change back.",
        ]
    };
    lines.iter().map(|line| Line::styled(*line, dim)).collect()
}

fn line<'a>(app: &App, id: EventId, event: &'a Event, cells: usize) -> Line<'a> {
    let theme = &app.theme;
    let selected = app.selected == Some(id);
    let base = if selected {
        theme.style(Role::Selected)
    } else {
        Style::new()
    };
    let bar = match selected {
        true if has_keys(app, Pane::Timeline) => {
            Span::styled(theme.glyphs.bar, theme.style(Role::Accent))
        }
        true => Span::styled(theme.glyphs.bar, theme.style(Role::Dim)),
        false => Span::raw(" "),
    };
    let date = match &event.when {
        When::Dated(date) => Span::styled(pad(&theme.glyphs.say(date.short()), DATE), base),
        When::Undated { raw } => {
            let raw = truncate(raw, DATE, theme.glyphs.ellipsis);
            Span::styled(pad(&raw, DATE), theme.style(Role::Bad))
        }
    };
    let glyph = Span::styled(
        theme.date_glyph(&event.when, event.status),
        base.patch(glyph_style(app, event)),
    );
    // What went wrong, or did not happen, is said before the title is cut short.
    let mut tail = String::new();
    if matches!(event.status, Status::Disputed | Status::Denied) {
        tail = format!(" {} {}", theme.glyphs.separator, event.status.name());
    }
    let faulty = !event.problems.is_empty();
    let conflicting = app.timeline.has_conflict(id);
    let doubt = app.timeline.doubt(id);
    let signs = [faulty, conflicting, doubt.is_some()];
    let signs = 2 * signs.into_iter().filter(|sign| *sign).count();
    let used = 1 + 1 + DATE + 1 + 1 + 1 + width(&tail) + signs;
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
    if faulty {
        spans.push(Span::styled("! ", theme.style(Role::Bad)));
    }
    if conflicting {
        spans.push(Span::styled(theme.glyphs.conflict, theme.style(Role::Bad)));
        spans.push(Span::raw(" "));
    }
    if let Some(state) = doubt {
        let (sign, role) = theme.state(state);
        spans.push(Span::styled(sign, theme.style(role)));
        spans.push(Span::raw(" "));
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
    Line::from(spans)
}

fn glyph_style(app: &App, event: &Event) -> Style {
    let doubtful = event
        .when
        .date()
        .is_none_or(|date: &Date| date.is_uncertain() || date.is_approximate());
    match event.status {
        Status::Happened if !doubtful => app.theme.style(Role::Accent),
        _ => app.theme.style(Role::Dim),
    }
}

//! The lanes: one row per actor, with time on the horizontal axis.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::paint::{joined, put, put_all};
use crate::text::width::{pad, truncate, width};
use crate::timeline::{Actor, Status, When};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::keymap::{Context, key_of};
use crate::tui::lanes::{Cell, Lane, LaneAreas, Lanes, NOBODY, Sign, VisibleLane};
use crate::tui::theme::Role;

/// Draws the lanes between the header and the status line.
pub fn draw(app: &App, lanes: &Lanes, frame: &mut Frame<'_>) {
    let areas = lanes.areas();
    axis(app, lanes, &areas, frame);
    let visible = || {
        let visible = lanes.visible().iter();
        visible.filter_map(|visible| Some((visible, lanes.get(visible.index)?)))
    };
    let below = lanes.stride() - 1;
    let cells = usize::from(areas.names.width);
    let names = visible().flat_map(|(visible, lane)| {
        let space = std::iter::repeat_n(Line::default(), below);
        std::iter::once(name(app, lanes, visible, lane, cells)).chain(space)
    });
    put_all(frame, areas.names, names);
    let rows = visible().flat_map(|(visible, lane)| {
        let [here, on] = visible.joined;
        let space = vec![Cell::default(); visible.cells.len()];
        let space = std::iter::repeat_n(row(app, lanes, lane, &space, on), below);
        std::iter::once(row(app, lanes, lane, &visible.cells, here)).chain(space)
    });
    put_all(frame, areas.lanes, rows);
    if lanes.is_known() && lanes.get(0).is_none() {
        let words = Line::styled("  Nothing to show.", app.theme.style(Role::Dim));
        put_all(frame, areas.lanes, [Line::default(), words]);
    }
    selected(app, lanes, frame, areas.event);
    bottom(app, lanes, frame, areas.lower_rule);
}

/// Draws the labels of the axis, and the line under them with their tick marks.
fn axis(app: &App, lanes: &Lanes, areas: &LaneAreas, frame: &mut Frame<'_>) {
    let (glyphs, dim) = (app.theme.glyphs, app.theme.style(Role::Dim));
    let at = |area: Rect, column: usize, cells: usize| Rect {
        x: area.x.saturating_add(column as u16),
        width: (cells as u16).min(area.width),
        ..area
    };
    let who = match lanes.actors() {
        None => String::new(),
        Some(1) => " 1 actor".to_owned(),
        Some(n) => format!(" {n} actors"),
    };
    let corner = Rect {
        x: 0,
        width: areas.names.width,
        ..areas.labels
    };
    let members = if lanes.column().needs_heading() {
        " (with members)"
    } else {
        ""
    };
    let words = [format!("{who}{members}"), members.to_owned(), who];
    let fits = |words: &&String| usize::from(corner.width) > width(words);
    if let Some(words) = words.iter().find(fits) {
        put(frame, corner, &Line::styled(words.as_str(), dim));
    }
    let rule = Rect {
        x: 0,
        width: app.size.width,
        ..areas.rule
    };
    let line = glyphs.horizontal.repeat(usize::from(rule.width));
    put(frame, rule, &Line::styled(line, dim));
    let mark = |column, style| {
        (
            at(areas.rule, column, 1),
            Line::styled(glyphs.tee_down, style),
        )
    };
    for tick in lanes.ticks() {
        let heading = app.theme.style(Role::Heading);
        let label = at(areas.labels, tick.column, tick.end - tick.column);
        put(frame, label, &Line::styled(tick.label.as_str(), heading));
        if tick.mark {
            let (area, line) = mark(tick.column, dim);
            put(frame, area, &line);
        }
    }
    if let Some(column) = lanes.here() {
        let (area, line) = mark(column, app.theme.style(Role::Accent).not_dim());
        put(frame, area, &line);
    }
}

/// Returns the name of a lane and its number of events.
fn name(
    app: &App,
    lanes: &Lanes,
    visible: &VisibleLane,
    lane: &Lane,
    cells: usize,
) -> Line<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let counts = lanes.column();
    let bar = if visible.cursor { glyphs.bar } else { " " };
    let bar = Span::styled(bar, theme.style(Role::Accent));
    let Some(room) = cells.checked_sub(counts.width() + 6) else {
        return Line::from(bar);
    };
    let actor = lane
        .actor
        .and_then(|id| Some((id, app.timeline.actor(id)?)));
    let (sign, words, plain) = match actor {
        Some((id, actor)) => (
            Span::styled(glyphs.actor, theme.actor(id)),
            actor.name(),
            Style::new(),
        ),
        None => (Span::raw(" "), NOBODY, theme.style(Role::Dim)),
    };
    let style = if visible.selected {
        theme.style(Role::Accent)
    } else if visible.cursor {
        theme.style(Role::Selected)
    } else {
        plain
    };
    let words = truncate(words, room, glyphs.ellipsis);
    Line::from(vec![
        bar,
        sign,
        Span::raw(" "),
        Span::styled(pad(&words, room), style),
        Span::styled(
            format!(" {}", counts.words(lane.count)),
            theme.style(Role::Dim),
        ),
    ])
}

/// Returns the cells of a lane, or of the space under it. `passes` tells whether the line that
/// connects the lanes of the selected event passes through.
fn row(app: &App, lanes: &Lanes, lane: &Lane, cells: &[Cell], passes: bool) -> Line<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let here = lanes.here();
    let mut background = vec![" "; cells.len()];
    for tick in lanes.ticks().iter().filter(|tick| tick.mark) {
        if let Some(cell) = background.get_mut(tick.column) {
            *cell = glyphs.grid;
        }
    }
    let many = |column: Option<usize>| {
        let cell = column.and_then(|column| cells.get(column));
        cell.is_some_and(|cell| matches!(cell.sign, Sign::Many(_)))
    };
    joined(
        cells
            .iter()
            .zip(background)
            .enumerate()
            .map(|(column, (cell, behind))| {
                let (text, style) = match cell.sign {
                    Sign::Many(n) if many(column.checked_sub(1)) || many(Some(column + 1)) => {
                        let heap = glyphs.heaps.get(n.saturating_sub(2));
                        let (_, style) = sign(app, lane, *cell);
                        (heap.copied().unwrap_or(glyphs.heaps[7]), style)
                    }
                    Sign::Empty if passes && here == Some(column) => {
                        (glyphs.vertical, theme.style(Role::Accent))
                    }
                    Sign::Empty => (behind, theme.style(Role::Dim)),
                    _ => sign(app, lane, *cell),
                };
                let style = if cell.highlighted && here == Some(column) {
                    style.reversed()
                } else {
                    style
                };
                (text, style)
            }),
    )
}

/// Returns a sign and its style.
fn sign(app: &App, lane: &Lane, cell: Cell) -> (&'static str, Style) {
    const DIGITS: [&str; 8] = ["2", "3", "4", "5", "6", "7", "8", "9"];
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let hue = lane
        .actor
        .map_or(theme.style(Role::Dim), |id| theme.actor(id));
    let dim = hue.add_modifier(Modifier::DIM);
    let (text, style) = match cell.sign {
        Sign::Empty => (" ", hue),
        Sign::Light => (glyphs.light, dim),
        Sign::Thin => (glyphs.thin, dim),
        Sign::Heavy => (glyphs.range, hue),
        Sign::Earlier => (glyphs.earlier, hue),
        Sign::Later => (glyphs.later, hue),
        Sign::Many(n) => {
            let digit = n.checked_sub(2).and_then(|n| DIGITS.get(n));
            (digit.copied().unwrap_or(glyphs.many), hue.bold())
        }
        Sign::Event(id) => match lane.mark(id) {
            Some(mark) => {
                let sure = mark.status == Status::Happened && !doubtful(&mark.when);
                let glyph = theme.date_glyph(&mark.when, mark.status);
                (glyph, if sure { hue } else { dim })
            }
            None => (" ", hue),
        },
    };
    if !cell.highlighted {
        return (text, style);
    }
    (text, theme.style(Role::Accent))
}

fn doubtful(when: &When) -> bool {
    let date = when.date();
    date.is_some_and(|date| date.is_uncertain() || date.is_approximate())
}

/// Draws the selected event in one line: date, title, actors.
fn selected(app: &App, lanes: &Lanes, frame: &mut Frame<'_>, area: Rect) {
    let Some(event) = app.event() else { return };
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let cells = usize::from(area.width).saturating_sub(2);
    let date = glyphs.text(event.when.words());
    let date = truncate(&date, cells / 3, glyphs.ellipsis).into_owned();
    let names = event
        .actors
        .iter()
        .filter_map(|p| app.timeline.actor(p.actor));
    let names: Vec<&str> = names.map(Actor::name).collect();
    let names = names.join(&format!(" {} ", glyphs.separator));
    // The lanes show the actors as well, so the title gets the space first.
    let rest = cells.saturating_sub(width(&date) + 4);
    let title = truncate(&event.title, rest, glyphs.ellipsis);
    let room = rest.saturating_sub(width(&title) + 2);
    let names = if room < 8 {
        "".into()
    } else {
        truncate(&names, room, glyphs.ellipsis)
    };
    let shape = theme.date_glyph(&event.when, event.status);
    let sight = if lanes.here().is_some() {
        Role::Accent
    } else {
        Role::Dim
    };
    let line = Line::from(vec![
        Span::raw(" "),
        Span::styled(date, theme.style(sight)),
        Span::styled(format!(" {shape} "), theme.style(sight)),
        Span::styled(title, theme.style(Role::Title)),
        Span::raw("  "),
        Span::styled(names, theme.style(Role::Dim)),
    ]);
    put(frame, area, &line);
}

/// Draws the line under the lanes, with the events not shown and the keys on it.
fn bottom(app: &App, lanes: &Lanes, frame: &mut Frame<'_>, area: Rect) {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let dim = theme.style(Role::Dim);
    let cells = usize::from(area.width);
    let extent = lanes.extent();
    let mut left = match extent.undated {
        0 => String::new(),
        1 => " 1 undated event not shown ".to_owned(),
        n => format!(" {n} undated events not shown "),
    };
    if extent.beyond > 0 {
        let and = if left.is_empty() { " " } else { "; " };
        left = format!("{}{and}{} beyond the axis ", left.trim_end(), extent.beyond);
    }
    let left = truncate(&left, cells.saturating_sub(2), glyphs.ellipsis);
    let mut room = cells.saturating_sub(width(&left) + 4);
    let mut right = vec![Span::raw(" ")];
    for (actions, words) in [
        (&[Action::Back][..], "back"),
        (&[Action::NextEvent, Action::PreviousEvent], "event"),
        (&[Action::ZoomIn, Action::ZoomOut], "zoom"),
        (&[Action::PanEarlier, Action::PanLater], "pan"),
        (&[Action::FitAll], "all"),
        (&[Action::ToTimeline], "to the event"),
        (&[Action::Help], "keys"),
    ] {
        let keys = actions
            .iter()
            .filter_map(|action| key_of(Context::Lanes, *action));
        let keys: Vec<&str> = keys.map(|key| glyphs.key(key)).collect();
        let (keys, words) = (keys.join(" "), format!(" {words} "));
        let Some(rest) = room.checked_sub(width(&keys) + width(&words) + 1) else {
            break;
        };
        room = rest;
        right.push(Span::styled(keys, theme.style(Role::Title)));
        right.push(Span::styled(words, dim));
        right.push(Span::raw(" "));
    }
    right.pop();
    if right.is_empty() {
        right.push(Span::styled(glyphs.horizontal, dim));
    }
    let used: usize = right.iter().map(|span| width(&span.content)).sum();
    let gap = cells.saturating_sub(width(&left) + used + 2);
    let mut line = vec![
        Span::styled(glyphs.horizontal, dim),
        Span::styled(left, dim),
        Span::styled(glyphs.horizontal.repeat(gap), dim),
    ];
    line.extend(right);
    line.push(Span::styled(glyphs.horizontal, dim));
    put(frame, area, &Line::from(line));
}

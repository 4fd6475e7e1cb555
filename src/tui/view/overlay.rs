//! What lies over the panes: one frame in the middle, nothing framed inside it.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use super::paint::{put, put_all};
use crate::filter::Wanted;
use crate::text::width::{pad, truncate, width};
use crate::timeline::ActorId;
use crate::tui::app::App;
use crate::tui::layout::{HELP, overlay};
use crate::tui::overlay::{ActorList, Choice, HelpList, HelpRow};
use crate::tui::theme::Role;

pub fn actors(app: &App, list: &ActorList, frame: &mut Frame<'_>) {
    let theme = &app.theme;
    let names = list.shown.iter().filter_map(|id| app.timeline.actor(*id));
    let widest = names
        .take(200)
        .map(|actor| width(&actor.name))
        .max()
        .unwrap_or(0)
        .clamp(24, 48);
    let enter = theme.glyphs.key("⏎");
    let hint = format!("Space include  - exclude  {enter} apply  Esc cancel");
    let total = list.shown.len();
    let inner = open(app, frame, "Actors", &hint, widest + 14, total + 2);
    let draft = if list.draft.is_empty() {
        "no filter"
    } else {
        &list.draft
    };
    put(
        frame,
        inner,
        &narrowing(app, list.narrow.value(), draft, inner.width),
    );
    cursor(frame, inner, list.narrow.visual_cursor());
    let rows = below(inner, 2);
    let height = usize::from(rows.height);
    let top = list.selected.saturating_sub(height.saturating_sub(1));
    let shown = list.shown.iter().enumerate().skip(top).take(height);
    let cells = usize::from(rows.width);
    put_all(
        frame,
        rows,
        shown.map(|(index, id)| actor(app, list, *id, index == list.selected, cells)),
    );
}

fn actor(app: &App, list: &ActorList, id: ActorId, selected: bool, cells: usize) -> Line<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let base = if selected {
        theme.style(Role::Selected)
    } else {
        Style::new()
    };
    let (sign, style) = match list.wanted(&app.timeline, id) {
        Some(Wanted::With) => (glyphs.with, theme.style(Role::Good)),
        Some(Wanted::Without) => (glyphs.without, theme.style(Role::Bad)),
        None => (" ", Style::new()),
    };
    let name = app
        .timeline
        .actor(id)
        .map_or("", |actor| actor.name.as_str());
    let count = list.counts.get(id.index()).copied().unwrap_or_default();
    let bar = if selected { glyphs.bar } else { " " };
    let room = cells.saturating_sub(13);
    let dim = if count == 0 {
        theme.style(Role::Dim)
    } else {
        base
    };
    Line::from(vec![
        Span::styled(bar, theme.style(Role::Accent)),
        Span::styled(format!("{sign} "), style),
        Span::styled(format!("{} ", glyphs.actor), theme.actor(id)),
        Span::styled(pad(&truncate(name, room, glyphs.ellipsis), room), dim),
        Span::styled(format!("{count:>7}"), dim),
    ])
}

pub fn help(app: &App, list: &HelpList, frame: &mut Frame<'_>) {
    let theme = &app.theme;
    let rows = list.rows();
    let (wide, high) = HELP;
    let inner = open(app, frame, "Keys", "type to search  Esc closes", wide, high);
    put(
        frame,
        inner,
        &narrowing(app, list.narrow.value(), "", inner.width),
    );
    cursor(frame, inner, list.narrow.visual_cursor());
    let area = below(inner, 2);
    let keys_of = |keys: &[&'static str]| {
        let keys: Vec<&str> = keys.iter().map(|key| theme.glyphs.key(key)).collect();
        keys.join(" ")
    };
    // Written out, the names of keys are longer than their signs.
    let column = if theme.glyphs.plain { 21 } else { 16 };
    let most = rows.len().saturating_sub(usize::from(area.height));
    let lines = rows.iter().skip(list.top.min(most)).map(|row| match row {
        HelpRow::Heading(text) => Line::styled(format!(" {text}"), theme.style(Role::Heading)),
        HelpRow::Line(keys, words) => {
            let keys = truncate(&keys_of(keys), column, theme.glyphs.ellipsis).into_owned();
            let keys = format!("  {} ", pad(&keys, column));
            Line::from(vec![
                Span::styled(keys, theme.style(Role::Title)),
                Span::raw(words.clone()),
            ])
        }
    });
    put_all(frame, area, lines);
}

pub fn choice(app: &App, choice: &Choice, frame: &mut Frame<'_>) {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let widest = choice
        .items
        .iter()
        .map(|item| width(&item.label))
        .max()
        .unwrap_or(0);
    let enter = glyphs.key("⏎");
    let hint = format!("{enter} takes it  Esc cancels");
    let wanted = (widest + 8).clamp(36, 90);
    let inner = open(app, frame, choice.title, &hint, wanted, choice.items.len());
    let height = usize::from(inner.height);
    let top = choice.selected.saturating_sub(height.saturating_sub(1));
    let room = usize::from(inner.width).saturating_sub(5);
    let items = choice.items.iter().enumerate().skip(top).take(height);
    put_all(
        frame,
        inner,
        items.map(|(index, item)| {
            let selected = index == choice.selected;
            let style = if selected {
                theme.style(Role::Selected)
            } else {
                Style::new()
            };
            let bar = if selected { glyphs.bar } else { " " };
            Line::from(vec![
                Span::styled(bar, theme.style(Role::Accent)),
                Span::styled(
                    format!("{} ", item.key.unwrap_or(' ')),
                    theme.style(Role::Title),
                ),
                Span::styled(
                    truncate(&glyphs.say(item.label.clone()), room, glyphs.ellipsis).into_owned(),
                    style,
                ),
            ])
        }),
    );
}

/// Clears a place in the middle, frames it, and gives what is inside.
pub fn open(
    app: &App,
    frame: &mut Frame<'_>,
    title: &str,
    hint: &str,
    wide: usize,
    high: usize,
) -> Rect {
    let area = overlay(frame.area().as_size(), wide.max(width(hint) + 2), high);
    frame.render_widget(Clear, area);
    let (glyphs, dim) = (app.theme.glyphs, app.theme.style(Role::Dim));
    let [top_left, top_right, bottom_left, bottom_right] = glyphs.corners;
    let cells = usize::from(area.width).saturating_sub(2);
    let edge = |left: &'static str, words: String, style: Style, right: &'static str| {
        let words = truncate(&words, cells.saturating_sub(1), "").into_owned();
        let rest = cells.saturating_sub(1 + width(&words));
        Line::from(vec![
            Span::styled(format!("{left}{}", glyphs.horizontal), dim),
            Span::styled(words, style),
            Span::styled(format!("{}{right}", glyphs.horizontal.repeat(rest)), dim),
        ])
    };
    put(
        frame,
        area,
        &edge(
            top_left,
            format!(" {title} "),
            app.theme.style(Role::Title),
            top_right,
        ),
    );
    for y in area.top() + 1..area.bottom().saturating_sub(1) {
        for x in [area.left(), area.right().saturating_sub(1)] {
            put(
                frame,
                Rect::new(x, y, 1, 1),
                &Line::styled(glyphs.vertical, dim),
            );
        }
    }
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    };
    put(
        frame,
        last,
        &edge(bottom_left, format!(" {hint} "), dim, bottom_right),
    );
    Rect::new(
        area.x + 1.min(area.width),
        area.y + 1.min(area.height),
        area.width.saturating_sub(2),
        area.height.saturating_sub(2),
    )
}

/// The line that narrows a list, with something at its right.
fn narrowing<'a>(app: &App, text: &'a str, right: &'a str, cells: u16) -> Line<'a> {
    let cells = usize::from(cells);
    let right = truncate(
        right,
        cells.saturating_sub(width(text) + 6),
        app.theme.glyphs.ellipsis,
    );
    let gap = cells.saturating_sub(width(text) + width(&right) + 4);
    Line::from(vec![
        Span::styled(" > ", app.theme.style(Role::Accent)),
        Span::raw(text),
        Span::raw(" ".repeat(gap)),
        Span::styled(right, app.theme.style(Role::Dim)),
    ])
}

fn cursor(frame: &mut Frame<'_>, inner: Rect, cells: usize) {
    if inner.width > 0 && inner.height > 0 {
        let x = u16::try_from(cells + 3)
            .unwrap_or(u16::MAX)
            .min(inner.width - 1);
        frame.set_cursor_position(Position::new(inner.x + x, inner.y));
    }
}

pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

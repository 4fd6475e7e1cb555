//! The overlay over the panes: a single frame in the middle of the screen.

use ratatui::Frame;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::put_all;
use super::{panel, problems};
use crate::filter::Sign;
use crate::text::width::{pad, truncate, width};
use crate::timeline::{Actor, ActorId};
use crate::tui::app::App;
use crate::tui::overlay::{ActorList, Entry, HelpRow, Overlay, key_width};
use crate::tui::theme::Role;

/// Draws an overlay in its frame. Does nothing for the lanes, which have no frame.
pub fn draw(app: &App, overlay: &Overlay, frame: &mut Frame<'_>) {
    let Some(wanted) = overlay.panel(&app.problems, app.theme.glyphs) else {
        return;
    };
    let areas = wanted.areas(app.overlay_bounds());
    panel::frame(app, &wanted, frame, areas.frame);
    let cells = usize::from(areas.list.width);
    let mut lines = Vec::new();
    let list =
        match overlay {
            Overlay::Actors(actors) => {
                let draft = match actors.draft.as_str() {
                    "" => "no filter",
                    draft => draft,
                };
                panel::input(app, &actors.input, draft, frame, areas.input);
                let shown = actors.list.visible(&actors.shown);
                lines.extend(shown.map(|(selected, id)| actor(app, actors, *id, selected, cells)));
                &actors.list
            }
            Overlay::Help(help) => {
                panel::input(app, &help.input, "", frame, areas.input);
                let shown = help.list.visible(help.lines());
                lines.extend(shown.map(|(_, [left, right])| {
                    keys(app, help.column, left.as_ref(), right.as_ref())
                }));
                &help.list
            }
            Overlay::Choice(choice) => {
                let shown = choice.list.visible(&choice.entries);
                lines.extend(shown.map(|(selected, entry)| line(app, entry, selected, cells)));
                &choice.list
            }
            Overlay::Problems => {
                lines = problems::lines(app, cells);
                problems::details(app, frame, areas.details);
                &app.problems.list
            }
            Overlay::Lanes(_) => return,
        };
    put_all(frame, areas.list, lines);
    panel::more(app, list, frame, areas.more);
}

fn actor(
    app: &App,
    actors: &ActorList,
    id: ActorId,
    selected: bool,
    cells: usize,
) -> Line<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let base = if selected {
        theme.style(Role::Selected)
    } else {
        Style::new()
    };
    let (sign, style) = match actors.term(&app.timeline, id) {
        Some(Sign::Include) => (glyphs.with, theme.style(Role::Good)),
        Some(Sign::Exclude) => (glyphs.without, theme.style(Role::Bad)),
        None => (" ", Style::new()),
    };
    let name = app.timeline.actor(id).map_or("", Actor::name);
    let count = actors.count(id);
    let bar = if selected { glyphs.bar } else { " " };
    let counts = actors.column.width().max(6);
    let room = cells.saturating_sub(counts + 7);
    let dim = if count.is_some_and(|count| count.total() == 0) {
        theme.style(Role::Dim)
    } else {
        base
    };
    Line::from(vec![
        Span::styled(bar, theme.style(Role::Accent)),
        Span::styled(format!("{sign} "), style),
        Span::styled(format!("{} ", glyphs.actor), theme.actor(id)),
        Span::styled(pad(&truncate(name, room, glyphs.ellipsis), room), dim),
        Span::styled(
            format!(
                " {:>counts$}",
                count.map_or(String::new(), |n| actors.column.words(n))
            ),
            dim,
        ),
    ])
}

/// Returns a line of the help in its columns.
fn keys(
    app: &App,
    column: usize,
    left: Option<&HelpRow>,
    right: Option<&HelpRow>,
) -> Line<'static> {
    let mut spans = left.map_or(Vec::new(), |row| key(app, row));
    if let Some(right) = right {
        let used: usize = spans.iter().map(|span| width(&span.content)).sum();
        spans.push(Span::raw(" ".repeat(column.saturating_sub(used))));
        spans.extend(key(app, right));
    }
    Line::from(spans)
}

fn key(app: &App, row: &HelpRow) -> Vec<Span<'static>> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let column = key_width(glyphs);
    match row {
        HelpRow::Heading(text) => {
            vec![Span::styled(format!(" {text}"), theme.style(Role::Heading))]
        }
        HelpRow::Line(keys, words) => {
            let keys: Vec<&str> = keys.iter().map(|key| glyphs.key(key)).collect();
            let keys = keys.join(" ");
            let keys = pad(&truncate(&keys, column, glyphs.ellipsis), column);
            vec![
                Span::styled(format!("  {keys} "), theme.style(Role::Title)),
                Span::raw(words.clone()),
            ]
        }
        HelpRow::More(words) => vec![Span::raw(format!("{:1$}{words}", "", column + 3))],
    }
}

fn line(app: &App, entry: &Entry, selected: bool, cells: usize) -> Line<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let style = if selected {
        theme.style(Role::Selected)
    } else {
        Style::new()
    };
    let bar = if selected { glyphs.bar } else { " " };
    let label = glyphs.text(entry.label.clone());
    let label = truncate(&label, cells.saturating_sub(5), glyphs.ellipsis).into_owned();
    let key = format!("{} ", entry.key.unwrap_or(' '));
    Line::from(vec![
        Span::styled(bar, theme.style(Role::Accent)),
        Span::styled(key, theme.style(Role::Title)),
        Span::styled(label, style),
    ])
}

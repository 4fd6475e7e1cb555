//! The overlay over the panes: a single frame in the middle of the screen.

use ratatui::Frame;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::put_all;
use super::{panel, problems};
use crate::filter::Sign;
use crate::text::width::{pad, truncate};
use crate::timeline::{Actor, ActorId};
use crate::tui::app::App;
use crate::tui::overlay::{ActorList, Entry, HelpRow, Overlay};
use crate::tui::theme::Role;

/// Draws an overlay in its frame. Does nothing for the lanes, which have no frame.
pub fn draw(app: &App, overlay: &Overlay, frame: &mut Frame<'_>) {
    let Some(wanted) = overlay.panel(&app.problems, app.theme.glyphs) else {
        return;
    };
    let areas = wanted.areas(app.size);
    panel::frame(app, &wanted, frame, areas.frame);
    let cells = usize::from(areas.list.width);
    let mut lines = Vec::new();
    let list = match overlay {
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
            lines.extend(help.list.visible(help.rows()).map(|(_, row)| key(app, row)));
            &help.list
        }
        Overlay::Choice(choice) => {
            let shown = choice.list.visible(&choice.entries);
            lines.extend(shown.map(|(selected, entry)| line(app, entry, selected, cells)));
            &choice.list
        }
        Overlay::Problems => {
            lines = problems::lines(app, cells);
            put_all(frame, areas.details, problems::details(app, cells));
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
    let room = cells.saturating_sub(13);
    let dim = if count == Some(0) {
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
            format!("{:>7}", count.map_or(String::new(), |n| n.to_string())),
            dim,
        ),
    ])
}

fn key(app: &App, row: &HelpRow) -> Line<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    match row {
        HelpRow::Heading(text) => Line::styled(format!(" {text}"), theme.style(Role::Heading)),
        HelpRow::Line(keys, words) => {
            // Key names in ASCII are longer than their symbols.
            let column = if glyphs.ascii { 21 } else { 16 };
            let keys: Vec<&str> = keys.iter().map(|key| glyphs.key(key)).collect();
            let keys = keys.join(" ");
            let keys = pad(&truncate(&keys, column, glyphs.ellipsis), column);
            Line::from(vec![
                Span::styled(format!("  {keys} "), theme.style(Role::Title)),
                Span::raw(words.clone()),
            ])
        }
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

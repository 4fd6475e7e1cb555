//! The citations of the selected event, as laid out by [`crate::tui::evidence`].

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::paint::{has_focus, more, put, put_all};
use crate::text::width::{truncate, width};
use crate::tui::app::App;
use crate::tui::layout::{Areas, Pane};
use crate::tui::theme::Role;

/// Draws the citations and their heading.
pub fn draw(app: &App, frame: &mut Frame<'_>, areas: &Areas) {
    head(app, frame, areas);
    let area = areas.evidence;
    let rows = app.evidence.rows().iter().skip(app.evidence.top);
    let is_focused = has_focus(app, Pane::Evidence);
    let bar = if is_focused { Role::Accent } else { Role::Dim };
    let bar = Span::styled(app.theme.glyphs.bar, app.theme.style(bar));
    let several = app.event().is_some_and(|event| event.citations.len() > 1);
    let lines = rows.map(|(citation, row)| {
        let is_shown = (several || is_focused) && *citation == app.citation;
        let mut line = row.clone();
        let lead = if is_shown {
            bar.clone()
        } else {
            Span::raw(" ")
        };
        line.spans.insert(0, lead);
        line
    });
    put_all(frame, area, lines);
    let shown = app.evidence.top + usize::from(area.height);
    if app.evidence.rows().len() > shown && !areas.is_stacked() {
        more(app, frame, area);
    }
}

/// Draws the heading: what is below it, and the number of the shown citation. Below the list, that
/// is the title of the event.
fn head(app: &App, frame: &mut Frame<'_>, areas: &Areas) {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let area = areas.evidence_head;
    let cells = usize::from(area.width);
    let dim = theme.style(Role::Dim);
    let all = app.event().map_or(0, |event| event.citations.len());
    let number = if all > 1 && app.opened_source().is_none() {
        format!(" {} of {all} ", app.citation + 1)
    } else {
        String::new()
    };
    let (title, style) = match (app.opened_source(), app.event()) {
        _ if !areas.is_stacked() => ("evidence", dim),
        (Some((_, source)), _) => (source.title(), theme.style(Role::Title)),
        (None, Some(event)) => (event.title.as_str(), theme.style(Role::Title)),
        (None, None) => ("", dim),
    };
    let title = truncate(
        title,
        cells.saturating_sub(width(&number) + 5),
        glyphs.ellipsis,
    );
    let title = if title.is_empty() {
        String::new()
    } else {
        format!(" {title} ")
    };
    let rest = cells.saturating_sub(width(&title) + width(&number) + 2);
    let rule = |cells: usize| Span::styled(glyphs.horizontal.repeat(cells), dim);
    let line = vec![
        rule(1),
        Span::styled(title, style),
        rule(rest),
        Span::styled(number, dim),
        rule(1),
    ];
    put(frame, area, &Line::from(line));
}

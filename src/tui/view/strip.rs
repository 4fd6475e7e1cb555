//! The density over time, under the title: labels, and bars below them. The selected event is
//! marked on the rule under the bars.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::paint::{from, joined, put};
use crate::timeline::{Place, Tick};
use crate::tui::app::App;
use crate::tui::layout::Areas;
use crate::tui::theme::Role;

/// Draws the strip, and the mark of the selected event on the rule under it.
pub fn draw(app: &App, frame: &mut Frame<'_>, areas: &Areas) {
    let area = areas.strip;
    if area.is_empty() {
        return;
    }
    let row = |y| Rect {
        y,
        height: 1,
        ..area
    };
    put(frame, row(area.bottom() - 1), &bars_line(app));
    for tick in app.strip.ticks() {
        // A label in the same row as the bars must not cover any of them.
        let cells = app.strip.bars().get(tick.column..tick.end);
        let free = cells.unwrap_or_default().iter().all(|bar| bar.level == 0);
        if area.height > 1 || free {
            name(app, frame, row(area.y), tick);
        }
    }
    if let Some(place) = app.strip.here() {
        let rule = Rect {
            x: area.x,
            width: area.width,
            ..areas.upper_rule
        };
        mark(app, frame, rule, place);
    }
}

fn bars_line(app: &App) -> Line<'static> {
    let glyphs = app.theme.glyphs;
    let [dim, text, accent] = [Role::Dim, Role::Text, Role::Accent].map(|r| app.theme.style(r));
    let mut cuts = app.strip.scale().cuts().peekable();
    joined(app.strip.bars().iter().enumerate().map(|(column, bar)| {
        if cuts.next_if_eq(&column).is_some() {
            return (glyphs.cut, dim);
        }
        let glyph = usize::from(bar.level)
            .checked_sub(1)
            .and_then(|level| glyphs.bars.get(level));
        let here = |place: Place| (place.first..=place.last).contains(&(column as u16));
        let style = match (app.strip.here().is_some_and(here), bar.kept) {
            (true, _) => accent,
            (false, true) => text,
            (false, false) => dim,
        };
        (*glyph.unwrap_or(&" "), style)
    }))
}

fn name(app: &App, frame: &mut Frame<'_>, row: Rect, tick: &Tick) {
    let mark = if tick.mark { app.theme.glyphs.tick } else { "" };
    let text = format!("{mark}{}", tick.label);
    let text = Span::styled(text, app.theme.style(Role::Dim));
    put(frame, from(row, tick.column), &Line::from(text));
}

/// Draws a pointer where the selected event begins, and a heavy line over the extent of its date.
/// Shapes are visible without colours, too.
fn mark(app: &App, frame: &mut Frame<'_>, rule: Rect, place: Place) {
    let glyphs = app.theme.glyphs;
    // The rule drawn earlier is dim, and styles are merged.
    let style = app.theme.style(Role::Accent);
    let style = style.remove_modifier(Modifier::DIM);
    let cells = usize::from(place.last - place.first) + 1;
    let extent = Span::styled(glyphs.extent.repeat(cells), style);
    put(
        frame,
        from(rule, usize::from(place.first)),
        &Line::from(extent),
    );
    let pointer = Span::styled(glyphs.pointer, style);
    put(
        frame,
        from(rule, usize::from(place.at)),
        &Line::from(pointer),
    );
}

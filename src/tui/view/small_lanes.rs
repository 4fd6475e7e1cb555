//! The lanes of the actors of the selected event, below the panes of a very large screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paint::{joined, put_all};
use crate::text::width::{pad, truncate};
use crate::timeline::Actor;
use crate::tui::app::App;
use crate::tui::layout::LANE_NAMES;
use crate::tui::small_lanes::SmallLane;
use crate::tui::theme::Role;

/// Draws the lanes under the columns of the strip.
pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let lanes = app.small_lanes.lanes().iter();
    put_all(frame, area, lanes.map(|lane| line(app, lane)));
}

fn line(app: &App, lane: &SmallLane) -> Line<'static> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let (hue, dim) = (theme.actor(lane.actor), theme.style(Role::Dim));
    let room = usize::from(LANE_NAMES).saturating_sub(4);
    let name = app.timeline.actor(lane.actor).map_or("", Actor::name);
    let name = pad(&truncate(name, room, glyphs.ellipsis), room);
    let mut spans = vec![
        Span::styled(format!(" {}", glyphs.actor), hue),
        Span::raw(format!(" {name} ")),
    ];
    let here = app.strip.here();
    let is_here = |column: usize| {
        here.is_some_and(|place| (place.first..=place.last).contains(&(column as u16)))
    };
    let mut cuts = app.strip.scale().cuts().peekable();
    spans.extend(joined(lane.levels.iter().enumerate().map(
        |(column, level)| {
            if cuts.next_if_eq(&column).is_some() {
                return (glyphs.cut, dim);
            }
            let bar = usize::from(*level).checked_sub(1);
            let bar = bar.and_then(|level| glyphs.bars.get(level)).copied();
            let style = if is_here(column) {
                theme.style(Role::Accent)
            } else {
                hue
            };
            (bar.unwrap_or(" "), style)
        },
    )));
    Line::from(spans)
}

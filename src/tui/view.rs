//! Draws the state without changing it. Nothing here iterates over all events, only over those on
//! the screen.

mod detail;
mod lanes;
mod overlay;
mod paint;
mod panel;
mod problems;
mod reader;
mod status;
mod strip;
mod timeline;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::app::App;
use super::layout::Areas;
use super::overlay::Overlay;
use super::theme::Role;
use paint::put;

/// Draws the whole screen.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    if let Some(Overlay::Lanes(lanes)) = &app.overlay {
        return lanes::draw(app, lanes, frame);
    }
    let areas = app.areas();
    status::header(app, frame, areas.header);
    rules(app, frame, &areas);
    strip::draw(app, frame, &areas);
    timeline::draw(app, frame, areas.timeline);
    detail::draw(app, frame, areas.event);
    reader::draw(app, frame, &areas);
    status::draw(app, frame, areas.status);
    if let Some(overlay) = &app.overlay {
        overlay::draw(app, overlay, frame);
    }
}

/// Draws the lines between the panes.
fn rules(app: &App, frame: &mut Frame<'_>, areas: &Areas) {
    let (glyphs, style) = (app.theme.glyphs, app.theme.style(Role::Dim));
    let horizontal = |area: Rect| glyphs.horizontal.repeat(usize::from(area.width));
    for rule in [areas.upper_rule, areas.lower_rule] {
        put(frame, rule, &Line::styled(horizontal(rule), style));
    }
    let divider = areas.divider;
    for y in divider.top()..divider.bottom() {
        let area = Rect::new(divider.x, y, divider.width, 1);
        put(frame, area, &Line::styled(glyphs.vertical, style));
    }
    if divider.width > 0 {
        let joints = [
            (areas.upper_rule, glyphs.tee_down),
            (areas.lower_rule, glyphs.tee_up),
            (areas.source_head, glyphs.tee_right),
        ];
        for (rule, joint) in joints {
            let area = Rect::new(divider.x, rule.y, 1, rule.height.min(1));
            put(frame, area, &Line::styled(joint, style));
        }
    }
}

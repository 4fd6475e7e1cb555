//! Draws the state without changing it. Nothing here iterates over all events, only over those on
//! the screen.

mod detail;
mod evidence;
mod filter;
mod header;
mod lanes;
mod overlay;
mod paint;
mod panel;
mod problems;
mod prompt;
mod reader;
mod small_lanes;
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
    let areas = app.areas();
    header::draw(app, frame, areas.header);
    if let Some(Overlay::Lanes(lanes)) = &app.overlay {
        lanes::draw(app, lanes, frame);
    } else {
        panes(app, frame, &areas);
    }
    // On the smallest screens an overlay takes the last row, too.
    if app.overlay.is_none() || app.overlay_bounds().bottom() <= areas.status.y {
        status::draw(app, frame, areas.status);
    }
    if let Some(overlay) = &app.overlay {
        overlay::draw(app, overlay, frame);
    }
    filter::draw(app, frame, areas.filter);
}

fn panes(app: &App, frame: &mut Frame<'_>, areas: &Areas) {
    rules(app, frame, areas);
    strip::draw(app, frame, areas);
    timeline::draw(app, frame, areas.timeline);
    detail::draw(app, frame, areas.event);
    evidence::draw(app, frame, areas);
    reader::draw(app, frame, areas);
    small_lanes::draw(app, frame, areas.lanes);
}

/// Draws the lines between the panes.
fn rules(app: &App, frame: &mut Frame<'_>, areas: &Areas) {
    let (glyphs, style) = (app.theme.glyphs, app.theme.style(Role::Dim));
    let horizontal = |area: Rect| glyphs.horizontal.repeat(usize::from(area.width));
    for rule in [areas.upper_rule, areas.lanes_rule, areas.lower_rule] {
        put(frame, rule, &Line::styled(horizontal(rule), style));
    }
    for divider in areas.dividers {
        for y in divider.top()..divider.bottom() {
            let area = Rect::new(divider.x, y, divider.width, 1);
            put(frame, area, &Line::styled(glyphs.vertical, style));
        }
        if divider.width == 0 {
            continue;
        }
        let below = if areas.lanes_rule.height > 0 {
            areas.lanes_rule
        } else {
            areas.lower_rule
        };
        let joints = [(areas.upper_rule, glyphs.tee_down), (below, glyphs.tee_up)];
        let heads = [areas.evidence_head, areas.source_head].into_iter();
        let heads = heads.filter(|head| head.height > 0 && head.y > divider.y);
        let heads = heads.filter_map(|head| {
            if head.x == divider.right() {
                Some((head, glyphs.tee_right))
            } else if head.right() == divider.x {
                Some((head, glyphs.tee_left))
            } else {
                None
            }
        });
        let joints = joints.into_iter().chain(heads);
        for (rule, joint) in joints {
            let area = Rect::new(divider.x, rule.y, 1, rule.height.min(1));
            put(frame, area, &Line::styled(joint, style));
        }
    }
}

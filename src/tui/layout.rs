//! Where everything is, for a size. Asked by both update and view, so that drawing
//! never has to change anything. An area that has no room is empty.

use ratatui::layout::{Rect, Size};

/// From this many columns on, timeline and source stand side by side.
pub const WIDE: u16 = 100;

/// A part of the screen that can have the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list of events.
    #[default]
    Timeline,
    /// The selected event.
    Event,
    /// The source it is cited from.
    Source,
}

/// What decides where everything is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// The size of the screen.
    pub size: Size,
    /// The pane that has the keys.
    pub focus: Pane,
    /// Whether that pane fills the screen.
    pub zoomed: bool,
    /// Whether any event has a date.
    pub dated: bool,
    /// Whether an error stands under the line that is being written.
    pub error: bool,
    /// Rows of the selected event, set for the width of its pane.
    pub card: usize,
}

/// Where everything is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Title and extent.
    pub header: Rect,
    /// The density over time: names above bars, or bars alone.
    pub strip: Rect,
    /// The line under header and strip.
    pub upper_rule: Rect,
    /// The list of events.
    pub timeline: Rect,
    /// The line between the list and the rest.
    pub divider: Rect,
    /// The selected event.
    pub event: Rect,
    /// The line that heads the source.
    pub source_head: Rect,
    /// The source.
    pub source: Rect,
    /// The line above the status.
    pub lower_rule: Rect,
    /// Filter, message, hints; a second row while a filter is wrong.
    pub status: Rect,
}

/// Divides the screen.
pub fn layout(facts: &Facts) -> Areas {
    let size = facts.size;
    let mut areas = Areas::default();
    let mut rest = Rect::new(0, 0, size.width, size.height);
    if rest.height >= 2 {
        areas.status = from_bottom(
            &mut rest,
            if facts.error && size.height >= 6 {
                2
            } else {
                1
            },
        );
    }
    if size.height >= 4 {
        areas.header = from_top(&mut rest, 1);
    }
    if size.height >= 8 {
        // Where nothing has a date there is no time to show.
        if facts.dated {
            areas.strip = from_top(&mut rest, if size.height >= 14 { 2 } else { 1 });
        }
        areas.upper_rule = from_top(&mut rest, 1);
        areas.lower_rule = from_bottom(&mut rest, 1);
    }
    let wide = size.width >= WIDE;
    let alone = facts.zoomed || !wide;
    if alone && facts.focus == Pane::Timeline {
        areas.timeline = rest;
        return areas;
    }
    if !alone {
        // The list needs room for a date and a title; the text wants its measure.
        let left = (rest.width * 19 / 40).min(84);
        areas.timeline = from_left(&mut rest, left);
        areas.divider = from_left(&mut rest, 1);
    }
    match facts.focus {
        Pane::Event if facts.zoomed => areas.event = rest,
        Pane::Source if facts.zoomed => {
            areas.source_head = from_top(&mut rest, 1);
            areas.source = rest;
        }
        _ => {
            let wanted = u16::try_from(facts.card).unwrap_or(u16::MAX);
            let most = if facts.focus == Pane::Event {
                rest.height * 2 / 3
            } else {
                rest.height / 2
            };
            let most = if rest.height < 8 {
                rest.height / 3
            } else {
                most
            };
            areas.event = from_top(&mut rest, wanted.min(most));
            areas.source_head = from_top(&mut rest, 1);
            areas.source = rest;
        }
    }
    areas
}

/// Takes rows off the top of an area, as many as it has.
pub fn from_top(rest: &mut Rect, height: u16) -> Rect {
    let height = height.min(rest.height);
    let area = Rect { height, ..*rest };
    rest.y += height;
    rest.height -= height;
    area
}

fn from_bottom(rest: &mut Rect, height: u16) -> Rect {
    let height = height.min(rest.height);
    rest.height -= height;
    Rect {
        y: rest.y + rest.height,
        height,
        ..*rest
    }
}

fn from_left(rest: &mut Rect, width: u16) -> Rect {
    let width = width.min(rest.width);
    let area = Rect { width, ..*rest };
    rest.x += width;
    rest.width -= width;
    area
}

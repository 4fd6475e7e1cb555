//! The layout of the screen for a size. Both update and view compute it from the same inputs, so
//! that drawing never has to change the state.

use ratatui::layout::{Rect, Size};

/// The minimum width, in columns, for showing timeline and source side by side.
pub const WIDE: u16 = 100;

/// A part of the screen that can have focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list of events.
    #[default]
    Timeline,
    /// The selected event.
    Event,
    /// The source.
    Source,
}

/// Everything that the layout depends on.
#[derive(Clone, Copy, Debug, Default)]
pub struct LayoutInputs {
    /// The size of the screen.
    pub size: Size,
    /// The pane that has focus.
    pub focus: Pane,
    /// Whether that pane fills the screen.
    pub zoomed: bool,
    /// Whether any event has a date.
    pub dated: bool,
    /// Whether an error is shown under the prompt.
    pub error: bool,
    /// The number of rows of the selected event, wrapped for the width of its pane.
    pub card: usize,
}

/// The areas of the screen. An area that does not fit is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The title and the extent of the timeline.
    pub header: Rect,
    /// The density over time: bars, with labels above them if there is room.
    pub strip: Rect,
    /// The line under the header and the strip.
    pub upper_rule: Rect,
    /// The list of events.
    pub timeline: Rect,
    /// The line between the list and the rest.
    pub divider: Rect,
    /// The selected event.
    pub event: Rect,
    /// The heading of the source.
    pub source_head: Rect,
    /// The source.
    pub source: Rect,
    /// The line above the status.
    pub lower_rule: Rect,
    /// The filter, the message and the hints, with a second row while the prompt has an error.
    pub status: Rect,
}

/// Divides the screen.
pub fn layout(inputs: &LayoutInputs) -> Areas {
    let size = inputs.size;
    let mut areas = Areas::default();
    let mut rest = Rect::new(0, 0, size.width, size.height);
    if rest.height >= 2 {
        areas.status = from_bottom(
            &mut rest,
            if inputs.error && size.height >= 6 {
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
        // Without dates there is no time to show.
        if inputs.dated {
            areas.strip = from_top(&mut rest, if size.height >= 14 { 2 } else { 1 });
        }
        areas.upper_rule = from_top(&mut rest, 1);
        areas.lower_rule = from_bottom(&mut rest, 1);
    }
    let wide = size.width >= WIDE;
    let alone = inputs.zoomed || !wide;
    if alone && inputs.focus == Pane::Timeline {
        areas.timeline = rest;
        return areas;
    }
    if !alone {
        // The list needs room for a date and a title, and the source for its full line width.
        let left = (rest.width * 19 / 40).min(84);
        areas.timeline = from_left(&mut rest, left);
        areas.divider = from_left(&mut rest, 1);
    }
    match inputs.focus {
        Pane::Event if inputs.zoomed => areas.event = rest,
        Pane::Source if inputs.zoomed => {
            areas.source_head = from_top(&mut rest, 1);
            areas.source = rest;
        }
        _ => {
            let wanted = u16::try_from(inputs.card).unwrap_or(u16::MAX);
            let most = if inputs.focus == Pane::Event {
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

/// Takes up to `height` rows off the top of an area.
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

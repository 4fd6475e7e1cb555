//! The layout of the screen for a size. Both update and view compute it from the same inputs, so
//! that drawing never has to change the state.
//!
//! A wide screen has the list of events beside the selected event with its evidence and the cited
//! passage, a very wide one has the source in a column of its own. On a narrow screen the evidence
//! is below the list, and on a small one there is one pane at a time.

use ratatui::layout::{Rect, Size};

/// The minimum width, in columns, for showing the list beside the evidence.
pub const WIDE: u16 = 100;
/// The minimum width, in columns, for showing the source in a column of its own.
const VERY_WIDE: u16 = 160;
/// The minimum height, in rows, for showing the evidence below the list.
const HIGH: u16 = 20;
/// The minimum height, in rows, for showing an event above its source on a narrow screen.
const DETAIL: u16 = 12;
/// The minimum height, in rows, for showing lanes below a very wide screen.
const VERY_HIGH: u16 = 45;
/// At least so many rows are divided in halves between an event and its source.
const LEAST_HALVED: u16 = 8;
/// Of an event, at least so many rows are shown above its citations.
const LEAST_CARD: u16 = 3;
/// The number of lanes shown there.
pub const LANES: u16 = 6;
/// The width, in columns, of the names of these lanes.
pub const LANE_NAMES: u16 = 24;

/// A part of the screen that can have focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list of events.
    #[default]
    Timeline,
    /// The selected event.
    Event,
    /// Its citations.
    Evidence,
    /// The source.
    Source,
}

/// Everything that the layout depends on.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent facts, not the states of one thing"
)]
pub struct LayoutInputs {
    /// The size of the screen.
    pub size: Size,
    /// The pane that has focus.
    pub focus: Pane,
    /// Whether that pane fills the screen.
    pub zoomed: bool,
    /// Whether any event has a date.
    pub dated: bool,
    /// Whether there is a filter to show.
    pub filtered: bool,
    /// Whether an error is shown under the prompt in the last row.
    pub error: bool,
    /// The width that the list needs so that no title is cut.
    pub list: u16,
    /// The number of rows of the selected event, wrapped for the width of its pane.
    pub card: usize,
    /// The number of rows of its citations, wrapped for the same width.
    pub evidence: usize,
    /// Whether they contradict each other, so that they should be seen together.
    pub contested: bool,
}

/// The areas of the screen. An area that does not fit is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The title of the timeline, the position and the verdicts.
    pub header: Rect,
    /// The filter.
    pub filter: Rect,
    /// The density over time: bars, with labels above them if there is room.
    pub strip: Rect,
    /// The line under the header and the strip.
    pub upper_rule: Rect,
    /// The list of events.
    pub timeline: Rect,
    /// The lines between columns.
    pub dividers: [Rect; 2],
    /// The selected event.
    pub event: Rect,
    /// The heading of its citations.
    pub evidence_head: Rect,
    /// Its citations.
    pub evidence: Rect,
    /// The heading of the source.
    pub source_head: Rect,
    /// The source.
    pub source: Rect,
    /// The line above the lanes.
    pub lanes_rule: Rect,
    /// The lanes of the actors of the selected event.
    pub lanes: Rect,
    /// The line above the status.
    pub lower_rule: Rect,
    /// The keys or a message, and the position, with a second row while a prompt has an error.
    pub status: Rect,
}

impl Areas {
    /// Returns whether the citations are shown whole, since there is a column for them.
    pub fn has_column_of_source(&self) -> bool {
        self.dividers[1].width > 0
    }

    /// Returns whether the evidence is below the list.
    pub fn is_stacked(&self) -> bool {
        !self.timeline.is_empty() && !self.source.is_empty() && self.dividers[0].width == 0
    }
}

/// Divides the screen.
pub fn layout(inputs: &LayoutInputs) -> Areas {
    let size = inputs.size;
    let mut areas = Areas::default();
    let mut rest = Rect::new(0, 0, size.width, size.height);
    if rest.height >= 2 {
        let rows = if inputs.error && size.height >= 6 {
            2
        } else {
            1
        };
        areas.status = from_bottom(&mut rest, rows);
    }
    if size.height >= 4 {
        areas.header = from_top(&mut rest, 1);
    }
    if size.height >= 3 && inputs.filtered {
        areas.filter = from_top(&mut rest, 1);
    }
    let has_lanes = inputs.dated && size.width >= VERY_WIDE && size.height >= VERY_HIGH;
    if size.height >= 8 {
        // Without dates there is no time to show.
        if inputs.dated {
            areas.strip = from_top(&mut rest, if size.height >= 14 { 2 } else { 1 });
            if has_lanes {
                from_left(&mut areas.strip, LANE_NAMES);
            }
        }
        areas.upper_rule = from_top(&mut rest, 1);
        areas.lower_rule = from_bottom(&mut rest, 1);
    }
    if has_lanes {
        areas.lanes = from_bottom(&mut rest, LANES);
        areas.lanes_rule = from_bottom(&mut rest, 1);
    }
    if inputs.zoomed {
        only(inputs, &mut areas, rest);
    } else if size.width >= VERY_WIDE {
        let (least, most) = (rest.width * 3 / 10, rest.width * 2 / 5);
        areas.timeline = from_left(&mut rest, inputs.list.clamp(least, most));
        areas.dividers[0] = from_left(&mut rest, 1);
        let column = (rest.width * 2 / 5).min(62);
        let column = from_left(&mut rest, column);
        divide(inputs, &mut areas, column, column.height / 2);
        areas.dividers[1] = from_left(&mut rest, 1);
        areas.source_head = from_top(&mut rest, 1);
        areas.source = rest;
    } else if size.width >= WIDE {
        let (least, most) = (rest.width * 2 / 5, rest.width * 3 / 5);
        areas.timeline = from_left(&mut rest, inputs.list.clamp(least, most));
        areas.dividers[0] = from_left(&mut rest, 1);
        detail(inputs, &mut areas, rest);
    } else if inputs.focus == Pane::Timeline && size.height >= HIGH {
        let half = rest.height.div_ceil(2);
        areas.timeline = from_top(&mut rest, half);
        areas.evidence_head = from_top(&mut rest, 1);
        areas.evidence = from_top(&mut rest, 2);
        areas.source = rest;
    } else if rest.height >= DETAIL && inputs.focus != Pane::Timeline {
        detail(inputs, &mut areas, rest);
    } else if inputs.focus == Pane::Event {
        divide(inputs, &mut areas, rest, 0);
    } else {
        only(inputs, &mut areas, rest);
    }
    areas
}

/// Gives one pane all of the room.
fn only(inputs: &LayoutInputs, areas: &mut Areas, mut rest: Rect) {
    match inputs.focus {
        Pane::Timeline => areas.timeline = rest,
        Pane::Evidence if inputs.evidence > 0 => {
            areas.evidence_head = from_top(&mut rest, 1);
            areas.evidence = rest;
        }
        Pane::Event | Pane::Evidence => areas.event = rest,
        Pane::Source => {
            areas.source_head = from_top(&mut rest, 1);
            areas.source = rest;
        }
    }
}

/// Puts the selected event and its citations above the source. The source begins at the same row
/// whatever the event.
fn detail(inputs: &LayoutInputs, areas: &mut Areas, mut rest: Rect) {
    // Of very few rows, the source needs most.
    let upper = if rest.height < LEAST_HALVED {
        rest.height / 3
    } else {
        rest.height / 2
    };
    divide(inputs, areas, from_top(&mut rest, upper), 0);
    areas.source_head = from_top(&mut rest, 1);
    areas.source = rest;
}

/// Divides a column between the selected event, at its top, and its citations, at its bottom. Each
/// gets at least half, if it needs that; citations that contradict each other get nearly all of it.
fn divide(inputs: &LayoutInputs, areas: &mut Areas, mut column: Rect, least: u16) {
    let rows = |wanted: usize| u16::try_from(wanted).unwrap_or(u16::MAX);
    let evidence = match rows(inputs.evidence) {
        0 => 0,
        rows => rows.saturating_add(1).max(least),
    };
    let height = column.height;
    let mut most = height.saturating_sub(rows(inputs.card)).max(height / 2);
    if inputs.contested {
        most = most.max(height.saturating_sub(LEAST_CARD));
    }
    let mut lower = from_bottom(&mut column, evidence.min(most));
    areas.event = column;
    areas.evidence_head = from_top(&mut lower, 1);
    areas.evidence = lower;
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

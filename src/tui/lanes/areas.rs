//! The layout of the lanes.

use ratatui::layout::Rect;

use crate::tui::layout::from_top;

/// The cells needed in addition to a name and its count: the cursor, the sign of the actor, and
/// spaces.
const BESIDE: usize = 7;

/// The most cells that names take before counts become shorter.
const NAMES: usize = 30;

/// The areas of the lanes. An area that does not fit is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LaneAreas {
    /// The labels of the axis.
    pub labels: Rect,
    /// The line under the labels.
    pub rule: Rect,
    /// The names of the actors.
    pub names: Rect,
    /// The lanes.
    pub lanes: Rect,
    /// The line under the lanes, with the events not shown, and hints.
    pub lower_rule: Rect,
    /// The selected event.
    pub event: Rect,
}

impl LaneAreas {
    /// Returns whether the names, or most of each, and their counts fit into the third of the width that they may take.
    pub fn fits(width: u16, names: usize, counts: usize) -> bool {
        names.min(NAMES) + counts + BESIDE <= usize::from(width) / 3
    }

    /// Divides the bounds, given the width of the names and of the counts in cells.
    pub fn new(bounds: Rect, names: usize, counts: usize) -> Self {
        let (width, height) = (bounds.width, bounds.height);
        let mut areas = Self::default();
        let mut rest = bounds;
        let rows = |wanted: u16| u16::from(height >= wanted);
        areas.labels = from_top(&mut rest, rows(2));
        areas.rule = from_top(&mut rest, rows(8));
        let lanes = rest.height.saturating_sub(rows(3) + rows(5));
        let mut lanes = from_top(&mut rest, lanes);
        areas.lower_rule = from_top(&mut rest, rows(5));
        areas.event = from_top(&mut rest, rows(3));
        // Names may take a third of the width. If that is too narrow, they are left out.
        let wanted = (names.min(NAMES) + counts + BESIDE).min(usize::from(width) / 3);
        let left = if wanted > BESIDE + counts {
            wanted as u16
        } else {
            width.min(1)
        };
        areas.names = Rect {
            width: left,
            ..lanes
        };
        // The last column stays empty, as in other panes.
        lanes.x += left;
        lanes.width = (width - left).saturating_sub(u16::from(left > 1));
        areas.lanes = lanes;
        for along in [&mut areas.labels, &mut areas.rule] {
            along.x = lanes.x;
            along.width = lanes.width;
        }
        areas
    }
}

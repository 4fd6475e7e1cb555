//! The layout of the screen while the lanes are open.

use ratatui::layout::{Rect, Size};

/// The cells needed in addition to a name and its count: the cursor, the sign of the actor, and
/// spaces.
const BESIDE: usize = 7;

/// The areas of the screen. An area that does not fit is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LaneAreas {
    /// The title and the extent of the timeline.
    pub header: Rect,
    /// The labels of the axis.
    pub labels: Rect,
    /// The line under the labels.
    pub rule: Rect,
    /// The names of the actors.
    pub names: Rect,
    /// The lanes.
    pub lanes: Rect,
    /// The line under the lanes.
    pub lower_rule: Rect,
    /// The selected event.
    pub event: Rect,
    /// The events not shown, and hints.
    pub status: Rect,
}

impl LaneAreas {
    /// Divides a screen, given the width of the names and of the counts in cells.
    pub fn new(size: Size, names: usize, digits: usize) -> Self {
        let Size { width, height } = size;
        let mut areas = Self::default();
        let (mut top, mut bottom) = (0, height);
        let row = |y| Rect::new(0, y, width, 1);
        let mut above = |wanted: u16| {
            (height >= wanted).then(|| {
                top += 1;
                row(top - 1)
            })
        };
        areas.header = above(6).unwrap_or_default();
        areas.labels = above(3).unwrap_or_default();
        areas.rule = above(10).unwrap_or_default();
        let mut below = |wanted: u16| {
            (height >= wanted).then(|| {
                bottom -= 1;
                row(bottom)
            })
        };
        areas.status = below(5).unwrap_or_default();
        areas.event = below(2).unwrap_or_default();
        areas.lower_rule = below(10).unwrap_or_default();
        // Names may take a third of the screen. If that is too narrow, they are left out.
        let wanted = (names + digits + BESIDE)
            .min(40)
            .min(usize::from(width) / 3);
        let left = if wanted > BESIDE + digits {
            wanted as u16
        } else {
            width.min(1)
        };
        let lanes = bottom.saturating_sub(top);
        areas.names = Rect::new(0, top, left, lanes);
        // The last column stays empty, as in other panes.
        let right = (width - left).saturating_sub(u16::from(left > 1));
        areas.lanes = Rect::new(left, top, right, lanes);
        for along in [&mut areas.labels, &mut areas.rule] {
            along.x = left;
            along.width = along.width.min(right);
        }
        areas
    }
}

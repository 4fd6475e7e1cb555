//! Where everything is while the lanes are open.

use ratatui::layout::{Rect, Size};

/// Cells beside a name and its count: the mark of the cursor, the sign of the actor, and space.
const BESIDE: usize = 7;

/// Where everything is. An area that has no room is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Title and extent.
    pub header: Rect,
    /// The names beside the axis.
    pub labels: Rect,
    /// The line under them.
    pub rule: Rect,
    /// The names of the actors.
    pub names: Rect,
    /// The lanes.
    pub lanes: Rect,
    /// The line under the lanes.
    pub lower_rule: Rect,
    /// The selected event.
    pub event: Rect,
    /// What is not shown, and hints.
    pub status: Rect,
}

impl Areas {
    /// Divides a screen, for names and counts of so many cells.
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
        // Names may take a third of the screen. If even that leaves them no room, they go.
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
        // The last column stays free, as elsewhere.
        let right = (width - left).saturating_sub(u16::from(left > 1));
        areas.lanes = Rect::new(left, top, right, lanes);
        for along in [&mut areas.labels, &mut areas.rule] {
            along.x = left;
            along.width = along.width.min(right);
        }
        areas
    }
}

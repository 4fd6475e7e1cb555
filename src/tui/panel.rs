//! The frame of an overlay and the layout inside it.

use ratatui::layout::{Margin, Rect};

use super::layout::from_top;
use crate::text::width::width;

/// The text on the frame of an overlay, and the space required inside.
#[derive(Debug)]
pub struct Panel {
    /// The title.
    pub title: String,
    /// The main keys.
    pub hint: String,
    /// The inner width, in cells.
    pub width: usize,
    /// Whether there is an input above the list that narrows it.
    pub has_input: bool,
    /// The number of rows in the list.
    pub rows: usize,
    /// The minimum number of rows for the list, so that narrowing it does not resize the frame.
    pub height: usize,
    /// The number of rows below the list.
    pub details: u16,
}

/// The areas of an overlay. An area that does not fit is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PanelAreas {
    /// The whole overlay.
    pub frame: Rect,
    /// The input that narrows the list.
    pub input: Rect,
    /// The list.
    pub list: Rect,
    /// The line under the list, with the number of rows that are not visible.
    pub more: Rect,
    /// The details below the list.
    pub details: Rect,
}

impl Panel {
    /// Returns the areas, in the middle of the bounds.
    pub fn areas(&self, bounds: Rect) -> PanelAreas {
        let head = if self.has_input { 2 } else { 0 };
        let most = |wanted: usize, most: u16| u16::try_from(wanted).unwrap_or(u16::MAX).min(most);
        let height = self.height.max(self.rows).max(usize::from(self.has_input));
        let high = usize::from(head) + height + usize::from(self.details) + 2;
        let wide = self.width.max(width(&self.hint) + 2) + 4;
        let (width, height) = (most(wide, bounds.width), most(high, bounds.height));
        let x = bounds.x + (bounds.width - width) / 2;
        let y = bounds.y + (bounds.height - height) / 3;
        let frame = Rect::new(x, y, width, height);

        let mut rest = frame.inner(Margin::new(1, 1));
        let mut input = from_top(&mut rest, head);
        input.height = input.height.min(1);
        let is_cut = self.rows > usize::from(rest.height) && rest.height > 2;
        // The list gets at least half of the rows, if it needs them.
        let under = self.details.min(rest.height / 2).max(u16::from(is_cut));
        let room = rest.height - under;
        let list = from_top(&mut rest, most(self.rows, room));
        let more = from_top(&mut rest, 1);
        PanelAreas {
            frame,
            input,
            list,
            more,
            details: rest,
        }
    }
}

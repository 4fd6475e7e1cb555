//! Panel: the frame of an overlay, and where everything in it is.

use ratatui::layout::{Margin, Rect, Size};

use super::layout::from_top;
use crate::text::width::width;

/// What an overlay writes on its frame, and what it asks for inside.
#[derive(Debug)]
pub struct Panel {
    /// What the overlay is.
    pub title: String,
    /// Its keys.
    pub hint: String,
    /// Cells.
    pub width: usize,
    /// Whether there is a line above the list to narrow it by.
    pub narrows: bool,
    /// Rows of the list.
    pub rows: usize,
    /// Rows that the list keeps on the screen, whatever it is narrowed to.
    pub height: usize,
    /// Rows below the list.
    pub details: u16,
}

/// Where everything is. An area that has no room is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PanelAreas {
    /// All of it.
    pub frame: Rect,
    /// The line to narrow the list by.
    pub input: Rect,
    /// The list.
    pub list: Rect,
    /// The line under the list: how many rows are out of sight.
    pub more: Rect,
    /// What is below.
    pub details: Rect,
}

impl Panel {
    /// Divides the middle of the screen.
    pub fn areas(&self, screen: Size) -> PanelAreas {
        let head = if self.narrows { 2 } else { 0 };
        let most = |wanted: usize, most: u16| u16::try_from(wanted).unwrap_or(u16::MAX).min(most);
        let height = self.height.max(self.rows).max(usize::from(self.narrows));
        let high = usize::from(head) + height + usize::from(self.details) + 2;
        let wide = self.width.max(width(&self.hint) + 2) + 4;
        let width = most(wide, screen.width);
        let height = most(high, screen.height.saturating_sub(2)).max(screen.height.min(3));
        let (x, y) = ((screen.width - width) / 2, (screen.height - height) / 3);
        let frame = Rect::new(x, y, width, height);

        let mut rest = frame.inner(Margin::new(1, 1));
        let mut input = from_top(&mut rest, head);
        input.height = input.height.min(1);
        let is_cut = self.rows > usize::from(rest.height) && rest.height > 2;
        // The list keeps at least half of the room, if it needs that.
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

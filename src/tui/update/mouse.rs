//! The mouse: a press or a drag on the strip goes to that time, a press on a row selects it, the
//! wheel scrolls the pane or the list under the pointer. Keys can do all of this as well.

use ratatui::layout::Position;

use crate::tui::app::{App, Pane};
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::outline::Item;

/// The number of rows or events that a notch of the wheel moves by.
const NOTCH: usize = 3;

/// A mouse gesture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gesture {
    /// The left button was pressed.
    Press,
    /// The mouse was moved while the left button was pressed.
    Drag,
    /// The wheel was turned, down if true.
    Wheel(bool),
}

impl App {
    /// Handles a gesture at a position.
    pub(super) fn gesture(
        &mut self,
        context: Context,
        gesture: Gesture,
        at: Position,
    ) -> Option<Effect> {
        match (context, gesture) {
            (Context::Browse, Gesture::Wheel(down)) => self.wheel(at, down),
            (Context::Browse, _) => self.press(at, gesture),
            // A stray click must not close the prompt.
            (Context::Prompt, _) | (_, Gesture::Drag) => {}
            (_, Gesture::Wheel(down)) => self.scroll_overlay(at, NOTCH, down),
            (Context::Lanes, Gesture::Press) => self.press_lanes(at),
            (_, Gesture::Press) => return self.press_overlay(at),
        }
        None
    }

    fn press(&mut self, at: Position, gesture: Gesture) {
        let areas = self.areas();
        // The rule below belongs to the strip, since it carries the mark of the selected event.
        if areas.strip.union(areas.upper_rule).contains(at) && !areas.strip.is_empty() {
            let column = at.x - areas.strip.x;
            let view = self.view.selection();
            let rank = self.strip.nearest(&self.timeline, view, column);
            if let Some(rank) = self.ok_or_notify(rank).flatten() {
                self.select_rank(rank);
            }
        } else if gesture == Gesture::Drag {
            // Dragging has a meaning on the strip only.
        } else if areas.timeline.contains(at) {
            self.focus = Pane::Timeline;
            let row = self.top + usize::from(at.y - areas.timeline.y);
            match self.view.row(row) {
                Some(Item::Heading(heading)) => self.select_rank(heading.rank),
                Some(Item::Event(rank)) => self.select_rank(rank),
                None => {}
            }
        } else if areas.event.contains(at) {
            self.focus = Pane::Event;
        } else if areas.source.contains(at) {
            self.focus = Pane::Source;
        }
    }

    fn wheel(&mut self, at: Position, down: bool) {
        let areas = self.areas();
        if areas.timeline.contains(at) || areas.strip.contains(at) {
            self.step_event(NOTCH, down);
        } else if areas.event.contains(at) {
            self.event_top = super::browse::moved(self.event_top, NOTCH, down);
        } else if areas.source.contains(at) {
            let rows = NOTCH.cast_signed();
            let rows = if down { rows } else { -rows };
            self.reader.scroll(rows, usize::from(areas.source.height));
        }
    }
}

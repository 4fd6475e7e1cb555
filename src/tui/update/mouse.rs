//! The mouse does what keys can: a press or a drag on the strip goes to that time, a
//! press on a row selects it, the wheel scrolls what is under the pointer.

use ratatui::layout::Position;

use crate::tui::action::Action;
use crate::tui::app::{App, Pane};
use crate::tui::keymap::{Context, Meaning};
use crate::tui::outline::Item;

/// Rows, or events, that a notch of the wheel moves by.
const NOTCH: usize = 3;

/// What the mouse does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gesture {
    /// The first button goes down.
    Press,
    /// The mouse moves while it is down.
    Drag,
    /// The wheel turns, down or up.
    Wheel(bool),
}

impl App {
    /// Takes what the mouse does at a place.
    pub(super) fn point(&mut self, context: Context, gesture: Gesture, at: Position) {
        match (context, gesture) {
            (Context::Browse, Gesture::Wheel(down)) => self.wheel(at, down),
            (Context::Browse, _) => self.press(at, gesture),
            // What is being written is not left by accident.
            (Context::Prompt, _) => {}
            (Context::Lanes, Gesture::Wheel(down)) => {
                let action = if down { Action::Down } else { Action::Up };
                self.lanes_key(Meaning::Action(action));
            }
            (_, Gesture::Wheel(down)) => self.scroll_list(NOTCH, down),
            _ => {}
        }
    }

    fn press(&mut self, at: Position, gesture: Gesture) {
        let areas = self.areas();
        // The line below belongs to the strip: the mark is there.
        if areas.strip.union(areas.upper_rule).contains(at) && !areas.strip.is_empty() {
            let column = at.x - areas.strip.x;
            let view = self.view.selection();
            let rank = self.strip.nearest(&self.timeline, view, column);
            if let Some(rank) = self.answered(rank).flatten() {
                self.select_rank(rank);
            }
        } else if gesture == Gesture::Drag {
            // Text that is dragged over is none of ours.
        } else if areas.timeline.contains(at) {
            self.focus = Pane::Timeline;
            let row = self.top + usize::from(at.y - areas.timeline.y);
            match self.view.row(row) {
                Some(Item::Heading(heading)) => self.select_rank(heading.rank),
                Some(Item::Event(rank, _)) => self.select_rank(rank),
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

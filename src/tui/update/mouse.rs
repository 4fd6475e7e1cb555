//! The mouse: a press or a drag on the strip goes to that time, a press on a row selects it, the
//! wheel scrolls the pane or the list under the pointer. Keys can do all of this as well.

use ratatui::layout::Position;

use crate::filter::{self, Field, Sign};
use crate::timeline::Verdict;
use crate::tui::action::Action;
use crate::tui::app::{App, Pane};
use crate::tui::chips::chips;
use crate::tui::effect::Effect;
use crate::tui::header::{Counted, header};
use crate::tui::keymap::Context;
use crate::tui::layout::LANE_NAMES;
use crate::tui::outline::Item;
use crate::tui::rows::ListRow;
use crate::tui::status::status_line;

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

    /// Returns the action of the key that is drawn at a position of the last line.
    pub(super) fn hint_at(&self, at: Position) -> Option<Action> {
        let area = self.areas().status;
        if !area.contains(at) {
            return None;
        }
        let mut hints = status_line(self, usize::from(area.width)).hints.into_iter();
        let hint = hints.find(|hint| hint.columns.contains(&usize::from(at.x)));
        hint.map(|hint| hint.action)
    }

    fn press(&mut self, at: Position, gesture: Gesture) {
        let areas = self.areas();
        // The rule below belongs to the strip, since it carries the mark of the selected event.
        if areas.strip.union(areas.upper_rule).contains(at) && !areas.strip.is_empty() {
            self.select_near_column(at.x.saturating_sub(areas.strip.x));
        } else if gesture == Gesture::Drag {
            // Dragging has a meaning on the strip only.
        } else if areas.timeline.contains(at) {
            self.focus = Pane::Timeline;
            // A heading that has scrolled off the screen is drawn in place of an event.
            let row = usize::from(at.y - areas.timeline.y);
            match (self.rows.get(row), self.view.row(self.top + row)) {
                (Some(ListRow::Heading(heading)), _) => self.select_rank(heading.rank),
                (_, Some(Item::Event(rank))) => self.select_rank(rank),
                _ => {}
            }
        } else if areas.header.contains(at) {
            let parts = header(self, usize::from(areas.header.width)).into_iter();
            let mut pressed = parts.filter(|part| part.columns.contains(&usize::from(at.x)));
            match pressed.find_map(|part| part.counts) {
                Some(Counted::Verdict(verdict)) => self.filter_by_verdict(verdict),
                Some(Counted::Faults) => self.open_problems(),
                None => {}
            }
        } else if areas.filter.contains(at) {
            self.remove_chip(usize::from(at.x));
        } else if areas.lanes.contains(at) {
            self.select_near_column(at.x.saturating_sub(areas.lanes.x + LANE_NAMES));
        } else if areas.event.contains(at) {
            self.focus = Pane::Event;
        } else if areas.evidence.contains(at) {
            let row = self.evidence.top + usize::from(at.y - areas.evidence.y);
            let citation = self.evidence.rows().get(row).map(|(citation, _)| *citation);
            self.move_to_citation(citation.unwrap_or(self.citation));
        } else if areas.source.contains(at) {
            self.focus = Pane::Source;
        }
    }

    /// Removes the term of the filter whose chip is at a column.
    fn remove_chip(&mut self, column: usize) {
        let cells = usize::from(self.size.width);
        let (chips, _) = chips(self.filter.text(), self.theme.glyphs, cells);
        if let Some(chip) = chips.iter().position(|chip| chip.columns.contains(&column)) {
            let text = filter::without(self.filter.text(), chip);
            self.apply_text(&text);
        }
    }

    /// Adds a verdict to the filter, in place of any other one, or removes it.
    fn filter_by_verdict(&mut self, verdict: Verdict) {
        let mut text = self.filter.text().to_owned();
        for other in Verdict::ALL.iter().filter(|other| **other != verdict) {
            if filter::term_for(&text, Field::Verdict, other.name()) == Some(Sign::Include) {
                text = filter::toggle(&text, Field::Verdict, other.name(), Sign::Include);
            }
        }
        let text = filter::toggle(&text, Field::Verdict, verdict.name(), Sign::Include);
        self.apply_text(&text);
    }

    fn select_near_column(&mut self, column: u16) {
        let view = self.view.selection();
        let rank = self.strip.nearest(&self.timeline, view, column);
        if let Some(rank) = self.ok_or_notify(rank).flatten() {
            self.select_rank(rank);
        }
    }

    fn wheel(&mut self, at: Position, down: bool) {
        let areas = self.areas();
        if areas.timeline.contains(at) || areas.strip.contains(at) {
            self.step_event(NOTCH, down);
        } else if areas.evidence.contains(at) {
            self.step_evidence(NOTCH, 1, down);
        } else if areas.event.contains(at) {
            self.event_top = super::browse::moved(self.event_top, NOTCH, down);
        } else if areas.source.contains(at) {
            let rows = NOTCH.cast_signed();
            let rows = if down { rows } else { -rows };
            let height = usize::from(areas.source.height);
            match &mut self.reader.comparison {
                Some(comparison) => comparison.scroll(rows, height),
                None => self.reader.scroll(rows, height),
            }
        }
    }
}

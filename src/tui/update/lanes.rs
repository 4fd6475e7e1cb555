//! Keys and clicks while the lanes are open.

use ratatui::layout::Position;

use crate::tui::action::Action;
use crate::tui::app::{App, Pane};
use crate::tui::keymap::Meaning;
use crate::tui::lanes::Lanes;
use crate::tui::overlay::Overlay;
use crate::tui::question::About;

impl App {
    /// Opens the lanes for the events of the view.
    pub(super) fn open_lanes(&mut self) {
        let number = self.next_number();
        let lanes = Lanes::new(number, self.filter.query(), self.overlay_bounds());
        self.overlay = Some(Overlay::Lanes(Box::new(lanes)));
        self.ask(About::Lanes(number, self.view.selection().clone()));
    }

    /// Handles a click on the lanes: on a name, selects the lane; among its events, selects the nearest. If that is
    /// already selected, shows it in the timeline.
    pub(super) fn press_lanes(&mut self, at: Position) {
        let Some(Overlay::Lanes(lanes)) = &mut self.overlay else {
            return;
        };
        let areas = lanes.areas();
        if !areas.names.union(areas.lanes).contains(at) {
            return;
        }
        let Some(lane) = lanes.lane_at(at.y) else {
            return;
        };
        lanes.list.go_to(lane);
        if !areas.lanes.contains(at) {
            return;
        }
        let column = usize::from(at.x - areas.lanes.x);
        match lanes.nearest(lane, column) {
            Some(event) if self.selected == Some(event) => {
                self.lanes_key(Meaning::Action(Action::ToTimeline));
            }
            Some(event) => self.select_event(event, 0),
            None => {}
        }
    }

    /// Handles a key while the lanes are open.
    pub(super) fn lanes_key(&mut self, meaning: Meaning) {
        let Meaning::Action(action) = meaning else {
            return;
        };
        match action {
            Action::NextEvent | Action::PreviousEvent => {
                let step = |rank: usize| match action {
                    Action::NextEvent => rank + 1,
                    _ => rank.saturating_sub(1),
                };
                if let Some(rank) = self.rank() {
                    self.select_rank(step(rank));
                }
            }
            Action::ToTimeline => {
                self.overlay = None;
                self.focus = Pane::Timeline;
            }
            Action::Back => self.overlay = None,
            _ => {}
        }
        let selected = self.event.as_deref();
        let Some(Overlay::Lanes(lanes)) = &mut self.overlay else {
            return;
        };
        match action {
            Action::NextEvent | Action::PreviousEvent => lanes.show(selected),
            Action::PanEarlier => lanes.pan(false),
            Action::PanLater => lanes.pan(true),
            Action::ZoomIn => lanes.zoom(true, selected),
            Action::ZoomOut => lanes.zoom(false, selected),
            Action::FitAll => lanes.fit(),
            _ => {}
        }
    }
}

//! The overlays over the panes: the actors, the help, a menu, the problems, the lanes.

mod actors;
mod choice;
mod counts;
mod help;

use ratatui::layout::Rect;
use tui_input::Input;

pub use actors::ActorList;
pub use choice::{Choice, Destination, Entry};
pub use counts::ActorCounts;
pub use help::{HelpList, HelpRow, key_width};

use super::action::Action;
use super::lanes::Lanes;
use super::list_state::ListState;
use super::panel::Panel;
use super::problems::ProblemList;
use super::theme::Glyphs;
use crate::timeline::Timeline;

/// An overlay over the panes.
#[derive(Debug)]
pub enum Overlay {
    /// The list of actors to filter by.
    Actors(ActorList),
    /// The keys and the filter language.
    Help(HelpList),
    /// A menu.
    Choice(Choice),
    /// The lanes, which show who appears when, and with whom.
    Lanes(Box<Lanes>),
    /// The problems. Their list is part of the app, since it grows while it is not shown.
    Problems,
}

impl Overlay {
    /// Returns the frame. The lanes have none, because they fill the bounds.
    pub fn panel(&self, problems: &ProblemList, glyphs: &Glyphs) -> Option<Panel> {
        match self {
            Self::Actors(actors) => Some(actors.panel(glyphs)),
            Self::Help(help) => Some(help.panel()),
            Self::Choice(choice) => Some(choice.panel(glyphs)),
            Self::Problems => Some(problems.panel(glyphs)),
            Self::Lanes(_) => None,
        }
    }

    /// Returns whether it still waits for its contents.
    pub fn is_unanswered(&self) -> bool {
        match self {
            Self::Actors(actors) => actors.is_uncounted(),
            Self::Lanes(lanes) => !lanes.is_known(),
            Self::Help(_) | Self::Choice(_) | Self::Problems => false,
        }
    }

    /// Returns the state of the overlay's list.
    pub fn list_mut<'a>(&'a mut self, problems: &'a mut ProblemList) -> Option<&'a mut ListState> {
        match self {
            Self::Actors(actors) => Some(&mut actors.list),
            Self::Help(help) => Some(&mut help.list),
            Self::Choice(choice) => Some(&mut choice.list),
            Self::Problems => Some(&mut problems.list),
            Self::Lanes(lanes) => Some(&mut lanes.list),
        }
    }

    /// Moves through the list according to an action. Returns false if the action does not move a cursor.
    pub fn step(&mut self, problems: &mut ProblemList, action: Action) -> bool {
        match self {
            Self::Problems => problems.step(action),
            _ => self
                .list_mut(problems)
                .is_some_and(|list| list.step(action)),
        }
    }

    /// Scrolls the list down or up.
    pub fn scroll(&mut self, problems: &mut ProblemList, rows: usize, down: bool) {
        match self {
            Self::Problems => problems.scroll(rows, down),
            _ => {
                if let Some(list) = self.list_mut(problems) {
                    list.scroll(rows, down);
                }
            }
        }
    }

    /// Returns the input that narrows the list.
    pub fn input_mut(&mut self) -> Option<&mut Input> {
        match self {
            Self::Actors(actors) => Some(&mut actors.input),
            Self::Help(help) => Some(&mut help.input),
            Self::Choice(_) | Self::Lanes(_) | Self::Problems => None,
        }
    }

    /// Narrows the list to what matches the input.
    pub fn narrow(&mut self, timeline: &Timeline) {
        match self {
            Self::Actors(actors) => actors.narrow(timeline),
            Self::Help(help) => help.narrow(),
            Self::Choice(_) | Self::Lanes(_) | Self::Problems => {}
        }
    }

    /// Fits the list to the rows available within bounds.
    pub fn fit(&mut self, problems: &mut ProblemList, glyphs: &Glyphs, bounds: Rect) {
        if let Self::Help(help) = self {
            help.lay_out(bounds.width, glyphs);
        }
        if let Some(panel) = self.panel(problems, glyphs)
            && let Some(list) = self.list_mut(problems)
        {
            let height = panel.areas(bounds).list.height;
            list.fit(panel.rows, usize::from(height));
        }
    }
}

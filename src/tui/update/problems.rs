//! Keys while the problems lie over the panes.

use crate::tui::action::Action;
use crate::tui::app::{App, Pane};
use crate::tui::effect::Effect;
use crate::tui::keymap::Meaning;
use crate::tui::overlay::Overlay;
use crate::tui::problems::ProblemList;
use crate::tui::update::overlay::PAGE;

impl App {
    /// Opens the list, where it was left. The citations are checked when it is first asked for.
    pub(super) fn open_problems(&mut self) {
        let list = self.problem_list.take();
        let list = list.unwrap_or_else(|| ProblemList::new(&self.timeline, &self.faults));
        if list.rows.is_empty() {
            self.say("no problems: every quote stands in its source");
        } else {
            self.overlay = Some(Overlay::Problems);
        }
        self.problem_list = Some(list);
    }

    pub(super) fn over_problems(&mut self, meaning: Meaning) -> Option<Effect> {
        let list = self.problem_list.as_mut()?;
        let end = list.rows.len().saturating_sub(1);
        let at = list.selected;
        let Meaning::Action(action) = meaning else {
            return None;
        };
        list.selected = match action {
            Action::Down => (at + 1).min(end),
            Action::Up => at.saturating_sub(1),
            Action::PageDown => (at + PAGE).min(end),
            Action::PageUp => at.saturating_sub(PAGE),
            Action::First => 0,
            Action::Last => end,
            Action::ToPlace => return self.go_to_problem(),
            Action::EditPlace => return self.edit_problem(),
            _ => {
                self.overlay = None;
                return None;
            }
        };
        None
    }

    /// To the citation or the event; where the fault is in neither, into the file.
    fn go_to_problem(&mut self) -> Option<Effect> {
        let row = self.problem_list.as_ref()?.row()?;
        let message = row.message.clone();
        let Some((event, citation)) = row.event else {
            return self.edit_problem();
        };
        self.overlay = None;
        self.go_to(event, citation.unwrap_or_default());
        if citation.is_some() {
            self.focus = Pane::Source;
        }
        if self.message.is_none() {
            self.complain(message);
        }
        None
    }

    fn edit_problem(&mut self) -> Option<Effect> {
        let row = self.problem_list.as_ref()?.row()?;
        let Some((path, line)) = row.file.clone() else {
            self.say("the built-in example is no file; `annals init` makes one to edit");
            return None;
        };
        self.overlay = None;
        Some(Effect::Edit(path, line))
    }
}

//! Keys while the problems lie over the panes.

use crate::tui::action::Action;
use crate::tui::app::{App, Pane};
use crate::tui::effect::Effect;
use crate::tui::keymap::Meaning;
use crate::tui::overlay::Overlay;
use crate::tui::update::overlay::PAGE;

impl App {
    /// Opens the list where it was left. It fills while the citations are checked.
    pub(super) fn open_problems(&mut self) {
        let checked = self.problems.checked;
        if !self.problems.rows.is_empty() {
            self.overlay = Some(Overlay::Problems);
        } else if checked.is_complete() {
            self.say("no problems: every quote is in its source");
        } else {
            let (done, total) = (checked.done, checked.total);
            self.say(format!(
                "no problems so far: {done} of {total} quotes checked"
            ));
        }
    }

    pub(super) fn over_problems(&mut self, meaning: Meaning) -> Option<Effect> {
        let list = &mut self.problems;
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
        let row = self.problems.row()?;
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
            self.notify_error(message);
        }
        None
    }

    fn edit_problem(&mut self) -> Option<Effect> {
        let row = self.problems.row()?;
        let Some((path, line)) = row.file.clone() else {
            self.say("the built-in example is no file; `annals init` makes one to edit");
            return None;
        };
        self.overlay = None;
        Some(Effect::Edit(path, line))
    }
}

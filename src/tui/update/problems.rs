//! Keys while the list of problems is open.

use crate::diagnostic::Severity;
use crate::tui::action::Action;
use crate::tui::app::{App, Pane};
use crate::tui::effect::Effect;
use crate::tui::keymap::Meaning;
use crate::tui::overlay::Overlay;

impl App {
    /// Opens the list at its last position, unless it is empty.
    pub(super) fn open_problems(&mut self) {
        let checked = self.problems.checked;
        if !self.problems.rows.is_empty() {
            self.problems.is_opened = true;
            self.overlay = Some(Overlay::Problems);
        } else if checked.is_complete() {
            self.say("no problems: every quote was found in its source");
        } else {
            let (done, total) = (checked.done, checked.total);
            self.say(format!(
                "no problems so far: {done} of {total} quotes checked"
            ));
        }
    }

    /// Handles a key while the list is open.
    pub(super) fn problems_key(&mut self, meaning: Meaning) -> Option<Effect> {
        match meaning {
            Meaning::Action(Action::ToPlace) => return self.go_to_problem(),
            Meaning::Action(Action::EditPlace) => return self.edit_problem(),
            Meaning::Action(Action::Severity) => self.problems.change_scope(),
            Meaning::Action(action @ (Action::DetailsDown | Action::DetailsUp)) => {
                self.problems.scroll_details(action == Action::DetailsDown);
            }
            Meaning::Action(_) => self.overlay = None,
            Meaning::Type(_) => {}
        }
        None
    }

    /// Goes to the citation or the event. If the problem concerns neither, opens the file in the
    /// editor.
    fn go_to_problem(&mut self) -> Option<Effect> {
        let row = self.problems.row()?;
        let message = row.message().to_owned();
        let is_error = row.group.severity() == Severity::Error;
        let Some((event, citation)) = row.event else {
            return self.edit_problem();
        };
        self.overlay = None;
        self.go_to(event, citation.unwrap_or_default());
        if citation.is_some() {
            self.focus = Pane::Source;
        }
        if self.message.is_none() {
            if is_error {
                self.notify_error(message);
            } else {
                self.say(message);
            }
        }
        None
    }

    fn edit_problem(&mut self) -> Option<Effect> {
        let row = self.problems.row()?;
        let Some((path, line)) = row.file.clone() else {
            self.say("this is not in a file on disk");
            return None;
        };
        self.overlay = None;
        Some(Effect::Edit(path, line))
    }
}

//! Keys and clicks while an overlay is open.

use ratatui::layout::Position;
use tui_input::InputRequest;

use crate::filter::{Field, Filter, Sign, toggle};
use crate::text::sanitize;
use crate::timeline::ActorId;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::keymap::Meaning;
use crate::tui::overlay::{ActorList, Destination, HelpList, Overlay};
use crate::tui::panel::PanelAreas;
use crate::tui::prompt::{edit, insert};

impl App {
    /// Handles a key while an overlay is open. Moving through a list and narrowing it work the same
    /// in all overlays.
    pub(super) fn overlay_key(&mut self, meaning: Meaning) -> Option<Effect> {
        if self.move_in_list(meaning) || self.narrow(meaning) {
            return None;
        }
        match meaning {
            Meaning::Action(Action::Help) => {
                let help = HelpList::new(self.context());
                self.overlay = Some(Overlay::Help(help));
                return None;
            }
            Meaning::Action(action @ (Action::Filter | Action::Search | Action::GoTo)) => {
                self.overlay = None;
                return self.browse(action);
            }
            _ => {}
        }
        match self.overlay {
            Some(Overlay::Actors(_)) => self.actors_key(meaning),
            Some(Overlay::Choice(_)) => return self.choice_key(meaning),
            Some(Overlay::Lanes(_)) => self.lanes_key(meaning),
            Some(Overlay::Problems) => return self.problems_key(meaning),
            Some(Overlay::Help(_)) if meaning == Meaning::Action(Action::Cancel) => {
                self.overlay = None;
            }
            Some(Overlay::Help(_)) | None => {}
        }
        None
    }

    /// Scrolls what is at a position: the list of the overlay, or the details of a problem.
    pub(super) fn scroll_overlay(&mut self, at: Position, rows: usize, down: bool) {
        let details = self.panel_areas().map(|areas| areas.details);
        if details.is_some_and(|details| details.contains(at)) {
            self.problems.frame.list.scroll(rows, down);
        } else if let Some(overlay) = &mut self.overlay {
            overlay.scroll(&mut self.problems, rows, down);
        }
    }

    /// Returns the areas of the overlay, unless it has no frame.
    fn panel_areas(&self) -> Option<PanelAreas> {
        let overlay = self.overlay.as_ref()?;
        let panel = overlay.panel(&self.problems, self.theme.glyphs)?;
        Some(panel.areas(self.overlay_bounds()))
    }

    /// Handles a click on an overlay with a frame: selects a row, picks an entry of a menu, includes an actor, or goes
    /// to a problem that is already selected. A click outside closes the overlay.
    pub(super) fn press_overlay(&mut self, at: Position) -> Option<Effect> {
        let areas = self.panel_areas()?;
        if !areas.frame.contains(at) {
            self.overlay = None;
            return None;
        }
        let overlay = self.overlay.as_mut()?;
        // The help has nothing to select.
        if !areas.list.contains(at) || matches!(overlay, Overlay::Help(_)) {
            return None;
        }
        let list = overlay.list_mut(&mut self.problems)?;
        let row = list.above() + usize::from(at.y - areas.list.y);
        let was_selected = list.cursor() == row;
        if matches!(overlay, Overlay::Problems) && !self.problems.is_problem(row) {
            return None;
        }
        overlay.list_mut(&mut self.problems)?.go_to(row);
        let action = match overlay {
            Overlay::Actors(_) => Action::IncludeActor,
            Overlay::Choice(_) => Action::Accept,
            Overlay::Problems if was_selected => Action::ToPlace,
            _ => return None,
        };
        self.overlay_key(Meaning::Action(action))
    }

    fn move_in_list(&mut self, meaning: Meaning) -> bool {
        match (meaning, &mut self.overlay) {
            (Meaning::Action(action), Some(overlay)) => overlay.step(&mut self.problems, action),
            _ => false,
        }
    }

    fn narrow(&mut self, meaning: Meaning) -> bool {
        let Some(overlay) = &mut self.overlay else {
            return false;
        };
        let written = overlay.input_mut().is_some_and(|input| match meaning {
            Meaning::Action(action) => edit(input, action),
            Meaning::Type(c) => input.handle(InputRequest::InsertChar(c)).is_some(),
        });
        if written {
            overlay.narrow(&self.timeline);
        }
        written
    }

    /// Inserts a text into the input that narrows the list.
    pub(super) fn narrow_by(&mut self, text: impl Iterator<Item = char>) {
        if let Some(overlay) = &mut self.overlay
            && let Some(input) = overlay.input_mut()
        {
            insert(input, text);
            overlay.narrow(&self.timeline);
        }
    }

    /// Opens the list of actors.
    pub(in crate::tui) fn open_actors(&mut self) {
        if self.timeline.actors().is_empty() {
            return self.say("this timeline has no actors");
        }
        let actors = ActorList::new(&self.timeline, self.filter.text());
        self.overlay = Some(Overlay::Actors(actors));
        self.count_actors();
    }

    fn actors_key(&mut self, meaning: Meaning) {
        let Some(Overlay::Actors(actors)) = &mut self.overlay else {
            return;
        };
        match meaning {
            Meaning::Action(Action::IncludeActor) => {
                actors.toggle(&self.timeline, Sign::Include);
                self.count_actors();
            }
            Meaning::Action(Action::ExcludeActor) => {
                actors.toggle(&self.timeline, Sign::Exclude);
                self.count_actors();
            }
            Meaning::Action(Action::Cancel) => self.overlay = None,
            Meaning::Action(Action::Accept) => {
                // Narrowing to a name and pressing Enter filters by that actor.
                let named = !actors.touched && !actors.input.value().trim().is_empty();
                let term = actors
                    .actor()
                    .and_then(|id| actors.term(&self.timeline, id));
                if named && term != Some(Sign::Include) {
                    actors.toggle(&self.timeline, Sign::Include);
                }
                let draft = std::mem::take(&mut actors.draft);
                self.overlay = None;
                self.apply_text(&draft);
            }
            _ => {}
        }
    }

    fn choice_key(&mut self, meaning: Meaning) -> Option<Effect> {
        let Some(Overlay::Choice(choice)) = &self.overlay else {
            return None;
        };
        let entry = match meaning {
            Meaning::Action(Action::Accept) => choice.entry(),
            Meaning::Type(c) => choice.entries.iter().find(|entry| entry.key == Some(c)),
            Meaning::Action(_) => {
                self.overlay = None;
                return None;
            }
        };
        let destination = entry?.destination.clone();
        self.overlay = None;
        self.go(destination)
    }

    /// Goes to the target of a menu entry.
    fn go(&mut self, destination: Destination) -> Option<Effect> {
        match destination {
            Destination::Event(id, citation) => self.go_to(id, citation),
            Destination::Actor(id) => self.filter_by(id),
            Destination::Source(id) => self.open_source(id),
            Destination::Accept(id) => return Some(Effect::AcceptDraft(id)),
            Destination::Nothing => {}
            Destination::Clipboard(name, text) => {
                self.say(format!("copied the {name}: {}", sanitize::line(&text)));
                return Some(Effect::Copy(text));
            }
        }
        None
    }

    /// Adds an actor to the filter, or removes the actor from it.
    pub(super) fn filter_by(&mut self, actor: ActorId) {
        if let Some(actor) = self.timeline.actor(actor) {
            let text = toggle(
                self.filter.text(),
                Field::Actor,
                actor.slug(),
                Sign::Include,
            );
            self.apply_text(&text);
        }
    }

    pub(super) fn apply_text(&mut self, text: &str) {
        match Filter::parse(text, &self.timeline) {
            Ok(filter) => self.apply_filter(filter),
            Err(wrong) => self.notify_error(wrong.message),
        }
    }
}

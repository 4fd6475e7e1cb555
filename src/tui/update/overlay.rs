//! Keys while something lies over the panes.

use tui_input::InputRequest;

use crate::filter::{Filter, Wanted, toggle_actor};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::keymap::Meaning;
use crate::tui::layout::help_rows;
use crate::tui::overlay::{Chosen, Overlay};
use crate::tui::prompt::edit;

/// Rows that a page key moves by in a list.
pub(super) const PAGE: usize = 10;

impl App {
    /// Takes a key while an overlay is open.
    pub(super) fn over(&mut self, meaning: Meaning) -> Option<Effect> {
        match self.overlay {
            Some(Overlay::Actors(_)) => self.over_actors(meaning),
            Some(Overlay::Help(_)) => self.over_help(meaning),
            Some(Overlay::Choice(_)) => return self.over_choice(meaning),
            Some(Overlay::Lanes(_)) => self.over_lanes(meaning),
            Some(Overlay::Problems) => return self.over_problems(meaning),
            None => {}
        }
        None
    }

    fn over_actors(&mut self, meaning: Meaning) {
        let Some(Overlay::Actors(list)) = &mut self.overlay else {
            return;
        };
        let end = list.shown.len().saturating_sub(1);
        match meaning {
            Meaning::Action(Action::Down) => list.selected = (list.selected + 1).min(end),
            Meaning::Action(Action::Up) => list.selected = list.selected.saturating_sub(1),
            Meaning::Action(Action::PageDown) => list.selected = (list.selected + PAGE).min(end),
            Meaning::Action(Action::PageUp) => list.selected = list.selected.saturating_sub(PAGE),
            Meaning::Action(action @ (Action::With | Action::Without)) => {
                let wanted = match action {
                    Action::With => Wanted::With,
                    _ => Wanted::Without,
                };
                let counted = list.toggle(&self.timeline, wanted);
                self.answered(counted);
            }
            Meaning::Action(Action::Cancel) => self.overlay = None,
            Meaning::Action(Action::Accept) => {
                // Who narrows to a name and presses Enter means that name.
                let named = !list.touched && !list.narrow.value().trim().is_empty();
                let wanted = list.actor().and_then(|id| list.wanted(&self.timeline, id));
                let mut counted = Ok(());
                if named && wanted != Some(Wanted::With) {
                    counted = list.toggle(&self.timeline, Wanted::With);
                }
                let draft = std::mem::take(&mut list.draft);
                self.answered(counted);
                self.overlay = None;
                self.apply_text(&draft);
            }
            Meaning::Action(action) => {
                if edit(&mut list.narrow, action) {
                    list.narrowed(&self.timeline);
                }
            }
            Meaning::Type(c) => {
                list.narrow.handle(InputRequest::InsertChar(c));
                list.narrowed(&self.timeline);
            }
        }
    }

    fn over_help(&mut self, meaning: Meaning) {
        let Some(Overlay::Help(list)) = &mut self.overlay else {
            return;
        };
        let end = list.rows().len().saturating_sub(help_rows(self.size));
        match meaning {
            Meaning::Action(Action::Down) => list.top = (list.top + 1).min(end),
            Meaning::Action(Action::Up) => list.top = list.top.saturating_sub(1),
            Meaning::Action(Action::PageDown) => list.top = (list.top + PAGE).min(end),
            Meaning::Action(Action::PageUp) => list.top = list.top.saturating_sub(PAGE),
            Meaning::Action(Action::Cancel) => self.overlay = None,
            Meaning::Action(action) => {
                if edit(&mut list.narrow, action) {
                    list.top = 0;
                }
            }
            Meaning::Type(c) => {
                list.narrow.handle(InputRequest::InsertChar(c));
                list.top = 0;
            }
        }
    }

    fn over_choice(&mut self, meaning: Meaning) -> Option<Effect> {
        let Some(Overlay::Choice(choice)) = &mut self.overlay else {
            return None;
        };
        let end = choice.items.len().saturating_sub(1);
        let at = choice.selected;
        let moved = match meaning {
            Meaning::Action(Action::Down) => Some(at + 1),
            Meaning::Action(Action::Up) => Some(at.saturating_sub(1)),
            Meaning::Action(Action::PageDown) => Some(at + PAGE),
            Meaning::Action(Action::PageUp) => Some(at.saturating_sub(PAGE)),
            Meaning::Action(Action::First) => Some(0),
            Meaning::Action(Action::Last) => Some(end),
            _ => None,
        };
        if let Some(moved) = moved {
            choice.selected = moved.min(end);
            return None;
        }
        let taken = match meaning {
            Meaning::Action(Action::Accept) => choice.items.get(choice.selected).cloned(),
            Meaning::Type(c) => {
                let mut items = choice.items.iter();
                items.find(|item| item.key == Some(c)).cloned()
            }
            Meaning::Action(_) => {
                self.overlay = None;
                return None;
            }
        };
        let item = taken?;
        self.overlay = None;
        if let Chosen::Copy(name, text) = item.chosen {
            self.say(format!("copied the {name}: {text}"));
            return Some(Effect::Copy(text));
        }
        self.choose(&item.chosen);
        None
    }

    /// Goes where a choice leads.
    pub(super) fn choose(&mut self, chosen: &Chosen) {
        match chosen {
            Chosen::Event(id, citation) => self.go_to(*id, *citation),
            Chosen::Actor(id) => {
                let Some(actor) = self.timeline.actor(*id) else {
                    return;
                };
                let text = toggle_actor(self.filter.text(), &actor.slug, Wanted::With);
                self.apply_text(&text);
            }
            Chosen::Source(id) => self.open_source(*id),
            Chosen::Copy(..) => {}
        }
    }

    fn apply_text(&mut self, text: &str) {
        match Filter::parse(text, &self.timeline) {
            Ok(filter) => self.apply_filter(filter),
            Err(wrong) => self.notify_error(wrong.message),
        }
    }
}

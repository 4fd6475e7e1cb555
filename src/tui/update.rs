//! Applies keys, the mouse and pasted text to the state. Side effects are returned as an
//! [`Effect`].

mod browse;
mod copy;
mod draft;
mod goto;
mod lanes;
mod mouse;
mod overlay;
mod problems;
mod prompt;
mod search;
mod sources;

use ratatui::crossterm::event::{KeyEvent, MouseButton, MouseEvent, MouseEventKind};

use super::action::Action;
use super::app::App;
use super::effect::Effect;
use super::keymap::{self, Context, Meaning};
use super::overlay::Overlay;
use crate::text::sanitize;
use mouse::Gesture;

impl App {
    /// Returns the part of the screen that receives keys.
    pub fn context(&self) -> Context {
        match &self.overlay {
            Some(Overlay::Actors(_)) => Context::Actors,
            Some(Overlay::Help(_)) => Context::Help,
            Some(Overlay::Choice(_)) => Context::Choice,
            Some(Overlay::Lanes(_)) => Context::Lanes,
            Some(Overlay::Problems) => Context::Problems,
            None if self.prompt.is_some() => Context::Prompt,
            None => Context::Browse,
        }
    }

    /// Handles a key.
    pub fn key(&mut self, key: KeyEvent) -> Option<Effect> {
        let context = self.context();
        let meaning = self.meaning(context, key)?;
        self.message = None;
        self.asks_to_clear &= meaning == Meaning::Action(Action::Back);
        // A list that opens late would take keys that are meant for something else.
        self.offering_sources = false;
        let effect = match (context, meaning) {
            (_, Meaning::Action(Action::Suspend)) => Some(Effect::Suspend),
            (_, Meaning::Action(Action::Redraw)) => Some(Effect::Redraw),
            (Context::Browse, Meaning::Action(action)) => self.browse(action),
            (Context::Browse, Meaning::Type(c)) => {
                self.digit(c);
                None
            }
            (Context::Prompt, meaning) => {
                self.prompt_key(meaning);
                None
            }
            (_, meaning) => self.overlay_key(meaning),
        };
        self.settle();
        effect
    }

    /// Returns the meaning of a key. In a menu the keys of its entries come before those of the table.
    fn meaning(&self, context: Context, key: KeyEvent) -> Option<Meaning> {
        let typed = keymap::typed(key);
        let picks = |c: &char| match &self.overlay {
            Some(Overlay::Choice(choice)) => choice.has_key(*c),
            _ => false,
        };
        let entry = typed.filter(picks).map(Meaning::Type);
        entry.or_else(|| keymap::meaning(context, key))
    }

    /// Handles a mouse event. Movements without a button are ignored.
    pub fn mouse(&mut self, event: MouseEvent) -> Option<Effect> {
        let gesture = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => Gesture::Press,
            MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
            MouseEventKind::ScrollDown => Gesture::Wheel(true),
            MouseEventKind::ScrollUp => Gesture::Wheel(false),
            _ => return None,
        };
        let at = (event.column, event.row).into();
        // What is pressed is what is drawn, before the message goes.
        let hint = self.hint_at(at).filter(|_| gesture == Gesture::Press);
        (self.message, self.count, self.asks_to_clear) = (None, None, false);
        let effect = match (hint, self.context()) {
            (Some(action), Context::Browse) => self.browse(action),
            (Some(action), Context::Prompt) => {
                self.prompt_key(Meaning::Action(action));
                None
            }
            (_, context) => self.gesture(context, gesture, at),
        };
        self.settle();
        effect
    }

    /// Handles pasted text. Inserts it into the open prompt or input as a single line, and ignores
    /// it if there is none.
    pub fn paste(&mut self, text: &str) {
        /// The maximum number of characters; longer text was not meant for a single line.
        const LONGEST: usize = 4000;
        let line = text.chars().take(LONGEST).map(|c| match sanitize::mark(c) {
            _ if c.is_whitespace() => ' ',
            mark => mark.unwrap_or(c),
        });
        match self.context() {
            Context::Prompt => self.paste_into_prompt(line),
            Context::Actors | Context::Help => self.narrow_by(line),
            Context::Browse | Context::Choice | Context::Lanes | Context::Problems => {}
        }
        self.settle();
    }

    /// Appends a digit to the count for the next key.
    fn digit(&mut self, c: char) {
        let count = self.count.unwrap_or(0);
        self.count = match c.to_digit(10) {
            Some(digit) if digit > 0 || count > 0 => Some(
                count
                    .saturating_mul(10)
                    .saturating_add(digit as usize)
                    .min(99_999_999),
            ),
            _ => None,
        };
    }
}

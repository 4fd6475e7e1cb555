//! The key bindings: the one table that dispatches keys and provides the help and the hints in the
//! status line. A test checks `docs/browser.md` against it.

use std::borrow::Cow;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::Action;
use crate::text::sanitize::mark;

/// The part of the screen that receives keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// One of the panes.
    Browse,
    /// The prompt for a filter, a search, or a destination.
    Prompt,
    /// The list of actors.
    Actors,
    /// The help.
    Help,
    /// A menu.
    Choice,
    /// The lanes.
    Lanes,
    /// The list of problems.
    Problems,
}

/// Keys that are bound to the same action in a context.
#[derive(Debug)]
pub struct Binding {
    /// The context in which the binding applies.
    pub context: Context,
    /// The names of the keys, as [`name`] returns them.
    pub keys: &'static [&'static str],
    /// The action.
    pub action: Action,
}

const fn bind(context: Context, keys: &'static [&'static str], action: Action) -> Binding {
    Binding {
        context,
        keys,
        action,
    }
}

use Context::{Actors, Browse, Choice, Help, Lanes, Problems, Prompt};

/// All key bindings.
pub const BINDINGS: &[Binding] = &[
    bind(Browse, &["j", "↓"], Action::Down),
    bind(Browse, &["k", "↑"], Action::Up),
    bind(Browse, &["^D"], Action::HalfDown),
    bind(Browse, &["^U"], Action::HalfUp),
    bind(Browse, &["PgDn", "Space"], Action::PageDown),
    bind(Browse, &["PgUp"], Action::PageUp),
    bind(Browse, &["g", "Home"], Action::First),
    bind(Browse, &["G", "End"], Action::Last),
    bind(Browse, &["⏎", "→", "l"], Action::Enter),
    bind(Browse, &["Esc", "←", "h", "⌫"], Action::Back),
    bind(Browse, &["Tab"], Action::NextPane),
    bind(Browse, &["⇧Tab"], Action::PreviousPane),
    bind(Browse, &["z"], Action::Zoom),
    bind(Browse, &["J"], Action::NextEvent),
    bind(Browse, &["K"], Action::PreviousEvent),
    bind(Browse, &["}"], Action::NextHeading),
    bind(Browse, &["{"], Action::PreviousHeading),
    bind(Browse, &["+"], Action::Finer),
    bind(Browse, &["-"], Action::Coarser),
    bind(Browse, &[":"], Action::GoTo),
    bind(Browse, &["]"], Action::NextCitation),
    bind(Browse, &["["], Action::PreviousCitation),
    bind(Browse, &["t"], Action::NextEdition),
    bind(Browse, &["/"], Action::Search),
    bind(Browse, &["n"], Action::NextHit),
    bind(Browse, &["N"], Action::PreviousHit),
    bind(Browse, &["f"], Action::Filter),
    bind(Browse, &["x"], Action::ClearFilter),
    bind(Browse, &["u"], Action::UndoFilter),
    bind(Browse, &["a"], Action::Actors),
    bind(Browse, &["@"], Action::FilterByActor),
    bind(Browse, &["L"], Action::Lanes),
    bind(Browse, &["s"], Action::Sources),
    bind(Browse, &["!"], Action::Problems),
    bind(Browse, &["y"], Action::Copy),
    bind(Browse, &["A"], Action::AcceptDraft),
    bind(Browse, &["e"], Action::EditEvent),
    bind(Browse, &["E"], Action::EditSource),
    bind(Browse, &["o"], Action::OpenUrl),
    bind(Browse, &["R", "F5"], Action::Reload),
    bind(Browse, &["?", "F1"], Action::Help),
    bind(Browse, &["^L"], Action::Redraw),
    bind(Browse, &["^Z"], Action::Suspend),
    bind(Browse, &["q", "^C"], Action::Quit),
    bind(Prompt, &["⏎"], Action::Accept),
    bind(Prompt, &["Esc", "^C"], Action::Cancel),
    bind(Prompt, &["Tab"], Action::Complete),
    bind(Prompt, &["⇧Tab"], Action::CompleteBack),
    bind(Prompt, &["↑", "^P"], Action::Earlier),
    bind(Prompt, &["↓", "^N"], Action::Later),
    bind(Prompt, &["⌫", "^H"], Action::DeleteBack),
    bind(Prompt, &["Del"], Action::Delete),
    bind(Prompt, &["^W"], Action::DeleteWord),
    bind(Prompt, &["^U"], Action::DeleteLine),
    bind(Prompt, &["←", "^B"], Action::CursorLeft),
    bind(Prompt, &["→", "^F"], Action::CursorRight),
    bind(Prompt, &["Home", "^A"], Action::CursorStart),
    bind(Prompt, &["End", "^E"], Action::CursorEnd),
    bind(Prompt, &["^L"], Action::Redraw),
    bind(Prompt, &["^Z"], Action::Suspend),
    bind(Actors, &["↓", "^N"], Action::Down),
    bind(Actors, &["↑", "^P"], Action::Up),
    bind(Actors, &["PgDn"], Action::PageDown),
    bind(Actors, &["PgUp"], Action::PageUp),
    bind(Actors, &["Home"], Action::First),
    bind(Actors, &["End"], Action::Last),
    bind(Actors, &["Space"], Action::IncludeActor),
    bind(Actors, &["-"], Action::ExcludeActor),
    bind(Actors, &["⏎"], Action::Accept),
    bind(Actors, &["Esc", "^C"], Action::Cancel),
    bind(Actors, &["⌫", "^H"], Action::DeleteBack),
    bind(Actors, &["^W"], Action::DeleteWord),
    bind(Actors, &["^U"], Action::DeleteLine),
    bind(Actors, &["^L"], Action::Redraw),
    bind(Actors, &["^Z"], Action::Suspend),
    bind(Help, &["↓", "^N"], Action::Down),
    bind(Help, &["↑", "^P"], Action::Up),
    bind(Help, &["PgDn"], Action::PageDown),
    bind(Help, &["PgUp"], Action::PageUp),
    bind(Help, &["Home"], Action::First),
    bind(Help, &["End"], Action::Last),
    bind(Help, &["⏎", "Esc", "^C", "F1"], Action::Cancel),
    bind(Help, &["⌫", "^H"], Action::DeleteBack),
    bind(Help, &["^W"], Action::DeleteWord),
    bind(Help, &["^U"], Action::DeleteLine),
    bind(Help, &["^L"], Action::Redraw),
    bind(Help, &["^Z"], Action::Suspend),
    bind(Choice, &["↓", "j", "^N", "Tab"], Action::Down),
    bind(Choice, &["↑", "k", "^P"], Action::Up),
    bind(Choice, &["PgDn"], Action::PageDown),
    bind(Choice, &["PgUp"], Action::PageUp),
    bind(Choice, &["Home", "g"], Action::First),
    bind(Choice, &["End", "G"], Action::Last),
    bind(Choice, &["⏎", "→", "l"], Action::Accept),
    bind(Choice, &["Esc", "q", "←", "h", "⌫", "^C"], Action::Cancel),
    bind(Choice, &["f"], Action::Filter),
    bind(Choice, &["/"], Action::Search),
    bind(Choice, &[":"], Action::GoTo),
    bind(Choice, &["?", "F1"], Action::Help),
    bind(Choice, &["^L"], Action::Redraw),
    bind(Choice, &["^Z"], Action::Suspend),
    bind(Lanes, &["J"], Action::NextEvent),
    bind(Lanes, &["K"], Action::PreviousEvent),
    bind(Lanes, &["j", "↓"], Action::Down),
    bind(Lanes, &["k", "↑"], Action::Up),
    bind(Lanes, &["PgDn"], Action::PageDown),
    bind(Lanes, &["PgUp"], Action::PageUp),
    bind(Lanes, &["g", "Home"], Action::First),
    bind(Lanes, &["G", "End"], Action::Last),
    bind(Lanes, &["h", "←"], Action::PanEarlier),
    bind(Lanes, &["l", "→"], Action::PanLater),
    bind(Lanes, &["+", "="], Action::ZoomIn),
    bind(Lanes, &["-"], Action::ZoomOut),
    bind(Lanes, &["0"], Action::FitAll),
    bind(Lanes, &["⏎"], Action::ToTimeline),
    bind(Lanes, &["Esc", "L", "q", "⌫", "^C"], Action::Back),
    bind(Lanes, &["f"], Action::Filter),
    bind(Lanes, &["/"], Action::Search),
    bind(Lanes, &[":"], Action::GoTo),
    bind(Lanes, &["?", "F1"], Action::Help),
    bind(Lanes, &["^L"], Action::Redraw),
    bind(Lanes, &["^Z"], Action::Suspend),
    bind(Problems, &["j", "↓", "^N"], Action::Down),
    bind(Problems, &["k", "↑", "^P"], Action::Up),
    bind(Problems, &["PgDn"], Action::PageDown),
    bind(Problems, &["PgUp"], Action::PageUp),
    bind(Problems, &["g", "Home"], Action::First),
    bind(Problems, &["G", "End"], Action::Last),
    bind(Problems, &["⏎", "→", "l"], Action::ToPlace),
    bind(Problems, &["e"], Action::EditPlace),
    bind(Problems, &["s"], Action::Severity),
    bind(Problems, &["^D"], Action::DetailsDown),
    bind(Problems, &["^U"], Action::DetailsUp),
    bind(
        Problems,
        &["Esc", "!", "q", "←", "h", "⌫", "^C"],
        Action::Cancel,
    ),
    bind(Problems, &["f"], Action::Filter),
    bind(Problems, &["/"], Action::Search),
    bind(Problems, &[":"], Action::GoTo),
    bind(Problems, &["?", "F1"], Action::Help),
    bind(Problems, &["^L"], Action::Redraw),
    bind(Problems, &["^Z"], Action::Suspend),
];

/// The meaning of a key in a context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// An action.
    Action(Action),
    /// A character of a text or of a count.
    Type(char),
}

/// Returns the meaning of a key. An unbound character stands for itself, unless it is not safe to
/// draw.
pub fn meaning(context: Context, key: KeyEvent) -> Option<Meaning> {
    let name = name(key)?;
    let mut bindings = BINDINGS.iter().filter(|binding| binding.context == context);
    let bound = bindings.find(|binding| binding.keys.contains(&name.as_ref()));
    match bound {
        Some(binding) => Some(Meaning::Action(binding.action)),
        None => typed(key).map(Meaning::Type),
    }
}

/// Returns the character that a key types, if it is safe to draw.
pub fn typed(key: KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(c) if no_modifier_but_shift(key.modifiers) && mark(c).is_none() => Some(c),
        _ => None,
    }
}

/// Returns the first key that is bound to an action in a context.
pub fn key_of(context: Context, action: Action) -> Option<&'static str> {
    let mut bindings = BINDINGS.iter().filter(|binding| binding.context == context);
    bindings
        .find(|binding| binding.action == action)?
        .keys
        .first()
        .copied()
}

/// Returns the name of a key, as used in the table above. Modifiers must match exactly: a stray
/// line feed arrives as Control+J, which must not count as J.
fn name(key: KeyEvent) -> Option<Cow<'static, str>> {
    if let KeyCode::Char(c) = key.code {
        return match c {
            _ if key.modifiers == KeyModifiers::CONTROL => {
                Some(format!("^{}", c.to_ascii_uppercase()).into())
            }
            ' ' if key.modifiers.is_empty() => Some("Space".into()),
            _ if no_modifier_but_shift(key.modifiers) => Some(c.to_string().into()),
            _ => None,
        };
    }
    // Terminals report Shift+Tab with or without the modifier.
    if key.code == KeyCode::BackTab && no_modifier_but_shift(key.modifiers) {
        return Some("⇧Tab".into());
    }
    if !key.modifiers.is_empty() {
        return None;
    }
    let name = match key.code {
        KeyCode::Enter => "⏎",
        KeyCode::Esc => "Esc",
        KeyCode::Backspace => "⌫",
        KeyCode::Delete => "Del",
        KeyCode::Tab => "Tab",
        KeyCode::Up => "↑",
        KeyCode::Down => "↓",
        KeyCode::Left => "←",
        KeyCode::Right => "→",
        KeyCode::Home => "Home",
        KeyCode::End => "End",
        KeyCode::PageUp => "PgUp",
        KeyCode::PageDown => "PgDn",
        KeyCode::F(1) => "F1",
        KeyCode::F(5) => "F5",
        _ => return None,
    };
    Some(name.into())
}

/// Returns whether at most Shift is pressed, which the character itself already reflects.
fn no_modifier_but_shift(modifiers: KeyModifiers) -> bool {
    modifiers.difference(KeyModifiers::SHIFT).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_is_bound_twice_in_a_context() {
        for (index, binding) in BINDINGS.iter().enumerate() {
            for other in &BINDINGS[index + 1..] {
                let same = binding.context == other.context;
                let shared = binding.keys.iter().find(|key| other.keys.contains(key));
                assert!(
                    !(same && shared.is_some()),
                    "{shared:?} in {:?}",
                    binding.context
                );
            }
        }
    }

    #[test]
    fn modifiers_must_match() {
        let key = |code, modifiers| meaning(Browse, KeyEvent::new(code, modifiers));
        let j = KeyCode::Char('j');
        assert_eq!(
            key(j, KeyModifiers::NONE),
            Some(Meaning::Action(Action::Down))
        );
        assert_eq!(key(j, KeyModifiers::CONTROL), None);
        assert_eq!(key(j, KeyModifiers::ALT), None);
        let shifted = key(KeyCode::Char('J'), KeyModifiers::SHIFT);
        assert_eq!(shifted, Some(Meaning::Action(Action::NextEvent)));
        assert_eq!(
            key(KeyCode::Char('7'), KeyModifiers::NONE),
            Some(Meaning::Type('7'))
        );
    }
}

//! A menu of a few entries.

use crate::text::width::width;
use crate::timeline::{ActorId, EventId, SourceId};
use crate::tui::list_state::ListState;
use crate::tui::panel::Panel;
use crate::tui::theme::Glyphs;

/// The target of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// An event and the index of one of its citations.
    Event(EventId, usize),
    /// The events of an actor, by way of the filter.
    Actor(ActorId),
    /// A source to read.
    Source(SourceId),
    /// A draft to accept.
    Accept(EventId),
    /// Nothing: all stays as it is.
    Nothing,
    /// The clipboard, with the name and the text of what is copied.
    Clipboard(&'static str, String),
}

/// An entry of a [`Choice`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key that picks the entry directly.
    pub key: Option<char>,
    /// The text shown.
    pub label: String,
    /// The target.
    pub destination: Destination,
}

/// A menu of a few entries, one of which can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    title: String,
    /// The width of the longest entry, in cells.
    widest: usize,
    /// The entries to pick from.
    pub entries: Vec<Entry>,
    /// The cursor and the scroll position.
    pub list: ListState,
}

impl Choice {
    /// Creates a menu of entries with their own keys.
    pub fn new(title: &str, entries: Vec<Entry>) -> Self {
        let widest = entries.iter().map(|entry| width(&entry.label)).max();
        Self {
            title: title.to_owned(),
            widest: widest.unwrap_or_default(),
            entries,
            list: ListState::default(),
        }
    }

    /// Creates a menu whose first nine entries have the keys 1 to 9, with the cursor on the given
    /// entry.
    pub fn numbered(
        title: &str,
        entries: impl Iterator<Item = (String, Destination)>,
        cursor: usize,
    ) -> Self {
        let keys = ('1'..='9').map(Some).chain(std::iter::repeat(None));
        let entries = keys.zip(entries).map(|(key, (label, destination))| Entry {
            key,
            label,
            destination,
        });
        Self {
            list: ListState::at(cursor),
            ..Self::new(title, entries.collect())
        }
    }

    /// Returns the entry under the cursor.
    pub fn entry(&self) -> Option<&Entry> {
        self.entries.get(self.list.cursor())
    }

    /// Returns whether a key picks an entry directly.
    pub fn has_key(&self, key: char) -> bool {
        self.entries.iter().any(|entry| entry.key == Some(key))
    }

    /// Returns the frame of the list.
    pub fn panel(&self, glyphs: &Glyphs) -> Panel {
        Panel {
            title: self.title.clone(),
            hint: format!("{} select  Esc cancel", glyphs.key("⏎")),
            width: (self.widest + 8).max(width(&self.title) + 4).clamp(36, 90),
            has_input: false,
            rows: self.entries.len(),
            height: 0,
            details: 0,
        }
    }
}

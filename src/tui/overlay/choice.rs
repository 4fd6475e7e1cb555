//! A few entries, of which one is picked.

use crate::text::width::width;
use crate::timeline::{ActorId, EventId, SourceId};
use crate::tui::list_state::ListState;
use crate::tui::panel::Panel;
use crate::tui::theme::Glyphs;

/// Where an entry leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To an event and one of its citations.
    Event(EventId, usize),
    /// To the events of an actor: a filter.
    Actor(ActorId),
    /// To a source, to read it.
    Source(SourceId),
    /// To the clipboard: what is copied, and its text.
    Clipboard(&'static str, String),
}

/// An entry of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key that picks it at once, where it has one.
    pub key: Option<char>,
    /// What it is, for people.
    pub label: String,
    /// Where it leads.
    pub destination: Destination,
}

/// A few entries, of which one is picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    title: &'static str,
    /// What there is to pick from.
    pub entries: Vec<Entry>,
    /// Which of them are in sight.
    pub list: ListState,
}

impl Choice {
    /// Offers entries that have keys of their own.
    pub fn new(title: &'static str, entries: Vec<Entry>) -> Self {
        Self {
            title,
            entries,
            list: ListState::default(),
        }
    }

    /// Offers entries with the keys 1 to 9, as far as these go, the cursor on one of them.
    pub fn numbered(
        title: &'static str,
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
            title,
            entries: entries.collect(),
            list: ListState::at(cursor),
        }
    }

    /// Returns the entry under the cursor.
    pub fn entry(&self) -> Option<&Entry> {
        self.entries.get(self.list.cursor())
    }

    /// Returns the frame of the list.
    pub fn panel(&self, glyphs: &Glyphs) -> Panel {
        let widest = self.entries.iter().map(|entry| width(&entry.label)).max();
        Panel {
            title: self.title.to_owned(),
            hint: format!("{} takes it  Esc cancels", glyphs.key("⏎")),
            width: (widest.unwrap_or(0) + 8).clamp(36, 90),
            narrows: false,
            rows: self.entries.len(),
            height: 0,
            details: 0,
        }
    }
}

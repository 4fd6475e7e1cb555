//! Counts what has no place in an event.

use std::collections::BTreeMap;

use super::importer::Importer;
use super::json::Object;
use crate::diagnostic::quoted;

/// So many names are told apart.
const MOST_NAMES: usize = 100;

/// The names of what is not carried over, and how many records have it.
#[derive(Default)]
pub struct Unplaced {
    names: BTreeMap<String, usize>,
    /// How often there was another name when there were too many.
    others: usize,
}

impl Unplaced {
    /// Counts a name.
    pub fn note(&mut self, name: &str) {
        if let Some(count) = self.names.get_mut(name) {
            *count = count.saturating_add(1);
        } else if self.names.len() < MOST_NAMES {
            self.names.insert(name.to_owned(), 1);
        } else {
            self.others = self.others.saturating_add(1);
        }
    }

    /// Counts the keys of an object that nobody asked for. `path` is what leads to the object, such as `media.`.
    pub fn note_rest(&mut self, path: &str, object: &Object<'_>) {
        for key in object.rest() {
            self.note(&format!("{path}{key}"));
        }
    }

    /// Reports everything.
    pub fn report(self, importer: &mut Importer<'_>) {
        let times = |count| match count {
            1 => "once".to_owned(),
            count => format!("{count} times"),
        };
        for (name, count) in self.names {
            importer.drop_all(format!("{} ({})", quoted(&name), times(count)));
        }
        if self.others > 0 {
            importer.drop_all(format!("other names ({})", times(self.others)));
        }
    }
}

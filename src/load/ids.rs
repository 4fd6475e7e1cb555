//! The ids of events while files are read.

use std::collections::HashMap;

use super::index::Index;
use crate::timeline::{Events, Parts, Record};

/// Which event has which id.
#[derive(Default)]
pub struct Ids {
    events: Index,
    /// Per event: the line that its id is on.
    lines: Vec<u32>,
    /// Per event whose id others have as well: the number that the last of them was given.
    doubles: HashMap<usize, usize>,
}

impl Ids {
    /// Takes an id, on a line, for the event that is read next.
    ///
    /// # Errors
    /// The position of the event that has it already, and a free id, which was taken instead.
    pub fn take(
        &mut self,
        slug: &str,
        line: usize,
        events: &Events,
    ) -> Result<(), (usize, String)> {
        let name_at = |at: usize| events.slug(at);
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        let Some(first) = self.events.find(slug, name_at) else {
            self.events.add(slug, events.len(), name_at);
            return Ok(());
        };
        let number = self.doubles.entry(first).or_insert(1);
        let free = loop {
            *number += 1;
            let candidate = format!("{slug}-{number}");
            if self.events.find(&candidate, name_at).is_none() {
                break candidate;
            }
        };
        self.events.add(&free, events.len(), name_at);
        Err((first, free))
    }

    /// Returns where the id of an event is: the name of its file, and the line.
    pub fn place(&self, event: usize, parts: &Parts) -> String {
        let line = self.lines.get(event).copied().unwrap_or_default();
        let file = parts.events.record(event).map_or(0, Record::file);
        let file = parts.files.get(file).map_or("", |file| file.name.as_str());
        format!("{file}:{line}")
    }
}

//! The ids of events while files are read.

use std::collections::HashMap;

use crate::text::distinct::{NameHasher, Numbers};
use crate::timeline::{Events, File, Record};

/// Which event has which id.
pub struct Ids<'a> {
    files: &'a [File],
    /// The position of each event by its id. The ids themselves are kept with the events.
    events: Numbers,
    /// Per event: the line that its id is on.
    lines: Vec<u32>,
    /// Per event whose id others have as well: the number that the last of them was given.
    doubles: HashMap<usize, usize>,
}

impl<'a> Ids<'a> {
    /// Starts without an id. `files` are those of the events.
    pub fn new(files: &'a [File]) -> Self {
        Self {
            files,
            events: Numbers::default(),
            lines: Vec::new(),
            doubles: HashMap::new(),
        }
    }

    /// Returns what hashes ids.
    pub fn hasher(&self) -> NameHasher {
        self.events.hasher().clone()
    }

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
        let hash = self.events.hash(slug);
        let Some(first) = self.find(slug, hash, events) else {
            self.take_free(slug, hash, line, events);
            return Ok(());
        };
        let mut number = self.doubles.get(&first).copied().unwrap_or(1);
        let free = loop {
            number += 1;
            let candidate = format!("{slug}-{number}");
            if self.take_free(&candidate, self.events.hash(&candidate), line, events) {
                break candidate;
            }
        };
        self.doubles.insert(first, number);
        Err((first, free))
    }

    /// Takes an id with its hash, on a line, for the event that is read next, unless another has it.
    pub fn take_free(&mut self, slug: &str, hash: u32, line: usize, events: &Events) -> bool {
        let Ok(position) = u32::try_from(events.len()) else {
            return true;
        };
        if self.find(slug, hash, events).is_some() {
            return false;
        }
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        self.events.add(hash, position);
        true
    }

    fn find(&self, slug: &str, hash: u32, events: &Events) -> Option<usize> {
        let is_it = |at: u32| events.slug(at as usize) == slug;
        self.events.find(hash, is_it).map(|at| at as usize)
    }

    /// Returns where the id of an event is: the name of its file, and the line.
    pub fn place(&self, event: usize, events: &Events) -> String {
        let line = self.lines.get(event).copied().unwrap_or_default();
        let file = events.record(event).map_or(0, Record::file);
        let file = self.files.get(file).map_or("", |file| file.name.as_str());
        format!("{file}:{line}")
    }
}

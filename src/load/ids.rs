//! The ids of events while files are read.

use std::collections::HashMap;

use crate::text::distinct::{NameHasher, Numbers};
use crate::timeline::{Events, File, Record};

/// Which event has which id.
pub struct Ids<'a> {
    files: &'a [File],
    /// The position of each event by its id. The ids themselves are kept with the events.
    events: Numbers,
    /// The lines of ids that are not on the first line of their events.
    lines: HashMap<usize, usize>,
    /// Per event whose id others have as well: the number that the last of them was given.
    doubles: HashMap<usize, usize>,
}

impl<'a> Ids<'a> {
    /// Starts without an id. `files` are those of the events.
    pub fn new(files: &'a [File]) -> Self {
        Self {
            files,
            events: Numbers::default(),
            lines: HashMap::new(),
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
            self.add(hash, line);
            return Ok(());
        };
        let mut number = self.doubles.get(&first).copied().unwrap_or(1);
        let free = loop {
            number += 1;
            let candidate = format!("{slug}-{number}");
            let hash = self.events.hash(&candidate);
            if self.find(&candidate, hash, events).is_none() {
                self.add(hash, line);
                break candidate;
            }
        };
        self.doubles.insert(first, number);
        Err((first, free))
    }

    /// Takes an id with its hash, on the first line of the event that is read next, unless another has it.
    pub fn take_free(&mut self, slug: &str, hash: u32, events: &Events) -> bool {
        let is_free = self.find(slug, hash, events).is_none();
        if is_free {
            self.events.add(hash);
        }
        is_free
    }

    fn add(&mut self, hash: u32, line: usize) {
        let event = self.events.add(hash) as usize;
        self.lines.insert(event, line);
    }

    fn find(&self, slug: &str, hash: u32, events: &Events) -> Option<usize> {
        let is_it = |at: u32| events.slug(at as usize) == slug;
        self.events.find(hash, is_it).map(|at| at as usize)
    }

    /// Returns where the id of an event is: the name of its file, and the line.
    pub fn place(&self, event: usize, events: &Events) -> String {
        let record = events.record(event);
        let line = self.lines.get(&event).copied();
        let line = line.or(record.map(Record::line)).unwrap_or_default();
        let file = record.map_or(0, Record::file);
        let file = self.files.get(file).map_or("", |file| file.name.as_str());
        format!("{file}:{line}")
    }
}

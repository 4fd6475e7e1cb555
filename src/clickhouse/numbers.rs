//! The numbers that names get on a server.

use std::collections::{HashMap, HashSet};

use super::binary::put_text;
use super::calendar::of_days;
use super::names::{Kind, Name, Names};
use crate::date::Date;
use crate::timeline::Timeline;

/// The keys of the tables of an event file: of the timeline, and of its actors and sources by their ids.
#[derive(Debug, Default)]
pub struct Definitions {
    /// The keys of `[timeline]`.
    pub timeline: String,
    /// The keys of `[actors.…]`, by id.
    pub actors: HashMap<String, String>,
    /// The keys of `[sources.…]`, by id.
    pub sources: HashMap<String, String>,
}

/// The numbers of names, of which some are not on the server yet.
pub struct Numbers {
    pub actors: HashMap<String, u32>,
    pub sources: HashMap<String, u32>,
    tags: HashMap<String, u32>,
    dates: HashMap<String, u32>,
    has_timeline: bool,
    /// The actors and the sources of which the server has more than the name.
    defined: [HashSet<String>; 2],
    new: Vec<(Kind, u32, Name)>,
}

impl Numbers {
    pub fn of(names: Names) -> Self {
        let defined = |names: &[Name]| {
            let defined = names.iter().filter(|it| !it.record.is_empty());
            defined.map(|it| it.name.clone()).collect()
        };
        let numbered = |names: Vec<Name>| {
            let numbered = (0..).zip(names);
            numbered.map(|(number, it)| (it.name, number)).collect()
        };
        Self {
            has_timeline: names.timeline != Name::default(),
            defined: [defined(&names.actors), defined(&names.sources)],
            actors: numbered(names.actors),
            sources: numbered(names.sources),
            tags: numbered(names.tags),
            dates: numbered(names.dates),
            new: Vec::new(),
        }
    }

    /// Adds the names of actors and sources, and the title, that are not there yet.
    pub fn add_head(&mut self, timeline: &Timeline, definitions: &Definitions) {
        if !self.has_timeline {
            let name = Name {
                name: "timeline".to_owned(),
                title: timeline.title().to_owned(),
                record: definitions.timeline.clone(),
            };
            self.new.push((Kind::Timeline, 0, name));
            self.has_timeline = true;
        }
        let [defined_actors, defined_sources] = &self.defined;
        for actor in timeline.actors() {
            let record = definitions.actors.get(actor.slug());
            let is_new = !self.actors.contains_key(actor.slug());
            let number = add(&mut self.actors, actor.slug(), |_| ());
            if is_new || record.is_some() && !defined_actors.contains(actor.slug()) {
                let name = named(actor.slug(), actor.name(), record);
                self.new.push((Kind::Actor, number, name));
            }
        }
        for source in timeline.sources() {
            let record = definitions.sources.get(source.slug());
            let is_new = !self.sources.contains_key(source.slug());
            let number = add(&mut self.sources, source.slug(), |_| ());
            if is_new || record.is_some() && !defined_sources.contains(source.slug()) {
                let name = named(source.slug(), source.title(), record);
                self.new.push((Kind::Source, number, name));
            }
        }
    }

    pub fn tag(&mut self, tag: &str) -> u32 {
        let new = &mut self.new;
        add(&mut self.tags, tag, |number| {
            new.push((Kind::Tag, number, named(tag, "", None)));
        })
    }

    /// Returns the number of a date: 0 if its days tell it.
    pub fn date(&mut self, date: &Date, earliest: i64, latest: i64) -> u32 {
        let text = date.day_text();
        if of_days(earliest, latest).is_some_and(|it| it.as_str() == text) {
            return 0;
        }
        let new = &mut self.new;
        1 + add(&mut self.dates, text, |number| {
            new.push((Kind::Date, number, named(text, "", None)));
        })
    }

    /// Returns the rows of the names that were added since the last time.
    pub fn take_new(&mut self) -> Vec<u8> {
        let mut rows = Vec::new();
        for (kind, number, name) in std::mem::take(&mut self.new) {
            rows.push(kind as u8);
            rows.extend_from_slice(&number.to_le_bytes());
            for text in [&name.name, &name.title, &name.record] {
                put_text(text, &mut rows);
            }
        }
        rows
    }
}

fn named(name: &str, title: &str, record: Option<&String>) -> Name {
    Name {
        name: name.to_owned(),
        title: title.to_owned(),
        record: record.cloned().unwrap_or_default(),
    }
}

/// Returns the number of a name. A new one gets the next number, and is told.
fn add(known: &mut HashMap<String, u32>, name: &str, mut new: impl FnMut(u32)) -> u32 {
    if let Some(number) = known.get(name) {
        return *number;
    }
    let number = known.len() as u32;
    known.insert(name.to_owned(), number);
    new(number);
    number
}

//! The names that events use: which actor or source one means, and which ids are taken.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::fields::Spanned;
use super::report::Report;
use crate::diagnostic::{Code, did_you_mean};
use crate::text::fold::fold;
use crate::timeline::{Actor, ActorId, Kind, Parts, Source, SourceId};

/// A suggestion looks at every name there is. A file with more wrong names than this
/// lacks a table rather than spelling, and is not to be slow for it.
const SUGGESTIONS: usize = 200;

/// The ids that events may name, and those that events have taken.
pub struct Names {
    actors: HashMap<String, ActorId>,
    /// Ids, names and aliases, folded.
    by_name: HashMap<String, ActorId>,
    sources: HashMap<String, SourceId>,
    /// How many actors and sources have a table; those after them are only named.
    defined: (usize, usize),
    events: HashMap<String, Taken>,
    suggested: usize,
}

/// Where the event with an id stands: file and line.
pub type Place = (usize, usize);

/// An event id in use.
struct Taken {
    place: Place,
    /// The number that its last double was given.
    doubles: usize,
}

impl Names {
    /// Ids come before names, and what stands first in the files before the rest.
    pub fn new(parts: &Parts) -> Self {
        let (mut actors, mut by_name) = (HashMap::new(), HashMap::new());
        for (index, actor) in parts.actors.iter().enumerate() {
            let id = ActorId::new(index);
            actors.insert(actor.slug.clone(), id);
            by_name.entry(fold(&actor.slug)).or_insert(id);
        }
        for (index, actor) in parts.actors.iter().enumerate() {
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                by_name.entry(fold(name)).or_insert(ActorId::new(index));
            }
        }
        let sources = parts.sources.iter().enumerate();
        Self {
            actors,
            by_name,
            sources: sources
                .map(|(index, source)| (source.slug.clone(), SourceId::new(index)))
                .collect(),
            defined: (parts.actors.len(), parts.sources.len()),
            events: HashMap::new(),
            suggested: 0,
        }
    }

    /// The actor that an event names: by id, and in data from elsewhere by name too.
    /// One that nothing defines is added under `name`, so that the event keeps it.
    pub fn actor(
        &mut self,
        id: &Spanned<String>,
        name: &str,
        actors: &mut Vec<Actor>,
        report: &mut Report<'_>,
    ) -> ActorId {
        let word = &id.value;
        let mut known = self.actors.get(word).copied();
        if report.lenient {
            known = known.or_else(|| self.by_name.get(&fold(word)).copied());
        }
        let defined = actors.get(..self.defined.0).unwrap_or_default();
        if !report.lenient && known.is_none_or(|id| id.index() >= defined.len()) {
            let meant = self.by_name.get(&fold(word)).map(|id| id.index());
            let help = match meant.and_then(|index| defined.get(index)) {
                Some(actor) => format!("actors are named by id: `{}`", actor.slug),
                None => self
                    .near(word, defined.iter().map(|actor| actor.slug.as_str()))
                    .unwrap_or_else(|| "each actor is defined in a table [actors.…]".to_owned()),
            };
            let message = format!("no actor `{word}` in this timeline");
            report
                .error(Code::UnknownActor, &id.span, message)
                .set_help(help);
        }
        known.unwrap_or_else(|| self.add_actor(word, name, actors, report.lenient))
    }

    fn add_actor(
        &mut self,
        word: &str,
        name: &str,
        actors: &mut Vec<Actor>,
        lenient: bool,
    ) -> ActorId {
        let id = ActorId::new(actors.len());
        let mut slug = word.to_owned();
        if lenient {
            let kebab = kebab_case(word);
            if !kebab.is_empty() && !self.actors.contains_key(&kebab) {
                slug = kebab;
            }
            for known in [word, name, &slug] {
                self.by_name.entry(fold(known)).or_insert(id);
            }
        }
        self.actors.insert(slug.clone(), id);
        actors.push(Actor {
            slug,
            name: name.to_owned(),
            kind: Kind::Other,
            aliases: Vec::new(),
            member_of: Vec::new(),
        });
        id
    }

    /// The source that a citation names; one that nothing defines is added by its name.
    pub fn source(
        &mut self,
        name: &Spanned<String>,
        sources: &mut Vec<Source>,
        report: &mut Report<'_>,
    ) -> SourceId {
        let word = &name.value;
        let known = self.sources.get(word).copied();
        let defined = sources.get(..self.defined.1).unwrap_or_default();
        if !report.lenient && known.is_none_or(|id| id.index() >= defined.len()) {
            let help = self
                .near(word, defined.iter().map(|source| source.slug.as_str()))
                .unwrap_or_else(|| "each source is defined in a table [sources.…]".to_owned());
            let message = format!("no source `{word}` in this timeline");
            report
                .error(Code::UnknownSource, &name.span, message)
                .set_help(help);
        }
        known.unwrap_or_else(|| {
            let id = SourceId::new(sources.len());
            self.sources.insert(word.clone(), id);
            sources.push(Source::named(word.clone()));
            id
        })
    }

    fn near<'a>(&mut self, word: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
        self.suggested += 1;
        (self.suggested <= SUGGESTIONS).then(|| did_you_mean(word, known))?
    }

    /// Takes an id for an event. `Err` is the place of the event that has it already,
    /// and the free id that was taken instead.
    pub fn take(&mut self, slug: &str, place: Place) -> Result<(), (Place, String)> {
        let fresh = |place| Taken { place, doubles: 1 };
        let (first, mut number) = match self.events.entry(slug.to_owned()) {
            Entry::Vacant(entry) => {
                entry.insert(fresh(place));
                return Ok(());
            }
            Entry::Occupied(entry) => (entry.get().place, entry.get().doubles),
        };
        let free = loop {
            number += 1;
            let candidate = format!("{slug}-{number}");
            if !self.events.contains_key(&candidate) {
                break candidate;
            }
        };
        if let Some(taken) = self.events.get_mut(slug) {
            taken.doubles = number;
        }
        self.events.insert(free.clone(), fresh(place));
        Err((first, free))
    }
}

/// Words in small letters with hyphens between.
pub fn kebab_case(text: &str) -> String {
    let pieces = text.split(|c: char| !c.is_alphanumeric());
    let pieces: Vec<String> = pieces
        .filter(|piece| !piece.is_empty())
        .map(str::to_lowercase)
        .collect();
    pieces.join("-")
}

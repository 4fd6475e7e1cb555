//! The names of a timeline: which actor or source is meant by one.

use super::by_name::ByName;
use super::fields::Spanned;
use super::index::Index;
use super::report::Report;
use crate::diagnostic::{Code, Suggestions, quoted};
use crate::text::fold::fold;
use crate::text::kebab::kebab_case;
use crate::timeline::{Actor, ActorDetails, ActorId, Source, SourceId};

/// Finds actors and sources of the parts of a timeline by their names.
#[derive(Debug, Default)]
pub struct Names {
    actors: Index,
    sources: Index,
    /// Folded ids, names and aliases that are not the id of an actor.
    by_name: ByName,
    /// Per actor that is defined: by which file. Those after them are only named.
    actor_files: Vec<u32>,
    /// The same of sources.
    source_files: Vec<u32>,
    suggestions: Suggestions,
}

impl Names {
    /// Returns the file that defines the actor with an id.
    pub fn actor_file(&self, slug: &str, actors: &[Actor]) -> Option<usize> {
        let file = self.actor_files.get(self.find_actor(slug, actors)?)?;
        Some(*file as usize)
    }

    /// Returns the file that defines the source with an id.
    pub fn source_file(&self, slug: &str, sources: &[Source]) -> Option<usize> {
        let file = self.source_files.get(self.find_source(slug, sources)?)?;
        Some(*file as usize)
    }

    /// Adds an actor that a file defines.
    pub fn define_actor(&mut self, actor: Actor, file: usize, actors: &mut Vec<Actor>) {
        self.actors
            .add(actor.slug(), actors.len(), |at| slug_of(actors, at));
        self.actor_files.push(file as u32);
        actors.push(actor);
    }

    /// Adds a source that a file defines.
    pub fn define_source(&mut self, source: Source, file: usize, sources: &mut Vec<Source>) {
        self.sources
            .add(source.slug(), sources.len(), |at| id_of(sources, at));
        self.source_files.push(file as u32);
        sources.push(source.defined_by(file));
    }

    /// Learns the names of all actors that are defined: ids before names, and what comes first in the
    /// files before the rest.
    pub fn learn_all(&mut self, actors: &[Actor]) {
        for (index, actor) in actors.iter().enumerate() {
            self.learn(actor.slug(), index, actors);
        }
        for (index, actor) in actors.iter().enumerate() {
            for name in actor.names().skip(1) {
                self.learn(name, index, actors);
            }
        }
    }

    fn learn(&mut self, name: &str, index: usize, actors: &[Actor]) {
        let folded = fold(name);
        if self.by_folded(&folded, actors).is_none() {
            self.by_name.add(folded, index, actors);
        }
    }

    /// Learns actors and sources that nothing defines.
    pub fn restore(&mut self, actors: &[Actor], sources: &[Source]) {
        self.actors.reserve(actors.len());
        self.sources.reserve(sources.len());
        for (position, actor) in actors.iter().enumerate() {
            self.actors
                .add(actor.slug(), position, |at| slug_of(actors, at));
            self.learn(actor.name(), position, actors);
        }
        for (position, source) in sources.iter().enumerate() {
            self.sources
                .add(source.slug(), position, |at| id_of(sources, at));
        }
    }

    /// Returns the folded names of actors that the list of actors does not have.
    pub fn others(&self) -> impl Iterator<Item = (&str, u32)> {
        self.by_name.others()
    }

    /// Learns a folded name of an actor that the list of actors does not have.
    pub fn learn_other(&mut self, folded: &str, actor: usize, actors: &[Actor]) {
        self.by_name.add(folded.to_owned(), actor, actors);
    }

    /// Returns the position of the actor with an id.
    pub fn find_actor(&self, slug: &str, actors: &[Actor]) -> Option<usize> {
        self.actors.find(slug, |at| slug_of(actors, at))
    }

    fn find_source(&self, slug: &str, sources: &[Source]) -> Option<usize> {
        self.sources.find(slug, |at| id_of(sources, at))
    }

    /// The actor that goes by a name, whatever the case.
    fn by_name(&self, name: &str, actors: &[Actor]) -> Option<usize> {
        self.by_folded(&fold(name), actors)
    }

    fn by_folded(&self, folded: &str, actors: &[Actor]) -> Option<usize> {
        let by_id = self.find_actor(folded, actors);
        by_id.or_else(|| self.by_name.find(folded, actors))
    }

    /// Returns the actor that an event names, as [`Self::actor`], if it is there.
    pub fn known_actor(
        &self,
        id: &Spanned<String>,
        actors: &[Actor],
        report: &mut Report<'_>,
    ) -> Option<ActorId> {
        let known = self.find_actor(&id.value, actors);
        if report.lenient {
            let known = known.or_else(|| self.by_name(&id.value, actors));
            return known.map(ActorId::new);
        }
        if known.is_none_or(|at| at >= self.actor_files.len()) {
            report.error(Code::UnknownActor, &id.span, no_actor(&id.value));
        }
        known.map(ActorId::new)
    }

    /// Returns the source that a citation names, as [`Self::source`], if it is there.
    pub fn known_source(
        &self,
        name: &Spanned<String>,
        sources: &[Source],
        report: &mut Report<'_>,
    ) -> Option<SourceId> {
        let known = self.find_source(&name.value, sources);
        if !report.lenient && known.is_none_or(|at| at >= self.source_files.len()) {
            report.error(Code::UnknownSource, &name.span, no_source(&name.value));
        }
        known.map(SourceId::new)
    }

    /// Returns the actor that an event names: by id, and in event data of other programs by name too.
    /// One that nothing defines is added under `name`, so that the event keeps it.
    pub fn actor(
        &mut self,
        id: &Spanned<String>,
        name: &str,
        actors: &mut Vec<Actor>,
        report: &mut Report<'_>,
    ) -> ActorId {
        let word = &id.value;
        let mut known = self.find_actor(word, actors);
        if report.lenient {
            known = known.or_else(|| self.by_name(word, actors));
        } else if known.is_none_or(|at| at >= self.actor_files.len()) {
            self.unknown_actor(id, actors, report);
        }
        let known = known.unwrap_or_else(|| self.add_actor(word, name, actors, report.lenient));
        ActorId::new(known)
    }

    /// Reports that no actor is defined with an id.
    pub fn unknown_actor(
        &mut self,
        id: &Spanned<String>,
        actors: &[Actor],
        report: &mut Report<'_>,
    ) {
        let defined = actors.get(..self.actor_files.len()).unwrap_or_default();
        let meant = self.by_name(&id.value, defined);
        let help = if let Some(actor) = meant.and_then(|at| defined.get(at)) {
            format!("actors are named by id: `{}`", actor.slug())
        } else {
            let known = defined.iter().map(Actor::slug);
            let near = self.suggestions.did_you_mean(&id.value, known);
            near.unwrap_or_else(|| defined_in("actor", report))
        };
        report
            .error(Code::UnknownActor, &id.span, no_actor(&id.value))
            .set_help(help);
    }

    fn add_actor(
        &mut self,
        word: &str,
        name: &str,
        actors: &mut Vec<Actor>,
        lenient: bool,
    ) -> usize {
        let position = actors.len();
        let mut slug = word.to_owned();
        if lenient {
            let kebab = kebab_case(word);
            if !kebab.is_empty() && self.find_actor(&kebab, actors).is_none() {
                slug = kebab;
            }
        }
        self.actors.add(&slug, position, |at| slug_of(actors, at));
        actors.push(Actor::new(&slug, name, ActorDetails::default()));
        if lenient {
            for known in [word, name] {
                self.learn(known, position, actors);
            }
        }
        position
    }

    /// Returns the source that a citation names. One that nothing defines is added.
    pub fn source(
        &mut self,
        name: &Spanned<String>,
        sources: &mut Vec<Source>,
        report: &mut Report<'_>,
    ) -> SourceId {
        let word = &name.value;
        let known = self.find_source(word, sources);
        if !report.lenient && known.is_none_or(|at| at >= self.source_files.len()) {
            let defined = sources.get(..self.source_files.len()).unwrap_or_default();
            let defined = defined.iter().map(Source::slug);
            let near = self.suggestions.did_you_mean(word, defined);
            let help = near.unwrap_or_else(|| defined_in("source", report));
            report
                .error(Code::UnknownSource, &name.span, no_source(word))
                .set_help(help);
        }
        SourceId::new(known.unwrap_or_else(|| {
            let position = sources.len();
            self.sources.add(word, position, |at| id_of(sources, at));
            sources.push(Source::named(word));
            position
        }))
    }
}

fn no_actor(id: &str) -> String {
    format!("no actor {} in this timeline", quoted(id))
}

fn no_source(id: &str) -> String {
    format!("no source {} in this timeline", quoted(id))
}

fn slug_of(actors: &[Actor], at: usize) -> &str {
    actors.get(at).map_or("", Actor::slug)
}

fn id_of(sources: &[Source], at: usize) -> &str {
    sources.get(at).map_or("", Source::slug)
}
/// Returns where the things of a kind are defined, for people.
fn defined_in(noun: &str, report: &Report<'_>) -> String {
    if report.is_json() {
        format!("each {noun} is defined in `{noun}s`")
    } else {
        format!("each {noun} is defined in a table [{noun}s.…]")
    }
}

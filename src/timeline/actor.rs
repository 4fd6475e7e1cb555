//! The people, states and groups that take part in events.

use std::ops::Deref;

use super::label::Label;
use crate::text::fold::fold;

/// The id of an actor of one timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(u32);

impl ActorId {
    /// Returns the id of the actor at a position in the timeline's list.
    pub fn new(index: usize) -> Self {
        Self(index as u32)
    }

    /// Returns the position in the timeline's list.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

table! {
    /// The kind of an actor.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Kind {
        /// A single human being.
        Person = "person",
        /// A country or another body with its own government.
        State = "state",
        /// A company, a ministry, a newspaper.
        Organization = "organization",
        /// People who act together without a body of their own.
        Group = "group",
        /// None of these, or not given.
        #[default]
        Other = "other",
    }
}

/// Someone or something that takes part in events. What few actors have is in its [`ActorDetails`], to which
/// it dereferences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    label: Label,
    details: Option<Box<ActorDetails>>,
}

/// What an actor may have beside its id and its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorDetails {
    /// Its kind.
    pub kind: Kind,
    /// Other names that it can be found by.
    pub aliases: Vec<String>,
    /// The groups it belongs to. They may form circles.
    pub member_of: Vec<ActorId>,
}

impl ActorDetails {
    const NONE: &'static Self = &Self {
        kind: Kind::Other,
        aliases: Vec::new(),
        member_of: Vec::new(),
    };
}

impl Deref for Actor {
    type Target = ActorDetails;

    fn deref(&self) -> &ActorDetails {
        self.details.as_deref().unwrap_or(ActorDetails::NONE)
    }
}

impl Actor {
    /// Makes an actor with an id and a name.
    pub fn new(slug: &str, name: &str, details: ActorDetails) -> Self {
        Self {
            label: Label::new(slug, name),
            details: (details != *ActorDetails::NONE).then(|| Box::new(details)),
        }
    }

    /// Returns the id in the file.
    pub fn slug(&self) -> &str {
        self.label.id()
    }

    /// Returns the name to show.
    pub fn name(&self) -> &str {
        self.label.title()
    }

    /// Iterates over its id, its name and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.iter().map(String::as_str);
        [self.slug(), self.name()].into_iter().chain(aliases)
    }

    /// Adds it to a group.
    pub fn join(&mut self, group: ActorId) {
        let details = self.details.get_or_insert_default();
        details.member_of.push(group);
    }

    /// Returns whether this is its name or one of its aliases, ignoring case.
    pub fn goes_by(&self, name: &str) -> bool {
        let name = fold(name);
        self.names().skip(1).any(|known| fold(known) == name)
    }
}

//! The people, states and groups that take part in events.

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

/// Someone or something that takes part in events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The id in the file.
    pub slug: String,
    /// The name to show.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Other names that it can be found by.
    pub aliases: Vec<String>,
    /// The groups it belongs to. They may form circles.
    pub member_of: Vec<ActorId>,
}

impl Actor {
    /// Returns whether this is its name or one of its aliases, ignoring case.
    pub fn goes_by(&self, name: &str) -> bool {
        let name = fold(name);
        let mut names = std::iter::once(&self.name).chain(&self.aliases);
        names.any(|known| fold(known) == name)
    }
}

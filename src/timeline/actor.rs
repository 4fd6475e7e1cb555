//! Who took part.

use crate::text::fold::fold;

/// Points to an actor of one timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(u32);

impl ActorId {
    /// The actor at a position of the timeline's list.
    pub fn new(index: usize) -> Self {
        Self(index as u32)
    }

    /// The position in the timeline's list.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What an actor is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A single human being.
    Person,
    /// A country or another body with its own government.
    State,
    /// A company, a ministry, a newspaper.
    Organization,
    /// People who act together without a body of their own.
    Group,
    /// None of these, or not said.
    #[default]
    Other,
}

impl Kind {
    /// Every kind with the word the file uses.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Person, "person"),
        (Self::State, "state"),
        (Self::Organization, "organization"),
        (Self::Group, "group"),
        (Self::Other, "other"),
    ];
}

/// Somebody or something that takes part in events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The id in the file.
    pub slug: String,
    /// The name to show.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Other names it is found by.
    pub aliases: Vec<String>,
    /// What it belongs to. May run in circles only where the file does, and the
    /// file is told so.
    pub member_of: Vec<ActorId>,
}

impl Actor {
    /// Whether this is its name or one of its aliases, whatever the case.
    pub fn goes_by(&self, name: &str) -> bool {
        let name = fold(name);
        let mut names = std::iter::once(&self.name).chain(&self.aliases);
        names.any(|known| fold(known) == name)
    }
}

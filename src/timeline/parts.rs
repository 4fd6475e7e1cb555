//! What a loader hands over.

use std::path::PathBuf;

use super::{Actor, Events, Source};

/// An event file as a name for people and, where there is one, a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// As the user gave it.
    pub name: String,
    /// None for the example that is compiled in.
    pub path: Option<PathBuf>,
}

/// The contents of event files; [`super::Timeline::new`] puts them in order.
#[derive(Debug, Default)]
pub struct Parts {
    /// `[timeline] title`.
    pub title: String,
    /// `[timeline] summary`.
    pub summary: Option<String>,
    /// `[timeline] language`, a BCP 47 tag.
    pub language: Option<String>,
    /// The files it was read from.
    pub files: Vec<File>,
    /// The actors, in file order.
    pub actors: Vec<Actor>,
    /// The sources, in file order.
    pub sources: Vec<Source>,
    /// The events, in file order.
    pub events: Events,
}

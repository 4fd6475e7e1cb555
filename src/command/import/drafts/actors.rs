//! The actors of drafts: those of the event files, and new ones.

use std::collections::HashMap;

use crate::command::new_ids::NewIds;
use crate::text::fold::fold;
use crate::timeline::Timeline;

/// An actor that the event files do not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewActor {
    /// The id, in kebab-case.
    pub slug: String,
    /// The name as it was proposed.
    pub name: String,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// The actor with an id.
    Known(String),
    /// The new actor with an id.
    New(String),
    /// One of several actors, by their ids.
    Several(Vec<String>),
}

/// Finds actors by id, name or alias, and adds those that nobody has defined.
pub struct Actors {
    /// The ids by what an actor can be called, folded.
    known: HashMap<String, Vec<String>>,
    ids: NewIds,
    added: Vec<NewActor>,
    /// The ids of new actors by their names, folded.
    added_by_name: HashMap<String, String>,
}

impl Actors {
    /// Begins with the actors of a timeline.
    pub fn new(timeline: &Timeline) -> Self {
        let mut known: HashMap<String, Vec<String>> = HashMap::new();
        for actor in timeline.actors() {
            let names = actor.aliases.iter().map(String::as_str);
            for name in names.chain([actor.slug(), actor.name()]) {
                let slugs = known.entry(fold(name)).or_default();
                if !slugs.iter().any(|slug| slug == actor.slug()) {
                    slugs.push(actor.slug().to_owned());
                }
            }
        }
        Self {
            known,
            ids: NewIds::new("actor"),
            added: Vec::new(),
            added_by_name: HashMap::new(),
        }
    }

    /// Returns what a name stands for. A new actor gets an id.
    pub fn find(&mut self, name: &str) -> Meant {
        let folded = fold(name);
        match self.known.get(&folded).map(Vec::as_slice) {
            Some([slug]) => return Meant::Known(slug.clone()),
            Some(slugs) => return Meant::Several(slugs.to_vec()),
            None => {}
        }
        if let Some(slug) = self.added_by_name.get(&folded) {
            return Meant::New(slug.clone());
        }
        let known = &self.known;
        let slug = self.ids.give(name, |slug| known.contains_key(&fold(slug)));
        self.added_by_name.insert(folded, slug.clone());
        self.added.push(NewActor {
            slug: slug.clone(),
            name: name.to_owned(),
        });
        Meant::New(slug)
    }

    /// Returns the new actors in the order in which they were named.
    pub fn added(self) -> Vec<NewActor> {
        self.added
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actors_go_by_ids_names_and_aliases() {
        let events = "[actors.kim-jong-un]\nname = \"Kim Jong-un\"\naliases = [\"Kim\"]\n\
                      [actors.kim-il]\nname = \"Kim Il\"\naliases = [\"Kim\"]\n";
        let loaded = crate::load::from_text("events.toml", events).expect("it parses");
        let mut actors = Actors::new(&loaded.timeline);
        let known = |slug: &str| Meant::Known(slug.to_owned());
        let new = |slug: &str| Meant::New(slug.to_owned());
        for (name, meant) in [
            ("kim-jong-un", known("kim-jong-un")),
            ("KIM JONG-UN", known("kim-jong-un")),
            (
                "Kim",
                Meant::Several(vec!["kim-jong-un".to_owned(), "kim-il".to_owned()]),
            ),
            ("Port Ardena", new("port-ardena")),
            ("PORT ARDENA", new("port-ardena")),
            ("Port. Ardena!", new("port-ardena-2")),
            ("Kim, Il", new("kim-il-2")),
            ("…", new("actor")),
        ] {
            assert_eq!(actors.find(name), meant, "{name}");
        }
        let added = actors.added().into_iter().map(|added| added.name);
        let names = ["Port Ardena", "Port. Ardena!", "Kim, Il", "…"];
        assert_eq!(added.collect::<Vec<_>>(), names);
    }
}

//! In how many events actors take part, themselves and through their members, and how that is written.

use std::collections::HashSet;

use crate::text::width::width;
use crate::timeline::{ActorId, Answer, Facet, Key, Selection, Timeline};

/// In how many events an actor takes part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventCount {
    /// The events in which the actor takes part itself.
    pub own: usize,
    /// The events in which the actor or a member takes part. None if there are no members.
    pub with_members: Option<usize>,
}

impl EventCount {
    /// Returns the number of events that `actor:` keeps.
    pub fn total(self) -> usize {
        self.with_members.unwrap_or(self.own)
    }
}

/// In how many events of a selection all actors take part.
#[derive(Clone, Debug, Default)]
pub struct EventCounts {
    /// The counts, indexed by [`ActorId`].
    pub actors: Vec<EventCount>,
    /// The number of events without actors.
    pub nobody: usize,
}

impl EventCounts {
    /// Counts the events of a selection.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn of(timeline: &Timeline, selection: &Selection) -> Answer<Self> {
        let actors = timeline.actors();
        let mut counts = Self {
            actors: vec![EventCount::default(); actors.len()],
            nobody: 0,
        };
        for (key, count) in timeline.counts(selection, Facet::Participant)? {
            match key {
                Key::Actor(id) => {
                    if let Some(slot) = counts.actors.get_mut(id.index()) {
                        slot.own = count;
                    }
                }
                _ => counts.nobody = count,
            }
        }
        let groups = actors.iter().flat_map(|actor| &actor.member_of);
        let groups: HashSet<ActorId> = groups.copied().collect();
        if groups.is_empty() {
            return Ok(counts);
        }
        for id in &groups {
            if let Some(slot) = counts.actors.get_mut(id.index()) {
                slot.with_members = Some(0);
            }
        }
        for (key, count) in timeline.counts(selection, Facet::Actor)? {
            let id = key.actor().filter(|id| groups.contains(id));
            if let Some(slot) = id.and_then(|id| counts.actors.get_mut(id.index())) {
                slot.with_members = Some(count);
            }
        }
        Ok(counts)
    }
}

/// How counts are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// `14 (36 with members)`
    Long,
    /// `14 (36)`
    Short,
    /// `14`
    #[default]
    Plain,
}

/// A column of counts, aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CountColumn {
    form: Form,
    /// The width of the counts without members.
    digits: usize,
    /// The width of what is added about members.
    rest: usize,
}

impl CountColumn {
    /// Measures counts in a form.
    pub fn new(counts: impl Iterator<Item = EventCount>, form: Form) -> Self {
        let mut column = Self {
            form,
            ..Self::default()
        };
        for count in counts {
            column.digits = column.digits.max(count.own.to_string().len());
            column.rest = column.rest.max(width(&column.members(count)));
        }
        column
    }

    /// Returns the width, in cells.
    pub fn width(&self) -> usize {
        self.digits + self.rest
    }

    /// Returns whether a heading has to say that the numbers in parentheses include members.
    pub fn needs_heading(&self) -> bool {
        self.form == Form::Short && self.rest > 0
    }

    /// Returns a count, as wide as the column.
    pub fn words(&self, count: EventCount) -> String {
        let (own, digits, rest) = (count.own, self.digits, self.rest);
        format!("{own:>digits$}{:<rest$}", self.members(count))
    }

    fn members(&self, count: EventCount) -> String {
        match (count.with_members, self.form) {
            (None, _) | (_, Form::Plain) => String::new(),
            (Some(all), Form::Short) => format!(" ({all})"),
            (Some(all), Form::Long) => format!(" ({all} with members)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;
    use crate::timeline::Query;

    #[test]
    fn members_are_counted_apart() {
        let text = "[actors.state]\nname = \"State\"\n[actors.ann]\nname = \"Ann\"\nmember_of = [\"state\"]\n\
                    [actors.bob]\nname = \"Bob\"\n[[event]]\nid = \"a\"\ndate = \"2001\"\ntitle = \"a\"\n\
                    actors = [\"state\", \"ann\"]\n[[event]]\nid = \"b\"\ndate = \"2002\"\ntitle = \"b\"\n\
                    actors = [\"ann\"]\n[[event]]\nid = \"c\"\ndate = \"2003\"\ntitle = \"c\"\n";
        let timeline = load::from_text("events.toml", text)
            .expect("it loads")
            .timeline;
        let all = timeline.select(&Query::everything()).expect("an answer");
        let counts = EventCounts::of(&timeline, &all).expect("an answer");
        let count = |own, with_members| EventCount { own, with_members };
        let expected = [count(1, Some(2)), count(2, None), count(0, None)];
        assert_eq!((&counts.actors[..], counts.nobody), (&expected[..], 1));
        assert_eq!(counts.actors[0].total(), 2);
    }

    #[test]
    fn counts_are_aligned() {
        let counts = [
            EventCount {
                own: 14,
                with_members: Some(36),
            },
            EventCount {
                own: 3,
                with_members: None,
            },
        ];
        for (form, expected, needs_heading) in [
            (
                Form::Long,
                ["14 (36 with members)", " 3                  "],
                false,
            ),
            (Form::Short, ["14 (36)", " 3     "], true),
            (Form::Plain, ["14", " 3"], false),
        ] {
            let column = CountColumn::new(counts.into_iter(), form);
            assert_eq!(counts.map(|count| column.words(count)), expected);
            assert_eq!(column.width(), expected[0].len());
            assert_eq!(column.needs_heading(), needs_heading);
        }
    }
}

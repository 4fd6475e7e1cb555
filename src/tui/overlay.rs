//! What can lie over the panes: the actors, the keys, a choice of a few things, the lanes.

use tui_input::Input;

use super::keymap::{BINDINGS, Binding, Context};
use super::lanes::Lanes;
use crate::filter::{FIELDS, Filter, IS, Wanted, actor_term, toggle_actor};
use crate::text::fold::fold;
use crate::timeline::{ActorId, Answer, EventId, Facet, Query, SourceId, Timeline};

/// What lies over the panes.
#[derive(Debug)]
pub enum Overlay {
    /// The actors, to filter by.
    Actors(ActorList),
    /// The keys.
    Help(HelpList),
    /// A choice.
    Choice(Choice),
    /// Who appears when, with whom.
    Lanes(Box<Lanes>),
    /// What is wrong, as in [`super::app::App::problems`].
    Problems,
}

/// The actors with their counts under a filter that is being put together.
#[derive(Debug)]
pub struct ActorList {
    /// Narrows the list to names that have this.
    pub narrow: Input,
    /// The filter as it would be.
    pub draft: String,
    /// Whether the draft was changed here.
    pub touched: bool,
    /// Events under the draft, per actor of the timeline.
    pub counts: Vec<usize>,
    /// All actors, the busiest first.
    order: Vec<ActorId>,
    /// Those that the narrowing leaves.
    pub shown: Vec<ActorId>,
    /// Position in `shown`.
    pub selected: usize,
}

impl ActorList {
    /// Lists the actors of a timeline under a filter.
    ///
    /// # Errors
    /// Those of the store.
    pub fn new(timeline: &Timeline, draft: &str) -> Answer<Self> {
        let counts = counts(timeline, &Query::everything())?;
        let mut order: Vec<ActorId> = (0..timeline.actors().len()).map(ActorId::new).collect();
        order.sort_by_key(|id| std::cmp::Reverse(counts.get(id.index()).copied()));
        let mut list = Self {
            narrow: Input::default(),
            draft: draft.to_owned(),
            touched: false,
            counts,
            shown: order.clone(),
            order,
            selected: 0,
        };
        list.recount(timeline)?;
        Ok(list)
    }

    /// The actor that the cursor is on.
    pub fn actor(&self) -> Option<ActorId> {
        self.shown.get(self.selected).copied()
    }

    /// What the draft says of an actor.
    pub fn wanted(&self, timeline: &Timeline, id: ActorId) -> Option<Wanted> {
        actor_term(&self.draft, &timeline.actor(id)?.slug)
    }

    /// Changes what the draft says of the actor under the cursor.
    ///
    /// # Errors
    /// Those of the store.
    pub fn toggle(&mut self, timeline: &Timeline, wanted: Wanted) -> Answer<()> {
        let Some(actor) = self.actor().and_then(|id| timeline.actor(id)) else {
            return Ok(());
        };
        self.draft = toggle_actor(&self.draft, &actor.slug, wanted);
        self.touched = true;
        self.recount(timeline)
    }

    /// Narrows the list to what its line says; the cursor goes to the top.
    pub fn narrowed(&mut self, timeline: &Timeline) {
        let part = fold(self.narrow.value().trim());
        let fits = |id: &ActorId| {
            timeline.actor(*id).is_some_and(|actor| {
                let mut names = [&actor.slug, &actor.name].into_iter().chain(&actor.aliases);
                names.any(|name| fold(name).contains(&part))
            })
        };
        self.shown = self.order.iter().copied().filter(fits).collect();
        self.selected = 0;
    }

    fn recount(&mut self, timeline: &Timeline) -> Answer<()> {
        // The draft is made of the current filter and ids of the timeline: it parses.
        if let Ok(filter) = Filter::parse(&self.draft, timeline) {
            self.counts = counts(timeline, filter.query())?;
        }
        Ok(())
    }
}

/// Returns the number of events of each actor, in the order of ids: what `actor:` with its id would keep.
fn counts(timeline: &Timeline, query: &Query) -> Answer<Vec<usize>> {
    let selection = timeline.select(query)?;
    let mut counts = vec![0; timeline.actors().len()];
    for (key, count) in timeline.counts(&selection, Facet::Actor)? {
        let index = key.actor().map(ActorId::index);
        if let Some(slot) = index.and_then(|index| counts.get_mut(index)) {
            *slot = count;
        }
    }
    Ok(counts)
}

/// The keys and the filter's language, narrowed by what is typed.
#[derive(Debug, Default)]
pub struct HelpList {
    /// Narrows the list to lines that have this.
    pub narrow: Input,
    /// The first row shown.
    pub top: usize,
}

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// A heading.
    Heading(&'static str),
    /// What is written or pressed, and what it does.
    Line(Vec<&'static str>, String),
}

impl HelpList {
    /// The lines that the narrowing leaves, with the headings that still have some.
    pub fn rows(&self) -> Vec<HelpRow> {
        let part = fold(self.narrow.value().trim());
        let mut rows = Vec::new();
        let mut section = |heading, lines: Vec<(Vec<&'static str>, String)>| {
            let lines = lines.into_iter().filter(|(keys, words)| {
                fold(words).contains(&part) || keys.iter().any(|key| fold(key).contains(&part))
            });
            let lines: Vec<HelpRow> = lines
                .map(|(keys, words)| HelpRow::Line(keys, words))
                .collect();
            if !lines.is_empty() {
                rows.push(HelpRow::Heading(heading));
                rows.extend(lines);
            }
        };
        section("Browsing", bound(Context::Browse));
        section("Actors", bound(Context::Actors));
        section("Lanes", bound(Context::Lanes));
        section("Problems", bound(Context::Problems));
        section("Writing a filter or a search", bound(Context::Prompt));
        let fields = FIELDS
            .iter()
            .map(|(_, name, words)| (vec![*name], (*words).to_owned()));
        section("Filter fields, as in actor:kim", fields.collect());
        let words = IS
            .iter()
            .map(|(_, name, words)| (vec![*name], (*words).to_owned()));
        section("Properties, as in is:planned", words.collect());
        rows
    }
}

fn bound(context: Context) -> Vec<(Vec<&'static str>, String)> {
    let bindings = BINDINGS.iter().filter(|binding| binding.context == context);
    let line = |binding: &Binding| (binding.keys.to_vec(), binding.action.words().to_owned());
    bindings.map(line).collect()
}

/// What a choice leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// An event and one of its citations.
    Event(EventId, usize),
    /// A text for the clipboard, and what it is.
    Copy(&'static str, String),
    /// A filter by an actor.
    Actor(ActorId),
    /// A source to read.
    Source(SourceId),
}

/// One thing of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The key that takes it at once, where there is one.
    pub key: Option<char>,
    /// What it is, for people.
    pub label: String,
    /// What it leads to.
    pub chosen: Chosen,
}

/// A choice of a few things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is chosen.
    pub title: &'static str,
    /// From what.
    pub items: Vec<Item>,
    /// The one under the cursor.
    pub selected: usize,
}

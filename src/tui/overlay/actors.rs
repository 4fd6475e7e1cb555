//! The list of actors, used to filter by actor.

use tui_input::Input;

use crate::filter::{ActorTerm, Filter, actor_term, toggle_actor};
use crate::text::fold::fold;
use crate::text::width::width;
use crate::timeline::{ActorId, Answer, Facet, Query, Timeline};
use crate::tui::list_state::ListState;
use crate::tui::panel::Panel;
use crate::tui::theme::Glyphs;

/// The maximum number of names measured to set the width of the list: more than a screenful.
const MEASURED: usize = 200;

/// The actors with their event counts under a draft filter.
#[derive(Debug)]
pub struct ActorList {
    /// The text that narrows the list to matching names.
    pub input: Input,
    /// The filter that applying would set.
    pub draft: String,
    /// Whether the draft was changed in this list.
    pub touched: bool,
    /// The number of events under the draft, indexed by [`ActorId`].
    pub counts: Vec<usize>,
    /// All actors, those with the most events first.
    order: Vec<ActorId>,
    /// The actors that match the input, in the same order.
    pub shown: Vec<ActorId>,
    /// The cursor and the scroll position in `shown`.
    pub list: ListState,
    /// The width of the longest name, in cells.
    widest: usize,
}

impl ActorList {
    /// Lists the actors of a timeline under a filter.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn new(timeline: &Timeline, draft: &str) -> Answer<Self> {
        let counts = counts(timeline, &Query::everything())?;
        let mut order: Vec<ActorId> = (0..timeline.actors().len()).map(ActorId::new).collect();
        order.sort_by_key(|id| std::cmp::Reverse(counts.get(id.index()).copied()));
        let mut actors = Self {
            input: Input::default(),
            draft: draft.to_owned(),
            touched: false,
            counts,
            order,
            shown: Vec::new(),
            list: ListState::default(),
            widest: 0,
        };
        actors.narrow(timeline);
        actors.recount(timeline)?;
        Ok(actors)
    }

    /// Returns the actor under the cursor.
    pub fn actor(&self) -> Option<ActorId> {
        self.shown.get(self.list.cursor()).copied()
    }

    /// Returns the term that the draft has for an actor.
    pub fn term(&self, timeline: &Timeline, id: ActorId) -> Option<ActorTerm> {
        actor_term(&self.draft, timeline.actor(id)?.slug())
    }

    /// Toggles a term in the draft for the actor under the cursor.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn toggle(&mut self, timeline: &Timeline, term: ActorTerm) -> Answer<()> {
        let Some(actor) = self.actor().and_then(|id| timeline.actor(id)) else {
            return Ok(());
        };
        self.draft = toggle_actor(&self.draft, actor.slug(), term);
        self.touched = true;
        self.recount(timeline)
    }

    /// Narrows the list to the names that match the input and moves the cursor to the first row.
    pub fn narrow(&mut self, timeline: &Timeline) {
        let part = fold(self.input.value().trim());
        let fits = |id: &ActorId| {
            let actor = timeline.actor(*id);
            actor.is_some_and(|actor| actor.names().any(|name| fold(name).contains(&part)))
        };
        self.shown = self.order.iter().copied().filter(fits).collect();
        self.list.rewind();
        let measured = self.shown.iter().take(MEASURED);
        let names = measured.filter_map(|id| timeline.actor(*id));
        self.widest = names.map(|actor| width(actor.name())).max().unwrap_or(0);
    }

    /// Returns the frame of the list.
    pub fn panel(&self, glyphs: &Glyphs) -> Panel {
        let enter = glyphs.key("⏎");
        Panel {
            title: "Actors".to_owned(),
            hint: format!("Space include  - exclude  {enter} apply  Esc cancel"),
            width: self.widest.clamp(24, 48) + 14,
            has_input: true,
            rows: self.shown.len(),
            height: 0,
            details: 0,
        }
    }

    fn recount(&mut self, timeline: &Timeline) -> Answer<()> {
        // The draft consists of the current filter and actor ids of the timeline, so it parses.
        if let Ok(filter) = Filter::parse(&self.draft, timeline) {
            self.counts = counts(timeline, filter.query())?;
        }
        Ok(())
    }
}

/// Returns the number of events that `actor:` would keep for each actor, indexed by [`ActorId`].
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

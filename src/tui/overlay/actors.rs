//! The actors, to filter by.

use tui_input::Input;

use crate::filter::{ActorTerm, Filter, actor_term, toggle_actor};
use crate::text::fold::fold;
use crate::text::width::width;
use crate::timeline::{ActorId, Answer, Facet, Query, Timeline};
use crate::tui::list_state::ListState;
use crate::tui::panel::Panel;
use crate::tui::theme::Glyphs;

/// Names that decide how wide the list is: enough for a screen.
const MEASURED: usize = 200;

/// The actors with their counts under a filter that is being put together.
#[derive(Debug)]
pub struct ActorList {
    /// Narrows the list to names that contain this.
    pub input: Input,
    /// The filter as it would be.
    pub draft: String,
    /// Whether the draft was changed here.
    pub touched: bool,
    /// Events under the draft, per actor of the timeline.
    pub counts: Vec<usize>,
    /// All actors, the busiest first.
    order: Vec<ActorId>,
    /// Those that are left.
    pub shown: Vec<ActorId>,
    /// Which of them are in sight.
    pub list: ListState,
    /// Cells of the longest name.
    widest: usize,
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

    /// Returns what the draft says of an actor.
    pub fn term(&self, timeline: &Timeline, id: ActorId) -> Option<ActorTerm> {
        actor_term(&self.draft, &timeline.actor(id)?.slug)
    }

    /// Changes what the draft says of the actor under the cursor.
    ///
    /// # Errors
    /// Those of the store.
    pub fn toggle(&mut self, timeline: &Timeline, term: ActorTerm) -> Answer<()> {
        let Some(actor) = self.actor().and_then(|id| timeline.actor(id)) else {
            return Ok(());
        };
        self.draft = toggle_actor(&self.draft, &actor.slug, term);
        self.touched = true;
        self.recount(timeline)
    }

    /// Narrows the list to what its line says and goes back to its first row.
    pub fn narrow(&mut self, timeline: &Timeline) {
        let part = fold(self.input.value().trim());
        let fits = |id: &ActorId| {
            timeline.actor(*id).is_some_and(|actor| {
                let mut names = [&actor.slug, &actor.name].into_iter().chain(&actor.aliases);
                names.any(|name| fold(name).contains(&part))
            })
        };
        self.shown = self.order.iter().copied().filter(fits).collect();
        self.list.rewind();
        let measured = self.shown.iter().take(MEASURED);
        let names = measured.filter_map(|id| timeline.actor(*id));
        self.widest = names.map(|actor| width(&actor.name)).max().unwrap_or(0);
    }

    /// Returns the frame of the list.
    pub fn panel(&self, glyphs: &Glyphs) -> Panel {
        let enter = glyphs.key("⏎");
        Panel {
            title: "Actors".to_owned(),
            hint: format!("Space include  - exclude  {enter} apply  Esc cancel"),
            width: self.widest.clamp(24, 48) + 14,
            narrows: true,
            rows: self.shown.len(),
            height: 0,
            details: 0,
        }
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

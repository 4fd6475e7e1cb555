//! The list of actors, used to filter by actor.

use std::cmp::Reverse;

use tui_input::Input;

use super::ActorCounts;
use crate::filter::{Field, Filter, Sign, term_for, toggle};
use crate::text::fold::fold;
use crate::text::width::width;
use crate::timeline::{ActorId, Timeline};
use crate::tui::event_counts::{CountColumn, EventCount, Form};
use crate::tui::list_state::ListState;
use crate::tui::panel::Panel;
use crate::tui::question::About;
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
    /// The number of events under the draft, indexed by [`ActorId`]. None until they are counted.
    counts: Option<Vec<EventCount>>,
    /// The widths of the counts of all events, which are the highest.
    pub column: CountColumn,
    /// The number of the question for them, until it is answered.
    requested: Option<u64>,
    /// All actors: those with the most events first, or in file order until these are counted.
    order: Vec<ActorId>,
    /// Whether the order is by the number of events.
    is_sorted: bool,
    /// The actors that match the input, in the same order.
    pub shown: Vec<ActorId>,
    /// The cursor and the scroll position in `shown`.
    pub list: ListState,
    /// The width of the longest name, in cells.
    widest: usize,
}

impl ActorList {
    /// Lists the actors of a timeline under a filter. Their events have yet to be counted.
    pub fn new(timeline: &Timeline, draft: &str) -> Self {
        let mut actors = Self {
            input: Input::default(),
            draft: draft.to_owned(),
            touched: false,
            counts: None,
            column: CountColumn::default(),
            requested: None,
            order: (0..timeline.actors().len()).map(ActorId::new).collect(),
            is_sorted: false,
            shown: Vec::new(),
            list: ListState::default(),
            widest: 0,
        };
        actors.narrow(timeline);
        actors
    }

    /// Returns the actor under the cursor.
    pub fn actor(&self) -> Option<ActorId> {
        self.shown.get(self.list.cursor()).copied()
    }

    /// Returns what the draft says of an actor.
    pub fn term(&self, timeline: &Timeline, id: ActorId) -> Option<Sign> {
        term_for(&self.draft, Field::Actor, timeline.actor(id)?.slug())
    }

    /// Returns the number of events that the draft keeps of an actor, if they are counted.
    pub fn count(&self, id: ActorId) -> Option<EventCount> {
        self.counts.as_ref()?.get(id.index()).copied()
    }

    /// Toggles a term in the draft for the actor under the cursor.
    pub fn toggle(&mut self, timeline: &Timeline, sign: Sign) {
        if let Some(actor) = self.actor().and_then(|id| timeline.actor(id)) {
            self.draft = toggle(&self.draft, Field::Actor, actor.slug(), sign);
            self.touched = true;
        }
    }

    /// Returns the question for the number of events under the draft, and expects the answer that
    /// has a given number.
    pub fn request_counts(&mut self, timeline: &Timeline, number: u64) -> Option<About> {
        // The draft consists of the current filter and actor ids of the timeline, so it parses.
        let filter = Filter::parse(&self.draft, timeline).ok()?;
        self.counts = None;
        self.requested = Some(number);
        let query = filter.query().clone();
        Some(About::Actors(number, query, !self.is_sorted))
    }

    /// Takes the answer to a question, unless another one has been asked since.
    pub fn set_counts(&mut self, number: u64, counts: ActorCounts) {
        if self.requested.take_if(|newest| *newest == number).is_none() {
            return;
        }
        if let Some(all) = counts.all {
            self.column = CountColumn::new(all.iter().copied(), Form::Short);
            let total = |id: &ActorId| all.get(id.index()).map(|count| count.total());
            let most_first = |id: &ActorId| Reverse(total(id));
            let is_chosen = self.touched || self.list.cursor() > 0;
            let chosen = self.actor().filter(|_| is_chosen);
            self.order.sort_by_key(most_first);
            self.shown.sort_by_key(most_first);
            self.is_sorted = true;
            if let Some(row) = self.shown.iter().position(|id| Some(*id) == chosen) {
                self.list.go_to(row);
            }
        }
        self.counts = Some(counts.kept);
    }

    /// Returns whether the events have never been counted.
    pub fn is_uncounted(&self) -> bool {
        !self.is_sorted
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
        let title = if self.column.needs_heading() {
            "Actors: events (with members)"
        } else {
            "Actors: events"
        };
        Panel {
            title: title.to_owned(),
            hint: format!("Space include  - exclude  {enter} apply  Esc cancel"),
            width: self.widest.clamp(24, 48) + 7 + self.column.width().max(7),
            has_input: true,
            rows: self.shown.len(),
            height: 0,
            details: 0,
        }
    }
}

//! The lanes of a selection, and what of them is in sight.

use std::cmp::Reverse;
use std::collections::HashMap;

use ratatui::layout::Size;

use super::areas::Areas;
use super::lane::{Lane, NOBODY};
use super::mark::Cell;
use super::sight::Sight;
use crate::text::width::width;
use crate::timeline::{
    ActorId, Answer, Event, EventId, Extent, Facet, Key, Marks, Query, Reach, Segment, Selection,
    Tick, Timeline, ticks,
};
use crate::tui::list_state::ListState;

/// The lanes of a selection.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// What selects the events.
    query: Query,
    /// The busiest first, the lane of events without actors last.
    all: Vec<Lane>,
    /// Positions in `all`.
    positions: HashMap<Option<ActorId>, usize>,
    /// The cursor and the lanes on the screen.
    pub list: ListState,
    sight: Sight,
    /// Cells of the largest count.
    digits: usize,
    /// Cells of the longest name.
    widest: usize,
    size: Size,
    areas: Areas,
    ticks: Vec<Tick>,
    visible: Vec<VisibleLane>,
    /// The column of the selected event, if it is in sight.
    here: Option<usize>,
}

/// A lane on the screen.
#[derive(Clone, Debug)]
pub struct VisibleLane {
    /// The position among all lanes.
    pub index: usize,
    /// Whether the cursor is on it.
    pub cursor: bool,
    /// What its columns show.
    pub cells: Vec<Cell>,
    /// Whether the selected event belongs to it.
    pub selected: bool,
    /// Whether the line that joins the lanes of the selected event passes through it, and whether it goes
    /// on below.
    pub joined: [bool; 2],
}

impl Lanes {
    /// Lays out the events that a query selects.
    ///
    /// # Errors
    /// Those of the store.
    pub fn new(
        timeline: &Timeline,
        query: &Query,
        selection: &Selection,
        size: Size,
    ) -> Answer<Self> {
        let counts = timeline.counts(selection, Facet::Participant)?.into_iter();
        let lanes = counts.filter_map(|(key, count)| match key {
            Key::Actor(id) => Some(Lane::new(Some(id), count)),
            Key::Nobody => Some(Lane::new(None, count)),
            Key::Source(_) | Key::Tag(_) | Key::Year(_) => None,
        });
        let mut lanes: Vec<Lane> = lanes.collect();
        lanes.sort_by_key(|lane| (lane.actor.is_none(), Reverse(lane.count)));
        let positions = lanes.iter().enumerate();
        let positions = positions.map(|(index, lane)| (lane.actor, index)).collect();
        let digits = lanes.iter().map(|lane| width(&lane.count.to_string()));
        let digits = digits.max().unwrap_or(0);
        let names = lanes.iter().filter_map(|lane| match lane.actor {
            Some(id) => timeline.actor(id).map(|actor| actor.name.as_str()),
            None => Some(NOBODY),
        });
        let widest = names.map(width).max().unwrap_or(0);
        let areas = Areas::new(size, widest, digits);
        let extent = timeline.extent(selection)?;
        let mut lanes = Self {
            query: query.clone(),
            all: lanes,
            positions,
            list: ListState::default(),
            sight: Sight::new(extent, areas.lanes.width),
            digits,
            widest,
            size,
            areas,
            ticks: Vec::new(),
            visible: Vec::new(),
            here: None,
        };
        lanes.list.fit(lanes.all.len(), lanes.shown());
        Ok(lanes)
    }

    /// Fits the screen after any change, asks for the events of lanes that came into sight, and works out
    /// what is drawn.
    ///
    /// # Errors
    /// Those of the store.
    pub fn settle(
        &mut self,
        timeline: &Timeline,
        size: Size,
        selected: Option<(EventId, &Event)>,
    ) -> Answer<()> {
        let (id, event) = selected.unzip();
        if self.size != size {
            self.size = size;
            self.areas = Areas::new(size, self.widest, self.digits);
            self.sight.resize(self.areas.lanes.width);
            if !self.sight.is_fitted() {
                self.show(event);
            }
        }
        let height = self.shown();
        self.list.fit(self.all.len(), height);
        for lane in self.all.iter_mut().skip(self.list.above()).take(height) {
            lane.fill(timeline, &self.query)?;
        }
        self.ticks = ticks(std::slice::from_ref(self.axis()), Marks::Grid);
        self.here = self.column_of(event);
        self.visible = self.look(id, &self.positions_of(event));
        Ok(())
    }

    /// Returns what the lanes on the screen show, with the positions of those of the selected event.
    fn look(&self, id: Option<EventId>, own: &[usize]) -> Vec<VisibleLane> {
        let (first, last) = (own.iter().min(), own.iter().max());
        let joined = |index| first <= Some(&index) && Some(&index) <= last;
        let lanes = (self.list.above()..).zip(self.list.in_sight(&self.all));
        let visible = lanes.map(|(index, (cursor, lane))| VisibleLane {
            index,
            cursor,
            cells: lane.cells(self.axis(), id),
            selected: own.contains(&index),
            joined: [joined(index), joined(index) && joined(index + 1)],
        });
        visible.collect()
    }

    /// Returns where everything is on the screen.
    pub fn areas(&self) -> Areas {
        self.areas
    }

    /// Returns the days on the columns.
    pub fn axis(&self) -> &Segment {
        self.sight.axis()
    }

    /// Returns the names beside the axis.
    pub fn ticks(&self) -> &[Tick] {
        &self.ticks
    }

    /// Returns the lanes on the screen.
    pub fn visible(&self) -> &[VisibleLane] {
        &self.visible
    }

    /// Returns the column of the selected event, if it is in sight.
    pub fn here(&self) -> Option<usize> {
        self.here
    }

    /// Returns how far the events reach.
    pub fn extent(&self) -> &Extent {
        self.sight.extent()
    }

    /// Returns the cells of the largest count.
    pub fn digits(&self) -> usize {
        self.digits
    }

    /// Returns a lane.
    pub fn get(&self, index: usize) -> Option<&Lane> {
        self.all.get(index)
    }

    /// Returns whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns the number of actors.
    pub fn actors(&self) -> usize {
        self.all.len() - usize::from(self.positions.contains_key(&None))
    }

    /// Returns the rows from one lane to the next: there is space between them where all have room.
    pub fn stride(&self) -> usize {
        let height = usize::from(self.areas.lanes.height);
        if self.all.len() * 2 <= height { 2 } else { 1 }
    }

    /// Returns how many lanes have room.
    fn shown(&self) -> usize {
        usize::from(self.areas.lanes.height) / self.stride()
    }

    /// Brings all events into sight.
    pub fn fit(&mut self) {
        self.sight.fit();
    }

    /// Makes columns show half as much time or twice as much, around the selected event if it is in sight.
    pub fn zoom(&mut self, closer: bool, selected: Option<&Event>) {
        self.sight.zoom(closer, day_of(selected));
    }

    /// Moves along the time by a part of the screen.
    pub fn pan(&mut self, later: bool) {
        self.sight.pan(later);
    }

    /// Brings an event into sight: its day, and one of its lanes.
    pub fn show(&mut self, selected: Option<&Event>) {
        if let Some(day) = day_of(selected) {
            self.sight.show(day);
        }
        let own = self.positions_of(selected);
        let top = self.list.above();
        let in_sight = top..top + self.shown();
        if let Some(first) = own.iter().min()
            && !own.iter().any(|index| in_sight.contains(index))
        {
            self.list.go_to(*first);
        }
    }

    /// Returns the column of an event, if it is in sight.
    pub fn column_of(&self, event: Option<&Event>) -> Option<usize> {
        self.axis().column_of(day_of(event)?)
    }

    /// The lanes of an event that has a place in time.
    fn positions_of(&self, event: Option<&Event>) -> Vec<usize> {
        let Some(event) = event.filter(|event| day_of(Some(event)).is_some()) else {
            return Vec::new();
        };
        let actors = event.actors.iter().map(|p| Some(p.actor));
        let nobody = event.actors.is_empty().then_some(None);
        let actors = actors.chain(nobody);
        actors
            .filter_map(|actor| self.positions.get(&actor).copied())
            .collect()
    }
}

/// The day that an event is placed at.
fn day_of(event: Option<&Event>) -> Option<i128> {
    let date = event?.when.date()?;
    Reach::of(date).map(|reach| reach.head)
}

//! The lanes of a selection and the visible part of them.

use std::cmp::Reverse;
use std::collections::HashMap;

use ratatui::layout::Size;

use super::areas::LaneAreas;
use super::lane::{Lane, NOBODY};
use super::mark::Cell;
use super::viewport::Viewport;
use crate::text::width::width;
use crate::timeline::{
    Actor, ActorId, Answer, Event, EventId, Extent, Facet, Key, Marks, Query, Reach, Segment,
    Selection, Tick, Timeline, ticks,
};
use crate::tui::list_state::ListState;

/// The lanes of a selection.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// The query that selects the events.
    query: Query,
    /// All lanes, those with the most events first. The lane of events without actors is last.
    all: Vec<Lane>,
    /// The index of each actor's lane in `all`.
    positions: HashMap<Option<ActorId>, usize>,
    /// The cursor and the scroll position.
    pub list: ListState,
    viewport: Viewport,
    /// The width of the largest count, in cells.
    digits: usize,
    /// The width of the longest name, in cells.
    widest: usize,
    size: Size,
    areas: LaneAreas,
    ticks: Vec<Tick>,
    visible: Vec<VisibleLane>,
    /// The column of the selected event, if visible.
    here: Option<usize>,
}

/// A visible lane.
#[derive(Clone, Debug)]
pub struct VisibleLane {
    /// The index among all lanes.
    pub index: usize,
    /// Whether the cursor is on it.
    pub cursor: bool,
    /// The contents of its columns.
    pub cells: Vec<Cell>,
    /// Whether the selected event is on this lane.
    pub selected: bool,
    /// Whether the line that connects the lanes of the selected event passes through this lane, and
    /// whether it continues below.
    pub joined: [bool; 2],
}

impl Lanes {
    /// Creates the lanes for the events that a query selects.
    ///
    /// # Errors
    /// Returns any error of the store.
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
            Some(id) => timeline.actor(id).map(Actor::name),
            None => Some(NOBODY),
        });
        let widest = names.map(width).max().unwrap_or(0);
        let areas = LaneAreas::new(size, widest, digits);
        let extent = timeline.extent(selection)?;
        let mut lanes = Self {
            query: query.clone(),
            all: lanes,
            positions,
            list: ListState::default(),
            viewport: Viewport::new(extent, areas.lanes.width),
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

    /// Adapts to any change of the screen or the selection: loads the events of newly visible lanes
    /// and computes what is drawn.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn settle(
        &mut self,
        timeline: &Timeline,
        size: Size,
        selected: Option<(EventId, &Event)>,
    ) -> Answer<()> {
        let (id, event) = selected.unzip();
        if self.size != size {
            self.size = size;
            self.areas = LaneAreas::new(size, self.widest, self.digits);
            self.viewport.resize(self.areas.lanes.width);
            if !self.viewport.is_fitted() {
                self.show(event);
            }
        }
        let height = self.shown();
        self.list.fit(self.all.len(), height);
        for lane in self.all.iter_mut().skip(self.list.above()).take(height) {
            lane.load(timeline, &self.query)?;
        }
        self.ticks = ticks(std::slice::from_ref(self.axis()), Marks::Grid);
        self.here = self.column_of(event);
        self.visible = self.visible_lanes(id, &self.positions_of(event));
        Ok(())
    }

    /// Returns the visible lanes. `own` holds the indices of the lanes of the selected event.
    fn visible_lanes(&self, id: Option<EventId>, own: &[usize]) -> Vec<VisibleLane> {
        let (first, last) = (own.iter().min(), own.iter().max());
        let joined = |index| first <= Some(&index) && Some(&index) <= last;
        let lanes = (self.list.above()..).zip(self.list.visible(&self.all));
        let visible = lanes.map(|(index, (cursor, lane))| VisibleLane {
            index,
            cursor,
            cells: lane.cells(self.axis(), id),
            selected: own.contains(&index),
            joined: [joined(index), joined(index) && joined(index + 1)],
        });
        visible.collect()
    }

    /// Returns the layout of the screen.
    pub fn areas(&self) -> LaneAreas {
        self.areas
    }

    /// Returns the axis, which maps days to columns.
    pub fn axis(&self) -> &Segment {
        self.viewport.axis()
    }

    /// Returns the labels of the axis.
    pub fn ticks(&self) -> &[Tick] {
        &self.ticks
    }

    /// Returns the visible lanes.
    pub fn visible(&self) -> &[VisibleLane] {
        &self.visible
    }

    /// Returns the column of the selected event, if visible.
    pub fn here(&self) -> Option<usize> {
        self.here
    }

    /// Returns the extent of the events.
    pub fn extent(&self) -> &Extent {
        self.viewport.extent()
    }

    /// Returns the width of the largest count, in cells.
    pub fn digits(&self) -> usize {
        self.digits
    }

    /// Returns a lane.
    pub fn get(&self, index: usize) -> Option<&Lane> {
        self.all.get(index)
    }

    /// Returns whether there are no lanes.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns the number of actors.
    pub fn actors(&self) -> usize {
        self.all.len() - usize::from(self.positions.contains_key(&None))
    }

    /// Returns the number of rows per lane: 2 if all lanes fit with a blank row between them,
    /// otherwise 1.
    pub fn stride(&self) -> usize {
        let height = usize::from(self.areas.lanes.height);
        if self.all.len() * 2 <= height { 2 } else { 1 }
    }

    /// Returns the number of lanes that fit on the screen.
    fn shown(&self) -> usize {
        usize::from(self.areas.lanes.height) / self.stride()
    }

    /// Zooms so that all events are visible.
    pub fn fit(&mut self) {
        self.viewport.fit();
    }

    /// Halves or doubles the time per column, around the selected event if visible.
    pub fn zoom(&mut self, closer: bool, selected: Option<&Event>) {
        self.viewport.zoom(closer, day_of(selected));
    }

    /// Pans by an eighth of the screen.
    pub fn pan(&mut self, later: bool) {
        self.viewport.pan(later);
    }

    /// Makes an event visible: its day, and one of its lanes.
    pub fn show(&mut self, selected: Option<&Event>) {
        if let Some(day) = day_of(selected) {
            self.viewport.show(day);
        }
        let own = self.positions_of(selected);
        let top = self.list.above();
        let shown = top..top + self.shown();
        if let Some(first) = own.iter().min()
            && !own.iter().any(|index| shown.contains(index))
        {
            self.list.go_to(*first);
        }
    }

    /// Returns the column of an event, if visible.
    pub fn column_of(&self, event: Option<&Event>) -> Option<usize> {
        self.axis().column_of(day_of(event)?)
    }

    /// Returns the indices of an event's lanes; none if the event has no position on the axis.
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

/// Returns the day at which an event is drawn.
fn day_of(event: Option<&Event>) -> Option<i128> {
    let date = event?.when.date()?;
    Reach::of(date).map(|reach| reach.head)
}

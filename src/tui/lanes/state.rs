//! The lanes of a selection and the visible part of them.

use ratatui::layout::Rect;

use super::areas::LaneAreas;
use super::lane::{Lane, LaneEvents};
use super::mark::Cell;
use super::set::LaneSet;
use super::viewport::Viewport;
use crate::timeline::{ActorId, Event, EventId, Extent, Marks, Query, Reach, Segment, Tick, ticks};
use crate::tui::event_counts::CountColumn;
use crate::tui::list_state::ListState;
use crate::tui::question::About;

/// The lanes of a selection.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// Identifies these lanes in answers.
    number: u64,
    /// The query that selects the events.
    query: Query,
    /// All lanes. None until the answer has arrived.
    set: Option<LaneSet>,
    /// The lanes whose events were requested last.
    requested: Vec<Option<ActorId>>,
    /// The cursor and the scroll position.
    pub list: ListState,
    viewport: Viewport,
    bounds: Rect,
    column: CountColumn,
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
    /// Creates lanes for the events that a query selects, without any content yet.
    pub fn new(number: u64, query: &Query, bounds: Rect) -> Self {
        let areas = LaneAreas::new(bounds, 0, 0);
        Self {
            number,
            query: query.clone(),
            set: None,
            requested: Vec::new(),
            list: ListState::default(),
            viewport: Viewport::new(Extent::default(), areas.lanes.width),
            bounds,
            column: CountColumn::default(),
            areas,
            ticks: Vec::new(),
            visible: Vec::new(),
            here: None,
        }
    }

    /// Takes the lanes with a number. Returns false if it is that of other lanes.
    pub fn set_lanes(&mut self, number: u64, set: LaneSet) -> bool {
        if number != self.number {
            return false;
        }
        let extent = set.extent.clone();
        self.set = Some(set);
        self.lay_out();
        self.viewport = Viewport::new(extent, self.areas.lanes.width);
        self.list.fit(self.all().len(), self.shown());
        true
    }

    /// Takes the events on the lane of an actor, unless the number is that of other lanes.
    pub fn set_events(&mut self, number: u64, actor: Option<ActorId>, events: LaneEvents) {
        if number == self.number
            && let Some(set) = &mut self.set
            && let Some(index) = set.positions.get(&actor)
            && let Some(lane) = set.lanes.get_mut(*index)
        {
            lane.events = Some(events);
        }
    }

    /// Returns the question for the events of visible lanes, unless they are known or were
    /// requested.
    pub fn request_events(&mut self) -> Option<About> {
        let visible = self.list.visible(self.all());
        let unknown = visible.filter(|(_, lane)| lane.events.is_none());
        let unknown: Vec<Option<ActorId>> = unknown.map(|(_, lane)| lane.actor).collect();
        // A new question may replace the last one, so it has to name all of them.
        if unknown.iter().all(|actor| self.requested.contains(actor)) {
            return None;
        }
        self.requested.clone_from(&unknown);
        Some(About::LaneEvents(self.number, self.query.clone(), unknown))
    }

    /// Divides the bounds. The counts are as long as there is room for.
    fn lay_out(&mut self) {
        let Some(set) = &self.set else {
            self.areas = LaneAreas::new(self.bounds, 0, 0);
            return;
        };
        let fits =
            |column: &&CountColumn| LaneAreas::fits(self.bounds.width, set.widest, column.width());
        let [.., shortest] = set.columns;
        self.column = set.columns.iter().find(fits).copied().unwrap_or(shortest);
        self.areas = LaneAreas::new(self.bounds, set.widest, self.column.width());
    }

    /// Adapts to the bounds.
    pub fn resize(&mut self, bounds: Rect, selected: Option<&Event>) {
        if self.bounds != bounds {
            self.bounds = bounds;
            self.lay_out();
            self.viewport.resize(self.areas.lanes.width);
            if !self.viewport.is_fitted() {
                self.show(selected);
            }
        }
        self.list.fit(self.all().len(), self.shown());
    }

    /// Computes what is drawn, after any change.
    pub fn settle(&mut self, selected: Option<(EventId, &Event)>) {
        let (id, event) = selected.unzip();
        self.ticks = match self.set {
            Some(_) if self.extent().days.is_some() => {
                ticks(std::slice::from_ref(self.axis()), Marks::Grid)
            }
            // Without dates there is no time to show.
            _ => Vec::new(),
        };
        self.here = self.column_of(event);
        self.visible = self.visible_lanes(id, &self.positions_of(event));
    }

    /// Returns the visible lanes. `own` holds the indices of the lanes of the selected event.
    fn visible_lanes(&self, id: Option<EventId>, own: &[usize]) -> Vec<VisibleLane> {
        let (first, last) = (own.iter().min(), own.iter().max());
        let joined = |index| first <= Some(&index) && Some(&index) <= last;
        let lanes = (self.list.above()..).zip(self.list.visible(self.all()));
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

    /// Returns the column of counts.
    pub fn column(&self) -> &CountColumn {
        &self.column
    }

    /// Returns the index of the lane in a row of the screen.
    pub fn lane_at(&self, y: u16) -> Option<usize> {
        let row = usize::from(y.checked_sub(self.areas.lanes.y)?);
        let index = self.list.above() + row / self.stride();
        (index < self.all().len()).then_some(index)
    }

    /// Returns the event of a lane that is nearest to a column.
    pub fn nearest(&self, index: usize, column: usize) -> Option<EventId> {
        self.get(index)?.nearest(self.axis(), column)
    }

    /// Returns all lanes, as far as they are known.
    fn all(&self) -> &[Lane] {
        self.set.as_ref().map_or(&[], |set| &set.lanes)
    }

    /// Returns a lane.
    pub fn get(&self, index: usize) -> Option<&Lane> {
        self.all().get(index)
    }

    /// Returns whether it is known which lanes there are.
    pub fn is_known(&self) -> bool {
        self.set.is_some()
    }

    /// Returns the number of actors, if it is known.
    pub fn actors(&self) -> Option<usize> {
        let set = self.set.as_ref()?;
        Some(set.lanes.len() - usize::from(set.positions.contains_key(&None)))
    }

    /// Returns the number of rows per lane: 2 if all lanes fit with a blank row between them,
    /// otherwise 1.
    pub fn stride(&self) -> usize {
        let height = usize::from(self.areas.lanes.height);
        if self.all().len() * 2 <= height { 2 } else { 1 }
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
        let event = event.filter(|event| day_of(Some(event)).is_some());
        let (Some(event), Some(set)) = (event, &self.set) else {
            return Vec::new();
        };
        let actors = event.actors.iter().map(|p| Some(p.actor));
        let nobody = event.actors.is_empty().then_some(None);
        let actors = actors.chain(nobody);
        actors
            .filter_map(|actor| set.positions.get(&actor).copied())
            .collect()
    }
}

/// Returns the day at which an event is drawn.
fn day_of(event: Option<&Event>) -> Option<i128> {
    let date = event?.when.date()?;
    Reach::of(date).map(|reach| reach.head)
}

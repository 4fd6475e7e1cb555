//! Lanes: actors down, time across. The events of a lane are asked for when it comes into sight.

mod mark;

use ratatui::layout::{Rect, Size};

pub use mark::{Cell, Mark, Sign};

use crate::text::width::width;
use crate::timeline::{
    ActorId, Answer, Axis, Event, EventId, Extent, Facet, Key, Query, Reach, Selection, Term,
    Timeline,
};

/// A column is no narrower than this, in days.
const NEAREST: f64 = 1.0 / 16.0;
/// Cells beside a name and its count: the mark of the cursor, the sign of the actor, air.
const BESIDE: usize = 7;

/// Who takes part in what.
#[derive(Clone, Debug)]
pub struct Lane {
    /// The actor; none in the lane of the events that name nobody.
    pub actor: Option<ActorId>,
    /// Events, with those that have no place in time.
    pub count: usize,
    /// Its events in order, once it was in sight.
    marks: Option<Vec<Mark>>,
    /// Per mark: how far it and those before it reach.
    reach: Vec<f64>,
}

/// Where everything is. An area that has no room is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Title and extent.
    pub header: Rect,
    /// The labels of the axis.
    pub labels: Rect,
    /// The line under them.
    pub rule: Rect,
    /// The names.
    pub names: Rect,
    /// The lanes.
    pub lanes: Rect,
    /// The line under the lanes.
    pub lower_rule: Rect,
    /// The selected event.
    pub event: Rect,
    /// What is not shown, and hints.
    pub status: Rect,
}

/// The lanes of a selection.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// What selects the events.
    query: Query,
    /// The busiest first.
    pub lanes: Vec<Lane>,
    /// How far the events reach.
    pub extent: Extent,
    /// The lane under the cursor.
    pub cursor: usize,
    /// The first lane on the screen.
    pub top: usize,
    /// The days above the columns.
    pub axis: Axis,
    /// Cells of the largest count.
    pub digits: usize,
    /// Cells of the longest name.
    widest: usize,
    /// Whether everything was asked to be in sight, and stays so on another screen.
    fitted: bool,
    size: Size,
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
        let lanes = counts.filter_map(|(key, count)| {
            let actor = match key {
                Key::Actor(id) => Some(id),
                Key::Nobody => None,
                Key::Source(_) | Key::Tag(_) | Key::Year(_) => return None,
            };
            Some(Lane {
                actor,
                count,
                marks: None,
                reach: Vec::new(),
            })
        });
        let mut lanes: Vec<Lane> = lanes.collect();
        lanes.sort_by_key(|lane| (lane.actor.is_none(), std::cmp::Reverse(lane.count)));
        let names = lanes.iter().filter_map(|lane| timeline.actor(lane.actor?));
        let nameless = lanes.iter().any(|lane| lane.actor.is_none());
        let digits = lanes
            .iter()
            .map(|lane| width(&lane.count.to_string()))
            .max();
        let widest = names.map(|actor| width(&actor.name)).max();
        let mut all = Self {
            query: query.clone(),
            extent: timeline.extent(selection)?,
            lanes,
            cursor: 0,
            top: 0,
            axis: Axis {
                first_day: 0.0,
                days_per_column: 1.0,
            },
            digits: digits.unwrap_or(0),
            widest: widest
                .unwrap_or(0)
                .max(if nameless { width(NOBODY) } else { 0 }),
            fitted: true,
            size,
        };
        all.fit();
        Ok(all)
    }

    /// Where everything is on the screen.
    pub fn areas(&self) -> Areas {
        let Size { width, height } = self.size;
        let mut areas = Areas::default();
        let (mut top, mut bottom) = (0, height);
        let row = |y| Rect::new(0, y, width, 1);
        let mut above = |wanted: u16| {
            (height >= wanted).then(|| {
                top += 1;
                row(top - 1)
            })
        };
        areas.header = above(6).unwrap_or_default();
        areas.labels = above(3).unwrap_or_default();
        areas.rule = above(10).unwrap_or_default();
        let mut below = |wanted: u16| {
            (height >= wanted).then(|| {
                bottom -= 1;
                row(bottom)
            })
        };
        areas.status = below(5).unwrap_or_default();
        areas.event = below(2).unwrap_or_default();
        areas.lower_rule = below(10).unwrap_or_default();
        // Names may take a third of the screen, and nothing where that says nothing.
        let wanted = (self.widest + self.digits + BESIDE)
            .min(40)
            .min(usize::from(width) / 3);
        let left = if wanted > BESIDE + self.digits {
            wanted as u16
        } else {
            width.min(1)
        };
        let lanes = bottom.saturating_sub(top);
        areas.names = Rect::new(0, top, left, lanes);
        // The last column stays free, as elsewhere.
        let right = (width - left).saturating_sub(u16::from(left > 1));
        areas.lanes = Rect::new(left, top, right, lanes);
        for along in [&mut areas.labels, &mut areas.rule] {
            along.x = left;
            along.width = along.width.min(right);
        }
        areas
    }

    /// Rows from one lane to the next: there is air between them where all have room.
    pub fn stride(&self) -> usize {
        let height = usize::from(self.areas().lanes.height);
        if self.lanes.len() * 2 <= height { 2 } else { 1 }
    }

    /// Lanes that have room.
    pub fn shown(&self) -> usize {
        usize::from(self.areas().lanes.height) / self.stride()
    }

    /// Fits the screen after any change, and asks for the events of lanes that came into sight.
    ///
    /// # Errors
    /// Those of the store.
    pub fn settle(
        &mut self,
        timeline: &Timeline,
        size: Size,
        selected: Option<&Event>,
    ) -> Answer<()> {
        if self.size != size {
            self.size = size;
            if self.fitted {
                self.fit();
            } else {
                self.show(selected);
            }
        }
        let height = self.shown();
        self.cursor = self.cursor.min(self.lanes.len().saturating_sub(1));
        let least = (self.cursor + 1).saturating_sub(height);
        let most = self.lanes.len().saturating_sub(height);
        self.top = self.top.clamp(least, self.cursor.max(least)).min(most);
        for lane in self.lanes.iter_mut().skip(self.top).take(height) {
            lane.fill(timeline, &self.query)?;
        }
        Ok(())
    }

    /// Brings everything into sight.
    pub fn fit(&mut self) {
        self.fitted = true;
        self.axis.days_per_column = self.widest_column();
        self.center(f64::midpoint(self.extent.first, self.extent.end));
        // The arrow of an open end wants its side.
        let [left, right] = self.extent.open.map(|open| if open { 1.0 } else { 0.0 });
        self.axis.first_day += (right - left) * self.axis.days_per_column;
    }

    /// The days of a column when everything is in sight.
    fn widest_column(&self) -> f64 {
        let room =
            self.columns() - 2.0 - 2.0 * f64::from(u8::from(self.extent.open.contains(&true)));
        let days = (self.extent.end - self.extent.first) / room.max(1.0);
        // Of nothing, any; where days are told apart no more, no narrower one either.
        let finest = NEAREST.max(self.extent.first.abs().max(self.extent.end.abs()) * 1e-13);
        if days.is_finite() {
            days.max(finest)
        } else {
            1.0
        }
    }

    fn columns(&self) -> f64 {
        f64::from(self.areas().lanes.width.max(1))
    }

    /// Moves the columns so that a day stands in the middle, or as near as the events reach.
    fn center(&mut self, day: f64) {
        let (first, last) = (self.extent.first, self.extent.end);
        if first <= last {
            let half = self.columns() / 2.0 * self.axis.days_per_column;
            self.axis.first_day = day.clamp(first, last) - half;
        }
    }

    /// Makes columns narrower or wider in time by half, around the selected event if it is in sight.
    pub fn zoom(&mut self, closer: bool, selected: Option<&Event>) {
        let columns = self.columns();
        let head = head_of(selected);
        let middle = self.axis.day(columns / 2.0);
        let fixed = head.filter(|day| self.in_sight(*day)).unwrap_or(middle);
        let widest = self.widest_column();
        let finest = NEAREST.max(self.extent.first.abs().max(self.extent.end.abs()) * 1e-13);
        let before = self.axis.days_per_column;
        let days = if closer { before / 2.0 } else { before * 2.0 };
        if days >= widest {
            return self.fit();
        }
        self.fitted = false;
        self.axis.days_per_column = days.max(finest);
        let scale = self.axis.days_per_column / before;
        self.center(fixed + (middle - fixed) * scale);
    }

    /// Moves along the time by a part of the screen.
    pub fn pan(&mut self, later: bool) {
        let columns = self.columns();
        let step = (columns / 8.0).ceil();
        self.fitted = false;
        self.center(
            self.axis
                .day(columns / 2.0 + if later { step } else { -step }),
        );
    }

    /// Brings an event into sight: its day, and one of its lanes.
    pub fn show(&mut self, selected: Option<&Event>) {
        if let Some(day) = head_of(selected)
            && !self.in_sight(day)
        {
            self.fitted = false;
            self.center(day);
        }
        let height = self.shown();
        let has = |lane: &Lane| selected.is_some_and(|event| lane.has(event));
        let shown = self.lanes.iter().skip(self.top).take(height).any(has);
        if let Some(first) = self.lanes.iter().position(has).filter(|_| !shown) {
            self.cursor = first;
        }
    }

    fn in_sight(&self, day: f64) -> bool {
        let columns = i64::from(self.areas().lanes.width);
        (0..columns).contains(&self.axis.column(day))
    }

    /// Returns the column of an event, if it is in sight.
    pub fn column_of(&self, event: Option<&Event>) -> Option<usize> {
        let day = head_of(event)?;
        let column = self.in_sight(day).then(|| self.axis.column(day))?;
        usize::try_from(column).ok()
    }

    /// The first `width` cells of a lane.
    pub fn cells(&self, lane: &Lane, width: usize, selected: Option<EventId>) -> Vec<Cell> {
        let mut cells = vec![Cell::default(); width];
        let end = self.axis.day(self.columns());
        let before = lane
            .reach
            .partition_point(|day| *day <= self.axis.first_day);
        let all = lane.marks.as_deref().unwrap_or_default();
        let marks = all.iter().skip(before);
        // An open beginning reaches back from wherever it is in the order.
        let visible = marks.filter(|mark| mark.reach.from < end);
        for mark in visible.clone() {
            mark.draw(&self.axis, &mut cells, false);
        }
        let chosen = selected.and_then(|id| all.binary_search_by_key(&id, |mark| mark.id).ok());
        let chosen = chosen.and_then(|index| all.get(index));
        if let Some(mark) = chosen {
            mark.draw(&self.axis, &mut cells, true);
        }
        let column_of_chosen = chosen.map(|mark| self.axis.column(mark.reach.head));
        for mark in visible {
            let column = usize::try_from(self.axis.column(mark.reach.head));
            if let Some(cell) = column.ok().and_then(|column| cells.get_mut(column)) {
                cell.sign = match cell.sign {
                    Sign::Event(_) => Sign::Many(2),
                    Sign::Many(n) => Sign::Many(n + 1),
                    bar if bar != Sign::Empty && mark.is_bar(&self.axis) => bar,
                    _ => Sign::Event(mark.id),
                };
                cell.lit = cell.lit && chosen.is_some_and(|chosen| chosen.id == mark.id)
                    || column_of_chosen == Some(self.axis.column(mark.reach.head));
            }
        }
        cells
    }
}

/// What the lane of the events without actors is called.
pub const NOBODY: &str = "nobody named";

impl Lane {
    /// Returns whether an event with a place in time belongs to the lane.
    pub fn has(&self, event: &Event) -> bool {
        let takes_part = match self.actor {
            Some(id) => event.actors.iter().any(|p| p.actor == id),
            None => event.actors.is_empty(),
        };
        takes_part && head_of(Some(event)).is_some()
    }

    /// Returns the mark of an event of the lane.
    pub fn mark(&self, id: EventId) -> Option<&Mark> {
        let marks = self.marks.as_deref()?;
        let index = marks.binary_search_by_key(&id, |mark| mark.id).ok()?;
        marks.get(index)
    }

    /// Asks for the events of the lane, unless that was done already.
    fn fill(&mut self, timeline: &Timeline, query: &Query) -> Answer<()> {
        if self.marks.is_some() {
            return Ok(());
        }
        let own = query.and(match self.actor {
            Some(id) => Term::Actor(vec![id]),
            None => Term::NoActor,
        });
        let selection = timeline.select(&own)?;
        let rows = timeline.window(&selection, 0..selection.len())?;
        let marks: Vec<Mark> = rows.into_iter().filter_map(Mark::new).collect();
        let reach = marks.iter().scan(f64::NEG_INFINITY, |so_far, mark| {
            *so_far = so_far.max(mark.reach.to);
            Some(*so_far)
        });
        self.reach = reach.collect();
        self.marks = Some(marks);
        Ok(())
    }
}

/// The day that an event is placed at.
fn head_of(event: Option<&Event>) -> Option<f64> {
    let date = event?.when.date()?;
    Reach::of(date).map(|reach| reach.head)
}

//! Lanes: actors down, time across. What stands where is worked out once, when they are
//! opened; a key or a frame then asks for the lanes and columns that are in sight.

mod mark;

use ratatui::layout::{Rect, Size};

use mark::Mark;
pub use mark::{Cell, Sign};

use crate::date::End;
use crate::text::width::width;
use crate::timeline::{ActorId, Axis, EventId, Timeline, View};

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
    /// Positions in the list of marks, in order.
    marks: Vec<u32>,
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

/// The lanes of a view.
#[derive(Clone, Debug)]
pub struct Lanes {
    marks: Vec<Mark>,
    /// The busiest first.
    pub lanes: Vec<Lane>,
    /// Events without a date.
    pub undated: usize,
    /// Events whose date names no day that could be drawn.
    pub beyond: usize,
    /// The lane under the cursor.
    pub cursor: usize,
    /// The first lane on the screen.
    pub top: usize,
    /// The days above the columns.
    pub axis: Axis,
    /// The first day and the day after the last.
    extent: (f64, f64),
    /// Whether an event has no end on a side, which takes room to show.
    open: [bool; 2],
    /// Cells of the largest count.
    pub digits: usize,
    /// Cells of the longest name.
    widest: usize,
    /// Everything is in sight because it was asked for, and stays so on another screen.
    fitted: bool,
    size: Size,
}

impl Lanes {
    /// Lays the events of a view out.
    pub fn new(timeline: &Timeline, view: &View, size: Size) -> Self {
        let mut lanes: Vec<Lane> = (0..=timeline.actors().len())
            .map(|index| Lane {
                // What names nobody comes last.
                actor: (index < timeline.actors().len()).then(|| ActorId::new(index)),
                count: 0,
                marks: Vec::new(),
                reach: Vec::new(),
            })
            .collect();
        let nobody = timeline.actors().len();
        let mut marks = Vec::new();
        let (mut undated, mut beyond) = (0, 0);
        for id in view.ids() {
            let Some(event) = timeline.event(id) else {
                continue;
            };
            let mark = event.when.date().and_then(|date| Mark::new(id, date));
            let place = mark.map(|mark| (marks.len() as u32, mark.to));
            marks.extend(mark);
            match event.when.date() {
                None => undated += 1,
                Some(_) => beyond += usize::from(mark.is_none()),
            }
            let mut actors: Vec<usize> = event.actors.iter().map(|p| p.actor.index()).collect();
            actors.sort_unstable();
            actors.dedup();
            if actors.is_empty() {
                actors.push(nobody);
            }
            for lane in actors {
                if let Some(lane) = lanes.get_mut(lane) {
                    lane.add(place);
                }
            }
        }
        lanes.retain(|lane| lane.count > 0);
        lanes.sort_by_key(|lane| (lane.actor.is_none(), std::cmp::Reverse(lane.count)));
        let names = lanes.iter().filter_map(|lane| timeline.actor(lane.actor?));
        let nameless = lanes.iter().any(|lane| lane.actor.is_none());
        let digits = lanes
            .iter()
            .map(|lane| width(&lane.count.to_string()))
            .max();
        let widest = names.map(|actor| width(&actor.name)).max();
        let days = marks
            .iter()
            .flat_map(|mark| [mark.from, mark.head, mark.to]);
        let days = days.filter(|day| day.is_finite());
        let extent = (
            days.clone().fold(f64::INFINITY, f64::min),
            days.fold(f64::NEG_INFINITY, f64::max),
        );
        let endless = |side: usize| {
            let endless = [End::Open, End::Unknown];
            let ends = marks.iter().filter_map(|mark| mark.ends.get(side));
            ends.into_iter().any(|end| endless.contains(end))
        };
        let mut all = Self {
            extent,
            open: [endless(0), endless(1)],
            marks,
            lanes,
            undated,
            beyond,
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
        all
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

    /// Fits the screen after any change.
    pub fn settle(&mut self, size: Size, selected: Option<EventId>) {
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
    }

    /// Brings everything into sight.
    pub fn fit(&mut self) {
        self.fitted = true;
        self.axis.days_per_column = self.widest_column();
        self.center(f64::midpoint(self.extent.0, self.extent.1));
        // The arrow of an open end wants its side.
        let [left, right] = self.open.map(|open| if open { 1.0 } else { 0.0 });
        self.axis.first_day += (right - left) * self.axis.days_per_column;
    }

    /// The days of a column when everything is in sight.
    fn widest_column(&self) -> f64 {
        let room = self.columns() - 2.0 - 2.0 * f64::from(u8::from(self.open[0] || self.open[1]));
        let days = (self.extent.1 - self.extent.0) / room.max(1.0);
        // Of nothing, any; where days are told apart no more, no narrower one either.
        let finest = NEAREST.max(self.extent.0.abs().max(self.extent.1.abs()) * 1e-13);
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
        let (first, last) = self.extent;
        if first <= last {
            let half = self.columns() / 2.0 * self.axis.days_per_column;
            self.axis.first_day = day.clamp(first, last) - half;
        }
    }

    /// Makes columns narrower or wider in time by half, around the selected event if it is in sight.
    pub fn zoom(&mut self, closer: bool, selected: Option<EventId>) {
        let columns = self.columns();
        let head = self.mark(selected).map(|mark| mark.head);
        let middle = self.axis.day(columns / 2.0);
        let fixed = head.filter(|day| self.in_sight(*day)).unwrap_or(middle);
        let widest = self.widest_column();
        let finest = NEAREST.max(self.extent.1.abs().max(self.extent.0.abs()) * 1e-13);
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
    pub fn show(&mut self, selected: Option<EventId>) {
        if let Some(day) = self.mark(selected).map(|mark| mark.head)
            && !self.in_sight(day)
        {
            self.fitted = false;
            self.center(day);
        }
        let height = self.shown();
        let stands = |lane: &Lane| self.stands(lane, selected);
        let shown = self.lanes.iter().skip(self.top).take(height).any(stands);
        if let Some(first) = self.lanes.iter().position(stands).filter(|_| !shown) {
            self.cursor = first;
        }
    }

    fn in_sight(&self, day: f64) -> bool {
        let columns = i64::from(self.areas().lanes.width);
        (0..columns).contains(&self.axis.column(day))
    }

    /// The column of an event, if it is in sight.
    pub fn column_of(&self, id: Option<EventId>) -> Option<usize> {
        let day = self.mark(id)?.head;
        let column = self.in_sight(day).then(|| self.axis.column(day))?;
        usize::try_from(column).ok()
    }

    fn mark(&self, id: Option<EventId>) -> Option<&Mark> {
        self.marks.get(self.index_of(id)? as usize)
    }

    fn index_of(&self, id: Option<EventId>) -> Option<u32> {
        let id = id?;
        let index = self.marks.binary_search_by_key(&id, |mark| mark.id).ok()?;
        u32::try_from(index).ok()
    }

    /// Whether an event stands in a lane.
    pub fn stands(&self, lane: &Lane, id: Option<EventId>) -> bool {
        self.index_of(id)
            .is_some_and(|index| lane.marks.binary_search(&index).is_ok())
    }

    /// The first `width` cells of a lane.
    pub fn cells(&self, lane: &Lane, width: usize, selected: Option<EventId>) -> Vec<Cell> {
        let mut cells = vec![Cell::default(); width];
        let end = self.axis.day(self.columns());
        let before = lane
            .reach
            .partition_point(|day| *day <= self.axis.first_day);
        let selected = self
            .index_of(selected)
            .filter(|index| lane.marks.binary_search(index).is_ok());
        let marks = lane.marks.iter().skip(before);
        let marks = marks.filter_map(|index| self.marks.get(*index as usize));
        // An open beginning reaches back from wherever it stands in the order.
        let visible = marks.filter(|mark| mark.from < end);
        for mark in visible.clone() {
            mark.draw(&self.axis, &mut cells, false);
        }
        let chosen = selected.and_then(|index| self.marks.get(index as usize));
        if let Some(mark) = chosen {
            mark.draw(&self.axis, &mut cells, true);
        }
        let column_of_chosen = chosen.map(|mark| self.axis.column(mark.head));
        for mark in visible {
            let column = usize::try_from(self.axis.column(mark.head));
            if let Some(cell) = column.ok().and_then(|column| cells.get_mut(column)) {
                cell.sign = match cell.sign {
                    Sign::Event(_) => Sign::Many(2),
                    Sign::Many(n) => Sign::Many(n + 1),
                    bar if bar != Sign::Empty && mark.is_bar(&self.axis) => bar,
                    _ => Sign::Event(mark.id),
                };
                cell.lit = cell.lit && chosen.is_some_and(|chosen| chosen.id == mark.id)
                    || column_of_chosen == Some(self.axis.column(mark.head));
            }
        }
        cells
    }
}

/// What the lane of the events without actors is called.
pub const NOBODY: &str = "nobody named";

impl Lane {
    /// Takes an event, with its position and reach if it has a place in time.
    fn add(&mut self, place: Option<(u32, f64)>) {
        self.count += 1;
        if let Some((index, to)) = place {
            self.marks.push(index);
            let before = self.reach.last().copied().unwrap_or(f64::NEG_INFINITY);
            self.reach.push(before.max(to));
        }
    }
}

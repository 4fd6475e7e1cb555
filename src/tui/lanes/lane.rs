//! A lane: the events of one actor, and the cells that show them.

use super::mark::{Cell, Mark, Sign};
use crate::timeline::{ActorId, Answer, EventId, Query, Segment, StoreError, Term, Timeline};
use crate::tui::event_counts::EventCount;

/// The name of the lane for events without actors.
pub const NOBODY: &str = "nobody named";

/// The events of one actor.
#[derive(Clone, Debug)]
pub struct Lane {
    /// The actor. None for the lane of events without actors.
    pub actor: Option<ActorId>,
    /// The number of events, including those without a position on the axis.
    pub count: EventCount,
    /// The events. None until the lane is first visible.
    pub(super) events: Option<LaneEvents>,
}

/// The events on a lane.
#[derive(Clone, Debug, Default)]
pub struct LaneEvents {
    /// The marks in chronological order.
    marks: Vec<Mark>,
    /// For each mark, the last day of it and all earlier marks.
    latest: Vec<i128>,
    /// For each mark, the first day of it and all later marks.
    earliest: Vec<i128>,
}

/// So many events of a lane are read from a server.
const MOST: usize = 10_000;

impl LaneEvents {
    /// Returns the events of an actor that a query keeps, or those without actors.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn of(timeline: &Timeline, query: &Query, actor: Option<ActorId>) -> Answer<Self> {
        let own = query.and(match actor {
            Some(id) => Term::Actor(vec![id]),
            None => Term::NoActor,
        });
        let selection = timeline.select(&own)?;
        if !timeline.is_in_files() && selection.len() > MOST {
            let message = format!(
                "a lane of {} events is too long to be read from a server; a filter makes it shorter",
                selection.len()
            );
            return Err(StoreError::Unanswerable(message.into()));
        }
        let rows = timeline.window(&selection, 0..selection.len())?;
        let marks: Vec<Mark> = rows.into_iter().filter_map(Mark::new).collect();
        let latest = marks.iter().scan(i128::MIN, |so_far, mark| {
            *so_far = mark.reach.last.max(*so_far);
            Some(*so_far)
        });
        let latest = latest.collect();
        let earliest = marks.iter().rev().scan(i128::MAX, |so_far, mark| {
            *so_far = mark.reach.first.min(*so_far);
            Some(*so_far)
        });
        let mut earliest: Vec<i128> = earliest.collect();
        earliest.reverse();
        Ok(Self {
            marks,
            latest,
            earliest,
        })
    }

    /// Returns the marks that may be visible.
    fn visible(&self, axis: &Segment) -> &[Mark] {
        let (first, last) = axis.days();
        let from = self.latest.partition_point(|day| *day < first);
        let to = self.earliest.partition_point(|day| *day <= last);
        self.marks.get(from..to).unwrap_or_default()
    }
}

impl Lane {
    /// Creates a lane whose events are not known yet.
    pub(super) fn new(actor: Option<ActorId>, count: EventCount) -> Self {
        Self {
            actor,
            count,
            events: None,
        }
    }

    /// Returns the mark of an event of the lane.
    pub fn mark(&self, id: EventId) -> Option<&Mark> {
        let marks = &self.events.as_ref()?.marks;
        let index = marks.binary_search_by_key(&id, |mark| mark.id).ok()?;
        marks.get(index)
    }

    /// Returns the event that is drawn in a column, or else nearest to it.
    pub(super) fn nearest(&self, axis: &Segment, column: usize) -> Option<EventId> {
        let column = column as i128;
        let distance = |mark: &&Mark| {
            let first = axis.first_column(mark.reach.first);
            let last = axis.last_column(mark.reach.last).max(first);
            let beside = (first - column).max(column - last).max(0);
            // Of several events in the column, that whose sign is nearest.
            (beside, axis.first_column(mark.reach.head).abs_diff(column))
        };
        let visible = self.events.as_ref()?.visible(axis);
        visible.iter().min_by_key(distance).map(|mark| mark.id)
    }

    /// Returns the cells of the lane.
    pub(super) fn cells(&self, axis: &Segment, selected: Option<EventId>) -> Vec<Cell> {
        let mut cells = vec![Cell::default(); axis.width()];
        let events = self.events.as_ref();
        let visible = events.map_or(&[][..], |events| events.visible(axis));
        for mark in visible {
            mark.draw(axis, &mut cells, false);
        }
        let chosen = selected.and_then(|id| self.mark(id));
        if let Some(mark) = chosen {
            mark.draw(axis, &mut cells, true);
        }
        let here = chosen.and_then(|mark| axis.column_of(mark.reach.head));
        for mark in visible {
            let column = axis.column_of(mark.reach.head);
            let Some(cell) = column.and_then(|column| cells.get_mut(column)) else {
                continue;
            };
            cell.sign = match cell.sign {
                Sign::Event(_) => Sign::Many(2),
                Sign::Many(n) => Sign::Many(n + 1),
                bar if bar != Sign::Empty && mark.is_bar(axis) => bar,
                _ => Sign::Event(mark.id),
            };
            let is_chosen = chosen.is_some_and(|chosen| chosen.id == mark.id);
            cell.highlighted = cell.highlighted && is_chosen || here == column;
        }
        cells
    }
}

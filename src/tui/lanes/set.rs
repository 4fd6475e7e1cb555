//! All lanes of a selection, before their events are known.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::lane::{Lane, NOBODY};
use crate::text::width::width;
use crate::timeline::{Actor, ActorId, Answer, Extent, Selection, Timeline};
use crate::tui::event_counts::{CountColumn, EventCount, EventCounts, Form};

/// All lanes of a selection, and what their layout depends on.
#[derive(Clone, Debug, Default)]
pub struct LaneSet {
    /// The lanes, those with the most events first. The lane of events without actors is last.
    pub(super) lanes: Vec<Lane>,
    /// The index of each actor's lane.
    pub(super) positions: HashMap<Option<ActorId>, usize>,
    /// The column of counts, in the longest form first.
    pub(super) columns: [CountColumn; 3],
    /// The width of the longest name, in cells.
    pub(super) widest: usize,
    /// The extent of the events.
    pub(super) extent: Extent,
}

impl LaneSet {
    /// Returns the lanes of a selection.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn of(timeline: &Timeline, selection: &Selection) -> Answer<Self> {
        let counts = EventCounts::of(timeline, selection)?;
        let nobody = EventCount {
            own: counts.nobody,
            with_members: None,
        };
        let actors = counts.actors.iter().enumerate();
        let actors = actors.map(|(index, count)| (Some(ActorId::new(index)), *count));
        let lanes = actors.chain([(None, nobody)]);
        let lanes = lanes.filter(|(_, count)| count.own > 0);
        let mut lanes: Vec<Lane> = lanes
            .map(|(actor, count)| Lane::new(actor, count))
            .collect();
        lanes.sort_by_key(|lane| (lane.actor.is_none(), Reverse(lane.count.own)));
        let positions = lanes.iter().enumerate();
        let positions = positions.map(|(index, lane)| (lane.actor, index)).collect();
        let columns = [Form::Long, Form::Short, Form::Plain]
            .map(|form| CountColumn::new(lanes.iter().map(|lane| lane.count), form));
        let names = lanes.iter().filter_map(|lane| match lane.actor {
            Some(id) => timeline.actor(id).map(Actor::name),
            None => Some(NOBODY),
        });
        let widest = names.map(width).max().unwrap_or(0);
        Ok(Self {
            lanes,
            positions,
            columns,
            widest,
            extent: timeline.extent(selection)?,
        })
    }
}

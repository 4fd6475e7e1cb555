//! All lanes of a selection, before their events are known.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::lane::{Lane, NOBODY};
use crate::text::width::width;
use crate::timeline::{Actor, ActorId, Answer, Extent, Facet, Key, Selection, Timeline};

/// All lanes of a selection, and what their layout depends on.
#[derive(Clone, Debug, Default)]
pub struct LaneSet {
    /// The lanes, those with the most events first. The lane of events without actors is last.
    pub(super) lanes: Vec<Lane>,
    /// The index of each actor's lane.
    pub(super) positions: HashMap<Option<ActorId>, usize>,
    /// The width of the largest count, in cells.
    pub(super) digits: usize,
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
        let counts = timeline.counts(selection, Facet::Participant)?.into_iter();
        let lanes = counts.filter_map(|(key, count)| match key {
            Key::Actor(id) => Some(Lane::new(Some(id), count)),
            Key::Nobody => Some(Lane::new(None, count)),
            Key::Source(_) | Key::Tag(_) | Key::Status(_) | Key::Year(_) => None,
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
        Ok(Self {
            lanes,
            positions,
            digits,
            widest,
            extent: timeline.extent(selection)?,
        })
    }
}

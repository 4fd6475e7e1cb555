//! The lanes of the actors of the selected event, on the axis of the strip.

use super::layout::LANES;
use crate::timeline::{ActorId, Answer, Event, Query, Scale, Term, Timeline};

/// What the lanes depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    actors: Vec<ActorId>,
    width: usize,
    filter: String,
}

/// The lanes of the actors of the selected event.
#[derive(Debug, Default)]
pub struct SmallLanes {
    key: Option<Key>,
    requested: Option<u64>,
    lanes: Vec<SmallLane>,
}

/// How many events an actor takes part in over time.
#[derive(Clone, Debug)]
pub struct SmallLane {
    /// The actor.
    pub actor: ActorId,
    /// The height of each column, from 0 to [`Density::LEVELS`](crate::timeline::Density::LEVELS).
    pub levels: Vec<u8>,
}

impl SmallLane {
    /// Returns the lanes of some actors: the events that a query keeps.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn all(
        timeline: &Timeline,
        query: &Query,
        actors: &[ActorId],
        scale: &Scale,
    ) -> Answer<Vec<Self>> {
        let lane = |actor: &ActorId| {
            let kept = timeline.select(&query.and(Term::Actor(vec![*actor])))?;
            let density = timeline.histogram(&kept, scale)?;
            let levels = (0..scale.width()).map(|column| density.level(column, &density));
            Ok(Self {
                actor: *actor,
                levels: levels.collect(),
            })
        };
        actors.iter().map(lane).collect()
    }
}

impl SmallLanes {
    /// Discards the lanes because the timeline has changed.
    pub fn invalidate(&mut self) {
        *self = Self::default();
    }

    /// Returns the actors whose lanes are to be asked for, unless they are known or were requested.
    /// The answer has a given number.
    pub fn request(
        &mut self,
        event: Option<&Event>,
        filter: &str,
        width: usize,
        number: u64,
    ) -> Option<Vec<ActorId>> {
        let mut actors: Vec<ActorId> = Vec::new();
        for participant in event.map_or(&[][..], |event| &event.actors) {
            if !actors.contains(&participant.actor) && actors.len() < usize::from(LANES) {
                actors.push(participant.actor);
            }
        }
        let key = Key {
            actors: actors.clone(),
            width,
            filter: filter.to_owned(),
        };
        if self.key.as_ref() == Some(&key) {
            return None;
        }
        (self.key, self.requested) = (Some(key), Some(number));
        self.lanes.retain(|lane| actors.contains(&lane.actor));
        Some(actors)
    }

    /// Takes the answer to a question, unless another one has been asked since.
    pub fn set(&mut self, number: u64, lanes: Vec<SmallLane>) {
        if self.requested.take_if(|newest| *newest == number).is_some() {
            self.lanes = lanes;
        }
    }

    /// Returns the lanes, in the order of the event's actors.
    pub fn lanes(&self) -> &[SmallLane] {
        &self.lanes
    }
}

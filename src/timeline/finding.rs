//! Events by a text, an id, a date or their place in a file.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::set::Set;
use super::wanted::Wanted;
use super::{
    Actor, ActorId, Answer, Direction, Event, EventId, FileStore, Origin, Part, Selection,
};
use crate::date::Date;
use crate::search::Needle;

/// So many events are searched one by one for the next hit.
const NEAR: usize = 2000;

impl FileStore {
    /// Returns the rank of the next event from `from` on that a needle is in. Wraps around, and comes to
    /// `from` itself last. Stops once `wanted` returns false, with
    /// [`Unwanted`](super::StoreError::Unwanted).
    pub(super) fn seek(
        &self,
        selection: &Selection,
        from: usize,
        needle: &Needle,
        direction: Direction,
        wanted: &(dyn Fn() -> bool + Sync),
    ) -> Answer<Option<usize>> {
        let len = selection.len();
        let known = self.actors().iter().enumerate();
        let named = known.filter(|(_, actor)| needle.is_in(actor.name()));
        let named = self.with_actors(named.map(|(actor, _)| ActorId::new(actor)));
        let text = Wanted::new(None, Part::Any, needle.folded());
        let mut buffer = String::new();
        // The next events one by one; if none of them is a hit, all others are searched together.
        let mut others = None;
        for step in 1..=len {
            let step = match direction {
                Direction::Forward => step,
                Direction::Backward => len - step,
            };
            let rank = (from + step) % len;
            let Some(id) = selection.at(rank)? else {
                continue;
            };
            let at = id.index();
            let has_text = match &others {
                Some(found) => Set::has(found, at),
                None => self.has_text(at, &text, &mut buffer),
            };
            if named.has(at) || has_text && (!needle.has_case() || self.mentions(id, needle)?) {
                return Ok(Some(rank));
            }
            let is_far = step.min(len - step) >= NEAR;
            if others.is_none() && is_far {
                others = Some(self.search(&text, &self.set_of(selection)?, wanted)?);
            }
        }
        Ok(None)
    }

    fn mentions(&self, id: EventId, needle: &Needle) -> Answer<bool> {
        Ok(needle.is_in(&searchable(&*self.event(id)?, self.actors())))
    }

    /// Returns the events that are written at some places.
    pub(super) fn written_at(
        &self,
        origins: impl Iterator<Item = Origin>,
    ) -> Answer<HashMap<Origin, EventId>> {
        let lines: HashSet<_> = origins.map(|it| (it.file(), it.line())).collect();
        let mut found = HashMap::new();
        if lines.is_empty() {
            return Ok(found);
        }
        for (rank, record) in self.columns.records.iter().enumerate() {
            if lines.contains(&(record.file(), record.line())) {
                let id = EventId::new(rank);
                found.insert(self.read(id)?.origin, id);
            }
        }
        Ok(found)
    }

    /// Returns the first `most` events whose ids of the file begin with a text, in the order of these ids.
    pub(super) fn beginning(&self, slug: &str, most: usize) -> Vec<EventId> {
        let all = self.columns.slugs.iter().enumerate();
        let begun = all.filter(|(_, other)| other.starts_with(slug));
        let mut found: Vec<(&str, usize)> = begun.map(|(at, other)| (other, at)).collect();
        if most > 0 && found.len() > most {
            found.select_nth_unstable(most - 1);
            found.truncate(most);
        }
        found.sort_unstable();
        found.into_iter().map(|(_, at)| EventId::new(at)).collect()
    }

    /// Returns the event nearest in time to where `event`, of whichever timeline, would be here.
    pub(super) fn neighbour(&self, event: &Event) -> Option<EventId> {
        let at = partition_point(self.len(), |rank| self.is_earlier(rank, event));
        let last = self.len().checked_sub(1);
        last.map(|last| EventId::new(at.min(last)))
    }

    /// Returns whether the event at a rank comes before another. It is read only if its date does not tell.
    fn is_earlier(&self, rank: usize, other: &Event) -> bool {
        let day = self.columns.runs.order(rank);
        let order = match (day, other.when.date().map(|date| date.order().of_day())) {
            (Some(day), Some(other)) => day.cmp(&other),
            (day, other) => other.is_some().cmp(&day.is_some()),
        };
        order.is_lt()
            || order.is_eq()
                && self.event(EventId::new(rank)).is_ok_and(|event| {
                    let moment = |event: &Event| event.when.date().map(Date::order);
                    let key = |event: &Event| (moment(event), event.rank, event.origin);
                    key(&event) < key(other)
                })
    }

    /// Returns the rank of the event to go to for a date: the first that begins at it or within it, or
    /// else the one whose beginning is nearest. None if no event has a date.
    pub(super) fn rank_near(&self, selection: &Selection, date: &Date) -> Option<usize> {
        let at = |rank: usize| selection.at(rank).ok().flatten();
        let day = |rank: usize| self.columns.runs.date(at(rank)?.index());
        let order = |rank: usize| self.columns.runs.order(at(rank)?.index());
        let is_before = |rank: usize| {
            order(rank).is_some_and(|other| match other.cmp(&date.order().of_day()) {
                // Only the event itself has the time.
                Ordering::Equal if date.clock().is_some() => {
                    let event = at(rank).and_then(|id| self.event(id).ok());
                    let moment = event.and_then(|event| Some(event.when.date()?.order()));
                    moment.is_some_and(|moment| moment < date.order())
                }
                order => order.is_lt(),
            })
        };
        let after = partition_point(selection.len(), is_before);
        let before = after.checked_sub(1);
        let Some(next) = day(after) else {
            return before;
        };
        let within = date.latest().is_some_and(|latest| next.start() <= latest);
        let far = |other: &Date| other.start().distance(date.start());
        before
            .filter(|before| !within && day(*before).is_some_and(|it| far(it) <= far(next)))
            .or(Some(after))
    }
}

/// Joins title, summary, note, place, tags, names of actors and quotes, a line each.
pub fn searchable(event: &Event, actors: &[Actor]) -> String {
    let names = event
        .actors
        .iter()
        .filter_map(|p| actors.get(p.actor.index()))
        .map(Actor::name);
    let quotes = event.citations.iter().filter_map(|c| c.quote.as_deref());
    let pieces: Vec<&str> = std::iter::once(&*event.title)
        .chain(
            [&event.summary, &event.note, &event.place]
                .into_iter()
                .flatten()
                .map(|text| &**text),
        )
        .chain(event.tags.iter().map(|tag| &**tag))
        .chain(names)
        .chain(quotes)
        .collect();
    pieces.join("\n")
}

/// Returns how many ranks come before the first that is not `before`.
fn partition_point(len: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low.midpoint(high);
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

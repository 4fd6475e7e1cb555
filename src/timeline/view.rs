//! An ordered set of events, asked for a window of rows by rank.
//!
//! This is the seam between a timeline and the screen: the screen never holds or
//! walks all events, it asks a view for the rows it can show. Building a view is the
//! one walk, done when the filter, the grain of the headings or the file changes.

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{EventId, Timeline};
use crate::date::{Date, Grain, Stretch};

/// A line above the first of some events that stand together in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Rank of the first event under it.
    pub rank: usize,
    /// How many events stand under it.
    pub events: usize,
    /// `September 2023`, or `undated`.
    pub label: String,
}

/// One row of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row<'a> {
    /// A heading.
    Heading(&'a Heading),
    /// An event.
    Event(EventId),
}

/// An ordered set of events of one timeline, with their headings. Rows count headings
/// and events together, ranks count events alone; both from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    ids: Vec<EventId>,
    headings: Vec<Heading>,
}

impl View {
    /// Every event of the timeline.
    pub fn all(timeline: &Timeline, grain: Grain) -> Self {
        Self::filtered(timeline, grain, |_| true)
    }

    /// The events that `keep` keeps.
    pub fn filtered(timeline: &Timeline, grain: Grain, keep: impl Fn(EventId) -> bool) -> Self {
        let ids = (0..timeline.len()).map(EventId::new);
        Self::of(timeline, grain, ids.filter(|id| keep(*id)).collect())
    }

    /// The same events under headings of another grain.
    #[must_use]
    pub fn by(&self, timeline: &Timeline, grain: Grain) -> Self {
        Self::of(timeline, grain, self.ids.clone())
    }

    /// A heading stands wherever an event belongs under another one than the event
    /// before; the order of events is never touched.
    fn of(timeline: &Timeline, grain: Grain, ids: Vec<EventId>) -> Self {
        let mut headings: Vec<Heading> = Vec::new();
        let mut last = None;
        for (rank, id) in ids.iter().enumerate() {
            let date = timeline.event(*id).and_then(|event| event.when.date());
            let stretch = date.map(|date| date.stretch(grain));
            match headings.last_mut() {
                Some(heading) if last == Some(stretch) => heading.events += 1,
                _ => headings.push(Heading {
                    rank,
                    events: 1,
                    label: stretch.map_or_else(|| "undated".to_owned(), Stretch::words),
                }),
            }
            last = Some(stretch);
        }
        Self { ids, headings }
    }

    /// How many events it holds.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The event at a rank.
    pub fn at(&self, rank: usize) -> Option<EventId> {
        self.ids.get(rank).copied()
    }

    /// Every event, in order.
    pub fn ids(&self) -> impl Iterator<Item = EventId> + '_ {
        self.ids.iter().copied()
    }

    /// The rank of an event: `Err` holds the rank it would have, were it there.
    pub fn rank(&self, id: EventId) -> Result<usize, usize> {
        self.ids.binary_search(&id)
    }

    /// How many events come before the first that is not `before`; they are in order.
    pub fn partition_point(&self, before: impl Fn(EventId) -> bool) -> usize {
        self.ids.partition_point(|id| before(*id))
    }

    /// How many rows there are: events and headings.
    pub fn rows(&self) -> usize {
        self.ids.len() + self.headings.len()
    }

    /// The row of the event at a rank.
    pub fn row_of(&self, rank: usize) -> usize {
        rank + self.group(rank)
    }

    /// How many headings stand at or above a rank.
    fn group(&self, rank: usize) -> usize {
        self.headings
            .partition_point(|heading| heading.rank <= rank)
    }

    /// The heading that an event stands under.
    pub fn heading(&self, rank: usize) -> Option<&Heading> {
        self.headings.get(self.group(rank).checked_sub(1)?)
    }

    /// The rank of the first event under the heading so many below that of `rank`, or
    /// above it; on the way up the start of its own group counts as the first. The ends
    /// are where it stops.
    pub fn leap(&self, rank: usize, count: usize, down: bool) -> usize {
        let group = self.group(rank);
        let target = if down {
            group.saturating_add(count).min(self.headings.len())
        } else {
            let inside = self.heading(rank).is_some_and(|own| own.rank < rank);
            group.saturating_sub(count - usize::from(inside).min(count))
        };
        let to = self.headings.get(target.saturating_sub(1));
        let to = to.map_or(rank, |heading| heading.rank);
        // Under the last heading the way down would lead back up to it.
        if down { to.max(rank) } else { to }
    }

    /// The rank of the event to go to for a date: the first that comes at it or within,
    /// or else the one whose beginning is nearest. None where no event has a date.
    pub fn nearest(&self, timeline: &Timeline, date: &Date) -> Option<usize> {
        let dated = |rank: usize| timeline.event(self.at(rank)?)?.when.date();
        let after = self.ids.partition_point(|id| {
            let other = timeline.event(*id).and_then(|event| event.when.date());
            other.is_some_and(|other| other.order() < date.order())
        });
        let before = after.checked_sub(1);
        let Some(next) = dated(after) else {
            return before;
        };
        let within = date.latest().is_some_and(|latest| next.start() <= latest);
        let far = |other: &Date| other.start().distance(date.start());
        before
            .filter(|before| !within && dated(*before).is_some_and(|it| far(it) <= far(next)))
            .or(Some(after))
    }

    /// The rows of a window, in order; rows past the end are left out.
    pub fn window(&self, rows: Range<usize>) -> impl Iterator<Item = Row<'_>> {
        rows.map_while(|row| self.row(row))
    }

    /// What stands at a row.
    pub fn row(&self, row: usize) -> Option<Row<'_>> {
        // The i-th heading stands at row `rank + i`: that grows with i.
        let mut after = self.headings.len();
        let mut before = 0;
        while before < after {
            let middle = before.midpoint(after);
            match self.headings.get(middle) {
                Some(heading) if heading.rank + middle <= row => before = middle + 1,
                _ => after = middle,
            }
        }
        let Some(last) = before.checked_sub(1) else {
            return None; // No heading at or above: only an empty view has such a row.
        };
        let heading = self.headings.get(last)?;
        if heading.rank + last == row {
            return Some(Row::Heading(heading));
        }
        self.at(row - before).map(Row::Event)
    }

    /// The first event from `rank` on, in the direction given, that `wanted` wants;
    /// wraps around, and comes to `rank` itself last.
    pub fn seek(
        &self,
        rank: usize,
        forward: bool,
        wanted: impl Fn(EventId) -> bool,
    ) -> Option<usize> {
        let len = self.len();
        (1..=len)
            .map(|step| (rank + if forward { step } else { len - step }) % len)
            .find(|rank| self.at(*rank).is_some_and(&wanted))
    }
}

/// Headings that are few enough for any timeline, and too many for every one.
const FEW: usize = 6;
const MANY: usize = 400;

/// The grain for a whole timeline: the finest whose headings are at most a quarter of
/// the events, or from years on at most [`FEW`], and never more than [`MANY`]. Where
/// coarser grains make the very same headings, because no date is sharper, it is the coarsest of those.
pub(super) fn fitting(timeline: &Timeline) -> Grain {
    let quarter = (timeline.len() / 4).min(MANY);
    let headings = |grain| {
        let few = if grain < Grain::Year { 1 } else { FEW };
        let most = quarter.max(few);
        let mut stretches: Vec<Stretch> = Vec::new();
        for (_, event) in timeline.events() {
            let stretch = event.when.date().map(|date| date.stretch(grain));
            if stretch != stretches.last().copied() {
                stretches.extend(stretch);
            }
            if stretches.len() > most {
                return None;
            }
        }
        Some(stretches)
    };
    let mut grains = Grain::ALL.into_iter();
    let Some((mut best, fits)) = grains.find_map(|grain| Some((grain, headings(grain)?))) else {
        return Grain::Millennium;
    };
    for coarser in grains.take_while(|coarser| headings(*coarser).as_ref() == Some(&fits)) {
        best = coarser;
    }
    best
}

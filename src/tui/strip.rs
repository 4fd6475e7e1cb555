//! The density of the events over time, worked out when the timeline, the width or the
//! filter changes. Drawing only walks its columns.

use crate::timeline::{Density, EventId, Place, Scale, Tick, Timeline, View, ticks};

/// The strip under the title.
#[derive(Debug, Default)]
pub struct Strip {
    scale: Scale,
    ticks: Vec<Tick>,
    /// Of each event, where its date stands; none if it has no date. A change of the
    /// filter then has no date to look at.
    places: Vec<Option<Place>>,
    all: Density,
    /// Of those that the filter keeps; none if that is yet to be worked out.
    kept: Option<Density>,
}

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its height, 0 to [`Density::LEVELS`].
    pub level: u8,
    /// Whether the filter keeps something there; the height is then of what it keeps.
    pub kept: bool,
}

impl Strip {
    /// Has the filter's part worked out anew.
    pub fn forget_kept(&mut self) {
        self.kept = None;
    }

    /// Works out what is not known for a width.
    pub fn settle(&mut self, timeline: &Timeline, view: &View, width: u16) {
        let cells = usize::from(width);
        if self.scale.width() != cells || self.places.len() != timeline.len() {
            let dates = timeline.events().filter_map(|(_, event)| event.when.date());
            let scale = Scale::new(dates, width);
            let dates = timeline.events().map(|(_, event)| event.when.date());
            self.places = dates.map(|date| Some(scale.place(date?))).collect();
            self.all = Density::new(self.places.iter().copied().flatten(), cells);
            self.ticks = ticks(&scale);
            self.scale = scale;
            self.kept = None;
        }
        if self.kept.is_none() {
            let kept = if view.len() == timeline.len() {
                self.all.clone()
            } else {
                Density::new(view.ids().filter_map(|id| self.place(id)), cells)
            };
            self.kept = Some(kept);
        }
    }

    /// The axis.
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// The names beside the axis.
    pub fn ticks(&self) -> &[Tick] {
        &self.ticks
    }

    /// Where an event stands.
    pub fn place(&self, id: EventId) -> Option<Place> {
        *self.places.get(id.index())?
    }

    /// What a column shows. One event that is spread over a year lends its columns little:
    /// they stand out if it is half of what they hold, and else for half an event.
    pub fn bar(&self, column: usize) -> Bar {
        let all = self.all.weight(column);
        let kept = self.kept.as_ref().filter(|kept| {
            let weight = kept.weight(column);
            weight > 0 && weight >= (all / 2).min(Density::EVENT / 2)
        });
        Bar {
            level: kept.unwrap_or(&self.all).level(column, &self.all),
            kept: kept.is_some(),
        }
    }

    /// The rank of the event of a view that begins nearest to a column.
    pub fn nearest(&self, view: &View, column: u16) -> Option<usize> {
        let at = |rank: usize| Some(self.place(view.at(rank)?)?.at);
        // Undated events stand last.
        let rank = view.partition_point(|id| self.place(id).is_some_and(|p| p.at < column));
        let before = rank
            .checked_sub(1)
            .and_then(|rank| Some((column.checked_sub(at(rank)?)?, rank)));
        let after = at(rank).and_then(|at| Some((at.checked_sub(column)?, rank)));
        match (before, after) {
            (Some((near, before)), Some((far, _))) if near < far => {
                // The first of those that begin there.
                let begins = at(before)?;
                let first = |id| self.place(id).is_some_and(|p| p.at < begins);
                Some(view.partition_point(first))
            }
            (before, after) => after.or(before).map(|(_, rank)| rank),
        }
    }
}

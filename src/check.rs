//! A timeline checked against its sources: the state of every citation, and what to do about those that are
//! not verified.
//!
//! It returns data. How that is printed, and what it means for the exit status, is decided in
//! [`crate::command`].

#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing)
)]

mod accept;
mod conflicts;
mod diagnose;
mod finding;
mod kind;
mod problem;
mod record;
mod spot;

use crate::anchor::State;
use crate::timeline::{Answer, Query, Timeline};
pub use conflicts::conflicts;
pub use diagnose::diagnose;
pub use finding::{Finding, findings};
pub use problem::Problem;
pub use record::{Record, Recorder};
pub use spot::{Describer, Spot};

/// The result of a check.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// Where problems are: by event, the conflicts after all quotes.
    pub spots: Vec<Spot>,
    /// The number of citations in each state, in the order of [`State::ALL`].
    counts: [usize; State::ALL.len()],
}

impl Checked {
    /// Returns the number of citations whose quotes are in a state.
    pub fn count(&self, state: State) -> usize {
        let counts = State::ALL.into_iter().zip(self.counts);
        counts
            .filter(|(it, _)| *it == state)
            .map(|(_, count)| count)
            .sum()
    }

    /// Returns the number of citations.
    pub fn citations(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Adds what is known of a citation.
    fn add(&mut self, finding: &Finding<'_>, strict: bool) {
        let counts = State::ALL.into_iter().zip(&mut self.counts);
        for (_, count) in counts.filter(|(state, _)| *state == finding.anchor.state) {
            *count = count.saturating_add(1);
        }
        self.spots.extend(Spot::of_quote(finding, strict));
    }
}

/// Checks all citations of a timeline, and passes each to `see`. `strict` makes quotes whose typography
/// differs a problem.
///
/// # Errors
/// Those of the store.
pub fn check(
    timeline: &Timeline,
    strict: bool,
    mut see: impl FnMut(&Finding<'_>),
) -> Answer<Checked> {
    let mut checked = Checked::default();
    let mut conflicts = Vec::new();
    for id in timeline.select(&Query::everything())?.iter() {
        let event = timeline.read(id)?;
        for finding in findings(timeline, id, &event) {
            see(&finding);
            checked.add(&finding, strict);
        }
        let found = event.conflicts();
        conflicts.extend(found.filter_map(|found| Spot::of_conflict(id, &event, found)));
    }
    checked.spots.append(&mut conflicts);
    Ok(checked)
}

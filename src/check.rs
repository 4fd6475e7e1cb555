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
pub mod editions;
mod finding;
mod kind;
mod languages;
mod lost;
mod problem;
mod record;
mod spot;
#[cfg(test)]
mod tests;

use crate::anchor::State;
use crate::parallel;
use crate::timeline::{Answer, Citing, EventId, Query, Selection, Timeline, Verdict};
pub use conflicts::conflicts;
pub use diagnose::diagnose;
pub use finding::{Finding, findings, findings_in};
pub use kind::severity;
pub use languages::unread_languages;
pub use problem::Problem;
pub use record::{Record, Recorder};
pub use spot::Spot;

/// The result of a check.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// Where problems are: by event, the conflicts after all quotes.
    pub spots: Vec<Spot>,
    /// The events that were checked.
    pub selection: Selection,
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

/// Checks the citations of some events on several threads, and passes each to `see`, in order and on the thread
/// of the caller. `strict` makes quotes whose typography differs a problem.
///
/// # Errors
/// Those of the store.
pub fn check(
    timeline: &Timeline,
    selection: Selection,
    strict: bool,
    threads: usize,
    mut see: impl FnMut(&Finding<'_>),
) -> Answer<Checked> {
    let mut checked = Checked::default();
    let mut conflicts = Vec::new();
    // The threads look for the quotes, which takes nearly all of the time. After that, they are known.
    let anchored = |citing: Answer<Citing>| {
        citing.inspect(|citing| {
            for citation in citing.citations() {
                timeline.anchor(citation);
            }
        })
    };
    parallel::in_order(
        threads,
        timeline.shares(selection.iter()),
        |share, pass| pass(timeline.read_share(share).map(anchored).collect::<Vec<_>>()),
        |share| {
            for citing in share {
                let citing = citing?;
                for finding in findings_in(timeline, &citing) {
                    see(&finding);
                    checked.add(&finding, strict);
                }
                if citing.is_beginning() {
                    conflicts.extend(Spot::of_conflicts(citing.id, &citing.event));
                }
            }
            Ok(())
        },
    )?;
    checked.spots.append(&mut conflicts);
    checked.selection = selection;
    Ok(checked)
}

/// Checks all citations of a timeline on several threads. Passes the verdict and the problems of each to `take`, in
/// order and on the thread of the caller, with the event. Stops early once `wanted` returns false.
///
/// # Errors
/// Those of the store.
pub fn problems(
    timeline: &Timeline,
    threads: usize,
    wanted: &(dyn Fn() -> bool + Sync),
    mut take: impl FnMut(EventId, Verdict, Vec<Problem>),
) -> Answer<()> {
    let all = timeline.select(&Query::everything())?;
    parallel::in_order(
        threads,
        timeline.shares(all.iter()).take_while(|_| wanted()),
        |share, pass| {
            for citing in timeline.read_share(share).take_while(|_| wanted()) {
                match citing {
                    Ok(citing) => findings_in(timeline, &citing)
                        .take_while(|_| wanted())
                        .for_each(|finding| pass(Ok(judged(&finding)))),
                    Err(failed) => pass(Err(failed)),
                }
            }
        },
        |judged| {
            let (event, verdict, problems) = judged?;
            take(event, verdict, problems);
            Ok(())
        },
    )
}

fn judged(finding: &Finding<'_>) -> (EventId, Verdict, Vec<Problem>) {
    let verdict = finding.event.verdict_of(finding.citation, &finding.anchor);
    (finding.id, verdict, diagnose(finding, false).collect())
}

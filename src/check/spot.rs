//! Where a problem is. A timeline can have as many problems as citations, so they are described only when
//! they are shown.

use super::conflicts::conflict;
use super::kind::Kind;
use super::{Finding, Problem, diagnose};
use crate::diagnostic::{Code, Severity};
use crate::timeline::{Against, Answer, Conflict, Event, EventId, Origin, Timeline};

/// Where a problem of a citation is, and of what kind.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// Its place in the event file.
    pub origin: Origin,
    /// What kind of problem it is.
    pub code: Code,
    /// Its severity.
    pub severity: Severity,
    event: EventId,
    citation: u32,
    /// What the citation conflicts with, if the problem is not its quote.
    against: Option<Against>,
}

impl Spot {
    /// Iterates over the problems of a quote.
    pub(super) fn of_quote(finding: &Finding<'_>, strict: bool) -> impl Iterator<Item = Self> {
        Kind::all(finding, strict).map(|kind| Self {
            origin: finding.citation.origin,
            code: kind.code(finding.anchor.state),
            severity: kind.severity(),
            event: finding.id,
            citation: finding.index as u32,
            against: None,
        })
    }

    /// Iterates over the conflicts of an event.
    pub(super) fn of_conflicts(id: EventId, event: &Event) -> impl Iterator<Item = Self> {
        let conflicts = event.conflicts();
        conflicts.filter_map(move |conflict| Self::of_conflict(id, event, conflict))
    }

    fn of_conflict(id: EventId, event: &Event, conflict: Conflict) -> Option<Self> {
        let citation = event.citations.get(conflict.citation)?;
        Some(Self {
            origin: citation.claim.unwrap_or(citation.origin),
            code: Code::Conflict,
            severity: Severity::Warning,
            event: id,
            citation: conflict.citation as u32,
            against: Some(conflict.against),
        })
    }

    /// Returns the event.
    pub fn event(&self) -> EventId {
        self.event
    }

    /// Returns whether what is claimed is the problem, and not the quote.
    pub fn is_conflict(&self) -> bool {
        self.against.is_some()
    }

    /// Returns the problem in full, in a timeline that was checked with the same strictness.
    ///
    /// # Errors
    /// Those of the store.
    pub fn describe(&self, timeline: &Timeline, strict: bool) -> Answer<Option<Problem>> {
        let (id, citation) = (self.event, self.citation as usize);
        let event = timeline.event(id)?;
        Ok(match self.against {
            Some(against) => {
                let found = Conflict { citation, against };
                conflict(timeline, id, &event, found)
            }
            None => Finding::new(timeline, id, &event, citation).and_then(|finding| {
                let mut problems = diagnose(&finding, strict);
                problems.find(|problem| problem.code == self.code)
            }),
        })
    }
}

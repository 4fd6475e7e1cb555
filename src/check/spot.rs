//! Where a problem is. A timeline can have as many problems as citations, so they are described only when
//! they are shown.

use std::sync::Arc;

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
    /// Returns the problem of a quote, if there is one.
    pub(super) fn of_quote(finding: &Finding<'_>, strict: bool) -> Option<Self> {
        let kind = Kind::of(finding, strict)?;
        Some(Self {
            origin: finding.citation.origin,
            code: kind.code(finding.anchor.state),
            severity: kind.severity(),
            event: finding.id,
            citation: finding.index as u32,
            against: None,
        })
    }

    /// Returns the problem of a conflict.
    pub(super) fn of_conflict(id: EventId, event: &Event, conflict: Conflict) -> Option<Self> {
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
}

/// Describes problems one by one. Those of one event should follow each other, since it is read once for
/// them.
#[derive(Debug)]
pub struct Describer<'a> {
    timeline: &'a Timeline,
    strict: bool,
    last: Option<(EventId, Arc<Event>)>,
}

impl<'a> Describer<'a> {
    /// Makes a describer of the problems of a timeline that was checked with the same strictness.
    pub fn new(timeline: &'a Timeline, strict: bool) -> Self {
        Self {
            timeline,
            strict,
            last: None,
        }
    }

    /// Returns a problem in full.
    ///
    /// # Errors
    /// Those of the store.
    pub fn describe(&mut self, spot: &Spot) -> Answer<Option<Problem>> {
        let id = spot.event;
        let event = match &self.last {
            Some((last, event)) if *last == id => event,
            _ => &self.last.insert((id, self.timeline.event(id)?)).1,
        };
        let citation = spot.citation as usize;
        Ok(match spot.against {
            Some(against) => {
                let found = Conflict { citation, against };
                conflict(self.timeline, id, event, found)
            }
            None => Finding::new(self.timeline, id, event, citation)
                .and_then(|finding| diagnose(&finding, self.strict)),
        })
    }
}

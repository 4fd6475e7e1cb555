//! A timeline checked against its sources: the state of every citation, and what to do about those that are
//! not verified.
//!
//! It returns data. How that is printed, and what it means for the exit status, is decided in
//! [`crate::command`].

mod accept;
mod diagnose;
mod finding;
mod problem;
mod record;

use std::sync::Arc;

use crate::diagnostic::{Code, Severity, Subject};
use crate::timeline::{Answer, ConflictKind, EventId, Property, Query, Selection, Term, Timeline};
pub use diagnose::diagnose;
pub use finding::Finding;
pub use problem::Problem;
pub use record::{Record, record};

/// Iterates over the citations of some events, each with its anchor, which is worked out on the way.
///
/// # Errors
/// Those of the store, in place of an event that it cannot give.
pub fn findings<'a>(
    timeline: &'a Timeline,
    selection: &Selection,
) -> impl Iterator<Item = Answer<Finding<'a>>> {
    let events = selection.iter();
    events.flat_map(|id| match findings_of(id, timeline) {
        Ok(found) => found.map(Ok).collect::<Vec<_>>(),
        Err(failed) => vec![Err(failed)],
    })
}

/// Iterates over the citations of one event in the order of the file, each with its anchor.
///
/// # Errors
/// Those of the store.
pub fn findings_of(
    id: EventId,
    timeline: &Timeline,
) -> Answer<impl Iterator<Item = Finding<'_>> + '_> {
    let event = timeline.event(id)?;
    let positions = 0..event.citations.len();
    Ok(positions.filter_map(move |index| {
        let citation = event.citations.get(index)?;
        Some(Finding {
            id,
            index,
            files: Arc::clone(timeline.files()),
            citation: citation.clone(),
            source: timeline.source(citation.source)?,
            anchor: timeline.anchor(citation),
            event: Arc::clone(&event),
        })
    }))
}

/// Returns the problems of all citations of a timeline. `strict` adds quotes whose typography differs.
///
/// # Errors
/// Those of the store.
pub fn problems(
    timeline: &Timeline,
    findings: &[Finding<'_>],
    strict: bool,
) -> Answer<Vec<Problem>> {
    let quotes = findings.iter();
    let mut found: Vec<Problem> = quotes.filter_map(|f| diagnose(f, strict)).collect();
    found.extend(conflicts(timeline)?);
    Ok(found)
}

/// Returns a problem for each citation that contradicts its event or another citation of it.
///
/// # Errors
/// Those of the store.
pub fn conflicts(timeline: &Timeline) -> Answer<Vec<Problem>> {
    let conflicting = timeline.select(&Query::Term(Term::Is(Property::Conflict)))?;
    let mut found = Vec::new();
    for id in conflicting.iter() {
        let event = timeline.event(id)?;
        for conflict in timeline.conflicts(&event) {
            let Some(citation) = event.citations.get(conflict.citation) else {
                continue;
            };
            let help = match conflict.kind {
                ConflictKind::Date => "correct a date, or widen the event's, as in `[2023,2024]`",
                ConflictKind::Stance => "if it is open what is true, write `status = \"disputed\"`",
            };
            found.push(Problem {
                event: id,
                citation: conflict.citation,
                subject: Subject::citation(event.origin, citation.position()),
                origin: citation.claim.unwrap_or(citation.origin),
                code: Code::Conflict,
                severity: Severity::Warning,
                message: format!("`{}`: {}", event.slug, conflict.words),
                note: None,
                help: help.to_owned(),
            });
        }
    }
    Ok(found)
}

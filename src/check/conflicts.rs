//! Citations that contradict their event or each other.

use super::Problem;
use crate::date::Date;
use crate::diagnostic::{Code, Severity, Subject};
use crate::timeline::{Against, Answer, Conflict, Event, EventId, Property, Query, Term, Timeline};

/// Returns a problem for each citation that contradicts its event or another citation of it.
///
/// # Errors
/// Those of the store.
pub fn conflicts(timeline: &Timeline) -> Answer<Vec<Problem>> {
    let conflicting = timeline.select(&Query::Term(Term::Is(Property::Conflict)))?;
    let mut found = Vec::new();
    for id in conflicting.iter() {
        let id = id?;
        let event = timeline.read(id)?;
        let conflicts = event.conflicts();
        found.extend(conflicts.filter_map(|it| conflict(timeline, id, &event, it)));
    }
    Ok(found)
}

/// Returns the problem of a conflict.
pub(super) fn conflict(
    timeline: &Timeline,
    id: EventId,
    event: &Event,
    conflict: Conflict,
) -> Option<Problem> {
    let citation = event.citations.get(conflict.citation)?;
    let help = match conflict.against {
        Against::Date | Against::Citation(_) => {
            "correct a date, or widen the event's, as in `[2023,2024]`"
        }
        Against::Stance => "if it is open what is true, write `status = \"disputed\"`",
    };
    let words = timeline.conflict_words(event, conflict, Date::words);
    Some(Problem {
        event: id,
        citation: conflict.citation,
        subject: Subject::citation(event.origin, citation.position()),
        origin: citation.claim.unwrap_or(citation.origin),
        code: Code::Conflict,
        severity: Severity::Warning,
        message: format!("`{}`: {words}", event.slug),
        note: None,
        help: help.to_owned(),
    })
}

//! A timeline held against its sources: the state of every citation, and what should
//! be done about those that do not stand.
//!
//! It returns data; how that is printed, and what it means for the exit status, is said
//! in [`crate::command`].

mod accept;
mod diagnose;
mod record;

use std::sync::Arc;

use crate::anchor::Anchor;
use crate::diagnostic::{Diagnostic, Severity, TextFile};
use crate::timeline::{
    Answer, Citation, ConflictKind, Event, EventId, File, Origin, Property, Query, Selection,
    Source, Term, Timeline,
};
pub use diagnose::diagnose;
pub use record::{Record, record};

/// A citation with its anchor.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The event that it is given for.
    pub id: EventId,
    /// That event.
    pub event: Arc<Event>,
    /// Its position among the citations of the event, from 0.
    pub index: usize,
    /// The event files of the timeline.
    pub files: Arc<[File]>,
    /// The citation.
    pub citation: Citation,
    /// Its source.
    pub source: Arc<Source>,
    /// Where the quote stands.
    pub anchor: Arc<Anchor>,
}

impl Finding {
    /// Returns its name on the command line: the id of its event, with its number if there are others.
    pub fn name(&self) -> String {
        match self.event.citations.len() {
            1 => self.event.slug.clone(),
            _ => format!("{}#{}", self.event.slug, self.citation.position + 1),
        }
    }

    /// Returns the quote as the source has it now, to be written in place of the old one.
    pub fn matched(&self) -> Option<String> {
        let document = self.source.document.as_ref().ok()?;
        let quote = self.citation.quote.as_deref()?;
        self.anchor.corrected(quote, document)
    }
}

/// Iterates over the citations of some events, each with its anchor, which is worked out on the way.
///
/// # Errors
/// Those of the store, in place of an event that it cannot give.
pub fn findings<'a>(
    timeline: &'a Timeline,
    selection: &'a Selection,
) -> impl Iterator<Item = Answer<Finding>> + 'a {
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
pub fn findings_of(id: EventId, timeline: &Timeline) -> Answer<impl Iterator<Item = Finding> + '_> {
    let event = timeline.event(id)?;
    let positions = 0..event.citations.len();
    Ok(positions.filter_map(move |index| {
        let citation = event.citations.get(index)?;
        Some(Finding {
            id,
            index,
            files: Arc::clone(timeline.files()),
            citation: citation.clone(),
            source: Arc::clone(timeline.source(citation.source)?),
            anchor: timeline.anchor(citation),
            event: Arc::clone(&event),
        })
    }))
}

/// Something at a citation that asks for a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The event that the citation is given for.
    pub event: EventId,
    /// Its position among the citations of the event, from 0.
    pub citation: usize,
    /// Where the file says what is in question.
    pub origin: Origin,
    /// Stable short name, kebab-case.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What the source has, in lines.
    pub note: Option<String>,
    /// What to do.
    pub help: String,
}

impl Problem {
    /// The same at its place in its file.
    pub fn diagnostic(&self, file: &TextFile<'_>) -> Diagnostic {
        let place = (self.origin.line, self.origin.column);
        let mut found = file.diagnostic_at(self.code, self.severity, place, &self.message);
        if let Some(note) = &self.note {
            found.set_note(note);
        }
        found.with_help(&self.help)
    }
}

/// Returns the problems of all citations of a timeline. `strict` adds quotes whose typography differs.
///
/// # Errors
/// Those of the store.
pub fn problems(timeline: &Timeline, findings: &[Finding], strict: bool) -> Answer<Vec<Problem>> {
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
                origin: citation.claim.unwrap_or(citation.origin),
                code: "conflict",
                severity: Severity::Warning,
                message: format!("`{}`: {}", event.slug, conflict.words),
                note: None,
                help: help.to_owned(),
            });
        }
    }
    Ok(found)
}

//! A timeline held against its sources: the state of every citation, and what should
//! be done about those that do not stand.
//!
//! It returns data; how that is printed, and what it means for the exit status, is said
//! in [`crate::command`].

mod accept;
mod diagnose;
mod record;

use crate::anchor::Anchor;
use crate::diagnostic::{Diagnostic, Severity, TextFile};
use crate::timeline::{Citation, ConflictKind, Event, EventId, File, Origin, Source, Timeline};
use diagnose::diagnose;
pub use record::{Record, record};

/// A citation with what became of it.
#[derive(Debug, Clone, Copy)]
pub struct Finding<'a> {
    /// Which event it is given for.
    pub id: EventId,
    /// That event.
    pub event: &'a Event,
    /// Its position among the citations of the event, from 0.
    pub index: usize,
    /// The event files of the timeline.
    pub files: &'a [File],
    /// The citation.
    pub citation: &'a Citation,
    /// Its source.
    pub source: &'a Source,
    /// Where the quote stands.
    pub anchor: &'a Anchor,
}

impl Finding<'_> {
    /// What the command line calls it: the id of its event, with its number where there are others.
    pub fn name(&self) -> String {
        match self.event.citations.len() {
            1 => self.event.slug.clone(),
            _ => format!("{}#{}", self.event.slug, self.citation.position + 1),
        }
    }

    /// The quote as the source has it now, to be written in place of the old one.
    pub fn matched(&self) -> Option<String> {
        let document = self.source.document.as_ref().ok()?;
        let quote = self.citation.quote.as_deref()?;
        self.anchor.corrected(quote, document)
    }
}

/// Every citation of a timeline, in chronological order.
pub fn findings(timeline: &Timeline) -> Vec<Finding<'_>> {
    let events = timeline.events();
    events
        .flat_map(|(id, _)| findings_of(id, timeline))
        .collect()
}

/// Every citation of one event of a timeline, in the order of the file.
pub fn findings_of(id: EventId, timeline: &Timeline) -> impl Iterator<Item = Finding<'_>> {
    let event = timeline.event(id).into_iter();
    let citations = event.flat_map(|event| {
        event
            .citations
            .iter()
            .enumerate()
            .map(move |one| (event, one))
    });
    citations.filter_map(move |(event, (index, citation))| {
        Some(Finding {
            id,
            event,
            index,
            files: timeline.files(),
            citation,
            source: timeline.source(citation.source)?,
            anchor: timeline.anchor(citation),
        })
    })
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

/// What is to be said of the citations of a timeline: of quotes that do not stand where they should,
/// and of sources that are at odds with their event or each other. `strict` also names quotes whose
/// typography differs.
pub fn problems(timeline: &Timeline, strict: bool) -> Vec<Problem> {
    let findings = findings(timeline);
    let quotes = findings
        .iter()
        .filter_map(|finding| diagnose(finding, strict));
    let mut found: Vec<Problem> = quotes.collect();
    found.extend(conflicts(timeline));
    found
}

fn conflicts(timeline: &Timeline) -> impl Iterator<Item = Problem> + '_ {
    let events = timeline
        .events()
        .filter(|(id, _)| timeline.has_conflict(*id));
    events.flat_map(|(id, event)| {
        let conflicts = timeline.conflicts(id).into_iter();
        conflicts.filter_map(move |conflict| {
            let citation = event.citations.get(conflict.citation)?;
            let help = match conflict.kind {
                ConflictKind::Date => "correct a date, or widen the event's, as in `[2023,2024]`",
                ConflictKind::Stance => "if it is open what is true, write `status = \"disputed\"`",
            };
            Some(Problem {
                event: id,
                citation: conflict.citation,
                origin: citation.claim.unwrap_or(citation.origin),
                code: "conflict",
                severity: Severity::Warning,
                message: format!("`{}`: {}", event.slug, conflict.words),
                note: None,
                help: help.to_owned(),
            })
        })
    })
}

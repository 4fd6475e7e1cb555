//! A timeline held against its sources: the state of every citation, and what should
//! be done about those that do not stand.
//!
//! It returns data; how that is printed, and what it means for the exit status, is said
//! in [`crate::command`].

mod diagnose;
mod record;

use crate::anchor::Anchor;
use crate::diagnostic::{Diagnostic, Severity, TextFile};
use crate::timeline::{Citation, ConflictKind, Event, Source, Timeline};
pub use diagnose::diagnose;
pub use record::record;

/// A citation with what became of it.
#[derive(Debug)]
pub struct Finding<'a> {
    /// The event it is given for.
    pub event: &'a Event,
    /// Its position among the citations of the event, from 0.
    pub index: usize,
    /// The citation.
    pub citation: &'a Citation,
    /// Its source.
    pub source: &'a Source,
    /// Where the quote stands.
    pub anchor: &'a Anchor,
}

impl Finding<'_> {
    /// What the source has where the quote was found.
    pub fn matched(&self) -> Option<String> {
        self.anchor.matched(self.source.document.as_ref().ok()?)
    }
}

/// Every citation of a timeline, in chronological order.
pub fn findings(timeline: &Timeline) -> Vec<Finding<'_>> {
    let mut found = Vec::new();
    for (_, event) in timeline.events() {
        for (index, citation) in event.citations.iter().enumerate() {
            let Some(source) = timeline.source(citation.source) else {
                continue;
            };
            found.push(Finding {
                event,
                index,
                citation,
                source,
                anchor: timeline.anchor(citation),
            });
        }
    }
    found
}

/// What the sources of the events are at odds about, each at the date or the stance that its
/// citation gives; `files` are those of the timeline.
pub fn conflicts(timeline: &Timeline, files: &[TextFile<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, event) in timeline
        .events()
        .filter(|(id, _)| timeline.has_conflict(*id))
    {
        for conflict in timeline.conflicts(id) {
            let Some(citation) = event.citations.get(conflict.citation) else {
                continue;
            };
            let origin = citation.claim.unwrap_or(citation.origin);
            let Some(file) = files.get(origin.file) else {
                continue;
            };
            let message = format!("`{}`: {}", event.slug, conflict.words);
            let help = match conflict.kind {
                ConflictKind::Date => "correct a date, or widen the event's, as in `[2023,2024]`",
                ConflictKind::Stance => "if it is open what is true, write `status = \"disputed\"`",
            };
            let place = (origin.line, origin.column);
            let warning = file.diagnostic_at("conflict", Severity::Warning, place, message);
            found.push(warning.with_help(help));
        }
    }
    found
}

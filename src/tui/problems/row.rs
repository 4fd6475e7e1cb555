//! One problem of the list.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

use crate::check;
use crate::diagnostic::{Code, Diagnostic, Origin, Severity, Subject};
use crate::timeline::{Answer, EventId, Timeline};

/// What problems are grouped by. The order is that of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Files that can no longer be read, while what they said before is shown.
    Unreadable,
    /// Problems of a severity and a kind.
    Kind(Severity, Code),
}

impl Group {
    /// Returns the severity of its problems.
    pub fn severity(self) -> Severity {
        match self {
            Self::Unreadable => Severity::Error,
            Self::Kind(severity, _) => severity,
        }
    }

    /// Returns the name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable file",
            Self::Kind(_, code) => code.name(),
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    InFile(Box<Diagnostic>),
    InCitation(Box<check::Problem>),
}

/// A problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemRow {
    /// The group.
    pub group: Group,
    /// The location of the problem.
    pub origin: Origin,
    /// The file to open in the editor, and the line.
    pub file: Option<(PathBuf, usize)>,
    /// The event, and the index of the citation unless the problem concerns the event itself.
    pub event: Option<(EventId, Option<usize>)>,
    found: Found,
}

impl ProblemRow {
    /// Returns the row of a file error. `events` holds the events that file errors are about.
    pub(super) fn of_file(
        fault: &Diagnostic,
        timeline: &Timeline,
        events: &HashMap<Origin, EventId>,
    ) -> Self {
        let files = timeline.files();
        let file = files.iter().position(|file| *file.name == *fault.file);
        // Faults outside the files of the timeline come last.
        let file = file.unwrap_or(files.len());
        let origin = Origin::new(file, (fault.line, fault.column));
        let event = fault.subject.event().and_then(|event| events.get(&event));
        Self {
            group: Group::Kind(fault.severity, fault.code),
            origin,
            file: path(timeline, origin),
            event: event.map(|id| (*id, None)),
            found: Found::InFile(Box::new(fault.clone())),
        }
    }

    /// Returns the description of the problem.
    pub fn message(&self) -> &str {
        match &self.found {
            Found::InFile(fault) => &fault.message,
            Found::InCitation(problem) => &problem.message,
        }
    }

    /// Returns how many problems the row stands for.
    pub(super) fn count(&self) -> usize {
        match &self.found {
            Found::InFile(fault) => fault.subject.count(),
            Found::InCitation(_) => 1,
        }
    }

    /// Returns whether it only counts the rest of a kind.
    pub(super) fn is_rest(&self) -> bool {
        match &self.found {
            Found::InFile(fault) => matches!(fault.subject, Subject::Rest(_)),
            Found::InCitation(_) => false,
        }
    }

    /// Returns the problem as `annals check` reports it, with the line of the file.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub(super) fn diagnostic(&self, timeline: &Timeline) -> Answer<Cow<'_, Diagnostic>> {
        Ok(match &self.found {
            Found::InFile(fault) => Cow::Borrowed(fault),
            Found::InCitation(problem) => {
                Cow::Owned(problem.diagnostic(&timeline.written(problem.event)?))
            }
        })
    }
}

/// Returns the row of a citation's problem.
pub fn problem_row(problem: check::Problem, timeline: &Timeline) -> ProblemRow {
    ProblemRow {
        group: Group::Kind(problem.severity, problem.code),
        origin: problem.origin,
        file: path(timeline, problem.origin),
        event: Some((problem.event, Some(problem.citation))),
        found: Found::InCitation(Box::new(problem)),
    }
}

fn path(timeline: &Timeline, origin: Origin) -> Option<(PathBuf, usize)> {
    let path = timeline.files().get(origin.file())?.path.clone()?;
    Some((path, origin.line().max(1)))
}

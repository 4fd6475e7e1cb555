//! Problems: all that is wrong in the files of a timeline, in one list, each with the way to it.

use std::path::PathBuf;

use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Paragraphs};
use crate::timeline::{EventId, Origin, SourceId, Timeline};

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How much it weighs.
    pub severity: Severity,
    /// Stable short name.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What the source has, in lines.
    pub note: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// `events.toml:12:9`
    pub place: String,
    /// The file to open for it, and the line.
    pub file: Option<(PathBuf, usize)>,
    /// The event and the citation that it is about; no citation where it is about the event itself.
    pub event: Option<(EventId, Option<usize>)>,
}

/// The list, with one of them selected.
#[derive(Debug)]
pub struct ProblemList {
    /// All of them, by file and line.
    pub rows: Vec<Row>,
    /// Position in `rows`.
    pub selected: usize,
}

impl ProblemList {
    /// Checks every citation of a timeline; `faults` is what its files have wrong.
    pub fn new(timeline: &Timeline, faults: &[Diagnostic]) -> Self {
        let events = timeline.events();
        let mut events: Vec<_> = events.map(|(id, event)| (event.origin, id)).collect();
        events.sort_unstable();
        let faults = faults.iter();
        let mut rows: Vec<(Origin, Row)> = faults
            .map(|fault| of_file(fault, timeline, &events))
            .collect();
        let problems = check::problems(timeline, false);
        rows.extend(
            problems
                .into_iter()
                .map(|problem| of_citation(problem, timeline)),
        );
        rows.sort_by_key(|(origin, _)| *origin);
        Self {
            rows: rows.into_iter().map(|(_, row)| row).collect(),
            selected: 0,
        }
    }

    /// The same, if that costs little: at worst every quote is looked for in all of its source.
    pub fn quickly(timeline: &Timeline, faults: &[Diagnostic]) -> Option<Self> {
        /// Bytes of sources looked at.
        const LITTLE: usize = 100_000_000;
        let cost = timeline
            .sources()
            .iter()
            .enumerate()
            .map(|(index, source)| {
                let document = source.document.as_ref().ok();
                let paragraphs = document.map_or_else(Paragraphs::default, Document::paragraphs);
                let bytes: usize = paragraphs.iter().map(str::len).sum();
                bytes.saturating_mul(timeline.citing(SourceId::new(index)).len())
            });
        (cost.sum::<usize>() <= LITTLE).then(|| Self::new(timeline, faults))
    }

    /// The one under the cursor.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// How many ask for a change or a look.
    pub fn count(&self) -> usize {
        let weighs = |row: &&Row| row.severity != Severity::Note;
        self.rows.iter().filter(weighs).count()
    }
}

/// `events` are those of the timeline, in the order of writing.
fn of_file(fault: &Diagnostic, timeline: &Timeline, events: &[(Origin, EventId)]) -> (Origin, Row) {
    let files = timeline.files();
    let file = files.iter().position(|file| *file.name == *fault.file);
    let origin = Origin {
        // What is said of no file of the timeline stands last.
        file: file.unwrap_or(files.len()),
        line: fault.line,
        column: fault.column,
    };
    // A fault is that of the event above it, if that has it as well.
    let above = events.partition_point(|(begins, _)| *begins <= origin);
    let above = above.checked_sub(1).and_then(|above| events.get(above));
    let has = |id: EventId| {
        let event = timeline.event(id);
        event.is_some_and(|event| event.problems.contains(&fault.message))
    };
    let event = above.filter(|(begins, id)| begins.file == origin.file && has(*id));
    let row = Row {
        severity: fault.severity,
        code: fault.code,
        message: fault.message.clone(),
        note: fault.note.as_deref().map(str::to_owned),
        help: fault.help.as_deref().map(str::to_owned),
        place: place(&fault.file, origin),
        file: path(timeline, origin),
        event: event.map(|(_, id)| (*id, None)),
    };
    (origin, row)
}

fn of_citation(problem: check::Problem, timeline: &Timeline) -> (Origin, Row) {
    let origin = problem.origin;
    let name = timeline
        .files()
        .get(origin.file)
        .map_or("", |file| &file.name);
    let row = Row {
        severity: problem.severity,
        code: problem.code,
        message: problem.message,
        note: problem.note,
        help: Some(problem.help),
        place: place(name, origin),
        file: path(timeline, origin),
        event: Some((problem.event, Some(problem.citation))),
    };
    (origin, row)
}

fn place(name: &str, origin: Origin) -> String {
    match origin.line {
        0 => name.to_owned(),
        line => format!("{name}:{line}:{}", origin.column),
    }
}

fn path(timeline: &Timeline, origin: Origin) -> Option<(PathBuf, usize)> {
    let path = timeline.files().get(origin.file)?.path.clone()?;
    Some((path, origin.line.max(1)))
}

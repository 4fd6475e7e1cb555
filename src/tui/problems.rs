//! The list of all problems in the files of a timeline, each with a location to jump to.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use super::list_state::ListState;
use super::panel::Panel;
use super::progress::Progress;
use super::theme::Glyphs;
use crate::check;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::timeline::{Answer, EventId, Facet, Origin, Query, Timeline};

/// A row of the list: one problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemRow {
    /// The location of the problem, by which the list is sorted.
    pub origin: Origin,
    /// The severity.
    pub severity: Severity,
    /// The kind of problem.
    pub code: Code,
    /// The description of the problem.
    pub message: String,
    /// The text of the source, possibly of several lines.
    pub note: Option<String>,
    /// The suggested fix.
    pub help: Option<String>,
    /// The location as shown, such as `events.toml:12:9`.
    pub place: String,
    /// The file to open in the editor, and the line.
    pub file: Option<(PathBuf, usize)>,
    /// The event, and the index of the citation unless the problem concerns the event itself.
    pub event: Option<(EventId, Option<usize>)>,
}

/// The rows below the list that show the selected problem: its location, the source text, the fix.
const DETAILS: u16 = 9;

/// Of one kind no more problems are listed; the rest are counted. Event data can have millions.
const MOST: usize = 1000;

/// The problems found so far. More are added while the citations are being checked.
#[derive(Debug, Default)]
pub struct ProblemList {
    /// The problems, sorted by file and line; of one kind at most [`MOST`].
    pub rows: Vec<ProblemRow>,
    /// How many are listed of each kind.
    listed: BTreeMap<Code, usize>,
    /// The number of problems that are not listed.
    more: usize,
    /// The cursor and the scroll position.
    pub list: ListState,
    /// The number of notes, which require no action.
    notes: usize,
    /// The width of the longest code, in cells.
    pub code_width: usize,
    /// The progress of the check.
    pub checked: Progress,
}

impl ProblemList {
    /// Lists the problems of files, where nothing else is looked for.
    pub fn of_files(faults: &[Diagnostic], timeline: &Timeline) -> Self {
        let mut list = Self::default();
        list.add(of_files(faults, timeline).unwrap_or_default());
        list
    }

    /// Lists the problems that are known before any quote is searched for: file errors and
    /// conflicts.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn new(timeline: &Timeline, faults: &[Diagnostic]) -> Answer<Self> {
        let conflicts = check::conflicts(timeline)?.into_iter();
        let all = timeline.select(&Query::everything())?;
        let citations = timeline.counts(&all, Facet::Source)?;
        let mut list = Self {
            checked: Progress {
                done: 0,
                total: citations.iter().map(|(_, count)| count).sum(),
            },
            ..Self::default()
        };
        list.add(of_files(faults, timeline)?);
        list.add(
            conflicts
                .map(|problem| problem_row(problem, timeline))
                .collect(),
        );
        Ok(list)
    }

    /// Inserts problems in order. The cursor stays on its problem.
    pub fn add(&mut self, mut rows: Vec<ProblemRow>) {
        rows.retain(|row| {
            let listed = self.listed.entry(row.code).or_default();
            let is_listed = *listed < MOST;
            *listed += usize::from(is_listed);
            self.more += usize::from(!is_listed && row.severity != Severity::Note);
            is_listed
        });
        rows.sort_by_key(|row| row.origin);
        if let Some(row) = self.row() {
            let before = row.origin;
            let inserted = rows.partition_point(|row| row.origin < before);
            self.list.inserted_above(inserted);
        }
        for row in &rows {
            self.notes += usize::from(row.severity == Severity::Note);
            self.code_width = self.code_width.max(row.code.name().len());
        }
        self.rows.append(&mut rows);
        // The sort is stable, and fast on two sorted runs.
        self.rows.sort_by_key(|row| row.origin);
    }

    /// Returns the problem under the cursor.
    pub fn row(&self) -> Option<&ProblemRow> {
        self.rows.get(self.list.cursor())
    }

    /// Returns the number of problems that need attention, which excludes notes.
    pub fn count(&self) -> usize {
        self.rows.len() - self.notes + self.more
    }

    /// Returns the frame of the list, with room below it for the selected problem.
    pub fn panel(&self, glyphs: &Glyphs) -> Panel {
        let enter = glyphs.key("⏎");
        Panel {
            title: self.title(),
            hint: format!("{enter} go to  e edit the file  Esc close"),
            width: 104,
            has_input: false,
            rows: self.rows.len(),
            height: 0,
            details: DETAILS,
        }
    }

    fn title(&self) -> String {
        let counted = |number, noun| match number {
            1 => format!("1 {noun}"),
            _ => format!("{number} {noun}s"),
        };
        let mut title = counted(self.count(), "problem");
        if self.more > 0 {
            title = format!("{title}, {MOST} of a kind listed");
        }
        if self.notes > 0 {
            title = format!("{title}, {}", counted(self.notes, "note"));
        }
        let Progress { done, total } = self.checked;
        if self.checked.is_complete() {
            title
        } else {
            format!("{title} so far, {done} of {total} quotes checked")
        }
    }
}

fn of_files(faults: &[Diagnostic], timeline: &Timeline) -> Answer<Vec<ProblemRow>> {
    if faults.is_empty() {
        return Ok(Vec::new());
    }
    let events = faults.iter().filter_map(|fault| fault.subject.event());
    let events = timeline.written_at(events)?;
    let faults = faults.iter();
    let rows = faults.map(|fault| of_file(fault, timeline, &events));
    Ok(rows.collect())
}

/// Returns the row of a file error. `events` holds the events that file errors are about.
fn of_file(
    fault: &Diagnostic,
    timeline: &Timeline,
    events: &HashMap<Origin, EventId>,
) -> ProblemRow {
    let files = timeline.files();
    let file = files.iter().position(|file| *file.name == *fault.file);
    // Faults outside the files of the timeline come last.
    let file = file.unwrap_or(files.len());
    let origin = Origin::new(file, (fault.line, fault.column));
    let event = fault.subject.event().and_then(|event| events.get(&event));
    ProblemRow {
        origin,
        severity: fault.severity,
        code: fault.code,
        message: fault.message.clone(),
        note: fault.note.as_deref().map(str::to_owned),
        help: fault.help.as_deref().map(str::to_owned),
        place: place(&fault.file, origin),
        file: path(timeline, origin),
        event: event.map(|id| (*id, None)),
    }
}

/// Returns the row of a citation's problem.
pub fn problem_row(problem: check::Problem, timeline: &Timeline) -> ProblemRow {
    let origin = problem.origin;
    let name = timeline
        .files()
        .get(origin.file())
        .map_or("", |file| &file.name);
    ProblemRow {
        origin,
        severity: problem.severity,
        code: problem.code,
        message: problem.message,
        note: problem.note,
        help: Some(problem.help),
        place: place(name, origin),
        file: path(timeline, origin),
        event: Some((problem.event, Some(problem.citation))),
    }
}

fn place(name: &str, origin: Origin) -> String {
    match origin.line() {
        0 => name.to_owned(),
        line => format!("{name}:{line}:{}", origin.column()),
    }
}

fn path(timeline: &Timeline, origin: Origin) -> Option<(PathBuf, usize)> {
    let path = timeline.files().get(origin.file())?.path.clone()?;
    Some((path, origin.line().max(1)))
}

//! Problems: all that is wrong in the files of a timeline, in one list, each with the way to it.

use std::path::PathBuf;

use super::checked::Checked;
use super::list_state::ListState;
use super::panel::Panel;
use super::theme::Glyphs;
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::timeline::{Answer, EventId, Facet, Origin, Query, Timeline};

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it is, which orders the list.
    pub origin: Origin,
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

/// Rows below the list for the selected problem: its place, what the source has, what to do.
const DETAILS: u16 = 9;

/// The problems. There are more of them while the citations are checked.
#[derive(Debug, Default)]
pub struct ProblemList {
    /// All of them, by file and line.
    pub rows: Vec<Row>,
    /// Which of them are in sight.
    pub list: ListState,
    /// How many of them ask for nothing.
    notes: usize,
    /// Cells of the longest code.
    pub code_width: usize,
    /// How far the check is.
    pub checked: Checked,
}

impl ProblemList {
    /// Lists what is known without looking for a quote: the faults of the files and the conflicts.
    ///
    /// # Errors
    /// Those of the store.
    pub fn new(timeline: &Timeline, faults: &[Diagnostic]) -> Answer<Self> {
        let conflicts = check::conflicts(timeline)?.into_iter();
        let all = timeline.select(&Query::everything())?;
        let citations = timeline.counts(&all, Facet::Source)?;
        let mut list = Self {
            checked: Checked {
                done: 0,
                total: citations.iter().map(|(_, count)| count).sum(),
            },
            ..Self::default()
        };
        list.add(of_files(faults, timeline)?);
        list.add(conflicts.map(|problem| row_of(problem, timeline)).collect());
        Ok(list)
    }

    /// Adds problems in their places. The cursor stays on its problem.
    pub fn add(&mut self, mut rows: Vec<Row>) {
        rows.sort_by_key(|row| row.origin);
        if let Some(row) = self.row() {
            let before = row.origin;
            let inserted = rows.partition_point(|row| row.origin < before);
            self.list.inserted_above(inserted);
        }
        for row in &rows {
            self.notes += usize::from(row.severity == Severity::Note);
            self.code_width = self.code_width.max(row.code.len());
        }
        self.rows.append(&mut rows);
        // Stable, and fast on two sorted runs.
        self.rows.sort_by_key(|row| row.origin);
    }

    /// Returns the problem under the cursor.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.list.cursor())
    }

    /// Returns the number of problems that ask for a change or a look.
    pub fn count(&self) -> usize {
        self.rows.len() - self.notes
    }

    /// Returns the frame of the list, with what is known of the selected problem below it.
    pub fn panel(&self, glyphs: &Glyphs) -> Panel {
        let enter = glyphs.key("⏎");
        Panel {
            title: self.title(),
            hint: format!("{enter} goes there  e edits the file  Esc closes"),
            width: 104,
            narrows: false,
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
        if self.notes > 0 {
            title = format!("{title}, {}", counted(self.notes, "note"));
        }
        let Checked { done, total } = self.checked;
        if self.checked.is_complete() {
            title
        } else {
            format!("{title} so far, {done} of {total} quotes checked")
        }
    }
}

fn of_files(faults: &[Diagnostic], timeline: &Timeline) -> Answer<Vec<Row>> {
    if faults.is_empty() {
        return Ok(Vec::new());
    }
    let all = timeline.select(&Query::everything())?;
    let events = all.iter().map(|id| Ok((timeline.event(id)?.origin, id)));
    let mut events: Vec<(Origin, EventId)> = events.collect::<Answer<_>>()?;
    events.sort_unstable();
    let faults = faults.iter();
    faults
        .map(|fault| of_file(fault, timeline, &events))
        .collect()
}

/// `events` are those of the timeline, in the order of writing.
fn of_file(fault: &Diagnostic, timeline: &Timeline, events: &[(Origin, EventId)]) -> Answer<Row> {
    let files = timeline.files();
    let file = files.iter().position(|file| *file.name == *fault.file);
    let origin = Origin {
        // What is said of no file of the timeline comes last.
        file: file.unwrap_or(files.len()),
        line: fault.line,
        column: fault.column,
    };
    // A fault belongs to the event above it if that event has it as well.
    let above = events.partition_point(|(begins, _)| *begins <= origin);
    let above = above.checked_sub(1).and_then(|above| events.get(above));
    let mut event = None;
    if let Some((begins, id)) = above
        && begins.file == origin.file
        && timeline.event(*id)?.problems.contains(&fault.message)
    {
        event = Some((*id, None));
    }
    Ok(Row {
        origin,
        severity: fault.severity,
        code: fault.code,
        message: fault.message.clone(),
        note: fault.note.as_deref().map(str::to_owned),
        help: fault.help.as_deref().map(str::to_owned),
        place: place(&fault.file, origin),
        file: path(timeline, origin),
        event,
    })
}

/// Returns the row of a problem of a citation.
pub fn row_of(problem: check::Problem, timeline: &Timeline) -> Row {
    let origin = problem.origin;
    let name = timeline
        .files()
        .get(origin.file)
        .map_or("", |file| &file.name);
    Row {
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
    match origin.line {
        0 => name.to_owned(),
        line => format!("{name}:{line}:{}", origin.column),
    }
}

fn path(timeline: &Timeline, origin: Origin) -> Option<(PathBuf, usize)> {
    let path = timeline.files().get(origin.file)?.path.clone()?;
    Some((path, origin.line.max(1)))
}

//! The list of all problems in the files of a timeline, in groups, each with a location to jump to.

mod frame;
mod row;

use std::collections::{BTreeMap, HashMap};

use super::action::Action;
use super::list_state::ListState;
use super::panel::Panel;
use super::progress::Progress;
use super::theme::Glyphs;
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::timeline::{Answer, Facet, Query, Timeline};

pub use frame::{Frame, FrameLine, Part};
pub use row::{Group, ProblemRow, problem_row};

/// The rows below the list, which show the selected problem as `annals check` prints it.
const DETAILS: u16 = 14;

/// Of one group no more problems are listed; the rest are counted. Event data can have millions.
const MOST: usize = 1000;

/// Which problems are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scope {
    #[default]
    All,
    Errors,
    Warnings,
}

impl Scope {
    fn next(self) -> Self {
        match self {
            Self::All => Self::Errors,
            Self::Errors => Self::Warnings,
            Self::Warnings => Self::All,
        }
    }

    fn includes(self, severity: Severity) -> bool {
        match self {
            Self::All => true,
            Self::Errors => severity == Severity::Error,
            Self::Warnings => severity != Severity::Note,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Errors => ": errors only",
            Self::Warnings => ": errors and warnings",
        }
    }
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemLine {
    /// The heading of a group, with the number of its problems.
    Heading(Group, usize),
    /// The problem at a position among all rows.
    Problem(usize),
}

/// The problems found so far. More are added while the citations are being checked.
#[derive(Debug, Default)]
pub struct ProblemList {
    /// The problems, sorted by group, file and line; of one group at most [`MOST`].
    pub rows: Vec<ProblemRow>,
    /// The number of problems in each group.
    counts: BTreeMap<Group, usize>,
    scope: Scope,
    /// What is listed: headings, and the problems under them.
    pub lines: Vec<ProblemLine>,
    /// The cursor and the scroll position among the lines.
    pub list: ListState,
    /// Whether the list was opened, so that the cursor has to stay on its problem.
    pub is_opened: bool,
    /// The selected problem in full.
    pub frame: Frame,
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
        let current = self.row().cloned();
        rows.retain(|row| {
            let count = self.counts.entry(row.group).or_default();
            let is_listed = *count < MOST;
            *count += row.count();
            is_listed
        });
        self.rows.append(&mut rows);
        // The sort is stable, and fast on two sorted runs.
        // What only counts the rest of a kind comes after it.
        self.rows
            .sort_by_key(|row| (row.group, row.is_rest(), row.origin));
        self.list_lines(current.as_ref().filter(|_| self.is_opened));
    }

    /// Lists the problems of files that can no longer be read before all others, instead of earlier ones, and moves the
    /// cursor to the first.
    pub fn set_unreadable(&mut self, failed: &[Diagnostic], timeline: &Timeline) {
        self.rows.retain(|row| row.group != Group::Unreadable);
        self.counts.remove(&Group::Unreadable);
        let no_events = HashMap::new();
        let failed = failed.iter();
        let rows = failed.map(|fault| {
            let mut row = ProblemRow::of_file(fault, timeline, &no_events);
            row.group = Group::Unreadable;
            row
        });
        self.add(rows.collect());
        self.list_lines(None);
    }

    /// Lists what the scope includes. The cursor goes to a problem if it is listed, otherwise to the first.
    fn list_lines(&mut self, current: Option<&ProblemRow>) {
        self.lines.clear();
        let mut place = None;
        let mut last = None;
        for (index, row) in self.rows.iter().enumerate() {
            if !self.scope.includes(row.group.severity()) {
                continue;
            }
            if last != Some(row.group) {
                let count = self.counts.get(&row.group).copied().unwrap_or_default();
                self.lines.push(ProblemLine::Heading(row.group, count));
                last = Some(row.group);
            }
            if place.is_none() && current == Some(row) {
                place = Some(self.lines.len());
            }
            self.lines.push(ProblemLine::Problem(index));
        }
        match place {
            Some(place) => self.list.carry(place),
            None => self.list = ListState::at(1),
        }
    }

    /// Shows only errors, then errors and warnings, then all problems again.
    pub fn change_scope(&mut self) {
        let current = self.row().cloned();
        self.scope = self.scope.next();
        self.list_lines(current.as_ref());
    }

    /// Moves the cursor according to an action. Returns false if the action does not move a cursor.
    pub fn step(&mut self, action: Action) -> bool {
        let moved = self.list.step(action);
        if moved {
            self.leave_heading(matches!(action, Action::Up | Action::PageUp));
        }
        moved
    }

    /// Scrolls down or up. The cursor stays visible.
    pub fn scroll(&mut self, rows: usize, down: bool) {
        self.list.scroll(rows, down);
        self.leave_heading(!down);
    }

    /// Scrolls the selected problem by half of its height.
    pub fn scroll_details(&mut self, down: bool) {
        let rows = self.frame.list.height().div_ceil(2);
        self.frame.list.scroll(rows, down);
    }

    /// Moves the cursor from a heading to the problem above or below it.
    fn leave_heading(&mut self, up: bool) {
        let at = self.list.cursor();
        if let Some(ProblemLine::Heading(..)) = self.lines.get(at) {
            self.list.go_to(if up && at > 0 { at - 1 } else { at + 1 });
        }
    }

    /// Returns whether a line is a problem and not a heading.
    pub fn is_problem(&self, line: usize) -> bool {
        matches!(self.lines.get(line), Some(ProblemLine::Problem(_)))
    }

    /// Returns the problem under the cursor.
    pub fn row(&self) -> Option<&ProblemRow> {
        match self.lines.get(self.list.cursor())? {
            ProblemLine::Problem(index) => self.rows.get(*index),
            ProblemLine::Heading(..) => None,
        }
    }

    /// Lays out the selected problem for a width and a height.
    ///
    /// # Errors
    /// Returns any error of the store.
    pub fn lay_out(&mut self, timeline: &Timeline, width: usize, height: usize) -> Answer<()> {
        let diagnostic = self.row().map(|row| row.diagnostic(timeline)).transpose()?;
        let frame = Frame::new(diagnostic.as_deref(), width);
        self.frame.replace(frame, height);
        Ok(())
    }

    /// Returns the number of problems that need attention, which excludes notes.
    pub fn count(&self) -> usize {
        self.sum(|severity| severity != Severity::Note)
    }

    fn sum(&self, is_counted: impl Fn(Severity) -> bool) -> usize {
        let counts = self.counts.iter();
        let counts = counts.filter(|(group, _)| is_counted(group.severity()));
        counts.map(|(_, count)| count).sum()
    }

    /// Returns the frame of the list, with room below it for the selected problem.
    pub fn panel(&self, glyphs: &Glyphs) -> Panel {
        let enter = glyphs.key("⏎");
        Panel {
            title: self.title(),
            hint: format!("{enter} go to  e edit  Esc close  s severity  ^D ^U scroll"),
            width: 104,
            has_input: false,
            rows: self.lines.len(),
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
        if self.counts.values().any(|count| *count > MOST)
            || self.rows.iter().any(ProblemRow::is_rest)
        {
            title.push_str(", not all listed");
        }
        let notes = self.sum(|severity| severity == Severity::Note);
        if notes > 0 {
            title = format!("{title}, {}", counted(notes, "note"));
        }
        let Progress { done, total } = self.checked;
        if !self.checked.is_complete() {
            title = format!("{title} so far, {done} of {total} quotes checked");
        }
        title + self.scope.words()
    }
}

fn of_files(faults: &[Diagnostic], timeline: &Timeline) -> Answer<Vec<ProblemRow>> {
    if faults.is_empty() {
        return Ok(Vec::new());
    }
    let events = faults.iter().filter_map(|fault| fault.subject.event());
    let events = timeline.written_at(events)?;
    let faults = faults.iter();
    let rows = faults.map(|fault| ProblemRow::of_file(fault, timeline, &events));
    Ok(rows.collect())
}

//! What a check found and what is wrong with the files, by file and line.

use std::borrow::Cow;
use std::iter::Peekable;
use std::slice::Iter;

use crate::check::Spot;
use crate::diagnostic::{Code, Diagnostic, Severity, Subject};
use crate::load::Input;
use crate::timeline::{Answer, Timeline};

/// Something to report.
#[derive(Clone, Copy)]
pub enum Entry<'a> {
    /// A problem in a file.
    Fault(&'a Diagnostic),
    /// A problem of a citation.
    Spot(&'a Spot),
}

impl Entry<'_> {
    /// Returns its code.
    pub fn code(self) -> Code {
        match self {
            Self::Fault(fault) => fault.code,
            Self::Spot(spot) => spot.code,
        }
    }

    /// Returns how much it weighs.
    pub fn severity(self) -> Severity {
        match self {
            Self::Fault(fault) => fault.severity,
            Self::Spot(spot) => spot.severity,
        }
    }

    /// Returns what it is about, as far as that matters for a report.
    pub fn subject(self) -> Subject {
        match self {
            Self::Fault(fault) => fault.subject,
            Self::Spot(_) => Subject::File,
        }
    }
}

/// Iterates over problems by file and line. In one place, those in the file come first.
pub struct Entries<'a> {
    faults: Peekable<Iter<'a, Diagnostic>>,
    spots: Peekable<Iter<'a, Spot>>,
    inputs: &'a [Input],
}

impl<'a> Entries<'a> {
    /// Merges what was sorted by [`sort`].
    pub fn new(faults: &'a [Diagnostic], spots: &'a [Spot], inputs: &'a [Input]) -> Self {
        Self {
            faults: faults.iter().peekable(),
            spots: spots.iter().peekable(),
            inputs,
        }
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        let is_fault = match (self.faults.peek(), self.spots.peek()) {
            (Some(fault), Some(spot)) => {
                (&*fault.file, fault.line, fault.column) <= place(spot, self.inputs)
            }
            (fault, _) => fault.is_some(),
        };
        if is_fault {
            self.faults.next().map(Entry::Fault)
        } else {
            self.spots.next().map(Entry::Spot)
        }
    }
}

/// Sorts problems by file and line.
pub fn sort(faults: &mut [Diagnostic], spots: &mut [Spot], inputs: &[Input]) {
    faults.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    let key = |spot: &Spot| (place(spot, inputs), spot.is_conflict());
    spots.sort_by(|a, b| key(a).cmp(&key(b)));
}

fn place<'a>(spot: &Spot, inputs: &'a [Input]) -> (&'a str, usize, usize) {
    let input = inputs.get(spot.origin.file());
    let name = input.map_or("", |input| &input.name);
    (name, spot.origin.line(), spot.origin.column())
}

/// Turns entries into diagnostics.
pub struct Drawer<'a> {
    /// None if no timeline was read, so that there are no citations.
    timeline: Option<&'a Timeline>,
    strict: bool,
}

impl<'a> Drawer<'a> {
    /// Makes a drawer for the citations of a timeline, checked with the same strictness.
    pub fn new(timeline: Option<&'a Timeline>, strict: bool) -> Self {
        Self { timeline, strict }
    }

    /// Returns an entry as a diagnostic at its place in the files.
    ///
    /// # Errors
    /// Those of the store.
    pub fn draw<'d>(&self, entry: Entry<'d>) -> Answer<Option<Cow<'d, Diagnostic>>> {
        let spot = match entry {
            Entry::Fault(fault) => return Ok(Some(Cow::Borrowed(fault))),
            Entry::Spot(spot) => spot,
        };
        let Some(timeline) = self.timeline else {
            return Ok(None);
        };
        let Some(problem) = spot.describe(timeline, self.strict)? else {
            return Ok(None);
        };
        let file = timeline.written(spot.event())?;
        Ok(Some(Cow::Owned(problem.diagnostic(&file))))
    }
}

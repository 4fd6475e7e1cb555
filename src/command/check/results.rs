//! The results of one run of `check`.

use super::entries::{Drawer, Entries, Entry};
use crate::check::Checked;
use crate::diagnostic::Diagnostic;
use crate::load::Input;
use crate::parallel;
use crate::timeline::{Answer, Timeline};

/// The results of one run of `check`.
pub struct Results<'a> {
    /// The name of the first file.
    pub name: &'a str,
    /// None if a file could not be read.
    pub timeline: Option<&'a Timeline>,
    /// The event files.
    pub inputs: &'a [Input],
    /// What was found in the citations, by file and line.
    pub checked: &'a Checked,
    /// How many of the events that were checked are drafts.
    pub drafts: usize,
    /// Whether quotes were checked strictly.
    pub strict: bool,
    /// What is wrong with the files, by file and line.
    pub faults: &'a [Diagnostic],
}

impl<'a> Results<'a> {
    /// Returns everything that was found, by file and line.
    pub fn entries(&self) -> Entries<'a> {
        Entries::new(self.faults, &self.checked.spots, self.inputs)
    }

    /// Writes some entries with `write`, on all processors, and passes what it returns to `take`, in order.
    pub fn each<R: Send, E>(
        &self,
        entries: impl Iterator<Item = Entry<'a>>,
        write: impl Fn(&Diagnostic) -> R + Sync,
        take: impl FnMut(Answer<R>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let drawer = Drawer::new(self.timeline, self.strict);
        let draw = |entry, pass: &mut dyn FnMut(Answer<R>)| match drawer.draw(entry) {
            Ok(Some(diagnostic)) => pass(Ok(write(&diagnostic))),
            Ok(None) => {}
            Err(failed) => pass(Err(failed)),
        };
        parallel::in_order(parallel::processors(), entries, draw, take)
    }
}

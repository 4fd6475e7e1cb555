//! Which elements of a page are passed over, and why.

use super::hints::{is_article, is_main};
use super::tree::{Column, Id, ROOT, Step, Tree};

/// Why an element is left out: the surest reason first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// No reader sees its text, or sees it as a part of a control.
    #[default]
    Never,
    /// It is not shown.
    Hidden,
    /// It is a part of the page around the content.
    Surrounding,
    /// It is like what stands around articles.
    Boilerplate,
}

/// The elements that are left out with all that they hold.
pub(super) struct LeftOut {
    reasons: Column<Option<Reason>>,
    /// The last reason that counts.
    pub until: Reason,
}

impl LeftOut {
    /// Leaves out nothing.
    pub fn new(page: &Tree) -> Self {
        Self {
            reasons: Column::new(page),
            until: Reason::Never,
        }
    }

    /// Returns whether an element is left out. It says nothing of one within another that is.
    pub fn has(&self, id: Id) -> bool {
        let reason = self.reasons.get(id);
        reason.is_some_and(|reason| reason <= self.until)
    }

    /// Leaves out more, for a weaker reason than before: what `rule` says of an element that still is
    /// there, given whether an article or the main part of the page is around it.
    pub fn cut(&mut self, page: &Tree, reason: Reason, rule: impl Fn(Id, bool) -> bool) {
        self.until = reason;
        let is_centre = |id| {
            let (name, marks) = (page.name(id), page.marks(id));
            is_article(name, marks) || is_main(name, marks)
        };
        let mut around = 0_usize;
        let mut steps = page.walk(ROOT);
        while let Some(step) = steps.next() {
            match step {
                Step::Enter(id) if self.has(id) => steps.pass_over(),
                Step::Enter(id) if id != ROOT && rule(id, around > 0) => {
                    self.reasons.set(id, Some(reason));
                    steps.pass_over();
                }
                Step::Enter(id) => around = around.saturating_add(usize::from(is_centre(id))),
                Step::Leave(id) => around = around.saturating_sub(usize::from(is_centre(id))),
                Step::Text(..) => {}
            }
        }
    }
}

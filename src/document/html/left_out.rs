//! The elements of a page that are not read, and the reasons.

use super::hints::{is_article, is_main};
use super::tree::{Column, Id, ROOT, Tree};
use super::walk::Step;

/// Why an element is left out. The most certain reason comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// Its text is never shown, or only as part of a control.
    #[default]
    Never,
    /// It is marked as deleted.
    Deleted,
    /// It is hidden.
    Hidden,
    /// It surrounds the content: navigation, page header, page footer.
    Surrounding,
    /// It looks like boilerplate.
    Boilerplate,
    /// It lists other articles.
    Teasers,
}

/// The elements that are left out, together with everything in them.
pub(super) struct LeftOut {
    reasons: Column<Option<Reason>>,
    /// The weakest reason that is applied.
    pub until: Reason,
}

impl LeftOut {
    /// Returns a set that leaves out nothing.
    pub fn new(page: &Tree) -> Self {
        Self {
            reasons: Column::new(page),
            until: Reason::Never,
        }
    }

    /// Returns whether an element itself is left out. Its ancestors are not checked.
    pub fn has(&self, id: Id) -> bool {
        self.reason(id).is_some()
    }

    /// Returns why an element itself is left out. Its ancestors are not checked.
    pub fn reason(&self, id: Id) -> Option<Reason> {
        let reason = self.reasons.get(id);
        reason.filter(|reason| *reason <= self.until)
    }

    /// Leaves out more elements for a weaker reason than before. `rule` is asked about every
    /// remaining element and whether it is inside an article or the page's main element.
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
                Step::Enter(id) if self.has(id) => steps.skip_contents(),
                Step::Enter(id) if id != ROOT && rule(id, around > 0) => {
                    self.reasons.set(id, Some(reason));
                    steps.skip_contents();
                }
                Step::Enter(id) => around = around.saturating_add(usize::from(is_centre(id))),
                Step::Leave(id) => around = around.saturating_sub(usize::from(is_centre(id))),
                Step::Text(..) => {}
            }
        }
    }
}

//! Depth-first traversal of the tree.

use super::tree::{Child, Id, Link, Tree};

impl Tree {
    /// Returns a depth-first traversal of an element.
    pub fn walk(&self, root: Id) -> Walk<'_> {
        Walk {
            tree: self,
            root,
            inside: None,
            next: Link::element(root),
        }
    }
}

/// A step of a depth-first traversal.
pub(super) enum Step<'a> {
    Enter(Id),
    Leave(Id),
    /// A text and the line of its first character that is not white space.
    Text(&'a str, usize),
}

/// A depth-first traversal that needs no stack, however deep the tree is.
pub(super) struct Walk<'a> {
    tree: &'a Tree,
    root: Id,
    /// The innermost entered element.
    inside: Option<Id>,
    next: Link,
}

impl Walk<'_> {
    /// Skips the contents of the element that was just entered. There is no step for leaving it.
    pub fn skip_contents(&mut self) {
        self.leave();
    }

    fn leave(&mut self) -> Option<Id> {
        let id = self.inside?;
        if id == self.root {
            self.inside = None;
            self.next = Link::NOTHING;
        } else {
            self.inside = self.tree.parent(id);
            self.next = self.tree.next(Link::element(id));
        }
        Some(id)
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        match self.tree.child(self.next) {
            Some(Child::Element(id)) => {
                self.inside = Some(id);
                self.next = self.tree.first(id);
                Some(Step::Enter(id))
            }
            Some(Child::Text(text, line)) => {
                self.next = self.tree.next(self.next);
                Some(Step::Text(text, line))
            }
            None => self.leave().map(Step::Leave),
        }
    }
}

//! Builds the tree from the calls of the tree builder.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

use super::marks::Marks;
use super::tree::{Id, NONE, ROOT, Tree};

/// Receives the elements and texts from the tree builder.
pub(super) struct Sink {
    pub tree: RefCell<Tree>,
    /// The depth of the next element, or one more after a void element.
    pub depth: Cell<u8>,
    /// The line of the current token.
    pub line: Cell<usize>,
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.tree.borrow(), |tree| tree.qualified_name(*target))
    }

    fn create_element(&self, name: QualName, all: Vec<Attribute>, _: ElementFlags) -> Id {
        let emoji = emoji(&name, &all).map(str::to_owned);
        let mut tree = self.tree.borrow_mut();
        let id = tree.add(name, Marks::of(&all));
        if let Some(emoji) = emoji.filter(|_| id != NONE) {
            tree.append_text(id, &emoji, self.line.get());
        }
        id
    }

    fn pop(&self, closed: &Id) {
        self.depth.set(self.tree.borrow().depth(*closed));
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        NONE
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        NONE
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let mut tree = self.tree.borrow_mut();
        match child {
            NodeOrText::AppendNode(NONE) => {}
            NodeOrText::AppendNode(child) => {
                tree.detach(child);
                tree.append(*parent, child);
                self.depth.set(tree.depth(*parent).saturating_add(2));
            }
            NodeOrText::AppendText(text) => {
                tree.append_text(*parent, &text, self.line.get());
                self.depth.set(tree.depth(*parent).saturating_add(1));
            }
        }
    }

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let mut tree = self.tree.borrow_mut();
        match child {
            NodeOrText::AppendNode(NONE) => {}
            NodeOrText::AppendNode(child) => {
                tree.detach(child);
                tree.insert_before(*sibling, child);
                self.depth.set(tree.depth(*sibling).saturating_add(1));
            }
            NodeOrText::AppendText(text) => {
                tree.insert_text_before(*sibling, &text, self.line.get());
                self.depth.set(tree.depth(*sibling));
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let hangs = self.tree.borrow().parent(*element).is_some();
        if hangs {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, _: &Id, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Id) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        self.tree.borrow_mut().move_children(*node, *new_parent);
    }
}

/// Returns the emoji that an image stands for, as its alternative text says. Pages of social networks show images in
/// place of the characters that people wrote.
fn emoji<'a>(name: &QualName, all: &'a [Attribute]) -> Option<&'a str> {
    let is_joiner = |c: char| matches!(c, '\u{200d}' | '\u{fe0f}' | '\u{e0020}'..='\u{e007f}');
    let is_emoji = |c: char| matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}');
    let alt = all.iter().find(|it| &*it.name.local == "alt");
    let text = alt.filter(|_| &*name.local == "img")?.value.trim();
    let is_only = text.chars().all(|c| is_emoji(c) || is_joiner(c));
    (is_only && text.contains(is_emoji)).then_some(text)
}

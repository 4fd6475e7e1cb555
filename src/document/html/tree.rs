//! A compact tree of elements and texts: a page of a few megabytes can have a million of them.
//!
//! This module does not know how the tree is built or what the elements mean.

use html5ever::{LocalName, QualName};

use super::marks::Marks;
use super::names::Names;

/// The number of an element, in the order of creation.
pub(super) type Id = u32;

/// The element that contains all others.
pub(super) const ROOT: Id = 0;

/// The number of no element. It stands for comments, which are not stored.
pub(super) const NONE: Id = u32::MAX;

/// A reference to an element, to a text or to nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Link(u32);

enum Target {
    Element(usize),
    Text(usize),
    Nothing,
}

impl Link {
    pub const NOTHING: Self = Self(NONE);
    /// This bit is set in a link to a text.
    const TEXT: u32 = 1 << 31;

    pub fn element(id: Id) -> Self {
        Self(id)
    }

    fn text(index: usize) -> Self {
        let index = u32::try_from(index).unwrap_or(NONE);
        Self(index | Self::TEXT)
    }

    fn target(self) -> Target {
        match self.0 {
            NONE => Target::Nothing,
            link if link & Self::TEXT == 0 => Target::Element(link as usize),
            link => Target::Text((link & !Self::TEXT) as usize),
        }
    }
}

struct Element {
    parent: Id,
    after: Link,
    first: Link,
    /// The number of the name in [`Names`].
    name: u16,
    depth: u8,
    marks: Marks,
}

/// Links of an element that are needed only while the tree is built.
struct Back {
    before: Link,
    last: Link,
}

/// A range of `letters`. It has no links to its parent and its previous sibling, because the parser
/// never moves a single text.
struct Text {
    /// The start of the text, which ends where the next text starts.
    start: u32,
    /// The line of the first character that is not white space, or 0 if there is none.
    line: u32,
    after: Link,
}

/// The elements and texts of a page.
pub(super) struct Tree {
    elements: Vec<Element>,
    /// One entry per element, and empty once the tree is finished.
    backs: Vec<Back>,
    texts: Vec<Text>,
    letters: String,
    names: Names,
}

/// A child of an element.
pub(super) enum Child<'a> {
    Element(Id),
    /// A text and the line of its first character that is not white space.
    Text(&'a str, usize),
}

impl Tree {
    /// Returns a tree with nothing but [`ROOT`] and reserves memory for more elements and letters.
    /// Without it, vectors growing side by side would fragment as much memory as they use.
    pub fn with_room(elements: usize, letters: usize) -> Self {
        let mut tree = Self {
            elements: Vec::with_capacity(elements),
            backs: Vec::with_capacity(elements),
            texts: Vec::with_capacity(elements),
            letters: String::with_capacity(letters),
            names: Names::new(),
        };
        tree.add(Names::none(), Marks::default());
        tree
    }

    /// Creates an element without a parent.
    pub fn add(&mut self, name: QualName, marks: Marks) -> Id {
        let id = u32::try_from(self.elements.len()).unwrap_or(NONE);
        if id >= Link::TEXT {
            return NONE;
        }
        self.elements.push(Element {
            name: self.names.add(name),
            parent: NONE,
            after: Link::NOTHING,
            first: Link::NOTHING,
            depth: 0,
            marks,
        });
        self.backs.push(Back {
            before: Link::NOTHING,
            last: Link::NOTHING,
        });
        id
    }

    /// Makes an element without a parent the last child of another.
    pub fn append(&mut self, parent: Id, child: Id) {
        if self.get(child).is_some() {
            self.hang(Link(child), parent, Link::NOTHING);
        }
    }

    /// Inserts an element without a parent before another.
    pub fn insert_before(&mut self, sibling: Id, child: Id) {
        if let Some(parent) = self.parent(sibling)
            && self.get(child).is_some()
        {
            self.hang(Link(child), parent, Link(sibling));
        }
    }

    /// Adds text at the end of an element. Text of several lines must be added line by line.
    pub fn append_text(&mut self, parent: Id, text: &str, line: usize) {
        self.hang_text(parent, Link::NOTHING, text, line);
    }

    /// Adds text before an element, line by line.
    pub fn insert_text_before(&mut self, sibling: Id, text: &str, line: usize) {
        if let Some(parent) = self.parent(sibling) {
            self.hang_text(parent, Link(sibling), text, line);
        }
    }

    /// Removes an element from its parent, with everything in it.
    pub fn detach(&mut self, id: Id) {
        let (Some(parent), Some(element), Some(back)) =
            (self.parent(id), self.get(id), self.back(id))
        else {
            return;
        };
        let (before, after) = (back.before, element.after);
        self.set_next(parent, before, after);
        self.set_before(parent, after, before);
        if let Some(element) = self.get_mut(id) {
            element.parent = NONE;
        }
    }

    /// Moves all children of an element to the end of another element.
    pub fn move_children(&mut self, from: Id, to: Id) {
        let first = self.first(from);
        let (before, last) = (
            self.before(to, Link::NOTHING),
            self.before(from, Link::NOTHING),
        );
        if first == Link::NOTHING {
            return;
        }
        let mut link = first;
        while link != Link::NOTHING {
            if let Some(child) = self.get_mut(link.0) {
                child.parent = to;
            }
            link = self.next(link);
        }
        self.set_next(to, before, first);
        self.set_before(to, first, before);
        self.set_before(to, Link::NOTHING, last);
        self.set_next(from, Link::NOTHING, Link::NOTHING);
        self.set_before(from, Link::NOTHING, Link::NOTHING);
    }

    /// Frees the data that is needed only to modify the tree.
    pub fn finish(mut self) -> Self {
        self.backs = Vec::new();
        self
    }

    /// Returns the name to use for a tag; see [`Names::limit`].
    pub fn limit(&self, name: LocalName) -> LocalName {
        self.names.limit(name)
    }

    pub fn qualified_name(&self, id: Id) -> &QualName {
        self.names.get(self.get(id).map(|element| element.name))
    }

    /// Returns the local name of an element, which is in lower case in HTML.
    pub fn name(&self, id: Id) -> &str {
        &self.qualified_name(id).local
    }

    /// Returns what the attributes of an element reveal about its purpose.
    pub fn marks(&self, id: Id) -> Marks {
        self.get(id)
            .map_or(Marks::default(), |element| element.marks)
    }

    /// Returns the depth at which an element was inserted.
    pub fn depth(&self, id: Id) -> u8 {
        self.get(id).map_or(0, |element| element.depth)
    }

    pub fn parent(&self, id: Id) -> Option<Id> {
        let parent = self.get(id)?.parent;
        self.get(parent).map(|_| parent)
    }

    pub fn children(&self, id: Id) -> impl Iterator<Item = Child<'_>> {
        let mut link = self.first(id);
        std::iter::from_fn(move || {
            let child = self.child(link)?;
            link = self.next(link);
            Some(child)
        })
    }

    fn get(&self, id: Id) -> Option<&Element> {
        self.elements.get(id as usize)
    }

    fn get_mut(&mut self, id: Id) -> Option<&mut Element> {
        self.elements.get_mut(id as usize)
    }

    fn back(&self, id: Id) -> Option<&Back> {
        self.backs.get(id as usize)
    }

    fn back_mut(&mut self, id: Id) -> Option<&mut Back> {
        self.backs.get_mut(id as usize)
    }

    pub(super) fn first(&self, id: Id) -> Link {
        self.get(id).map_or(Link::NOTHING, |element| element.first)
    }

    pub(super) fn child(&self, link: Link) -> Option<Child<'_>> {
        match link.target() {
            Target::Element(_) => Some(Child::Element(link.0)),
            Target::Text(index) => {
                let text = self.texts.get(index)?;
                let next = self.texts.get(index + 1);
                let end = next.map_or(self.letters.len(), |next| next.start as usize);
                let letters = self.letters.get(text.start as usize..end)?;
                Some(Child::Text(letters, text.line as usize))
            }
            Target::Nothing => None,
        }
    }

    pub(super) fn next(&self, link: Link) -> Link {
        let next = match link.target() {
            Target::Element(index) => self.elements.get(index).map(|element| element.after),
            Target::Text(index) => self.texts.get(index).map(|text| text.after),
            Target::Nothing => None,
        };
        next.unwrap_or(Link::NOTHING)
    }

    /// Sets the sibling after `child`, or the first child of `parent` if `child` is nothing.
    fn set_next(&mut self, parent: Id, child: Link, next: Link) {
        let place = match child.target() {
            Target::Element(index) => self
                .elements
                .get_mut(index)
                .map(|element| &mut element.after),
            Target::Text(index) => self.texts.get_mut(index).map(|text| &mut text.after),
            Target::Nothing => self.get_mut(parent).map(|parent| &mut parent.first),
        };
        if let Some(place) = place {
            *place = next;
        }
    }

    /// Sets the sibling before `child`, or the last child of `parent` if `child` is nothing.
    fn set_before(&mut self, parent: Id, child: Link, before: Link) {
        let place = match child.target() {
            Target::Element(_) => self.back_mut(child.0).map(|back| &mut back.before),
            Target::Text(_) => None,
            Target::Nothing => self.back_mut(parent).map(|back| &mut back.last),
        };
        if let Some(place) = place {
            *place = before;
        }
    }

    /// Returns the sibling before `child`, or the last child of `parent` if `child` is nothing.
    fn before(&self, parent: Id, child: Link) -> Link {
        let before = match child.target() {
            Target::Nothing => self.back(parent).map(|back| back.last),
            _ => self.back(child.0).map(|back| back.before),
        };
        before.unwrap_or(Link::NOTHING)
    }

    /// Inserts an element or a text before `after`, or at the end if `after` is nothing.
    fn hang(&mut self, link: Link, parent: Id, after: Link) {
        let before = self.before(parent, after);
        let depth = self.depth(parent).saturating_add(1);
        if let Some(element) = self.get_mut(link.0) {
            element.parent = parent;
            element.depth = depth;
        }
        self.set_next(parent, before, link);
        self.set_before(parent, link, before);
        self.set_next(parent, link, after);
        self.set_before(parent, after, link);
    }

    fn hang_text(&mut self, parent: Id, after: Link, text: &str, line: usize) {
        if self
            .names
            .is_mute(self.get(parent).map(|element| element.name))
        {
            return;
        }
        let Ok(start) = u32::try_from(self.letters.len()) else {
            return;
        };
        self.letters.push_str(text);
        let newest = self.texts.len().checked_sub(1).map(Link::text);
        if newest != Some(self.before(parent, after)) {
            let made = Link::text(self.texts.len());
            self.texts.push(Text {
                start,
                line: 0,
                after: Link::NOTHING,
            });
            self.hang(made, parent, after);
        }
        if let Some(newest) = self.texts.last_mut()
            && newest.line == 0
            && !text.trim().is_empty()
        {
            newest.line = u32::try_from(line).unwrap_or(u32::MAX);
        }
    }
}

/// A value for each element. Memory is used only up to the last value that is not the default.
pub(super) struct Column<T>(Vec<T>);

impl<T: Copy + Default + PartialEq> Column<T> {
    /// Returns a column of default values. The reserved memory is allocated by the system on first
    /// use.
    pub fn new(tree: &Tree) -> Self {
        Self(Vec::with_capacity(tree.elements.len()))
    }

    pub fn get(&self, id: Id) -> T {
        self.0.get(id as usize).copied().unwrap_or_default()
    }

    pub fn set(&mut self, id: Id, value: T) {
        let index = id as usize;
        if index >= self.0.len() && value != T::default() {
            self.0.resize(index.saturating_add(1), T::default());
        }
        if let Some(place) = self.0.get_mut(index) {
            *place = value;
        }
    }
}

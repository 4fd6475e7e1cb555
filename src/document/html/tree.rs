//! A page of HTML as a tree of nodes in one list, each text with its line. It must not know what
//! the elements of a page mean for a reader.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult, local_name, ns};

/// How deep elements may stand. The parser looks through all that are open for every new one, so
/// that without a limit its time would grow with the square of the depth; what a person reads is
/// nested a few dozen times. Below this tags are passed over, and their text stays.
const DEPTH: usize = 256;

/// The parser takes at most four gigabytes at a time; this is a piece that a cache holds.
const PIECE: usize = 1 << 16;

/// The node that holds all others.
pub(super) const ROOT: usize = 0;

/// An element or a text. Nodes are named by their place in the list.
#[derive(Debug)]
pub(super) struct Node {
    /// Empty for the root and for a text.
    name: QualName,
    /// Those that say what an element is for; see [`kept`].
    attributes: Vec<(LocalName, StrTendril)>,
    text: Option<Text>,
    depth: usize,
    parent: Option<usize>,
    pub children: Vec<usize>,
}

/// Characters, and the line at which the first of them stands.
#[derive(Debug)]
pub(super) struct Text {
    pub text: StrTendril,
    pub line: usize,
}

impl Node {
    fn new(name: QualName, attributes: Vec<(LocalName, StrTendril)>, text: Option<Text>) -> Self {
        Self {
            name,
            attributes,
            text,
            depth: 0,
            parent: None,
            children: Vec::new(),
        }
    }

    fn nameless(text: Option<Text>) -> Self {
        let name = QualName::new(None, ns!(), local_name!(""));
        Self::new(name, Vec::new(), text)
    }

    /// The element's name in small letters; empty for a text.
    pub fn name(&self) -> &str {
        &self.name.local
    }

    /// An attribute that says what the element is for.
    pub fn attribute(&self, name: &LocalName) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| &**value)
    }

    pub fn text(&self) -> Option<&Text> {
        self.text.as_ref()
    }
}

/// The nodes of a page; the first is the root.
pub(super) struct Page {
    nodes: Vec<Node>,
    /// The node in which each node stands.
    order: Vec<usize>,
}

impl Page {
    /// Parses a page the way a browser does: nothing is wrong enough to be refused.
    pub fn parse(text: &str) -> Self {
        let sink = Sink {
            nodes: RefCell::new(vec![Node::nameless(None)]),
            depth: Cell::new(0),
            line: Cell::new(1),
        };
        let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
        let tokenizer = Tokenizer::new(Limited(builder), TokenizerOpts::default());
        let queue = BufferQueue::default();
        let mut rest = text;
        while !rest.is_empty() {
            let whole = |at: &usize| rest.is_char_boundary(*at);
            let end = (PIECE..rest.len()).find(whole).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            queue.push_back(StrTendril::from_slice(piece));
            // Each script interrupts it.
            while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
            rest = after;
        }
        tokenizer.end();
        let nodes = tokenizer.sink.0.sink.nodes.into_inner();
        let mut order = Vec::with_capacity(nodes.len());
        let mut open = vec![ROOT];
        while let Some(id) = open.pop() {
            order.push(id);
            open.extend(nodes[id].children.iter().rev());
        }
        Self { nodes, order }
    }

    pub fn node(&self, id: usize) -> &Node {
        &self.nodes[id]
    }

    /// How many nodes there are, those included that no longer stand in the page.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The nodes as they are read: each before those in it.
    pub fn order(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.order.iter().copied()
    }

    pub fn parent(&self, id: usize) -> Option<usize> {
        self.nodes[id].parent
    }
}

/// Whether the attribute says what an element is for.
fn kept(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("class")
            | local_name!("id")
            | local_name!("role")
            | local_name!("itemprop")
            | local_name!("hidden")
            | local_name!("aria-hidden")
            | local_name!("style")
    )
}

/// The tree builder, told of lines, behind two rules that keep its time and its tree in proportion to the page.
struct Limited(TreeBuilder<usize, Sink>);

impl TokenSink for Limited {
    type Handle = usize;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<usize> {
        self.0.sink.line.set(line as usize);
        let token = match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag && self.too_deep(&tag) => {
                return TokenSinkResult::Continue;
            }
            Token::TagToken(tag) => Token::TagToken(plain(tag)),
            Token::CharacterTokens(text) => {
                self.lines(&text, line);
                return TokenSinkResult::Continue;
            }
            token => token,
        };
        self.0.process_token(token, line)
    }

    fn end(&self) {
        self.0.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.0
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Limited {
    /// Hands text on line by line, so that each piece of it knows its own. The line that is given
    /// is that of its end.
    fn lines(&self, text: &StrTendril, line: u64) {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let first = (line as usize).saturating_sub(breaks).max(1);
        for (line, text) in (first..).zip(text.split_inclusive('\n')) {
            self.0.sink.line.set(line);
            let token = Token::CharacterTokens(StrTendril::from_slice(text));
            // Text asks the tokenizer for nothing.
            let _ = self.0.process_token(token, line as u64);
        }
    }

    /// Whether the tag would open one element too many. Those in which tags are no tags are let
    /// through: they hold no others, and their text must not be taken for the page's.
    fn too_deep(&self, tag: &Tag) -> bool {
        let raw = matches!(
            &*tag.name,
            "br" | "script"
                | "style"
                | "textarea"
                | "title"
                | "iframe"
                | "noembed"
                | "noframes"
                | "noscript"
                | "plaintext"
                | "xmp"
        );
        self.0.sink.depth.get() > DEPTH && !raw
    }
}

/// Tags of mere looks become `span`. The parser reopens the others in every paragraph that follows
/// until they are closed, which multiplies a page whose author forgot to.
fn plain(mut tag: Tag) -> Tag {
    let looks = matches!(
        &*tag.name,
        "b" | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    );
    if looks {
        tag.name = local_name!("span");
    }
    tag
}

/// Where the tree builder puts the page.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    /// How deep the next element will stand, or one more after an element that holds nothing.
    depth: Cell<usize>,
    /// The line at which the token stands that is being added.
    line: Cell<usize>,
}

impl Sink {
    fn add(&self, node: Node) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        nodes.len() - 1
    }

    /// Hangs a new or a moved node below another one, at a place among its children.
    fn hang(&self, child: usize, parent: usize, place: impl Fn(&[usize]) -> usize) {
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent].depth + 1;
        self.depth
            .set(depth + usize::from(nodes[child].text.is_none()));
        nodes[child].depth = depth;
        nodes[child].parent = Some(parent);
        let children = &mut nodes[parent].children;
        children.insert(place(children), child);
    }

    /// The node to hang into the tree, which hangs nowhere.
    fn made(&self, child: NodeOrText<usize>) -> usize {
        match child {
            NodeOrText::AppendNode(id) => {
                self.remove_from_parent(&id);
                id
            }
            NodeOrText::AppendText(text) => {
                let line = self.line.get();
                self.add(Node::nameless(Some(Text { text, line })))
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| &nodes[*target].name)
    }

    fn create_element(&self, name: QualName, all: Vec<Attribute>, _: ElementFlags) -> usize {
        let attributes = all
            .into_iter()
            .filter(|attribute| kept(&attribute.name.local));
        let attributes = attributes.map(|attribute| (attribute.name.local, attribute.value));
        self.add(Node::new(name, attributes.collect(), None))
    }

    fn pop(&self, closed: &usize) {
        self.depth.set(self.nodes.borrow()[*closed].depth);
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(Node::nameless(None))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(Node::nameless(None))
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.hang(self.made(child), *parent, <[usize]>::len);
    }

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let child = self.made(child);
        let parent = self.nodes.borrow()[*sibling].parent;
        if let Some(parent) = parent {
            // From the end: it is the table that is being read.
            self.hang(child, parent, |children| {
                let at = children.iter().rposition(|id| id == sibling);
                at.unwrap_or(children.len())
            });
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        previous: &usize,
        child: NodeOrText<usize>,
    ) {
        let hangs = self.nodes.borrow()[*element].parent.is_some();
        if hangs {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[*target].parent.take() {
            let children = &mut nodes[parent].children;
            if let Some(at) = children.iter().rposition(|id| id == target) {
                children.remove(at);
            }
        }
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let moved = std::mem::take(&mut nodes[*node].children);
        for child in &moved {
            nodes[*child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(moved);
    }
}

//! The text of a page to its tree, by the rules of a browser: nothing is wrong enough to be refused.
//! Time and memory are kept in proportion to the page, whatever is in it.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult, local_name};

use super::marks::Marks;
use super::tag;
use super::tree::{Id, NONE, ROOT, Tree};

/// How deep elements may stand. The parser looks through all that are open for every new one, so
/// that without a limit its time would grow with the square of the depth; what a person reads is
/// nested a few dozen times. Below this tags are passed over, and their text stays.
const DEPTH: u8 = 250;

/// The parser is given at most so many bytes at a time: it would copy more than a cache holds.
const PIECE: usize = 1 << 16;

/// There is room for at most so many elements before the page is parsed: what has the form of a tag
/// need not be one.
const ROOM: usize = 1 << 20;

/// Parses a page.
pub(super) fn parse(text: &str) -> Tree {
    let parser = Parser::new(text);
    let mut rest = text;
    while !rest.is_empty() {
        rest = parser.read(rest);
    }
    parser.finish()
}

struct Parser {
    tokenizer: Tokenizer<Limited>,
    queue: BufferQueue,
}

impl Parser {
    /// Makes a parser with room for a page.
    fn new(text: &str) -> Self {
        let tags = memchr::memchr_iter(b'<', text.as_bytes())
            .take(ROOM)
            .count();
        let sink = Sink {
            tree: RefCell::new(Tree::with_room(tags, text.len())),
            depth: Cell::new(0),
            line: Cell::new(1),
        };
        let limited = Limited {
            builder: TreeBuilder::new(sink, TreeBuilderOpts::default()),
            raw: RefCell::new(None),
        };
        let options = TokenizerOpts {
            // The mark is already taken off; another one is text.
            discard_bom: false,
            ..TokenizerOpts::default()
        };
        Self {
            tokenizer: Tokenizer::new(limited, options),
            queue: BufferQueue::default(),
        }
    }

    fn finish(self) -> Tree {
        self.tokenizer.end();
        self.tokenizer.sink.builder.sink.tree.into_inner().finish()
    }

    /// Reads the text up to a tag with that tag, or what is there in place of one, and returns the
    /// rest. Between two calls the parser never is within a tag or a comment.
    fn read<'a>(&self, text: &'a str) -> &'a str {
        let start = self.find_tag(text);
        let (before, tag) = text.split_at_checked(start).unwrap_or((text, ""));
        self.feed(before);
        let starts_tag = |after: &str| after.starts_with(|c: char| c.is_ascii_alphabetic());
        let name = tag.strip_prefix("</").or(tag.strip_prefix('<'));
        let len = if name.is_some_and(starts_tag) {
            let (short, len) = tag::limited(tag);
            self.feed(&short);
            len
        } else {
            let len = self.markup_len(tag);
            self.feed(tag.get(..len).unwrap_or_default());
            len
        };
        tag.get(len..).unwrap_or_default()
    }

    /// Where the next tag may begin. In an element whose text is raw only its end is one.
    fn find_tag(&self, text: &str) -> usize {
        let mut all = memchr::memchr_iter(b'<', text.as_bytes());
        let found = match &*self.tokenizer.sink.raw.borrow() {
            None => all.next(),
            Some(name) => all.find(|at| text.get(*at..).is_some_and(|text| ends(text, name))),
        };
        found.unwrap_or(text.len())
    }

    /// The length of a comment, a declaration or the like, or of a `<` that begins nothing.
    fn markup_len(&self, text: &str) -> usize {
        let after = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
        let in_svg = || {
            let sink = &self.tokenizer.sink;
            sink.adjusted_current_node_present_but_not_in_html_namespace()
        };
        if text.starts_with("<!--") {
            comment_len(text)
        } else if text.starts_with("<![CDATA[") && in_svg() {
            after("]]>")
        } else if text.starts_with("<!") || text.starts_with("<?") || text.starts_with("</") {
            after(">")
        } else {
            text.len().min(1)
        }
    }

    fn feed(&self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let whole = |at: &usize| rest.is_char_boundary(*at);
            let end = (PIECE..rest.len()).find(whole).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            self.queue.push_back(StrTendril::from_slice(piece));
            // Each script interrupts it.
            while !matches!(self.tokenizer.feed(&self.queue), TokenizerResult::Done) {}
            rest = after;
        }
    }
}

/// Whether the end tag of that name is at the start of the text.
fn ends(text: &str, name: &str) -> bool {
    let Some((found, after)) = text
        .strip_prefix("</")
        .and_then(|text| text.split_at_checked(name.len()))
    else {
        return false;
    };
    found.eq_ignore_ascii_case(name)
        && after.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
}

/// The length of a comment. It may be as short as `<!-->`.
fn comment_len(text: &str) -> usize {
    let ends = |at: &usize| {
        let inside = text.get(..*at).unwrap_or_default();
        inside.ends_with("--") || *at > 6 && inside.ends_with("--!")
    };
    let end = memchr::memchr_iter(b'>', text.as_bytes()).find(ends);
    end.map_or(text.len(), |at| at + 1)
}

/// The tree builder, told of lines, behind rules that keep its time and its tree in proportion to
/// the page.
struct Limited {
    builder: TreeBuilder<Id, Sink>,
    /// The element that is open, if tags in it are text.
    raw: RefCell<Option<LocalName>>,
}

impl TokenSink for Limited {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        self.builder.sink.line.set(line as usize);
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag && self.too_deep(&tag) => {
                TokenSinkResult::Continue
            }
            Token::TagToken(tag) => self.tag(tag, line),
            Token::CharacterTokens(text) => {
                self.lines(&text, line);
                TokenSinkResult::Continue
            }
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Limited {
    fn tag(&self, tag: Tag, line: u64) -> TokenSinkResult<Id> {
        let mut tag = plain(tag);
        tag.name = self.builder.sink.tree.borrow().limit(tag.name);
        let name = tag.name.clone();
        let end = tag.kind == TagKind::EndTag;
        let result = self.builder.process_token(Token::TagToken(tag), line);
        if end {
            self.raw.replace(None);
        } else if matches!(
            result,
            TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext
        ) {
            self.raw.replace(Some(name));
        }
        result
    }

    /// Hands text on line by line, so that each piece of it knows its own. The line that is given
    /// is that of its end.
    fn lines(&self, text: &StrTendril, line: u64) {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let first = (line as usize).saturating_sub(breaks).max(1);
        for (line, text) in (first..).zip(text.split_inclusive('\n')) {
            self.builder.sink.line.set(line);
            let token = Token::CharacterTokens(StrTendril::from_slice(text));
            // Text asks the tokenizer for nothing.
            let _ = self.builder.process_token(token, line as u64);
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
        self.builder.sink.depth.get() > DEPTH && !raw
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
    tree: RefCell<Tree>,
    /// How deep the next element will stand, or one more after an element that holds nothing.
    depth: Cell<u8>,
    /// The line at which the token stands that is being added.
    line: Cell<usize>,
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
        self.tree.borrow_mut().add(name, Marks::of(&all))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::html::tree::Step;

    fn outline(page: &Tree) -> String {
        let steps = page.walk(ROOT).map(|step| match step {
            Step::Enter(id) => format!("<{}>", page.name(id)),
            Step::Leave(_) => "</>".to_owned(),
            Step::Text(text, line) => format!("{line}:{text}"),
        });
        steps.collect()
    }

    #[test]
    fn too_many_attributes_cost_no_text_and_no_line() {
        let many: Vec<String> = (0..1000).map(|n| format!("a{n}=1\n")).collect();
        let many = many.concat();
        for (page, body) in [
            (format!("<p {many}>x</p {many}>y"), "<p>1001:x</>2001:y"),
            (
                format!("<script>x</script {many}>y<p {many}>x"),
                "1001:y<p>2001:x</>",
            ),
            (
                format!("x<svg><style><b {many}>y"),
                "1:x<svg><style></></><span>1001:y</>",
            ),
            (
                format!("<svg><path {many}/><g>x"),
                "<svg><path></><g>1001:x</></>",
            ),
            (format!("<!--<p {many}>-->y"), "1001:y"),
            (format!("x<p {many}"), "1:x"),
        ] {
            let all = outline(&parse(&page));
            let found = all.split_once("<body>").map(|(_, body)| body);
            assert_eq!(found, Some(&*format!("{body}</></></>")));
        }
    }

    proptest! {
        #[test]
        fn a_page_is_the_same_tag_by_tag(page in "(<(/?(p|div|a href='>'|b c=\"<p>\"|table|td|script|style|title|textarea|xmp|plaintext|noscript|svg|math|mi|template|select)|!--|!doctype html|\\?|!\\[CDATA\\[|/)( x|/)?>?|--!?>|\\]\\]>|[a-z\"'&;= \n]{1,9}|.){0,40}") {
            let at_once = Parser::new(&page);
            at_once.feed(&page);
            prop_assert_eq!(outline(&parse(&page)), outline(&at_once.finish()));
        }
    }
}

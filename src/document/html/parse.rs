//! Parses HTML into a tree the way browsers do, so any text is accepted.
//!
//! Several parts of the HTML parsing algorithm are quadratic. Limits on depth, attributes and
//! reopened elements keep time and memory proportional to the size of the page, without losing
//! text.

use std::cell::{Cell, RefCell};

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult, local_name};

use super::sink::Sink;
use super::tag;
use super::tree::{Id, Tree};

/// The maximum nesting depth. The parser searches all open elements for each new one, so unlimited
/// depth would make its time quadratic; real pages nest a few dozen levels. Deeper tags are ignored
/// and their text is kept.
const MAX_DEPTH: u8 = 250;

/// The number of bytes passed to the tokenizer at a time. It copies its input, so small pieces stay
/// in the cache.
const PIECE: usize = 1 << 16;

/// The largest number of elements to reserve memory for. Not every `<` starts a tag, so more could
/// be far too much.
const MAX_RESERVED: usize = 1 << 20;

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
    /// Returns a parser with memory reserved for `text`.
    fn new(text: &str) -> Self {
        let tags = memchr::memchr_iter(b'<', text.as_bytes())
            .take(MAX_RESERVED)
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
            // Decoding already removed the mark, so another one is text.
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

    /// Parses the text up to and including the next tag or comment, and returns the rest. The
    /// tokenizer is therefore never inside a tag or comment between two calls.
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

    /// Returns the offset of the next tag. In a raw text element only its end tag counts.
    fn find_tag(&self, text: &str) -> usize {
        let mut all = memchr::memchr_iter(b'<', text.as_bytes());
        let found = match &*self.tokenizer.sink.raw.borrow() {
            None => all.next(),
            Some(name) => all.find(|at| text.get(*at..).is_some_and(|text| ends(text, name))),
        };
        found.unwrap_or(text.len())
    }

    /// Returns the length of a comment, a declaration, a CDATA section or a lone `<`.
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
            // The tokenizer returns early after each script.
            while !matches!(self.tokenizer.feed(&self.queue), TokenizerResult::Done) {}
            rest = after;
        }
    }
}

/// Returns whether `text` starts with an end tag with the given name.
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

/// Returns the length of the comment at the start of `text`. The shortest one is `<!-->`.
fn comment_len(text: &str) -> usize {
    let ends = |at: &usize| {
        let inside = text.get(..*at).unwrap_or_default();
        inside.ends_with("--") || *at > 6 && inside.ends_with("--!")
    };
    let end = memchr::memchr_iter(b'>', text.as_bytes()).find(ends);
    end.map_or(text.len(), |at| at + 1)
}

/// Filters the tokens for the tree builder to keep its time and its tree proportional to the page,
/// and passes line numbers on.
struct Limited {
    builder: TreeBuilder<Id, Sink>,
    /// The open raw text element, in which tags are text.
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

    /// Passes text on line by line, so that each line has its own number. `line` is the number of
    /// the last one.
    fn lines(&self, text: &StrTendril, line: u64) {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let first = (line as usize).saturating_sub(breaks).max(1);
        for (line, text) in (first..).zip(text.split_inclusive('\n')) {
            self.builder.sink.line.set(line);
            let token = Token::CharacterTokens(StrTendril::from_slice(text));
            // The result matters only for tags.
            let _ = self.builder.process_token(token, line as u64);
        }
    }

    /// Returns whether a tag would exceed the maximum depth. Raw text elements are always allowed:
    /// they contain no elements, and their text must not become part of the page.
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
        self.builder.sink.depth.get() > MAX_DEPTH && !raw
    }
}

/// Turns purely visual tags into `span`, and those for deleted text into `del`. The parser would
/// otherwise reopen an unclosed one in every later paragraph, which multiplies the size of the tree.
fn plain(mut tag: Tag) -> Tag {
    if matches!(&*tag.name, "s" | "strike") {
        tag.name = local_name!("del");
    }
    let looks = matches!(
        &*tag.name,
        "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "small" | "strong" | "tt" | "u"
    );
    if looks {
        tag.name = local_name!("span");
    }
    tag
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::html::tree::ROOT;
    use crate::document::html::walk::Step;

    fn outline(page: &Tree) -> String {
        let steps = page.walk(ROOT).map(|step| match step {
            Step::Enter(id) => format!("<{}>", page.name(id)),
            Step::Leave(_) => "</>".to_owned(),
            Step::Text(text, line) => format!("{line}:{text}"),
        });
        steps.collect()
    }

    #[test]
    fn excess_attributes_lose_no_text_and_no_lines() {
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
        fn parsing_tag_by_tag_changes_nothing(page in "(<(/?(p|div|a href='>'|b c=\"<p>\"|table|td|script|style|title|textarea|xmp|plaintext|noscript|svg|math|mi|template|select)|!--|!doctype html|\\?|!\\[CDATA\\[|/)( x|/)?>?|--!?>|\\]\\]>|[a-z\"'&;= \n]{1,9}|.){0,40}") {
            let at_once = Parser::new(&page);
            at_once.feed(&page);
            prop_assert_eq!(outline(&parse(&page)), outline(&at_once.finish()));
        }
    }
}

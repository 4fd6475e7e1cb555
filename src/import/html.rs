//! Reads HTML in a value: its plain text, and the addresses that it links to.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::address;
use super::importer::Importer;
use crate::document::limited_tag;

/// Returns the text of some HTML as a reader would see it, and the web addresses in its attributes, each once.
///
/// Paragraphs are separated by a blank line. A text without markup is returned as it is, and what only looks like a tag,
/// such as `<ann@example.org>`, remains text.
pub fn text_and_links(html: &str) -> (String, Vec<String>) {
    let seen = read(html);
    (seen.text, seen.links)
}

/// Does what [`text_and_links`] does, and takes note of markup that is lost.
pub fn plain(html: &str, importer: &mut Importer<'_>) -> (String, Vec<String>) {
    let seen = read(html);
    if seen.has_markup {
        importer.alter("HTML became plain text; its links became sources");
    }
    (seen.text, seen.links)
}

fn read(html: &str) -> Seen {
    if memchr::memchr2(b'<', b'&', html.as_bytes()).is_none() {
        return Seen {
            text: html.trim().to_owned(),
            ..Seen::default()
        };
    }
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut has_comments = false;
    for piece in pieces(html) {
        has_comments |= piece.is_empty();
        queue.push_back(StrTendril::from_slice(&piece));
        // The tokenizer takes longer for each attribute, the more pieces are waiting.
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    let mut seen = tokenizer.sink.seen.into_inner();
    seen.text.truncate(seen.text.trim_end().len());
    seen.has_markup |= has_comments;
    seen
}

/// Splits HTML before and after each tag, without comments and scripts. Tags are limited to attributes that take no time to
/// read, and what is not a tag is escaped.
fn pieces(html: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let start = rest.find('<').unwrap_or(rest.len());
        let (before, markup) = rest.split_at_checked(start)?;
        if !before.is_empty() {
            rest = markup;
            return Some(Cow::Borrowed(before));
        }
        let (piece, after) = next(markup)?;
        rest = after;
        Some(piece)
    })
}

/// Returns the markup at the start of a text as it is to be read, and what comes after it. None for the empty text.
fn next(text: &str) -> Option<(Cow<'_, str>, &str)> {
    if text.starts_with("<!--")
        && let Some((_, after)) = text.split_once("-->")
    {
        return Some((Cow::Borrowed(""), after));
    }
    let name = text.strip_prefix("</").or(text.strip_prefix('<'))?;
    let name = name.split(is_after_name).next().unwrap_or_default();
    let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !name.ends_with(':')
        && name.chars().all(of_name);
    if !is_name && !text.starts_with("<!--") {
        let after = text.get(1..).unwrap_or_default();
        return Some((Cow::Borrowed("&lt;"), after));
    }
    let (tag, len) = limited_tag(text);
    let (whole, after) = text.split_at_checked(len)?;
    if !is_name || !whole.ends_with('>') {
        // Whatever follows would be part of it, too.
        return Some((Cow::Owned(text.replace('<', "&lt;")), ""));
    }
    let is_hidden = !text.starts_with("</")
        && (name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style"));
    let after = if is_hidden {
        after_end(after, name)
    } else {
        after
    };
    Some((tag, after))
}

/// Returns a text from the end tag with a name on.
fn after_end<'a>(text: &'a str, name: &str) -> &'a str {
    let is_end = |at: &usize| {
        let end = text.get(*at..).and_then(|text| text.strip_prefix("</"));
        let end = end.and_then(|text| text.get(..name.len()));
        end.is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    let mut all = memchr::memchr_iter(b'<', text.as_bytes());
    let end = all.find(is_end);
    end.and_then(|at| text.get(at..)).unwrap_or_default()
}

fn is_after_name(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '/' | '>')
}

/// Collects the text and the links.
#[derive(Default)]
struct Reader {
    seen: RefCell<Seen>,
}

#[derive(Default)]
struct Seen {
    text: String,
    links: Vec<String>,
    /// The links that are there.
    known: HashSet<String>,
    /// Whether there were tags or comments.
    has_markup: bool,
    /// The white space before the next word: none, a space, or line breaks.
    space: Space,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Space {
    #[default]
    None,
    Word,
    Line,
    Paragraph,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut seen = self.seen.borrow_mut();
        match token {
            Token::TagToken(tag) => seen.tag(&tag),
            Token::CharacterTokens(text) => seen.words(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Seen {
    fn tag(&mut self, tag: &Tag) {
        self.has_markup = true;
        self.space = self.space.max(space_of(&tag.name));
        if tag.kind == TagKind::EndTag {
            return;
        }
        for attribute in &tag.attrs {
            match &*attribute.name.local {
                "href" | "src" | "cite" => self.link(&attribute.value),
                "alt" => self.words(&attribute.value),
                _ => {}
            }
        }
    }

    fn link(&mut self, link: &str) {
        if let Some(link) = address::of(link)
            && self.known.insert(link.clone())
        {
            self.links.push(link);
        }
    }

    fn words(&mut self, text: &str) {
        for word in text.split_inclusive(char::is_whitespace) {
            let bare = word.trim_end();
            if !bare.is_empty() {
                self.text.push_str(match self.space {
                    _ if self.text.is_empty() => "",
                    Space::None => "",
                    Space::Word => " ",
                    Space::Line => "\n",
                    Space::Paragraph => "\n\n",
                });
                self.text.push_str(bare);
                self.space = Space::None;
            }
            if bare.len() < word.len() {
                self.space = self.space.max(Space::Word);
            }
        }
    }
}

/// Returns the space around an element.
fn space_of(name: &str) -> Space {
    match name {
        "p" | "blockquote" | "ul" | "ol" | "dl" | "table" | "h1" | "h2" | "h3" | "h4" | "h5"
        | "h6" | "pre" | "figure" => Space::Paragraph,
        "br" | "li" | "div" | "tr" | "dt" | "dd" | "section" | "article" | "hr" | "figcaption"
        | "iframe" => Space::Line,
        "td" | "th" | "img" => Space::Word,
        _ => Space::None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_becomes_text_and_links() {
        for (html, text, links) in [
            ("", "", &[][..]),
            ("two\nlines ", "two\nlines", &[]),
            ("a &amp; b &lt; c", "a & b < c", &[]),
            ("<p>one</p>\n<p>two<br/>three</p>", "one\n\ntwo\nthree", &[]),
            ("<b>bold</b>ly  said", "boldly said", &[]),
            ("<ul><li>one<li>two</ul>end", "one\ntwo\n\nend", &[]),
            (
                "see <a href='https://example.org/a?b=1&amp;c=2'>this</a>, <a href=//example.org>that</a>",
                "see this, that",
                &["https://example.org/a?b=1&c=2", "https://example.org"],
            ),
            (
                "<a href='https://example.org'>a</a><a href='https://example.org'>b</a>",
                "ab",
                &["https://example.org"],
            ),
            (
                "<a href='javascript:alert(1)'>x</a> <a href='/y'>y</a>",
                "x y",
                &[],
            ),
            (
                "<img src=\"http://example.org/i.png\" alt=\"a quay\">",
                "a quay",
                &["http://example.org/i.png"],
            ),
            (
                "a<script>if (b<c) {}</script>d<style>p {}</style>",
                "ad",
                &[],
            ),
            ("a<script>b<c \"</script>d", "ad", &[]),
            ("a<!-- b <c> -->d<!---->e", "ade", &[]),
        ] {
            let links: Vec<String> = links.iter().map(|link| (*link).to_owned()).collect();
            assert_eq!(text_and_links(html), (text.to_owned(), links), "{html}");
        }
    }

    #[test]
    fn what_only_looks_like_a_tag_is_text() {
        for text in [
            "Ann <ann@example.org>",
            "<https://example.org/>",
            "1 < 2 <3",
            "a <b and no end",
            "a <!-- b",
            "a <",
            "</",
        ] {
            assert_eq!(text_and_links(text).0, text);
        }
    }

    #[test]
    fn markup_that_is_lost_is_noted() {
        for (html, altered) in [
            ("a", 0),
            ("a &amp; b < c", 0),
            ("Ann <ann@example.org>", 0),
            ("<p>a", 1),
            ("a<!-- b -->", 1),
            ("a<script>b</script>", 1),
        ] {
            let mut out = Vec::new();
            let mut importer = Importer::new(&mut out);
            assert_eq!(plain(html, &mut importer), text_and_links(html));
            let report = importer.finish().expect("it is written");
            assert_eq!(report.reasons().count(), altered, "{html}");
        }
    }

    #[test]
    fn many_links_take_no_time() {
        let link = |number| format!("<a href='https://example.org/{number}'>");
        let many: Vec<String> = (0..20_000).map(link).collect();
        assert_eq!(text_and_links(&many.concat()).1.len(), 20_000);
    }

    #[test]
    fn many_attributes_take_no_time() {
        let many: Vec<String> = (0..200_000).map(|n| n.to_string()).collect();
        let many = many.join(" a");
        assert_eq!(text_and_links(&format!("<p {many}>x")).0, "x");
    }

    proptest! {
        #[test]
        fn words_without_markup_are_kept(words in prop::collection::vec("[a-zé1-9]{1,8}", 0..8), tag in "(p|br|b|a href=x|li|/p|span)") {
            let html = words.join(&format!(" <{tag}> "));
            let (text, links) = text_and_links(&html);
            prop_assert_eq!(text.split_whitespace().collect::<Vec<_>>(), words);
            prop_assert!(links.is_empty());
        }

        #[test]
        fn any_text_is_read(html in "(</?[a-z!]{0,3}|<!--|-->|[ =\"'>]|&[a-z#0-9]{0,4};?|.){0,30}") {
            let (text, _) = text_and_links(&html);
            prop_assert_eq!(text.trim_end(), &text);
        }
    }
}

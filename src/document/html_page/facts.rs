//! What web pages say about themselves in their heads, and what programs that save pages add.

use crate::document::encoding::attributes;
use crate::document::original::Facts;
use crate::document::{entities, written_day};
use crate::text::language_tag;
use crate::text::width::floor_boundary;

/// The bytes in which the head of a page is looked for.
const MAX_HEAD: usize = 1 << 20;

/// The bytes of a tag or a title that are read.
const MAX_TAG: usize = 1 << 12;

/// Elements without elements in them, and what ends them.
const OPAQUE: [(&str, &str); 3] = [
    ("script", "</script"),
    ("style", "</style"),
    ("noscript", "</noscript"),
];

/// Reads what a page says about itself.
pub(super) fn read(page: &str) -> Facts {
    let mut head = Head::default();
    head.read(first(page, MAX_HEAD));
    head.facts()
}

/// What the head of a page says, in the order of precedence.
#[derive(Default)]
struct Head {
    title: Choice,
    author: Choice,
    publisher: Choice,
    url: Choice,
    published: Choice,
    retrieved: Option<String>,
    language: Option<String>,
}

/// The best value so far, with its rank: 0 is the best.
#[derive(Default)]
struct Choice(Option<(usize, String)>);

impl Choice {
    fn offer(&mut self, rank: usize, value: &str) {
        let value = entities::decode(value);
        let words: Vec<&str> = value.split_whitespace().collect();
        let is_better = self.0.as_ref().is_none_or(|(best, _)| rank < *best);
        if is_better && !words.is_empty() {
            self.0 = Some((rank, words.join(" ")));
        }
    }

    fn value(self) -> Option<String> {
        self.0.map(|(_, value)| value)
    }
}

impl Head {
    fn read(&mut self, head: &str) {
        let mut rest = head;
        while let Some((_, tag)) = rest.split_once('<') {
            if let Some(comment) = tag.strip_prefix("!--") {
                let (comment, after) = comment.split_once("-->").unwrap_or((comment, ""));
                self.comment(first(comment, MAX_TAG));
                rest = after;
                continue;
            }
            rest = tag;
            let tag = first(tag, MAX_TAG);
            let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
            let (name, inside) = tag.split_at(end.unwrap_or(tag.len()));
            let name = name.to_ascii_lowercase();
            if let Some((_, end)) = OPAQUE.iter().find(|(opaque, _)| *opaque == name) {
                rest = after(rest, end);
                continue;
            }
            match name.as_str() {
                "body" => break,
                "html" => self.language = attribute(inside, &["lang", "xml:lang"]),
                "title" => self.title(inside),
                "meta" => self.meta(inside),
                "link" => self.link(inside),
                _ => {}
            }
        }
    }

    fn title(&mut self, tag: &str) {
        if let Some((_, text)) = tag.split_once('>')
            && let Some((title, _)) = text.split_once('<')
        {
            self.title.offer(1, title);
        }
    }

    fn meta(&mut self, tag: &str) {
        let name = attribute(tag, &["property", "name", "itemprop"]);
        let content = attribute(tag, &["content"]);
        let (Some(name), Some(content)) = (name, content) else {
            return;
        };
        let is_address = content.starts_with("http");
        match name.to_ascii_lowercase().as_str() {
            "og:title" => self.title.offer(0, &content),
            "author" => self.author.offer(0, &content),
            "article:author" if !is_address => self.author.offer(1, &content),
            "dc.creator" | "citation_author" => self.author.offer(2, &content),
            "og:site_name" => self.publisher.offer(0, &content),
            "article:publisher" if !is_address => self.publisher.offer(1, &content),
            "dc.publisher" | "publisher" => self.publisher.offer(2, &content),
            "og:url" if is_address => self.url.offer(2, &content),
            "article:published_time" => self.published.offer(0, &content),
            "datepublished" | "citation_publication_date" | "dc.date" | "date" => {
                self.published.offer(1, &content);
            }
            _ => {}
        }
    }

    fn link(&mut self, tag: &str) {
        let relation = attribute(tag, &["rel"]);
        let canonical = relation.is_some_and(|words| {
            let mut words = words.split_whitespace();
            words.any(|word| word.eq_ignore_ascii_case("canonical"))
        });
        if let Some(url) = attribute(tag, &["href"])
            && canonical
            && url.starts_with("http")
        {
            self.url.offer(1, &url);
        }
    }

    /// Reads the comment in which a program says where and when it saved the page.
    fn comment(&mut self, comment: &str) {
        if let Some((_, saved)) = comment.split_once("saved from url=") {
            let url = saved.split_once(')').map_or(saved, |(_, url)| url);
            self.url
                .offer(0, url.split_whitespace().next().unwrap_or_default());
        }
        if !comment.contains("saved with SingleFile") {
            return;
        }
        for line in comment.lines().map(str::trim) {
            if let Some(url) = line.strip_prefix("url:") {
                self.url.offer(0, url);
            }
            if let Some(date) = line.strip_prefix("saved date:") {
                self.retrieved = written_day::day(date);
            }
        }
    }

    fn facts(self) -> Facts {
        let published = self.published.value();
        Facts {
            title: self.title.value(),
            author: self.author.value(),
            publisher: self.publisher.value(),
            url: self.url.value(),
            published: published.as_deref().and_then(written_day::day),
            retrieved: self.retrieved,
            language: self.language.as_deref().and_then(language_tag::tag),
        }
    }
}

/// Returns the first of some attributes that a tag has.
fn attribute(tag: &str, names: &[&str]) -> Option<String> {
    let found = |wanted: &&str| {
        let mut all = attributes(tag);
        all.find(|(name, _)| name.eq_ignore_ascii_case(wanted))
    };
    let (_, value) = names.iter().find_map(found)?;
    Some(entities::decode(value))
}

/// Returns the text after a tag, which is compared without regard to case.
fn after<'a>(text: &'a str, tag: &str) -> &'a str {
    let mut all = text.match_indices('<').map(|(at, _)| at);
    let is_tag = |at: &usize| {
        let here = text.get(*at..at + tag.len());
        here.is_some_and(|here| here.eq_ignore_ascii_case(tag))
    };
    let at = all.find(is_tag).unwrap_or(text.len());
    text.get(at + 1..).unwrap_or_default()
}

fn first(text: &str, max: usize) -> &str {
    text.get(..floor_boundary(text, max)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_where_they_are_from() {
        let facts = read(
            "<!DOCTYPE html><HTML LANG=de><head><script>'<title>no</title>'</SCRIPT><title>Der\n Hafen – Kurier</title>\
             <meta name=author content='Ruth &amp; Cem'><meta property=\"og:title\" content=\"Der Hafen\">\
             <meta property=og:site_name content='Kurier'><meta property='article:published_time' content='2019-06-05T10:00:00Z'>\
             <link href='https://k.example/h' rel='shortlink canonical'></head><body><title>x</title><meta name=author content=z>",
        );
        let text = |text: &str| Some(text.to_owned());
        let expected = Facts {
            title: text("Der Hafen"),
            author: text("Ruth & Cem"),
            publisher: text("Kurier"),
            url: text("https://k.example/h"),
            published: text("2019-06-05"),
            retrieved: None,
            language: text("de"),
        };
        assert_eq!(facts, expected);
    }

    #[test]
    fn programs_that_save_pages_say_when_they_did() {
        let facts = read(
            "<!DOCTYPE html><html><!--\n Page saved with SingleFile\n url: https://k.example/a?b=1\n \
             saved date: Wed Jun 05 2019 10:00:00 GMT+0200 (CEST)\n--><link rel=canonical href='https://k.example/c'>",
        );
        assert_eq!(facts.url.as_deref(), Some("https://k.example/a?b=1"));
        assert_eq!(facts.retrieved.as_deref(), Some("2019-06-05"));
        let facts = read("<!-- saved from url=(0020)https://k.example/d --><html><title>T</title>");
        assert_eq!(facts.url.as_deref(), Some("https://k.example/d"));
        assert_eq!(facts.title.as_deref(), Some("T"));
    }

    #[test]
    fn any_page_can_be_looked_at() {
        for page in [
            "",
            "<",
            "<title",
            "<title>é",
            "<meta",
            "<meta content",
            "<!--",
            "<script>",
            "<html lang>",
        ] {
            assert_eq!(read(page), Facts::default(), "{page}");
        }
        read(&"<title>".repeat(100_000));
        read(&"<script ".repeat(100_000));
    }
}

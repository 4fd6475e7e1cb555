//! Writes the content of a page as paragraphs, without changing a letter.

use std::collections::VecDeque;

use super::content::{Content, all};
use super::hints::{NO_SCRIPT, is_block, is_preformatted, surrounding_name};
use super::left_out::Reason;
use super::marks::Hint;
use super::parse::parse;
use super::tree::{Child, Id, ROOT, Tree};
use super::walk::Step;
use crate::document::body::Body;
use crate::document::unread::{Unread, Why};

/// The fewest bytes of a caption that is written once.
const CAPTION: usize = 60;

/// The number of captions to compare with.
const RECENT: usize = 8;

/// Returns the paragraphs of `content`, each with the line of its first word.
pub(super) fn paragraphs(page: &Tree, content: &Content) -> Body {
    let mut writer = Writer::<Body> {
        once: content.left_out.until > Reason::Hidden,
        ..Writer::default()
    };
    for root in &content.roots {
        let mut steps = page.walk(*root);
        while let Some(step) = steps.next() {
            match step {
                Step::Enter(id) if content.left_out.has(id) || is_mark(page, id) => {
                    steps.skip_contents();
                    if is_block(page.name(id)) {
                        writer.separate();
                    }
                }
                Step::Enter(id) if page.name(id) == NO_SCRIPT => {
                    steps.skip_contents();
                    writer.without_scripts(page, id);
                }
                Step::Enter(id) => writer.enter(page, id),
                Step::Leave(id) => writer.leave(page, id),
                Step::Text(text, line) => writer.text(text, line),
            }
        }
    }
    writer.end();
    writer.body
}

/// Returns the text that is not part of `content`, except for what is never text.
pub(super) fn unread(page: &Tree, content: &Content) -> Unread {
    let mut writer = Writer::<Rest>::default();
    let mut roots = content.roots.iter().peekable();
    let (mut root, mut out, mut deleted) = (None, None, None);
    let mut steps = page.walk(ROOT);
    while let Some(step) = steps.next() {
        let read = root.is_some() && out.is_none() && deleted.is_none();
        match step {
            Step::Enter(id) => {
                let reason = content.left_out.reason(id);
                if reason == Some(Reason::Never) || is_mark(page, id) {
                    steps.skip_contents();
                    continue;
                }
                if page.name(id) == NO_SCRIPT {
                    steps.skip_contents();
                    if reason.is_some() || !read {
                        let around = std::mem::replace(writer.why(), Why::Hidden);
                        writer.without_scripts(page, id);
                        *writer.why() = around;
                    }
                    continue;
                }
                if roots.next_if(|root| **root == id).is_some() {
                    root = Some(id);
                }
                if reason == Some(Reason::Deleted) && deleted.is_none() {
                    deleted = Some((id, std::mem::replace(writer.why(), Why::Deleted)));
                } else if let Some(reason) = reason.filter(|_| out.is_none()) {
                    *writer.why() = why(page, id, reason);
                    out = Some(id);
                }
                writer.enter(page, id);
            }
            Step::Leave(id) => {
                writer.leave(page, id);
                if let Some((_, around)) = deleted.take_if(|(deleted, _)| *deleted == id) {
                    *writer.why() = around;
                }
                if out.take_if(|out| *out == id).is_some() {
                    *writer.why() = Why::Outside;
                }
                root = root.filter(|root| *root != id);
            }
            Step::Text(..) if read => {}
            Step::Text(text, line) => writer.text(text, line),
        }
    }
    writer.end();
    writer.body.unread
}

/// Returns why the text of an element that is left out is not read.
fn why(page: &Tree, id: Id, reason: Reason) -> Why {
    match reason {
        Reason::Hidden => Why::Hidden,
        Reason::Surrounding => surrounding_name(page.name(id)).map_or(Why::Outside, Why::Around),
        _ => Why::Outside,
    }
}

/// Takes the paragraphs that are written.
trait Paper {
    fn push<'a>(&mut self, line: usize, lines: impl IntoIterator<Item = &'a str>);
}

impl Paper for Body {
    fn push<'a>(&mut self, line: usize, lines: impl IntoIterator<Item = &'a str>) {
        Body::push(self, line, lines);
    }
}

/// The text that is not read, and why the next paragraph is not.
#[derive(Default)]
struct Rest {
    unread: Unread,
    why: Why,
}

impl Paper for Rest {
    fn push<'a>(&mut self, line: usize, lines: impl IntoIterator<Item = &'a str>) {
        self.unread.push(self.why, line, lines);
    }
}

#[derive(Default)]
struct Writer<P> {
    body: P,
    open: String,
    /// The line of the first word in `open`, if there is one.
    line: Option<usize>,
    /// Whether a `br` was followed by nothing but white space so far.
    broken: bool,
    preformatted: usize,
    /// The table row being written as a single paragraph.
    row: Option<Id>,
    /// Whether captions that are repeated are written once: galleries have them for each size.
    once: bool,
    /// The number of open captions, and the last long captions.
    captions: usize,
    recent: VecDeque<String>,
}

impl Writer<Rest> {
    /// Ends the paragraph, and returns why the next one is not read.
    fn why(&mut self) -> &mut Why {
        self.end();
        &mut self.body.why
    }
}

impl<P: Paper> Writer<P> {
    /// Writes what a browser without scripts shows, except for another such element in it.
    fn without_scripts(&mut self, page: &Tree, id: Id) {
        for child in page.children(id) {
            let Child::Text(text, line) = child else {
                continue;
            };
            let page = parse(text.trim_start());
            let content = all(&page);
            let mut steps = page.walk(ROOT);
            while let Some(step) = steps.next() {
                match step {
                    Step::Enter(id) if content.left_out.has(id) || page.name(id) == NO_SCRIPT => {
                        steps.skip_contents();
                    }
                    Step::Enter(id) => self.enter(&page, id),
                    Step::Leave(id) => self.leave(&page, id),
                    Step::Text(text, own) => {
                        self.text(text, line.saturating_add(own).saturating_sub(1));
                    }
                }
            }
        }
    }

    fn enter(&mut self, page: &Tree, id: Id) {
        let name = page.name(id);
        match name {
            "br" => self.line_break(),
            "tr" if self.row.is_none() && is_plain_row(page, id) => {
                self.end();
                self.row = Some(id);
            }
            "td" | "th" if self.row.is_some() && self.line.is_some() => self.open.push_str(" | "),
            name if is_block(name) => self.separate(),
            _ => {}
        }
        self.preformatted += usize::from(is_preformatted(name));
        self.captions += usize::from(is_caption(page, id));
    }

    fn leave(&mut self, page: &Tree, id: Id) {
        let name = page.name(id);
        self.preformatted -= usize::from(is_preformatted(name));
        if self.row == Some(id) {
            self.row = None;
        }
        if is_block(name) {
            self.separate();
        }
        self.captions -= usize::from(is_caption(page, id));
    }

    fn text(&mut self, text: &str, line: usize) {
        if !text.trim().is_empty() {
            self.broken = false;
            self.line.get_or_insert(line);
        }
        let preformatted = self.preformatted > 0;
        self.open
            .extend(text.char_indices().filter_map(|(at, c)| match c {
                // A soft hyphen is markup: it marks where a word may be broken.
                '\u{ad}' => None,
                // Line breaks in the file are not line breaks on the page, unless they break a word.
                '\n' if !preformatted && !breaks_word(text, at) => Some(' '),
                c => Some(c),
            }));
    }

    /// Two in a row end a paragraph: pages without `p` elements are written that way.
    fn line_break(&mut self) {
        if self.broken && self.preformatted == 0 {
            self.separate();
        } else {
            self.open.push('\n');
            self.broken = true;
        }
    }

    /// Ends the paragraph or, inside a table row, only the word.
    fn separate(&mut self) {
        if self.row.is_some() {
            self.open.push(' ');
        } else {
            self.end();
        }
    }

    fn end(&mut self) {
        if let Some(line) = self.line.take()
            && !self.is_repeated()
        {
            self.body.push(line, self.open.lines());
        }
        self.open.clear();
        self.broken = false;
    }
}

impl<P> Writer<P> {
    /// Returns whether the open paragraph is a caption that was just written, and remembers it.
    fn is_repeated(&mut self) -> bool {
        let text = self.open.trim();
        if !self.once || self.captions == 0 || text.len() < CAPTION {
            return false;
        }
        let known = self.recent.iter().any(|caption| caption == text);
        if !known {
            if self.recent.len() >= RECENT {
                self.recent.pop_front();
            }
            self.recent.push_back(text.to_owned());
        }
        known
    }
}

fn is_caption(page: &Tree, id: Id) -> bool {
    page.name(id) == "figcaption" || page.marks(id).hint() == Hint::Caption
}

/// Returns whether the line break at a byte of a text is within a word, as in a page made from a scan. A hyphen before
/// "and" stands for the rest of a word instead.
fn breaks_word(text: &str, at: usize) -> bool {
    const JOINERS: [&str; 22] = [
        "und", "oder", "bis", "als", "and", "or", "to", "as", "et", "ou", "y", "e", "o", "i", "u",
        "и", "або", "или", "en", "of", "och", "og",
    ];
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let word = before.trim_end().strip_suffix(['-', '\u{2010}']);
    let next = after.split_whitespace().next().unwrap_or_default();
    word.is_some_and(|word| word.ends_with(char::is_alphabetic))
        && next.starts_with(char::is_lowercase)
        && !JOINERS.contains(&next)
}

/// Returns whether a table row holds data: each cell has at most one block. Other tables lay out
/// columns of text.
fn is_plain_row(page: &Tree, id: Id) -> bool {
    page.children(id).all(|cell| {
        let Child::Element(cell) = cell else {
            return true;
        };
        let blocks = page.walk(cell).skip(1).filter(|step| match step {
            Step::Enter(id) => is_block(page.name(*id)),
            _ => false,
        });
        blocks.take(2).count() < 2
    })
}

/// Returns whether an element is a footnote mark, that is, a superscript with nothing but a link.
/// Marks are not part of the source's text.
fn is_mark(page: &Tree, id: Id) -> bool {
    let mut children = page.children(id);
    let only = children.next().filter(|_| children.next().is_none());
    let link = |child| matches!(child, Child::Element(id) if page.name(id) == "a");
    page.name(id) == "sup" && only.is_some_and(link)
}

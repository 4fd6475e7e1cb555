//! Writes the content of a page as paragraphs, without changing a letter.

use super::content::Content;
use super::hints::{is_block, is_preformatted};
use super::tree::{Child, Id, Tree};
use super::walk::Step;
use crate::document::body::Body;

/// Returns the paragraphs of `content`, each with the line of its first word.
pub(super) fn paragraphs(page: &Tree, content: &Content) -> Body {
    let mut writer = Writer::default();
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
                Step::Enter(id) => writer.enter(page, id),
                Step::Leave(id) => writer.leave(page, id),
                Step::Text(text, line) => writer.text(text, line),
            }
        }
    }
    writer.end();
    writer.body
}

#[derive(Default)]
struct Writer {
    body: Body,
    open: String,
    /// The line of the first word in `open`, if there is one.
    line: Option<usize>,
    /// Whether a `br` was followed by nothing but white space so far.
    broken: bool,
    preformatted: usize,
    /// The table row being written as a single paragraph.
    row: Option<Id>,
}

impl Writer {
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
    }

    fn text(&mut self, text: &str, line: usize) {
        if !text.trim().is_empty() {
            self.broken = false;
            self.line.get_or_insert(line);
        }
        let preformatted = self.preformatted > 0;
        self.open.extend(text.chars().filter_map(|c| match c {
            // A soft hyphen is markup: it marks where a word may be broken.
            '\u{ad}' => None,
            // Line breaks in the file are not line breaks on the page.
            '\n' if !preformatted => Some(' '),
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
        if let Some(line) = self.line.take() {
            self.body.push(line, self.open.lines());
        }
        self.open.clear();
        self.broken = false;
    }
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

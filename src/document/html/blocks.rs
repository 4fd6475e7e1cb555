//! The content of a page written out, block by block, letter for letter.

use super::content::Content;
use super::hints::{is_block, is_preformatted};
use super::tree::{Page, Text};
use crate::document::flow;

/// The paragraphs, each after the line of its first word.
pub(super) fn paragraphs(page: &Page, content: &Content) -> Vec<(usize, String)> {
    let mut writer = Writer::default();
    // The nodes to come to, and those to leave.
    let mut open: Vec<Step> = content
        .roots
        .iter()
        .rev()
        .copied()
        .map(Step::Enter)
        .collect();
    while let Some(step) = open.pop() {
        match step {
            Step::Enter(id) if content.left_out[id] || is_mark(page, id) => {
                if is_block(page.node(id).name()) {
                    writer.separate();
                }
            }
            Step::Enter(id) => {
                open.push(Step::Leave(id));
                open.extend(
                    page.node(id)
                        .children
                        .iter()
                        .rev()
                        .copied()
                        .map(Step::Enter),
                );
                writer.enter(page, id);
            }
            Step::Leave(id) => writer.leave(page, id),
        }
    }
    writer.end();
    writer.paragraphs
}

enum Step {
    Enter(usize),
    Leave(usize),
}

#[derive(Default)]
struct Writer {
    paragraphs: Vec<(usize, String)>,
    open: String,
    /// The line of the first word of `open`, once it has one.
    line: Option<usize>,
    /// Whether only white space follows a `br`.
    broken: bool,
    preformatted: usize,
    /// The row that is being written as one paragraph.
    row: Option<usize>,
}

impl Writer {
    fn enter(&mut self, page: &Page, id: usize) {
        let node = page.node(id);
        if let Some(text) = node.text() {
            return self.text(text);
        }
        match node.name() {
            "br" => self.line_break(),
            "tr" if self.row.is_none() && is_plain_row(page, id) => {
                self.end();
                self.row = Some(id);
            }
            "td" | "th" if self.row.is_some() && self.line.is_some() => self.open.push_str(" | "),
            name if is_block(name) => self.separate(),
            _ => {}
        }
        self.preformatted += usize::from(is_preformatted(node.name()));
    }

    fn leave(&mut self, page: &Page, id: usize) {
        let name = page.node(id).name();
        self.preformatted -= usize::from(is_preformatted(name));
        if self.row == Some(id) {
            self.row = None;
        }
        if is_block(name) {
            self.separate();
        }
    }

    fn text(&mut self, Text { text, line }: &Text) {
        if !text.trim().is_empty() {
            self.broken = false;
            self.line.get_or_insert(*line);
        }
        let preformatted = self.preformatted > 0;
        self.open.extend(text.chars().filter_map(|c| match c {
            // Like a tag, it says where a word may be broken.
            '\u{ad}' => None,
            // Where a line ends in the file it need not end for the reader.
            '\n' if !preformatted => Some(' '),
            c => Some(c),
        }));
    }

    /// Two in a row are how a paragraph ends on a page that has no blocks for it.
    fn line_break(&mut self) {
        if self.broken && self.preformatted == 0 {
            self.separate();
        } else {
            self.open.push('\n');
            self.broken = true;
        }
    }

    /// Ends the paragraph; in a row, which is one, only the word.
    fn separate(&mut self) {
        if self.row.is_some() {
            self.open.push(' ');
        } else {
            self.end();
        }
    }

    fn end(&mut self) {
        let text = flow(self.open.lines());
        self.open.clear();
        self.broken = false;
        if let Some(line) = self.line.take().filter(|_| !text.is_empty()) {
            self.paragraphs.push((line, text));
        }
    }
}

/// Whether the row is one of data: its cells hold a paragraph at most. Tables are also used to put
/// columns of text side by side.
fn is_plain_row(page: &Page, id: usize) -> bool {
    page.node(id).children.iter().all(|cell| {
        let mut blocks = 0;
        let mut open = page.node(*cell).children.clone();
        while let Some(id) = open.pop().filter(|_| blocks < 2) {
            blocks += usize::from(is_block(page.node(id).name()));
            open.extend(&page.node(id).children);
        }
        blocks < 2
    })
}

/// Whether this is a footnote's mark, which is no text of the source: raised, and nothing but a
/// link.
fn is_mark(page: &Page, id: usize) -> bool {
    let node = page.node(id);
    let [only] = node.children[..] else {
        return false;
    };
    node.name() == "sup" && page.node(only).name() == "a"
}

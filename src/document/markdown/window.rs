//! One stretch of a Markdown text, read as far as its blocks are final.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::definitions::Definitions;
use super::raw::words;
use crate::document::body::Body;

/// Where a window was cut, and how the next one goes on.
#[derive(Default)]
pub(super) struct Cut {
    /// How much of the window is read.
    pub at: usize,
    /// Lines that come before the next window, without which its own mean something else: the head
    /// of a table, the fence of a code block.
    head: String,
    /// Whether the first paragraph of the next window goes on from the last one of this.
    joins: bool,
}

/// A stretch of a text to be read.
pub(super) struct Window<'a> {
    /// What is parsed: some Markdown that is only there to be known, then `piece`.
    text: Cow<'a, str>,
    /// Where `piece` begins in `text`.
    shift: usize,
    piece: &'a str,
    cut: &'a Cut,
    known: &'a Definitions,
    /// Whether the text ends with this window.
    last: bool,
}

/// A place to which a window can be taken back.
struct Mark {
    /// The start of a line in the window, but not in its first.
    at: usize,
    /// How many paragraphs there were.
    len: usize,
}

/// What is known of the last block of a window that is in no other.
#[derive(Default)]
struct Block {
    kind: Kind,
    /// Where it begins, if that is not in the first line.
    start: Option<Mark>,
    /// Where its last item, row or other block begins, if that is not in the first line.
    child: Option<Mark>,
}

#[derive(Default)]
enum Kind {
    Text,
    /// Fenced by so many characters, if any.
    Code(String),
    Table(String),
    #[default]
    Other,
}

impl<'a> Window<'a> {
    pub fn new(piece: &'a str, cut: &'a Cut, known: &'a Definitions, last: bool) -> Self {
        let before = known.of_notes(piece) + &cut.head;
        let shift = before.len();
        let text = if before.is_empty() {
            Cow::Borrowed(piece)
        } else {
            Cow::Owned(before + piece)
        };
        Self {
            text,
            shift,
            piece,
            cut,
            known,
            last,
        }
    }

    /// Appends the paragraphs that are final. `line` is that at which the window begins. Adds what is
    /// defined to `found`.
    pub fn read(&self, line: usize, body: &mut Body, mut found: Option<&mut Definitions>) -> Cut {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        let broken = |link: BrokenLink<'_>| {
            let nothing = || (CowStr::from(""), CowStr::from(""));
            self.known.has_link(&link.reference).then(nothing)
        };
        let parser = Parser::new_with_broken_link_callback(&self.text, options, Some(broken));
        if let Some(found) = &mut found {
            for (label, _) in parser.reference_definitions().iter() {
                found.add_link(label);
            }
        }
        let mut writer = Writer {
            body,
            text: &self.text,
            joins: self.cut.joins,
            open: String::new(),
            blank: 0,
            start: 0,
            counted: self.shift,
            line,
        };
        let mut block = Block::default();
        let mut depth = 0_usize;
        for (event, range) in parser.into_offset_iter() {
            let enters = matches!(event, Event::Start(_));
            let leaves = matches!(event, Event::End(_));
            let (opens, kind) = match &event {
                Event::Start(tag) if is_inline(tag.to_end()) => (false, Kind::Other),
                Event::Start(tag) if depth == 0 => (true, self.kind(tag, range.start)),
                Event::Start(_) | Event::Rule => (true, Kind::Other),
                _ => (false, Kind::Other),
            };
            if let (Event::Start(Tag::FootnoteDefinition(label)), Some(found)) =
                (&event, &mut found)
            {
                found.add_note(label);
            }
            let mark = opens.then(|| self.mark(range.start)).flatten();
            // The end of a block comes with all of its range.
            if range.start >= self.shift || leaves && range.end > self.shift {
                if depth == 0 && opens {
                    writer.joins &= matches!(kind, Kind::Text | Kind::Code(_));
                }
                writer.write(event, range);
            }
            let mark = mark.map(|at| Mark {
                at,
                len: writer.body.paragraphs().len(),
            });
            if opens && depth == 0 {
                block = Block {
                    kind,
                    start: mark,
                    child: None,
                };
            } else if opens && depth == 1 {
                block.child = mark;
            }
            depth = depth
                .saturating_add(usize::from(enters))
                .saturating_sub(usize::from(leaves));
        }
        self.cut(block, body)
    }

    /// What the next window must know of a block that begins in `text` at `start`.
    fn kind(&self, tag: &Tag<'_>, start: usize) -> Kind {
        let lines = |count| {
            let rest = self.text.get(start..).unwrap_or_default();
            rest.split_inclusive('\n').take(count).collect()
        };
        match tag {
            Tag::Paragraph | Tag::Heading { .. } => Kind::Text,
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => Kind::Code(lines(1)),
            Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Code(String::new()),
            Tag::Table(_) => Kind::Table(lines(2)),
            _ => Kind::Other,
        }
    }

    /// The start of the line in `piece` that holds an offset into `text`, unless it is the first.
    fn mark(&self, start: usize) -> Option<usize> {
        let before = self.piece.get(..start.checked_sub(self.shift)?)?;
        memchr::memrchr(b'\n', before.as_bytes()).map(|at| at + 1)
    }

    fn cut(&self, block: Block, body: &mut Body) -> Cut {
        let all = Cut {
            at: self.piece.len(),
            ..Cut::default()
        };
        if self.last {
            return all;
        }
        if let Some(Mark { at, len }) = block.start {
            body.truncate(len);
            return Cut { at, ..all };
        }
        if let Some(Mark { at, len }) = block.child {
            body.truncate(len);
            let head = match block.kind {
                Kind::Table(head) => head,
                _ => String::new(),
            };
            return Cut { at, head, ..all };
        }
        match block.kind {
            Kind::Text if !ends_blank(self.piece) => Cut { joins: true, ..all },
            Kind::Code(fence) if !is_closed(self.piece, &fence) => Cut {
                head: fence,
                joins: true,
                ..all
            },
            Kind::Table(_) => Cut { joins: true, ..all },
            _ => all,
        }
    }
}

/// Whether the last line is blank, so that no paragraph goes on.
fn ends_blank(text: &str) -> bool {
    let line = text.strip_suffix('\n').unwrap_or_default();
    let line = line.rsplit('\n').next().unwrap_or_default();
    text.ends_with('\n') && line.trim().is_empty()
}

/// Whether the last line closes a fence.
fn is_closed(text: &str, fence: &str) -> bool {
    let fence = fence.trim();
    let mark = fence.chars().next().unwrap_or_default();
    let fence = fence.get(..fence.len() - fence.trim_start_matches(mark).len());
    let last = text
        .trim_end()
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .trim();
    fence.is_some_and(|fence| {
        fence.len() > 2 && last.starts_with(fence) && last.chars().all(|c| c == mark)
    })
}

/// Collects the text of blocks.
struct Writer<'a> {
    body: &'a mut Body,
    text: &'a str,
    /// Whether the next paragraph goes on from the last one.
    joins: bool,
    open: String,
    /// How much of `open` is known to be blank, so that no stretch is looked at twice.
    blank: usize,
    /// Where the first word of `open` is.
    start: usize,
    /// How much of `text` is counted in lines, and the line that this is.
    counted: usize,
    line: usize,
}

impl Writer<'_> {
    fn write(&mut self, event: Event<'_>, range: Range<usize>) {
        // A paragraph begins with its first word, not with the fence or the blank line above.
        let rest = self.open.get(self.blank..).unwrap_or_default();
        if rest.trim_start().is_empty() {
            self.blank = self.open.len();
            let source = self.text.get(range.clone()).unwrap_or_default();
            self.start = range.end.saturating_sub(source.trim_start().len());
        }
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) => self.open.push_str(&text),
            Event::InlineHtml(html) => self.open.push_str(&words(&html)),
            Event::SoftBreak | Event::HardBreak => self.open.push('\n'),
            Event::Start(Tag::TableCell) if !self.open.is_empty() => self.open.push_str(" | "),
            Event::Start(tag) if is_inline(tag.to_end()) => {}
            Event::End(tag) if is_inline(tag) => {}
            Event::End(TagEnd::MetadataBlock(_)) => self.clear(),
            Event::End(TagEnd::HtmlBlock) => {
                self.open = words(&self.open);
                self.end();
            }
            Event::Start(_) | Event::End(_) | Event::Rule => self.end(),
            // A footnote's mark is no text of the source; the rest is not enabled.
            _ => {}
        }
    }

    fn end(&mut self) {
        if !self.open.is_empty() {
            let lines = self.text.get(self.counted..self.start).unwrap_or_default();
            self.line += memchr::memchr_iter(b'\n', lines.as_bytes()).count();
            self.counted = self.counted.max(self.start);
            if self.joins {
                self.body.extend(self.open.lines());
            } else {
                self.body.push(self.line, self.open.lines());
            }
            self.joins = false;
        }
        self.clear();
    }

    fn clear(&mut self) {
        self.open.clear();
        self.blank = 0;
    }
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
    )
}

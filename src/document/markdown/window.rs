//! Parses one window of a Markdown text up to its last complete block.

use std::borrow::Cow;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use super::definitions::Definitions;
use super::writer::{Pages, Writer, is_inline};

/// Where a window was cut and how the next one continues.
#[derive(Default)]
pub(super) struct Cut {
    /// The number of bytes that are done.
    pub at: usize,
    /// Lines to parse before the next window so that its lines keep their meaning: the head of a
    /// table or the opening fence of a code block.
    head: String,
    /// Whether the first paragraph of the next window continues the last one of this window.
    joins: bool,
}

/// A part of a text to parse.
pub(super) struct Window<'a> {
    /// The text to parse: lines that only provide context, and then `piece`.
    text: Cow<'a, str>,
    /// The offset of `piece` in `text`.
    shift: usize,
    piece: &'a str,
    cut: &'a Cut,
    known: &'a Definitions,
    /// Whether the last block is complete too.
    last: bool,
}

/// A position at which a window can be cut.
struct Mark {
    /// The start of a line of the window, except the first.
    at: usize,
    /// The numbers of paragraphs before it, read and unread.
    len: usize,
    unread: usize,
}

/// The last top-level block of a window.
#[derive(Default)]
struct Block {
    kind: Kind,
    /// The start of the block, unless it is on the first line.
    start: Option<Mark>,
    /// The start of the last item, row or block in it, unless that is on the first line.
    child: Option<Mark>,
    /// Its end in the piece.
    end: usize,
}

#[derive(Default)]
enum Kind {
    Text,
    /// The line with the opening fence, which is empty for indented code.
    Code(String),
    /// The head and the delimiter row.
    Table(String),
    #[default]
    Other,
}

impl<'a> Window<'a> {
    pub fn new(piece: &'a str, cut: &'a Cut, known: &'a Definitions, last: bool) -> Self {
        let before = known.notes_of(piece) + &cut.head;
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

    /// Appends the paragraphs of complete blocks to `pages` and the definitions to `found`. The
    /// window starts on the given line.
    pub fn read(&self, line: usize, pages: &mut Pages, mut found: Option<&mut Definitions>) -> Cut {
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
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
        let mut writer = Writer::new(pages, &self.text, self.shift, line);
        writer.joins = self.cut.joins;
        let mut block = Block::default();
        let mut depth = 0_usize;
        let mut is_first = true;
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
            let end = range.end.saturating_sub(self.shift);
            let mark = (opens && depth < 2)
                .then(|| self.mark(range.start))
                .flatten();
            // A block begins with the definitions before it, which it may go on from.
            let before = (depth == 0).then(|| self.line_after(block.end)).flatten();
            let mark = mark.map(|at| before.map_or(at, |before| before.min(at)));
            // Only the first block can continue what the window before began, even if it is empty.
            if opens && depth == 0 && range.end > self.shift {
                writer.joins &= is_first;
                is_first = false;
            }
            // The range of an end event is that of the whole block.
            if range.start >= self.shift || leaves && range.end > self.shift {
                if depth == 0 && opens {
                    writer.joins &= matches!(kind, Kind::Text | Kind::Code(_));
                }
                writer.write(event, range);
            }
            let mark = mark.map(|at| Mark {
                at,
                len: writer.pages.body.paragraphs().len(),
                unread: writer.pages.unread.len(),
            });
            if opens && depth == 0 {
                block = Block {
                    kind,
                    start: mark,
                    child: None,
                    end,
                };
            } else if opens && depth == 1 {
                block.child = mark;
            }
            depth = depth
                .saturating_add(usize::from(enters))
                .saturating_sub(usize::from(leaves));
        }
        self.cut(block, pages)
    }

    /// Returns the kind of a block that starts at `start` in `text`.
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

    /// Converts an offset in `text` into the start of its line in `piece`. Returns `None` for the
    /// first line.
    fn mark(&self, start: usize) -> Option<usize> {
        let before = self.piece.get(..start.checked_sub(self.shift)?)?;
        memchr::memrchr(b'\n', before.as_bytes()).map(|at| at + 1)
    }

    /// Returns the start of the line after the end of a block.
    fn line_after(&self, end: usize) -> Option<usize> {
        let (block, rest) = self.piece.split_at_checked(end)?;
        let line = memchr::memchr(b'\n', rest.as_bytes()).map(|at| at.saturating_add(1));
        let at = if block.ends_with('\n') {
            end
        } else {
            end.saturating_add(line?)
        };
        (end > 0).then_some(at)
    }

    /// Cuts the window before its last block or in it, and removes the paragraphs after the cut.
    fn cut(&self, block: Block, pages: &mut Pages) -> Cut {
        let all = Cut {
            at: self.piece.len(),
            ..Cut::default()
        };
        if self.last {
            return all;
        }
        if let Some(Mark { at, len, unread }) = block.start {
            pages.truncate(len, unread);
            return Cut { at, ..all };
        }
        if let Some(Mark { at, len, unread }) = block.child {
            pages.truncate(len, unread);
            let head = match block.kind {
                Kind::Table(head) => head,
                _ => String::new(),
            };
            return Cut { at, head, ..all };
        }
        // Definitions after the block may go on in the next window.
        let after = self.line_after(block.end);
        let rest = after.and_then(|at| self.piece.get(at..));
        if let (Some(at), Some(rest)) = (after, rest)
            && !rest.trim().is_empty()
        {
            return Cut { at, ..all };
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

/// Returns whether the last line is blank, so that no paragraph continues.
fn ends_blank(text: &str) -> bool {
    let line = text.strip_suffix('\n').unwrap_or_default();
    let line = line.rsplit('\n').next().unwrap_or_default();
    text.ends_with('\n') && line.trim().is_empty()
}

/// Returns whether the last line closes a fence.
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

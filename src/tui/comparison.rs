//! The passage of a quote in two editions of its source, of which the newer one no longer has it: side by side where
//! there is room, otherwise one above the other. It is laid out once per change, not once per frame.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::marked::{Mark, wrapped};
use super::theme::{Role, Theme};
use crate::anchor::{Anchor, Difference, Place, State};
use crate::document::Document;
use crate::text::width::{floor_boundary, width};
use crate::timeline::{Citation, EventId, Loss, Source, Version};

/// So many bytes around the passage are shown of a long paragraph.
const AROUND: usize = 600;
/// The passages of a quote in pieces may be in more paragraphs, of which so many are shown.
const MOST_PARAGRAPHS: usize = 4;
/// The cells between the two columns.
const GAP: usize = 3;
/// The cells of the gutter, with the space after it.
const GUTTER: usize = 2;
/// Longer lines are hard to read.
const MEASURE: usize = 80;

/// What a comparison depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The event.
    pub event: EventId,
    /// The index of its citation.
    pub citation: usize,
    /// The width, in cells.
    pub width: usize,
    /// Whether the editions are side by side.
    pub is_wide: bool,
}

/// Both passages, laid out in lines.
#[derive(Debug)]
pub struct Comparison {
    key: Key,
    lines: Vec<Line<'static>>,
    /// The first visible line.
    pub top: usize,
}

impl Comparison {
    /// Lays out what both editions have of a quote that the current text has lost.
    pub fn new(key: Key, source: &Source, citation: &Citation, loss: &Loss, theme: &Theme) -> Self {
        let quote = citation.quote.as_deref().unwrap_or_default();
        let texts = [Version::Earlier(loss.edition), Version::Current];
        let is_paged = texts.iter().all(|it| has_pages(source.text(*it).ok()));
        let sides = [
            Side::old(source, quote, loss, is_paged),
            Side::new(source, quote, loss, is_paged),
        ];
        let lines = if key.is_wide {
            let column = key.width.saturating_sub(GAP) / 2;
            let [old, new] = sides.map(|side| side.lines(column, theme));
            beside(old, new, column, theme)
        } else {
            let room = key.width.min(MEASURE + GUTTER);
            let [old, new] = sides.map(|side| side.lines(room, theme));
            old.into_iter()
                .chain([Line::default()])
                .chain(new)
                .collect()
        };
        Self { key, lines, top: 0 }
    }

    /// Returns what it depends on.
    pub fn key(&self) -> Key {
        self.key
    }

    /// Returns the lines.
    pub fn lines(&self) -> &[Line<'static>] {
        &self.lines
    }

    /// Scrolls by lines, as far as there are any below an area of a given height.
    pub fn scroll(&mut self, lines: isize, height: usize) {
        let most = self.lines.len().saturating_sub(height);
        self.top = self.top.saturating_add_signed(lines).min(most);
    }
}

/// Returns the bytes of a passage to mark, and how.
type Marks<'a> = dyn Fn(&str) -> Vec<(Range<usize>, Role)> + 'a;

fn has_pages(document: Option<&Document>) -> bool {
    let edition = document.and_then(Document::edition);
    edition.is_some_and(|edition| edition.pages() > 0)
}

/// What one edition has.
struct Side<'a> {
    /// The date of the edition.
    name: &'a str,
    document: Option<&'a Document>,
    /// Where the passage is.
    places: Vec<Place>,
    /// Whether the passage is only similar to the quote.
    is_near: bool,
    /// Whether the page is named, and not the paragraph.
    is_paged: bool,
    /// The bytes of a passage to mark, and how.
    marks: Box<Marks<'a>>,
}

impl<'a> Side<'a> {
    /// The edition that has the quote, with those words marked in it that the current text does not have.
    fn old(source: &'a Source, quote: &'a str, loss: &Loss, is_paged: bool) -> Self {
        let version = Version::Earlier(loss.edition);
        let now = passage(source.document().ok(), &loss.now);
        let now = now.unwrap_or_default().to_owned();
        let marks = move |passage: &str| {
            let whole = (0..passage.len(), Role::Quote);
            let is_whole = quote.len() <= passage.len();
            let own = is_whole.then(|| Difference::own_words(passage, &now));
            let own = own.unwrap_or_default().into_iter();
            std::iter::once(whole)
                .chain(own.map(|bytes| (bytes, Role::Bad)))
                .collect()
        };
        Self {
            name: source.name_of(version),
            document: source.text(version).ok(),
            places: loss.before.places.clone(),
            is_near: false,
            is_paged,
            marks: Box::new(marks),
        }
    }

    /// The current text, with the words marked that the quote does not have.
    fn new(source: &'a Source, quote: &'a str, loss: &Loss, is_paged: bool) -> Self {
        let marks = move |passage: &str| {
            let own = Difference::own_words(passage, quote).into_iter();
            own.map(|bytes| (bytes, Role::Near)).collect()
        };
        let nearest = loss.now.nearest.into_iter();
        Self {
            name: source.name_of(Version::Current),
            document: source.document().ok(),
            places: loss.now.places.iter().copied().chain(nearest).collect(),
            is_near: loss.now.state == State::Missing,
            is_paged,
            marks: Box::new(marks),
        }
    }

    /// Returns where a place is: `p. 3`, or `¶3`.
    fn name_of(&self, place: Place, paragraph: &str) -> String {
        let number = place.paragraph;
        let at = self
            .document
            .filter(|_| self.is_paged)
            .and_then(|document| {
                let bytes = place.bytes(document.paragraph(number)?);
                Some(document.at(number, bytes))
            });
        let at = at.filter(|at| at.page.is_some());
        at.map_or(format!("{paragraph}{number}"), |at| at.to_string())
    }

    fn lines(&self, cells: usize, theme: &Theme) -> Vec<Line<'static>> {
        let glyphs = theme.glyphs;
        let dim = theme.style(Role::Dim);
        let place = self.places.first().map(|place| {
            let nearest = if self.is_near { "nearest " } else { "" };
            let (separator, name) = (glyphs.separator, self.name_of(*place, glyphs.paragraph));
            format!(" {separator} {nearest}{name}")
        });
        let mut lines = vec![Line::from(vec![
            Span::raw(" ".repeat(GUTTER)),
            Span::styled(self.name.to_owned(), theme.style(Role::Title)),
            Span::styled(place.unwrap_or_default(), dim),
        ])];
        let room = cells.saturating_sub(GUTTER).max(1);
        let mut shown = Vec::new();
        for place in &self.places {
            if shown.contains(&place.paragraph) || shown.len() == MOST_PARAGRAPHS {
                continue;
            }
            shown.push(place.paragraph);
            for mut line in self.paragraph(place.paragraph, room, theme) {
                let gutter = if self.is_near { " " } else { glyphs.cited_here };
                let gutter = Span::styled(gutter, theme.style(Role::Accent));
                line.spans.splice(0..0, [gutter, Span::raw(" ")]);
                lines.push(line);
            }
        }
        if shown.is_empty() {
            let words = " ".repeat(GUTTER) + "nothing like it";
            lines.push(Line::styled(words, dim));
        }
        lines
    }

    /// Returns a paragraph, or what is around the passage in it, with the passage marked.
    fn paragraph(&self, number: usize, room: usize, theme: &Theme) -> Vec<Line<'static>> {
        let text = self
            .document
            .and_then(|document| document.paragraph(number));
        let text = text.unwrap_or_default();
        let here = self.places.iter().filter(|place| place.paragraph == number);
        let passages: Vec<Range<usize>> = here.map(|place| place.bytes(text)).collect();
        let start = passages.iter().map(|bytes| bytes.start).min();
        let end = passages.iter().map(|bytes| bytes.end).max();
        let shown = around(text, start.unwrap_or_default()..end.unwrap_or_default());
        let ellipsis = theme.glyphs.ellipsis;
        let before = if shown.start > 0 { ellipsis } else { "" };
        let after = if shown.end < text.len() { ellipsis } else { "" };
        let within = text.get(shown.clone()).unwrap_or_default();
        let marks = passages.iter().flat_map(|bytes| {
            let passage = text.get(bytes.clone()).unwrap_or_default();
            let at = |at: usize| (at + bytes.start).saturating_sub(shown.start) + before.len();
            let marks = (self.marks)(passage).into_iter();
            let marks = marks.map(|(own, role)| (at(own.start)..at(own.end), theme.style(role)));
            marks.collect::<Vec<Mark>>()
        });
        let marks: Vec<Mark> = marks.collect();
        let text = format!("{before}{within}{after}");
        wrapped(&text, room, Vec::new(), Style::new(), &marks)
    }
}

/// Returns the text of the passage that was found, or else of the nearest one.
fn passage<'a>(document: Option<&'a Document>, anchor: &Anchor) -> Option<&'a str> {
    let place = anchor.found().or(anchor.nearest)?;
    let text = document?.paragraph(place.paragraph)?;
    text.get(place.bytes(text))
}

/// Returns the part of a text around a passage, from one space to another.
fn around(text: &str, passage: Range<usize>) -> Range<usize> {
    let start = floor_boundary(text, passage.start.saturating_sub(AROUND));
    let end = floor_boundary(text, passage.end.saturating_add(AROUND));
    let before = text.get(start..passage.start).unwrap_or_default();
    let after = text.get(passage.end..end).unwrap_or_default();
    let skipped = before.find(' ').filter(|_| start > 0).unwrap_or_default();
    let kept = after.rfind(' ').filter(|_| end < text.len());
    start + skipped..passage.end + kept.unwrap_or(after.len())
}

/// Puts two columns side by side.
fn beside(
    old: Vec<Line<'static>>,
    new: Vec<Line<'static>>,
    column: usize,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let rule = format!(" {} ", theme.glyphs.vertical);
    let rule = Span::styled(rule, theme.style(Role::Dim));
    let rows = old.len().max(new.len());
    let (mut old, mut new) = (old.into_iter(), new.into_iter());
    let row = |_| {
        let mut line = old.next().unwrap_or_default();
        let used: usize = line.spans.iter().map(|span| width(&span.content)).sum();
        let pad = Span::raw(" ".repeat(column.saturating_sub(used)));
        line.spans.extend([pad, rule.clone()]);
        line.spans.extend(new.next().unwrap_or_default().spans);
        line
    };
    (0..rows).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    #[test]
    fn a_passage_is_named_by_its_page_if_both_editions_have_pages() {
        let text = "annals text edition 1\n\n[p. 1]\na\n\n[p. 2 \"ii\"]\nb\n";
        let read = |text: &str| Document::read(text.as_bytes(), Format::Plain);
        let (pages, plain) = (read(text), read("a\n\nb\n"));
        for (document, is_paged, name) in [
            (&pages, true, "p. ii (2)"),
            (&pages, false, "¶2"),
            (&plain, false, "¶2"),
        ] {
            let place = Place {
                paragraph: 2,
                start: 0,
                end: 1,
            };
            let side = Side {
                name: "now",
                document: Some(document),
                places: vec![place],
                is_near: false,
                is_paged,
                marks: Box::new(|_| Vec::new()),
            };
            assert_eq!(side.name_of(place, "¶"), name);
            assert_eq!(has_pages(side.document), document.edition().is_some());
        }
    }

    #[test]
    fn a_long_paragraph_is_cut_between_words_around_the_passage() {
        let text = "é word ".repeat(500);
        let passage = 1600..1680;
        let shown = around(&text, passage.clone());
        assert!(shown.start < passage.start && passage.end < shown.end);
        assert!(shown.len() <= passage.len() + 2 * AROUND, "{shown:?}");
        for cut in [shown.start, shown.end] {
            assert_eq!(text.get(cut..=cut), Some(" "), "{cut}");
        }
        assert_eq!(around("a short one", 2..7), 0..11);
    }
}

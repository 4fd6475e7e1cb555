//! The source: numbered paragraphs with the quote highlighted, cited paragraphs marked in the
//! gutter, and dates without an event nearby underlined.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::{has_focus, more, put, put_all};
use crate::anchor::{Anchor, Side};
use crate::document::{Document, Edition};
use crate::text::width::{pad, truncate, width};
use crate::text::wrap::{visible, wrap};
use crate::timeline::{Loss, Source, Verdict};
use crate::tui::app::App;
use crate::tui::layout::{Areas, Pane};
use crate::tui::marked;
use crate::tui::page::PageRow;
use crate::tui::reader::{MEASURE, VisibleParagraph};
use crate::tui::theme::Role;

/// Draws the source and its heading.
pub fn draw(app: &App, frame: &mut Frame<'_>, areas: &Areas) {
    head(app, frame, areas.source_head);
    let area = areas.source;
    let Some((source, _)) = app.reading() else {
        let dim = app.theme.style(Role::Dim);
        let words = if app.event().is_some() {
            "  This event has no citations."
        } else {
            ""
        };
        return put_all(frame, area, [Line::default(), Line::styled(words, dim)]);
    };
    if let Some(comparison) = &app.reader.comparison {
        let lines = comparison.lines().iter().skip(comparison.top);
        put_all(frame, area, lines.cloned());
        if comparison.lines().len() > comparison.top + usize::from(area.height) {
            more(app, frame, area);
        }
        return;
    }
    match source.text(app.reader.version) {
        Ok(_) => put_all(frame, area, rows(app)),
        Err(why) => put_all(
            frame,
            area,
            unread(app, why.words(), usize::from(area.width)),
        ),
    }
}

/// Draws the heading: the title of the source, the state of the quote, and its paragraph.
fn head(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let (theme, cells) = (&app.theme, usize::from(area.width));
    let (glyphs, dim) = (theme.glyphs, theme.style(Role::Dim));
    // Directly below another line, it needs none of its own.
    let areas = app.areas();
    let line = if area.y == areas.upper_rule.bottom() {
        " "
    } else {
        glyphs.horizontal
    };
    let rule = |cells: usize| Span::styled(line.repeat(cells), dim);
    let Some((source, citation)) = app.reading() else {
        return put(frame, area, &Line::from(rule(cells)));
    };
    let (state, weight, place) = match citation {
        Some(_) => cited_head(app, source, cells),
        None => (String::new(), Role::Text, extent(app, source)),
    };
    let fixed = width(&state) + width(&place) + 3;
    let room = cells.saturating_sub(fixed + 2);
    let title = if room > 3 {
        format!(" {} ", truncate(source.title(), room, glyphs.ellipsis))
    } else {
        String::new()
    };
    let text = if has_focus(app, Pane::Source) {
        theme.style(Role::Title)
    } else {
        Style::new()
    };
    let rest = cells.saturating_sub(fixed + width(&title));
    let line = vec![
        rule(1),
        Span::styled(title, text),
        rule(rest),
        Span::styled(state, theme.style(weight)),
        Span::styled(format!("{place} "), dim),
        rule(1),
    ];
    put(frame, area, &Line::from(line));
}

/// Returns the parts of the heading of a cited source: the state with its sign and, if there is
/// room, its description; the role of that state; the paragraph of the quote.
fn cited_head(app: &App, source: &Source, cells: usize) -> (String, Role, String) {
    let glyphs = app.theme.glyphs;
    let anchor = app.anchor.as_deref();
    if let Some((loss, anchor)) = app
        .loss()
        .zip(anchor)
        .filter(|_| app.reader.comparison.is_some())
    {
        return lost_head(app, source, &loss, anchor);
    }
    let document = source.text(app.reader.version).ok();
    let mut place = edition(app, source);
    if let Some(paragraph) = app.cited_paragraph() {
        let is_near = anchor.is_some_and(|anchor| anchor.nearest.is_some());
        let nearest = if is_near { "nearest " } else { "" };
        let separator = glyphs.separator;
        let at = place_of(app, document, paragraph);
        place = format!("{place} {separator} {nearest}{at}");
    }
    if let Some(moved) = anchor.and_then(Anchor::moved) {
        let locator = moved.locator.map(|(given, _)| given.to_string());
        let paragraph = moved.paragraph;
        let paragraph = paragraph.map(|(given, _)| format!("{}{given}", glyphs.paragraph));
        let given = locator.or(paragraph).unwrap_or_default();
        place = format!("{place}, moved from {given}");
    }
    let Some(anchor) = anchor else {
        return (" finding the quote".to_owned(), Role::Dim, place);
    };
    let (mut sign, mut role) = app.theme.verdict(Some(Verdict::of_state(anchor.state)));
    let mut said = (!anchor.state.is_verified()).then(|| anchor.state.words());
    // Words around the quote that turn it matter more than that it is there.
    if let Some(cue) = app.cues().next() {
        said = Some(cue.caution.words());
        if cue.caution.is_serious() {
            (sign, role) = app.theme.verdict(Some(Verdict::Cut));
        }
    }
    let mut state = format!(" {sign} {}", anchor.state.name().replace('_', " "));
    if let Some(said) = said {
        let words = format!("{state}: {said}");
        let needed = width(&words) + width(&place) + width(source.title()).min(LEAST_TITLE);
        if needed + 6 <= cells {
            state = words;
        }
    }
    (state, role, place)
}

/// Returns where the cited passage is: its page or, in a source without pages, its paragraph, and how many of them there
/// are.
fn place_of(app: &App, document: Option<&Document>, paragraph: usize) -> String {
    let anchor = app.anchor.as_deref();
    let nearest = || {
        let (place, document) = (anchor?.nearest?, document?);
        let text = document.paragraph(place.paragraph)?;
        Some(document.at(place.paragraph, place.bytes(text)))
    };
    let at = anchor.and_then(|anchor| anchor.at.as_deref().cloned());
    let at = at.or_else(nearest).filter(|at| !at.is_empty());
    let glyphs = app.theme.glyphs;
    let of = |all: usize| format!(" of {all}");
    let Some(at) = at else {
        let all = document.map_or(String::new(), |it| of(it.paragraphs().len()));
        return format!("{}{paragraph}{all}", glyphs.paragraph);
    };
    let pages = document.and_then(Document::edition).map(Edition::pages);
    let pages = pages.filter(|_| at.page.is_some());
    glyphs.text(format!("{at}{}", pages.map_or(String::new(), of)))
}

/// Returns the parts of the heading above the passage in two editions: the state in the text that is cited, and what has
/// become of the quote.
fn lost_head(app: &App, source: &Source, loss: &Loss, anchor: &Anchor) -> (String, Role, String) {
    let (sign, role) = app.theme.verdict(Some(Verdict::of_state(anchor.state)));
    let words = loss.words(source);
    if anchor.state.is_verified() {
        let state = format!(" {sign} {}", anchor.state.name());
        let separator = app.theme.glyphs.separator;
        return (state, role, format!(" {separator} {words}"));
    }
    (format!(" {sign} {words}"), role, String::new())
}

/// Returns which edition of the source is shown, if it has several.
fn edition(app: &App, source: &Source) -> String {
    if source.editions.is_empty() {
        return String::new();
    }
    let name = source.name_of(app.reader.version);
    format!(" {} {name}", app.theme.glyphs.separator)
}

/// The title of the source has at least so many cells, before the state is described in words.
const LEAST_TITLE: usize = 20;

/// Returns how many paragraphs of a source are cited.
fn extent(app: &App, source: &Source) -> String {
    let edition = edition(app, source);
    match (app.reader.holdings(), source.document()) {
        (Some(holdings), Ok(document)) => {
            let (cited, all) = holdings.extent(document);
            let sign = app.theme.glyphs.paragraph;
            format!("{edition} {cited} of {all} {sign} cited")
        }
        _ => edition,
    }
}

fn rows(app: &App) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for visible in app.reader.visible() {
        match Paragraph::new(app, visible) {
            Some(paragraph) => lines.extend(visible.rows.iter().map(|row| paragraph.line(row))),
            None => lines.extend(visible.rows.iter().map(|row| {
                let begins = visible.beginnings.first();
                note(app, row).unwrap_or_else(|| above(app, begins))
            })),
        }
    }
    lines
}

/// A partly or fully visible paragraph.
struct Paragraph<'a> {
    app: &'a App,
    number: usize,
    text: &'a str,
    /// Whether the shown citation refers to the paragraph.
    here: bool,
    /// Whether any event cites the paragraph.
    cited: bool,
    /// Whether no event cites the paragraph although it mentions a date without an event nearby.
    uncovered: bool,
    style: Style,
    marks: Vec<marked::Mark>,
    /// The pages that begin in it.
    pages: &'a [(usize, String)],
    /// What its first row shows, if that is visible.
    first: Option<Range<usize>>,
}

impl<'a> Paragraph<'a> {
    fn new(app: &'a App, visible: &'a VisibleParagraph) -> Option<Self> {
        let (source, citation) = app.reading()?;
        let number = visible.number;
        let document = source.text(app.reader.version).ok()?;
        let text = document.paragraph(number)?;
        let anchor = app.anchor.as_deref().filter(|_| citation.is_some());
        let mut marks = Vec::new();
        if let Some(anchor) = anchor {
            let quotes = anchor.places.iter().map(|place| (place, Role::Quote));
            let nearest = anchor.nearest.iter().map(|place| (place, Role::Near));
            let places = quotes
                .chain(nearest)
                .filter(|(place, _)| place.paragraph == number);
            marks.extend(places.map(|(place, role)| (place.bytes(text), app.theme.style(role))));
        }
        let pointed = citation.is_some() && app.cited_paragraph() == Some(number);
        let here = pointed || !marks.is_empty();
        let holdings = app.reader.holdings();
        let cited = holdings.is_some_and(|holdings| holdings.cites(number));
        let styled = |ranges: &[Range<usize>], role| -> Vec<marked::Mark> {
            let ranges = ranges.iter().cloned();
            ranges.map(|range| (range, app.theme.style(role))).collect()
        };
        let cues = app.cues().filter(|cue| cue.place.paragraph == number);
        marks.extend(cues.map(|cue| (cue.place.bytes(text), app.theme.style(Role::Cue))));
        marks.extend(styled(&visible.dates, Role::Uncovered));
        marks.extend(styled(&visible.hits, Role::OtherHit));
        let hit = app.reader.hit().filter(|hit| hit.paragraph == number);
        marks.extend(hit.map(|hit| (hit.bytes.clone(), app.theme.style(Role::Hit))));
        Some(Self {
            app,
            number,
            text,
            here,
            cited,
            uncovered: !visible.dates.is_empty() && !cited,
            style: app.theme.style(if document.is_heading(number) {
                Role::Section
            } else {
                Role::Text
            }),
            marks,
            pages: &visible.beginnings,
            first: visible.rows.first().and_then(|row| match row {
                PageRow::Text { range, .. } if range.start == 0 => Some(range.clone()),
                _ => None,
            }),
        })
    }

    /// Returns the margin beside a row that does not begin the paragraph: the page that begins in it. One that begins in
    /// the first row, whose margin has the number of the paragraph, is beside the second.
    fn page_at(&self, range: &Range<usize>) -> String {
        let first = self.first.as_ref();
        let is_second = first.is_some_and(|first| first.end == range.start);
        let from = if is_second { 0 } else { range.start };
        let mut pages = self.pages.iter().rev();
        let page = pages.find(|(at, _)| (from..range.end).contains(at));
        // In a narrow margin, only the number.
        let words = page.map_or("", |(_, words)| words);
        let words = match width(words) {
            0..=6 => words,
            _ => words.trim_start_matches("p. "),
        };
        pad(&truncate(words, 6, self.app.theme.glyphs.ellipsis), 7)
    }

    fn line(&self, row: &PageRow) -> Line<'a> {
        let theme = &self.app.theme;
        let range = match row {
            PageRow::Text { range, .. } => range,
            PageRow::Note { .. } | PageRow::Blank { .. } => {
                return note(self.app, row).unwrap_or_default();
            }
        };
        let first = range.start == 0;
        let gutter = match (self.here, self.cited) {
            (true, _) => Span::styled(theme.glyphs.cited_here, theme.style(Role::Accent)),
            (false, true) if first => Span::styled(theme.glyphs.cited, theme.style(Role::Accent)),
            (false, false) if first && self.uncovered => {
                Span::styled(theme.glyphs.uncovered, theme.style(Role::Dim))
            }
            _ => Span::raw(" "),
        };
        let cursor = has_focus(self.app, Pane::Source) && self.app.reader.cursor == self.number;
        let style = theme.style(if cursor { Role::Accent } else { Role::Dim });
        let number = match first {
            true if cursor => format!("{}{:>4}  ", theme.glyphs.bar, self.number),
            true => format!(" {:>4}  ", self.number),
            false => self.page_at(range),
        };
        let end = range.start + visible(self.text, range).len();
        let mut spans = vec![gutter, Span::styled(number, style)];
        spans.extend(marked::spans(
            self.text,
            range.start..end,
            self.style,
            &self.marks,
        ));
        Line::from(spans)
    }
}

/// Returns the row above a paragraph, with what begins there.
fn above(app: &App, begins: Option<&(usize, String)>) -> Line<'static> {
    let words = begins
        .map(|(_, words)| words)
        .filter(|words| !words.is_empty());
    let dim = app.theme.style(Role::Dim);
    words.map_or_else(Line::default, |words| {
        Line::styled(format!("  {words}"), dim)
    })
}

/// Returns a row of the note, which shows the quote with its differences from the source.
fn note(app: &App, row: &PageRow) -> Option<Line<'static>> {
    let PageRow::Note { paragraph, row } = row else {
        return None;
    };
    let theme = &app.theme;
    let note = app.reader.page()?.note()?;
    let range = note.rows.get(*row)?;
    let end = range.start + visible(&note.text, range).len();
    let role = |side: &Side| match side {
        Side::Both => Role::Text,
        Side::Quote => Role::Bad,
        Side::Source => Role::Good,
    };
    let marks = note.marks.iter();
    let marks: Vec<_> = marks
        .map(|(bytes, side)| (bytes.clone(), theme.style(role(side))))
        .collect();
    let label = if *row == 0 { " quote " } else { "       " };
    // A note above the text belongs to no paragraph.
    let gutter = if *paragraph == 0 {
        " "
    } else {
        theme.glyphs.cited_here
    };
    let mut spans = vec![
        Span::styled(gutter, theme.style(Role::Accent)),
        Span::styled(label, theme.style(Role::Dim)),
    ];
    let pieces = marked::spans(&note.text, range.start..end, Style::new(), &marks);
    spans.extend(
        pieces
            .into_iter()
            .map(|span| Span::styled(span.content.into_owned(), span.style)),
    );
    Some(Line::from(spans))
}

/// Returns the lines for a source that cannot be read: the reason, the quote and the URL.
fn unread(app: &App, why: &str, cells: usize) -> Vec<Line<'static>> {
    let room = cells.saturating_sub(4).clamp(1, MEASURE);
    let mut lines = vec![Line::default()];
    let mut add = |text: &str, style: Style| {
        for row in wrap(text, room) {
            let row = visible(text, &row).to_owned();
            lines.push(Line::from(vec![Span::raw("  "), Span::styled(row, style)]));
        }
        lines.push(Line::default());
    };
    add(why, app.theme.style(Role::Bad));
    if let Some((source, citation)) = app.reading() {
        if let Some(quote) = citation.and_then(|citation| citation.quote.as_ref()) {
            add("Quoted in the event as:", app.theme.style(Role::Dim));
            add(quote, Style::new());
        }
        if let Some(url) = source.page() {
            add(url, app.theme.style(Role::Dim));
        }
    }
    lines
}

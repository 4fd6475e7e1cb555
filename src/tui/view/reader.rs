//! The source: numbered paragraphs, the quote highlighted inside its own, in the gutter
//! which paragraphs are cited, and underlined the dates near which no event stands.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{has_keys, marked, put, put_all};
use crate::anchor::Side;
use crate::text::width::{floor_boundary, truncate, width};
use crate::text::wrap::{visible, wrap};
use crate::timeline::{Citation, Source};
use crate::tui::app::{App, Pane};
use crate::tui::layout::Areas;
use crate::tui::page::PageRow;
use crate::tui::reader::MEASURE;
use crate::tui::theme::Role;

/// Cells left of the text: gutter, number, space; and one at its right.
pub const MARGIN: usize = 9;

/// Draws the source and the line that heads it.
pub fn draw(app: &App, frame: &mut Frame<'_>, areas: &Areas) {
    head(app, frame, areas.source_head);
    let area = areas.source;
    let Some((source, _)) = app.reading() else {
        let dim = app.theme.style(Role::Dim);
        let words = if app.event().is_some() {
            "  Nothing is cited for this event."
        } else {
            ""
        };
        return put_all(frame, area, [Line::default(), Line::styled(words, dim)]);
    };
    match &source.document {
        Ok(_) => put_all(frame, area, rows(app, usize::from(area.height))),
        Err(why) => put_all(
            frame,
            area,
            unread(app, why.words(), usize::from(area.width)),
        ),
    }
}

/// State, place, title, and which citation of how many.
fn head(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let (theme, cells) = (&app.theme, usize::from(area.width));
    let (glyphs, dim) = (theme.glyphs, theme.style(Role::Dim));
    let rule = |cells: usize| Span::styled(glyphs.horizontal.repeat(cells), dim);
    let (state, weight, place, of) = match app.reading() {
        None => return put(frame, area, &Line::from(rule(cells))),
        Some((source, Some(citation))) => cited_head(app, citation, source, cells),
        Some((source, None)) => (
            String::new(),
            Role::Text,
            String::new(),
            extent(app, source),
        ),
    };
    let Some((source, _)) = app.reading() else {
        return;
    };
    let fixed = 1 + width(&state) + width(&place) + width(&of) + 1;
    let between = if state.is_empty() {
        " ".to_owned()
    } else {
        format!(" {} ", glyphs.separator)
    };
    let room = cells.saturating_sub(fixed + width(&between));
    let mut title = String::new();
    if room > 3 {
        title = format!(
            "{between}{}",
            truncate(&source.title, room, glyphs.ellipsis)
        );
    }
    let used = fixed + width(&title);
    let text = if has_keys(app, Pane::Source) {
        theme.style(Role::Title)
    } else {
        Style::new()
    };
    let line = vec![
        rule(1),
        Span::styled(state, theme.style(weight)),
        Span::styled(place, text),
        Span::styled(title, text),
        Span::styled(of, text),
        Span::raw(" "),
        rule(cells.saturating_sub(used)),
    ];
    put(frame, area, &Line::from(line));
}

/// The state with its sign and, where there is room, its words; where the quote stands; which citation
/// of how many.
fn cited_head(
    app: &App,
    citation: &Citation,
    source: &Source,
    cells: usize,
) -> (String, Role, String, String) {
    let (glyphs, anchor) = (app.theme.glyphs, app.timeline.anchor(citation));
    let (sign, weight) = app.theme.state(anchor.state);
    let document = source.document.as_ref().ok();
    let count = document.map_or(0, |document| document.paragraphs().len());
    let mut place = String::new();
    if let Some(paragraph) = app.paragraph_of(citation) {
        let of = if count > 0 {
            format!(" of {count}")
        } else {
            String::new()
        };
        let nearest = if anchor.nearest.is_some() {
            "nearest "
        } else {
            ""
        };
        place = format!(
            " {} {nearest}{}{paragraph}{of}",
            glyphs.separator, glyphs.paragraph
        );
    }
    if let Some((given, _)) = anchor.moved() {
        place = format!("{place}, moved from {}{given}", glyphs.paragraph);
    }
    let all = app.event().map_or(0, |event| event.citations.len());
    let mut of = String::new();
    if all > 1 {
        of = format!(" {} {} of {all}", glyphs.separator, app.citation + 1);
    }
    let mut state = format!(" {sign} {}", anchor.state.name().replace('_', " "));
    if !anchor.state.is_verified() {
        let words = format!("{state}: {}", anchor.state.words());
        if width(&words) + width(&place) + width(&of) + 2 <= cells {
            state = words;
        }
    }
    (state, weight, place, of)
}

/// How much of a source is in the timeline.
fn extent(app: &App, source: &Source) -> String {
    let separator = app.theme.glyphs.separator;
    match (app.reader.held(), &source.document) {
        (Some(held), Ok(document)) => {
            let all = document.paragraphs().len();
            let cited = held.cited(all);
            format!(
                " {separator} {cited} of {all} {} cited",
                app.theme.glyphs.paragraph
            )
        }
        _ => String::new(),
    }
}

fn rows(app: &App, height: usize) -> Vec<Line<'_>> {
    let Some(page) = app.reader.page() else {
        return Vec::new();
    };
    let window = page.window(app.reader.top, height);
    let mut lines = Vec::with_capacity(window.len());
    // A paragraph is looked at once, however many of its rows are shown.
    for rows in window.chunk_by(|a, b| a.paragraph() == b.paragraph()) {
        let paragraph = rows.first().and_then(PageRow::paragraph);
        match paragraph.and_then(|number| Paragraph::new(app, number, rows)) {
            Some(paragraph) => lines.extend(rows.iter().map(|row| paragraph.line(row))),
            None => lines.extend(rows.iter().map(|row| note(app, row).unwrap_or_default())),
        }
    }
    lines
}

/// A paragraph of which some rows are shown.
struct Paragraph<'a> {
    app: &'a App,
    number: usize,
    text: &'a str,
    /// The citation that is shown now points here.
    here: bool,
    /// Some event cites it.
    cited: bool,
    /// No event does, though it names a date near which none stands.
    uncovered: bool,
    marks: Vec<marked::Mark>,
}

impl<'a> Paragraph<'a> {
    fn new(app: &'a App, number: usize, rows: &[PageRow]) -> Option<Self> {
        let (source, citation) = app.reading()?;
        let text = source.document.as_ref().ok()?.paragraph(number)?;
        let mut marks = Vec::new();
        if let Some(citation) = citation {
            let anchor = app.timeline.anchor(citation);
            let quotes = anchor.places.iter().map(|place| (place, Role::Quote));
            let nearest = anchor.nearest.iter().map(|place| (place, Role::Near));
            let places = quotes
                .chain(nearest)
                .filter(|(place, _)| place.paragraph == number);
            marks.extend(places.map(|(place, role)| (place.bytes(text), app.theme.style(role))));
        }
        let pointed = citation.and_then(|citation| app.paragraph_of(citation)) == Some(number);
        let here = pointed || !marks.is_empty();
        // A paragraph can be a whole book: dates and hits are sought in what is shown of
        // it, and a little around, since they may begin or end out of sight.
        let near = near(text, rows);
        let shown = text.get(near.clone())?;
        let place = |found: Range<usize>| near.start + found.start..near.start + found.end;
        let held = app.reader.held();
        let dates = held.into_iter().flat_map(|held| held.open_dates(shown));
        let dates: Vec<_> = dates
            .map(|date| (place(date.bytes), app.theme.style(Role::Uncovered)))
            .collect();
        let cited = held.is_some_and(|held| held.cites(number));
        let uncovered = !dates.is_empty() && !cited;
        marks.extend(dates);
        if let Some(needle) = &app.needle {
            let hit = app.theme.style(Role::Hit);
            let hits = needle.hits(shown).into_iter();
            marks.extend(hits.map(|found| (place(found), hit)));
        }
        Some(Self {
            app,
            number,
            text,
            here,
            cited,
            uncovered,
            marks,
        })
    }

    fn line(&self, row: &PageRow) -> Line<'a> {
        let theme = &self.app.theme;
        let range = match row {
            PageRow::Text { range, .. } => range,
            PageRow::Note { .. } | PageRow::Blank => {
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
        let cursor = has_keys(self.app, Pane::Source) && self.app.reader.cursor == self.number;
        let style = theme.style(if cursor { Role::Accent } else { Role::Dim });
        let number = match first {
            true if cursor => format!("{}{:>4}  ", theme.glyphs.bar, self.number),
            true => format!(" {:>4}  ", self.number),
            false => "       ".to_owned(),
        };
        let end = range.start + visible(self.text, range).len();
        let mut spans = vec![gutter, Span::styled(number, style)];
        spans.extend(marked::spans(
            self.text,
            range.start..end,
            Style::new(),
            &self.marks,
        ));
        Line::from(spans)
    }
}

/// A row of the note: the quote, with what it does not share with the source.
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
    // Above the text it belongs to no paragraph.
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

/// The bytes of a paragraph that some of its rows show, and a little around them.
fn near(text: &str, rows: &[PageRow]) -> Range<usize> {
    const AROUND: usize = 400;
    let ranges = || {
        rows.iter().filter_map(|row| match row {
            PageRow::Text { range, .. } => Some(range),
            PageRow::Note { .. } | PageRow::Blank => None,
        })
    };
    let start = ranges()
        .next()
        .map_or(0, |range| range.start)
        .saturating_sub(AROUND);
    let end = ranges().next_back().map_or(0, |range| range.end) + AROUND;
    floor_boundary(text, start)..floor_boundary(text, end)
}

/// A source that cannot be read still shows what was quoted from it.
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
            add("The event quotes it so:", app.theme.style(Role::Dim));
            add(quote, Style::new());
        }
        if let Some(url) = &source.url {
            add(url, app.theme.style(Role::Dim));
        }
    }
    lines
}

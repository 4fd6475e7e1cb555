//! The source: numbered paragraphs, the quote highlighted inside its own, and in the
//! gutter which paragraphs are cited.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{has_keys, marked, put, put_all};
use crate::anchor::State;
use crate::text::width::{truncate, width};
use crate::text::wrap::{visible, wrap};
use crate::tui::app::{App, Pane};
use crate::tui::layout::Areas;
use crate::tui::reader::{MEASURE, PageRow};
use crate::tui::theme::Role;

/// Cells left of the text: gutter, number, space; and one at its right.
pub const MARGIN: usize = 9;

/// Draws the source and the line that heads it.
pub fn draw(app: &App, frame: &mut Frame<'_>, areas: &Areas) {
    head(app, frame, areas.source_head);
    let area = areas.source;
    let Some((_, source)) = app.cited() else {
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
        Err(why) => put_all(frame, area, unread(app, why, usize::from(area.width))),
    }
}

/// State, place, title, and which citation of how many.
fn head(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let (theme, cells) = (&app.theme, usize::from(area.width));
    let (glyphs, dim) = (theme.glyphs, theme.style(Role::Dim));
    let rule = |cells: usize| Span::styled(glyphs.horizontal.repeat(cells), dim);
    let Some((citation, source)) = app.cited() else {
        return put(frame, area, &Line::from(rule(cells)));
    };
    let anchor = app.timeline.anchor(citation);
    let (sign, weight) = match anchor.state {
        state if state.is_verified() => (glyphs.verified, Role::Good),
        State::Unquoted | State::NoSource => (glyphs.unknown, Role::Bad),
        _ => (glyphs.unverified, Role::Bad),
    };
    let mut place = String::new();
    if let Some(paragraph) = anchor.paragraph().or(citation.paragraph) {
        let count = source
            .document
            .as_ref()
            .map_or(0, |document| document.paragraphs().len());
        let of = if count > 0 {
            format!(" of {count}")
        } else {
            String::new()
        };
        place = format!(" {} {}{paragraph}{of}", glyphs.separator, glyphs.paragraph);
    }
    if let Some((given, _)) = anchor.moved() {
        place = format!("{place}, moved from {}{given}", glyphs.paragraph);
    }
    let all = app.event().map_or(0, |event| event.citations.len());
    let mut of = String::new();
    if all > 1 {
        of = format!(" {} {} of {all}", glyphs.separator, app.citation + 1);
    }
    let state = format!(" {sign} {}", anchor.state.name().replace('_', " "));
    let fixed = 1 + width(&state) + width(&place) + width(&of) + 1;
    let between = format!(" {} ", glyphs.separator);
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

fn rows(app: &App, height: usize) -> Vec<Line<'_>> {
    let Some(page) = app.reader.page() else {
        return Vec::new();
    };
    let marks = app
        .reader
        .source
        .and_then(|source| app.timeline.marks(source));
    let cited = |paragraph| marks.is_some_and(|marks| marks.contains_key(&paragraph));
    let rows = page.window(app.reader.top, height).iter();
    rows.map(|row| match row {
        PageRow::Blank => Line::default(),
        PageRow::Text { paragraph, range } => text(app, *paragraph, range, cited(*paragraph)),
    })
    .collect()
}

fn text<'a>(
    app: &'a App,
    paragraph: usize,
    range: &std::ops::Range<usize>,
    cited: bool,
) -> Line<'a> {
    let theme = &app.theme;
    let Some((citation, source)) = app.cited() else {
        return Line::default();
    };
    let Some(whole) = source
        .document
        .as_ref()
        .ok()
        .and_then(|d| d.paragraph(paragraph))
    else {
        return Line::default();
    };
    let anchor = app.timeline.anchor(citation);
    let here = anchor.paragraph().or(citation.paragraph) == Some(paragraph)
        || anchor
            .places
            .iter()
            .any(|place| place.paragraph == paragraph);
    let first = range.start == 0;
    let gutter = match (here, cited) {
        (true, _) => Span::styled(theme.glyphs.cited_here, theme.style(Role::Accent)),
        (false, true) if first => Span::styled(theme.glyphs.cited, theme.style(Role::Accent)),
        _ => Span::raw(" "),
    };
    let cursor = has_keys(app, Pane::Source) && app.reader.cursor == paragraph;
    let style = theme.style(if cursor { Role::Accent } else { Role::Dim });
    let number = match first {
        true if cursor => Span::styled(format!("{}{paragraph:>4}  ", theme.glyphs.bar), style),
        true => Span::styled(format!(" {paragraph:>4}  "), style),
        false => Span::raw("       "),
    };
    let quote = theme.style(Role::Quote);
    let places = anchor
        .places
        .iter()
        .filter(|place| place.paragraph == paragraph);
    let mut marks: Vec<marked::Mark> = places.map(|place| (place.bytes(whole), quote)).collect();
    if let Some(needle) = &app.needle {
        let hit = theme.style(Role::Hit);
        marks.extend(needle.hits(whole).into_iter().map(|range| (range, hit)));
    }
    let end = range.start + visible(whole, range).len();
    let mut spans = vec![gutter, number];
    spans.extend(marked::spans(whole, range.start..end, Style::new(), &marks));
    Line::from(spans)
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
    if let Some((citation, source)) = app.cited() {
        if let Some(quote) = &citation.quote {
            add("The event quotes it so:", app.theme.style(Role::Dim));
            add(quote, Style::new());
        }
        if let Some(url) = &source.url {
            add(url, app.theme.style(Role::Dim));
        }
    }
    lines
}

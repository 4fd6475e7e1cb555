//! The filter: its terms as chips, or the line to edit it with what may be written there below.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paint::{clear, put};
use super::prompt;
use crate::text::width::{pad, truncate, width};
use crate::text::wrap::{visible, wrap};
use crate::tui::app::App;
use crate::tui::chips::{Chip, chips};
use crate::tui::prompt::{Prompt, Purpose};
use crate::tui::theme::Role;

/// The most completions shown.
const MOST: usize = 8;

/// Draws the filter in its row. An open prompt replaces it, and covers rows below it.
pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let is_filter = |prompt: &&Prompt| prompt.purpose == Purpose::Filter;
    if let Some(open) = app.prompt.as_ref().filter(is_filter) {
        return edit(app, open, frame, area);
    }
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let mut line = vec![Span::raw(" ")];
    let (chips, more) = chips(app.filter.text(), glyphs, usize::from(area.width));
    for Chip { text, .. } in chips {
        line.push(Span::styled(text, theme.style(Role::Accent)));
        line.push(Span::styled(glyphs.close, theme.style(Role::Dim)));
        line.push(Span::raw("  "));
    }
    if more > 0 {
        line.push(Span::styled(format!("+{more}"), theme.style(Role::Dim)));
    }
    put(frame, area, &Line::from(line));
}

fn edit(app: &App, open: &Prompt, frame: &mut Frame<'_>, area: Rect) {
    let count = format!("  {} of {} ", app.found(), app.timeline.len());
    let column = prompt::draw(app, open, &count, frame, area);
    let lines = match &open.error {
        Some(_) => error(app, open, usize::from(area.width), column),
        None => completions(app, open),
    };
    // The popup leaves the last row, where messages are.
    let room = app.size.height.saturating_sub(area.bottom() + 1);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(room);
    for (line, y) in lines.iter().zip(area.bottom()..area.bottom() + height) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        clear(frame, row);
        put(frame, row, line);
    }
}

/// Returns what can be written at the cursor.
fn completions(app: &App, open: &Prompt) -> Vec<Line<'static>> {
    let (theme, glyphs) = (&app.theme, app.theme.glyphs);
    let offers = &open.offers.candidates;
    let first = open
        .chosen
        .map_or(0, |chosen| (chosen + 1).saturating_sub(MOST));
    let shown = || offers.iter().enumerate().skip(first).take(MOST);
    let names = shown().map(|(_, offer)| width(&offer.text));
    let column = names.max().unwrap_or_default().min(40);
    let counts = shown().filter_map(|(_, offer)| Some(offer.count?.to_string().len()));
    let digits = counts.max().unwrap_or_default();
    let lines = shown().map(|(index, offer)| {
        let is_chosen = open.chosen == Some(index);
        let (bar, style) = if is_chosen {
            (glyphs.bar, theme.style(Role::Selected))
        } else {
            (" ", theme.style(Role::Text))
        };
        let count = offer.count.map_or(String::new(), |count| count.to_string());
        let words = match offer.words.as_str() {
            "" if offer.label != offer.text => offer.label.clone(),
            words => words.to_owned(),
        };
        let text = pad(&truncate(&offer.text, column, glyphs.ellipsis), column);
        Line::from(vec![
            Span::styled(format!("  {bar}"), theme.style(Role::Accent)),
            Span::styled(text, style),
            Span::styled(format!("  {count:>digits$}  "), theme.style(Role::Dim)),
            Span::styled(glyphs.text(words), theme.style(Role::Dim)),
        ])
    });
    let mut lines: Vec<_> = lines.collect();
    let more = offers.len().saturating_sub(first + MOST);
    if more > 0 {
        lines.push(remark(app, &format!("   {more} more")));
    }
    if !lines.is_empty() {
        lines.push(rule(app));
    }
    lines
}

/// Returns the error under the place that it is about, with what to do, and the filter in force.
fn error(app: &App, open: &Prompt, cells: usize, column: usize) -> Vec<Line<'static>> {
    let Some(wrong) = &open.error else {
        return Vec::new();
    };
    let theme = &app.theme;
    let bad = theme.style(Role::Bad);
    let caret = format!("{}^", " ".repeat(column.min(cells.saturating_sub(1))));
    let mut lines = vec![Line::styled(caret, bad)];
    let mut add = |text: &str, role: Role| {
        let text = theme.glyphs.text(text.to_owned());
        for row in wrap(&text, cells.saturating_sub(4).max(1)) {
            let row = format!("  {}", visible(&text, &row));
            lines.push(Line::styled(row, theme.style(role)));
        }
    };
    add(&wrong.message, Role::Bad);
    if let Some(help) = &wrong.help {
        add(help, Role::Text);
    }
    let kept = match app.filter.text() {
        "" => "until then, all events are shown".to_owned(),
        text => format!("until then, `{text}` is the filter"),
    };
    add(&kept, Role::Dim);
    lines.push(rule(app));
    lines
}

fn remark(app: &App, text: &str) -> Line<'static> {
    Line::styled(text.to_owned(), app.theme.style(Role::Dim))
}

fn rule(app: &App) -> Line<'static> {
    let line = app
        .theme
        .glyphs
        .horizontal
        .repeat(usize::from(app.size.width));
    Line::styled(line, app.theme.style(Role::Dim))
}

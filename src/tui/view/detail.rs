//! The selected event: what, when, who, where, and the curator's own remarks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{has_keys, marked, put_all};
use crate::date::Shape;
use crate::text::width::{pad, truncate, width};
use crate::text::wrap::{visible, wrap};
use crate::timeline::{Event, Status};
use crate::tui::app::{App, Pane};
use crate::tui::reader::MEASURE;
use crate::tui::theme::Role;

/// Draws the event into its pane.
pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let lines = lines(app, area.width);
    let shown = app.event_top + usize::from(area.height);
    let more = lines.iter().skip(shown).any(|line| line.width() > 0);
    put_all(frame, area, lines.into_iter().skip(app.event_top));
    if has_keys(app, Pane::Event) && area.width > 0 && area.height > 0 {
        let bar = Span::styled(app.theme.glyphs.bar, app.theme.style(Role::Accent));
        let column = Rect { width: 1, ..area };
        put_all(
            frame,
            column,
            std::iter::repeat_n(Line::from(bar), usize::from(area.height)),
        );
    }
    if more && area.height > 0 {
        let area = Rect {
            y: area.bottom() - 1,
            x: area.right().saturating_sub(2),
            width: 1,
            height: 1,
        };
        put_all(
            frame,
            area,
            [Line::styled(
                app.theme.glyphs.ellipsis,
                app.theme.style(Role::Dim),
            )],
        );
    }
}

/// The whole event, set for a width. Asked for its height, too.
pub fn lines(app: &App, cells: u16) -> Vec<Line<'static>> {
    let Some(event) = app.event() else {
        return Vec::new();
    };
    let mut page = Page {
        app,
        width: usize::from(cells).saturating_sub(3).clamp(1, MEASURE),
        lines: Vec::new(),
    };
    let theme = &app.theme;
    page.text(&event.title, theme.style(Role::Title));
    page.text(&theme.glyphs.say(moment(event)), Style::new());
    page.flow(actors(app, event));
    let mut filed: Vec<String> = event.place.iter().cloned().collect();
    filed.extend(event.tags.iter().map(|tag| format!("#{tag}")));
    page.text(&filed.join("  "), theme.style(Role::Dim));
    if let Some(summary) = &event.summary {
        page.gap();
        page.text(summary, Style::new());
    }
    if let Some(note) = &event.note {
        page.gap();
        page.labelled("Note", note, theme.style(Role::Dim));
    }
    if !event.problems.is_empty() {
        page.gap();
    }
    for problem in &event.problems {
        page.labelled("!", problem, theme.style(Role::Bad));
    }
    if let Some(id) = app.selected.filter(|id| app.timeline.has_conflict(*id)) {
        page.conflict(&app.timeline.claims(id));
    }
    page.gap();
    page.lines
}

/// When, how sharply, and what became of it.
fn moment(event: &Event) -> String {
    let mut pieces = vec![event.when.words()];
    if let Some(date) = event.when.date() {
        let sharpness = match date.shape() {
            Shape::Year if date.as_str().len() == 4 => Some("year only"),
            Shape::Month if date.as_str().len() == 7 => Some("month only"),
            _ => None,
        };
        pieces.extend(date.weekday().or(sharpness).map(str::to_owned));
    }
    if event.status != Status::Happened {
        pieces.push(event.status.name().to_owned());
    }
    pieces.join(" · ")
}

/// Each actor in its hue, with its role.
fn actors(app: &App, event: &Event) -> Vec<Vec<Span<'static>>> {
    let theme = &app.theme;
    let one = |participant: &crate::timeline::Participant| {
        let actor = app.timeline.actor(participant.actor)?;
        let mut spans = vec![
            Span::styled(theme.glyphs.actor, theme.actor(participant.actor)),
            Span::raw(format!(" {}", actor.name)),
        ];
        if let Some(role) = &participant.role {
            spans.push(Span::styled(format!(" {role}"), theme.style(Role::Dim)));
        }
        Some(spans)
    };
    event.actors.iter().filter_map(one).collect()
}

/// Lines being set.
struct Page<'a> {
    app: &'a App,
    width: usize,
    lines: Vec<Line<'static>>,
}

impl Page<'_> {
    fn gap(&mut self) {
        self.lines.push(Line::default());
    }

    fn text(&mut self, text: &str, style: Style) {
        if !text.is_empty() {
            self.set(text, &[], 0, self.width, style);
        }
    }

    /// A label, and the text beside it.
    fn labelled(&mut self, label: &'static str, text: &str, style: Style) {
        let indent = width(label) + 2;
        let lead = vec![Span::styled(format!("{label}  "), style)];
        let room = self.width.saturating_sub(indent).max(1);
        self.set(text, &lead, indent, room, Style::new());
    }

    /// The sources of an event and what they say, side by side.
    fn conflict(&mut self, claims: &[[String; 2]]) {
        let theme = &self.app.theme;
        self.gap();
        let label = format!("{} Conflict", theme.glyphs.conflict);
        self.text(&label, theme.style(Role::Bad));
        let widest = claims.iter().map(|[title, _]| width(title)).max();
        let cells = widest.unwrap_or(0).min(self.width / 2);
        for [title, says] in claims {
            let title = pad(&truncate(title, cells, theme.glyphs.ellipsis), cells);
            let lead = vec![Span::styled(format!("{title}  "), theme.style(Role::Dim))];
            let room = self.width.saturating_sub(cells + 2).max(1);
            self.set(
                &theme.glyphs.say(says.clone()),
                &lead,
                cells + 2,
                room,
                Style::new(),
            );
        }
    }

    fn set(
        &mut self,
        text: &str,
        lead: &[Span<'static>],
        indent: usize,
        room: usize,
        style: Style,
    ) {
        let hit = self.app.theme.style(Role::Hit);
        let hits = self
            .app
            .needle
            .as_ref()
            .map_or(Vec::new(), |needle| needle.hits(text));
        let marks: Vec<_> = hits.into_iter().map(|range| (range, hit)).collect();
        for (index, row) in wrap(text, room).into_iter().enumerate() {
            let mut spans = vec![Span::raw(" ")];
            if index == 0 {
                spans.extend(lead.iter().cloned());
            } else {
                spans.push(Span::raw(" ".repeat(indent)));
            }
            let end = row.start + visible(text, &row).len();
            let pieces = marked::spans(text, row.start..end, style, &marks);
            spans.extend(
                pieces
                    .into_iter()
                    .map(|span| Span::styled(span.content.into_owned(), span.style)),
            );
            self.lines.push(Line::from(spans));
        }
    }

    /// Groups side by side, as many as fit a line.
    fn flow(&mut self, groups: Vec<Vec<Span<'static>>>) {
        let mut line = Vec::new();
        let mut used = 0;
        for group in groups {
            let cells: usize = group.iter().map(|span| width(&span.content)).sum();
            if used > 0 && used + 2 + cells > self.width {
                self.lines.push(Line::from(std::mem::take(&mut line)));
                used = 0;
            }
            line.push(Span::raw(if used == 0 { " " } else { "  " }));
            used += cells + if used == 0 { 0 } else { 2 };
            line.extend(group);
        }
        if !line.is_empty() {
            self.lines.push(Line::from(line));
        }
    }
}

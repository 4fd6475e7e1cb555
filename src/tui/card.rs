//! The selected event set in lines: what, when, who, where, and the curator's own remarks. It is set
//! once per change, not per frame.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::marked;
use super::reader::MEASURE;
use super::theme::{Role, Theme};
use crate::date::Shape;
use crate::search::Needle;
use crate::text::width::{pad, truncate, width};
use crate::text::wrap::{visible, wrap};
use crate::timeline::{Event, EventId, Participant, Status, Timeline};

/// The lines of an event.
#[derive(Debug, Default)]
pub struct Card {
    lines: Vec<Line<'static>>,
    /// Which event they are of, and for how many cells.
    set: Option<(EventId, u16)>,
}

/// What a card is made with.
pub struct Facts<'a> {
    /// The timeline of the event.
    pub timeline: &'a Timeline,
    /// How it is drawn.
    pub theme: &'a Theme,
    /// What is highlighted.
    pub needle: Option<&'a Needle>,
}

impl Card {
    /// Sets an event for a width, unless that is done already.
    pub fn set(&mut self, event: Option<(EventId, &Event)>, width: u16, facts: &Facts<'_>) {
        let wanted = event.map(|(id, _)| (id, width));
        if self.set == wanted {
            return;
        }
        self.set = wanted;
        self.lines = match event {
            // Without a pane there is nothing to set.
            Some((id, event)) if width > 0 => lines(id, event, width, facts),
            _ => Vec::new(),
        };
    }

    /// Forgets the lines: the event, or what is highlighted in it, is not the same any more.
    pub fn forget(&mut self) {
        self.set = None;
    }

    /// Returns the lines.
    pub fn lines(&self) -> &[Line<'static>] {
        &self.lines
    }
}

fn lines(id: EventId, event: &Event, cells: u16, facts: &Facts<'_>) -> Vec<Line<'static>> {
    let mut page = Page {
        facts,
        width: usize::from(cells).saturating_sub(3).clamp(1, MEASURE),
        lines: Vec::new(),
    };
    let theme = facts.theme;
    page.text(&event.title, theme.style(Role::Title));
    page.text(&theme.glyphs.say(moment(event)), Style::new());
    page.flow(actors(facts, event));
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
    if facts.timeline.has_conflict(id) {
        page.conflict(&facts.timeline.claims(event));
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
fn actors(facts: &Facts<'_>, event: &Event) -> Vec<Vec<Span<'static>>> {
    let theme = facts.theme;
    let one = |participant: &Participant| {
        let actor = facts.timeline.actor(participant.actor)?;
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
    facts: &'a Facts<'a>,
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
        let theme = self.facts.theme;
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
        let hit = self.facts.theme.style(Role::Hit);
        let needle = self.facts.needle;
        let hits = needle.map_or(Vec::new(), |needle| needle.hits(text));
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

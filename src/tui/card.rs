//! The selected event laid out as lines: title, date, actors, place, and the curator's notes. A
//! source that was opened by itself has its own lines instead. They are laid out once per change,
//! not once per frame.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::marked::{self, wrapped};
use super::reader::MEASURE;
use super::theme::{Role, Theme};
use crate::date::Shape;
use crate::search::Needle;
use crate::text::width::width;
use crate::timeline::{Event, EventId, Participant, Source, SourceId, Status, Timeline};

/// What a card is about.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// An event.
    Event(EventId, &'a Event),
    /// A source that the selected event need not cite.
    Source(SourceId, &'a Source),
}

/// An event or a source, laid out as lines.
#[derive(Debug, Default)]
pub struct Card {
    lines: Vec<Line<'static>>,
    /// The event or the source of the lines, and the width they are wrapped for.
    laid_out: Option<(Result<EventId, SourceId>, u16)>,
}

/// Everything other than the event and the width that a card depends on.
pub struct CardInputs<'a> {
    /// The timeline of the event.
    pub timeline: &'a Timeline,
    /// The colours and glyphs.
    pub theme: &'a Theme,
    /// The search pattern to highlight.
    pub needle: Option<&'a Needle>,
}

impl Card {
    /// Lays out an event or a source for a width, unless this was done before.
    pub fn lay_out(&mut self, subject: Option<Subject<'_>>, width: u16, inputs: &CardInputs<'_>) {
        let about = subject.map(|subject| match subject {
            Subject::Event(id, _) => Ok(id),
            Subject::Source(id, _) => Err(id),
        });
        let wanted = about.map(|about| (about, width));
        if self.laid_out == wanted {
            return;
        }
        self.laid_out = wanted;
        self.lines = match subject {
            // Without a pane there is nothing to lay out.
            _ if width == 0 => Vec::new(),
            Some(Subject::Event(_, event)) => of_event(event, width, inputs),
            Some(Subject::Source(_, source)) => of_source(source, width, inputs),
            None => Vec::new(),
        };
    }

    /// Discards the layout because the event or the search pattern has changed.
    pub fn invalidate(&mut self) {
        *self = Self::default();
    }

    /// Returns the lines.
    pub fn lines(&self) -> &[Line<'static>] {
        &self.lines
    }
}

fn of_event(event: &Event, cells: u16, inputs: &CardInputs<'_>) -> Vec<Line<'static>> {
    let mut card = CardBuilder::new(cells, inputs);
    let theme = inputs.theme;
    card.text(&event.title, theme.style(Role::Title));
    let moment = format!("{} · {}", moment(event), event.slug);
    card.text(&theme.glyphs.text(moment), Style::new());
    card.flow(actors(inputs, event));
    let mut filed: Vec<String> = event.place.iter().cloned().collect();
    filed.extend(event.tags.iter().map(|tag| format!("#{tag}")));
    card.text(&filed.join("  "), theme.style(Role::Dim));
    if let Some(summary) = &event.summary {
        card.blank();
        card.text(summary, Style::new());
    }
    if let Some(note) = &event.note {
        card.blank();
        card.labelled("Note", note, theme.style(Role::Dim));
    }
    if event.is_faulty() {
        card.blank();
    }
    for problem in event.faults() {
        card.labelled("!", &problem, theme.style(Role::Bad));
    }
    card.lines
}

fn of_source(source: &Source, cells: u16, inputs: &CardInputs<'_>) -> Vec<Line<'static>> {
    let mut card = CardBuilder::new(cells, inputs);
    let theme = inputs.theme;
    card.text(source.title(), theme.style(Role::Title));
    card.text(&source.imprint(), Style::new());
    card.text(source.slug(), theme.style(Role::Dim));
    if let Some(url) = source.page() {
        card.text(url, theme.style(Role::Dim));
    }
    card.blank();
    card.text("A source, opened by itself.", theme.style(Role::Dim));
    card.lines
}

/// Returns the date, its weekday or precision, and the status.
fn moment(event: &Event) -> String {
    let mut pieces = vec![event.when.words()];
    if let Some(date) = event.when.date() {
        if let Some(weekday) = date.weekday() {
            pieces = vec![format!("{weekday}, {}", date.words())];
        }
        let precision = match date.shape() {
            Shape::Year if date.as_str().len() == 4 => Some("year only"),
            Shape::Month if date.as_str().len() == 7 => Some("month only"),
            _ => None,
        };
        pieces.extend(precision.map(str::to_owned));
    }
    if event.status != Status::Happened {
        pieces.push(event.status.name().to_owned());
    }
    pieces.join(" · ")
}

/// Returns the spans of each actor, in the actor's colour and with the role.
fn actors(inputs: &CardInputs<'_>, event: &Event) -> Vec<Vec<Span<'static>>> {
    let theme = inputs.theme;
    let one = |participant: &Participant| {
        let actor = inputs.timeline.actor(participant.actor)?;
        let mut spans = vec![
            Span::styled(theme.glyphs.actor, theme.actor(participant.actor)),
            Span::raw(format!(" {}", actor.name())),
        ];
        if let Some(role) = &participant.role {
            spans.push(Span::styled(format!(" {role}"), theme.style(Role::Dim)));
        }
        Some(spans)
    };
    event.actors.iter().filter_map(one).collect()
}

/// The lines laid out so far.
struct CardBuilder<'a> {
    inputs: &'a CardInputs<'a>,
    width: usize,
    lines: Vec<Line<'static>>,
}

impl<'a> CardBuilder<'a> {
    fn new(cells: u16, inputs: &'a CardInputs<'a>) -> Self {
        Self {
            inputs,
            width: usize::from(cells).saturating_sub(3).clamp(1, MEASURE),
            lines: Vec::new(),
        }
    }

    fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    fn text(&mut self, text: &str, style: Style) {
        if !text.is_empty() {
            self.push(text, vec![Span::raw(" ")], self.width, style);
        }
    }

    /// Adds a label with a text beside it.
    fn labelled(&mut self, label: &'static str, text: &str, style: Style) {
        let lead = vec![Span::raw(" "), Span::styled(format!("{label}  "), style)];
        let room = self.width.saturating_sub(width(label) + 2).max(1);
        self.push(text, lead, room, Style::new());
    }

    fn push(&mut self, text: &str, lead: Vec<Span<'static>>, room: usize, style: Style) {
        let hit = self.inputs.theme.style(Role::OtherHit);
        let needle = self.inputs.needle;
        let hits = needle.map_or(Vec::new(), |needle| needle.hits(text));
        let marks: Vec<marked::Mark> = hits.into_iter().map(|range| (range, hit)).collect();
        self.lines.extend(wrapped(text, room, lead, style, &marks));
    }

    /// Adds groups of spans side by side, as many per line as fit.
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

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::buffer::Cell;
    use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use ratatui::layout::Size;

    use super::*;
    use crate::filter::Filter;
    use crate::load;
    use crate::tui::app::App;
    use crate::tui::view;

    /// Stands in for the lines, to tell whether they are replaced.
    const KEPT: &str = "the lines of before";

    fn example() -> App {
        let loaded = load::from_inputs(&[load::example()]).expect("the example loads");
        let size = Size::new(120, 36);
        App::new(loaded, Filter::default(), Theme::new(true, false), size)
    }

    /// Returns whether the event is laid out again during some steps.
    fn is_laid_out(app: &mut App, steps: impl FnOnce(&mut App)) -> bool {
        app.card.lines = vec![Line::raw(KEPT)];
        steps(app);
        app.card.lines != [Line::raw(KEPT)]
    }

    fn press(app: &mut App, keys: &str) {
        for c in keys.chars() {
            let code = match c {
                '\t' => KeyCode::Tab,
                '\n' => KeyCode::Enter,
                '\x1b' => KeyCode::Esc,
                c => KeyCode::Char(c),
            };
            app.key(KeyEvent::new(code, KeyModifiers::NONE));
        }
    }

    #[test]
    fn drawing_lays_out_nothing() {
        let mut app = example();
        let mut terminal = Terminal::new(TestBackend::new(120, 36)).expect("a screen");
        let laid_out = is_laid_out(&mut app, |app| {
            for _ in 0..2 {
                terminal
                    .draw(|frame| view::draw(app, frame))
                    .expect("it draws");
            }
        });
        assert!(!laid_out);
        let screen = terminal.backend().buffer().content().iter();
        let screen: String = screen.map(Cell::symbol).collect();
        assert!(screen.contains(KEPT), "{screen}");
    }

    #[test]
    fn an_event_is_laid_out_once_per_change() {
        let mut app = example();
        for (keys, laid_out) in [
            ("g", false),
            // Another event.
            ("j", true),
            ("G", true),
            // There is none below.
            ("j", false),
            // The other panes.
            ("\t", false),
            ("j", false),
            ("\t", false),
            ("j", false),
            ("\t", false),
            // A count, a citation, other headings.
            ("12\x1b", false),
            ("]", false),
            ("+", false),
            // Over the event.
            ("?", false),
            ("\x1b", false),
            ("L", false),
            ("J", false),
            ("K", true),
            ("\x1b", false),
            // Hits are highlighted.
            ("/kim\n", true),
        ] {
            let again = is_laid_out(&mut app, |app| press(app, keys));
            assert_eq!(again, laid_out, "{keys:?}");
        }
        for (width, height, laid_out) in [(120, 36, false), (120, 30, false), (100, 30, true)] {
            let size = Size::new(width, height);
            let again = is_laid_out(&mut app, |app| app.resize(size));
            assert_eq!(again, laid_out, "{size}");
        }
        let reloaded = load::from_inputs(&[load::example()]).expect("the example loads");
        assert!(is_laid_out(&mut app, |app| app.reload(reloaded)));
    }
}

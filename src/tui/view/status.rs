//! The first and the last line of the screen: the header and the status line.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::put;
use crate::text::width::{graphemes, truncate, width};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::keymap::{Context, key_of};
use crate::tui::layout::Pane;
use crate::tui::prompt::{Prompt, Purpose, cursor_byte};
use crate::tui::theme::Role;

/// Draws the header, with the title on the left and the extent on the right.
pub fn header(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let (theme, cells) = (&app.theme, usize::from(area.width));
    let events = app.timeline.len();
    let mut extent = format!("{events} event{}", if events == 1 { "" } else { "s" });
    // On a narrow screen the title matters more.
    if let Some(years) = app.timeline.years().filter(|_| cells >= 60) {
        let years = match years {
            (first, last) if first == last => first.to_owned(),
            (first, last) => format!("{first} {} {last}", theme.glyphs.dash),
        };
        extent = format!("{extent} {} {years}", theme.glyphs.separator);
    }
    let problems = match app.problems.count() {
        _ if app.stale && app.timeline.is_in_files() => {
            "! cannot read the file on disk  ".to_owned()
        }
        _ if app.stale => "! the server did not answer  ".to_owned(),
        0 => String::new(),
        1 => "! 1 problem  ".to_owned(),
        n => format!("! {n} problems  "),
    };
    let checked = app.problems.checked;
    if let Some(read) = app.read {
        extent = match read.percent() {
            _ if read.is_unknown() => format!("reading  {extent}"),
            percent => format!("reading {percent} %  {extent}"),
        };
    } else if !checked.is_complete() && cells >= 60 {
        extent = format!("checked {} of {}  {extent}", checked.done, checked.total);
    }
    let name = " annals  ";
    let room = cells.saturating_sub(width(name) + width(&problems) + width(&extent) + 3);
    let title = truncate(app.timeline.title(), room, theme.glyphs.ellipsis);
    let gap = room.saturating_sub(width(&title)) + 2;
    let line = vec![
        Span::styled(name, theme.style(Role::Accent)),
        Span::styled(title, theme.style(Role::Title)),
        Span::raw(" ".repeat(gap)),
        Span::styled(problems, theme.style(Role::Bad)),
        Span::styled(extent, theme.style(Role::Dim)),
    ];
    put(frame, area, &Line::from(line));
}

/// Draws the status line: the filter or message on the left, the count and hints on the right. If a
/// prompt is open, draws the prompt and its error instead.
pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    if let Some(prompt) = &app.prompt {
        return draw_prompt(app, prompt, frame, area);
    }
    let (theme, cells) = (&app.theme, usize::from(area.width));
    let (left, style) = match &app.message {
        Some(message) if message.bad => (message.text.as_str(), theme.style(Role::Bad)),
        Some(message) => (message.text.as_str(), Style::new()),
        None => (app.filter.text(), theme.style(Role::Accent)),
    };
    let left = &theme.glyphs.text(left.to_owned());
    let mut right = Vec::new();
    if let Some(count) = app.count {
        right.push(Span::styled(
            format!("{count}  "),
            theme.style(Role::Accent),
        ));
    }
    if !app.filter.is_empty() {
        right.push(Span::raw(format!(
            "{} of {}  ",
            found(app),
            app.timeline.len()
        )));
    }
    // A long message or filter displaces the hints, which `?` shows as well.
    let taken: usize =
        right.iter().map(|span| width(&span.content)).sum::<usize>() + width(left) + 3;
    if app.overlay.is_none() {
        right.extend(hints(app, cells.saturating_sub(taken)));
    }
    let used: usize = right.iter().map(|span| width(&span.content)).sum();
    let left = truncate(left, cells.saturating_sub(used + 2), theme.glyphs.ellipsis);
    let gap = cells.saturating_sub(used + 1 + width(&left));
    let mut line = vec![
        Span::raw(" "),
        Span::styled(left, style),
        Span::raw(" ".repeat(gap)),
    ];
    line.extend(right);
    put(frame, area, &Line::from(line));
}

/// Returns hints for the keys most useful in the focused pane, as many as fit. The key for the help
/// is last.
fn hints(app: &App, room: usize) -> Vec<Span<'static>> {
    let glyphs = app.theme.glyphs;
    let several = app.event().is_some_and(|event| event.citations.len() > 1);
    let wanted: &[(Action, &str)] = match app.focus {
        Pane::Timeline => &[
            (Action::Enter, "source"),
            (Action::Problems, "problems"),
            (Action::Actors, "actors"),
            (Action::Filter, "filter"),
            (Action::Search, "search"),
            (Action::Sources, "sources"),
            (Action::Quit, "quit"),
        ],
        Pane::Event => &[
            (Action::Back, "back"),
            (Action::Enter, "source"),
            (Action::NextEvent, "next"),
        ],
        Pane::Source => &[
            (Action::Back, "back"),
            (Action::NextEvent, "next event"),
            (Action::NextCitation, "next citation"),
            (Action::Enter, "events citing ¶"),
            (Action::Copy, "copy"),
        ],
    };
    let hint = |(action, words): &(Action, &str)| {
        let key = key_of(Context::Browse, *action).map(|key| glyphs.key(key))?;
        let idle = match action {
            Action::NextCitation => !several,
            Action::Problems => app.problems.rows.is_empty() && app.problems.checked.is_complete(),
            _ => false,
        };
        (!idle).then(|| (key, glyphs.text(format!(" {words}  "))))
    };
    let help = hint(&(Action::Help, "keys"));
    let cells = |(key, words): &(&'static str, String)| width(key) + width(words);
    let mut room = room.saturating_sub(help.as_ref().map_or(0, cells));
    let mut shown = Vec::new();
    for hint in wanted.iter().filter_map(hint) {
        let Some(rest) = room.checked_sub(cells(&hint)) else {
            break;
        };
        room = rest;
        shown.push(hint);
    }
    shown.extend(help);
    let spans = shown.into_iter().flat_map(|(key, words)| {
        let words = Span::styled(words, app.theme.style(Role::Dim));
        [Span::styled(key, app.theme.style(Role::Title)), words]
    });
    spans.collect()
}

/// Returns how many events match the filter.
fn found(app: &App) -> String {
    if app.is_waiting() {
        return app.theme.glyphs.ellipsis.to_owned();
    }
    let more = if app.has_more { "+" } else { "" };
    format!("{}{more}", app.view.len())
}

fn draw_prompt(app: &App, prompt: &Prompt, frame: &mut Frame<'_>, area: Rect) {
    let (theme, cells) = (&app.theme, usize::from(area.width));
    let label = format!(" {}", prompt.label());
    let count = match prompt.purpose {
        Purpose::Filter => {
            let hint = if cells >= 60 { "  Tab completes" } else { "" };
            format!("{hint}  {} of {} ", found(app), app.timeline.len())
        }
        Purpose::Search => String::new(),
        Purpose::GoTo if prompt.hint.is_empty() && cells >= 60 => "  Tab completes ".to_owned(),
        Purpose::GoTo => format!("  {} ", theme.glyphs.text(prompt.hint.clone())),
    };
    let room = cells.saturating_sub(width(&label) + width(&count) + 1);
    let value = prompt.input.value();
    let at = width(value.get(..cursor_byte(&prompt.input)).unwrap_or_default());
    // Scroll by whole graphemes.
    let mut scroll = 0;
    let mut shown = value;
    for grapheme in graphemes(value) {
        if at - scroll < room.max(1) {
            break;
        }
        scroll += grapheme.width;
        shown = value
            .get(grapheme.at + grapheme.text.len()..)
            .unwrap_or_default();
    }
    let shown = truncate(shown, room, "");
    let gap = room.saturating_sub(width(&shown)) + 1;
    let line = vec![
        Span::styled(label.clone(), theme.style(Role::Accent)),
        Span::raw(shown),
        Span::raw(" ".repeat(gap)),
        Span::styled(count, theme.style(Role::Dim)),
    ];
    put(frame, area, &Line::from(line));
    let before = width(&label);
    let cursor = before + at - scroll;
    if area.width > 0 && area.height > 0 {
        let x = area.x
            + u16::try_from(cursor)
                .unwrap_or(u16::MAX)
                .min(area.width - 1);
        frame.set_cursor_position(Position::new(x, area.y));
    }
    if let Some(wrong) = prompt.error.as_ref().filter(|_| area.height > 1) {
        let place = value.char_indices().nth(wrong.column.saturating_sub(1));
        let place = width(
            value
                .get(..place.map_or(value.len(), |(at, _)| at))
                .unwrap_or_default(),
        );
        let column = (before + place.saturating_sub(scroll)).min(cells.saturating_sub(1));
        let help = wrong
            .help
            .as_ref()
            .map_or(String::new(), |help| format!("; {help}"));
        let words = format!("{}{help}", wrong.message);
        // The caret is under the error. The message goes to the right of it, or to the left if it
        // only fits there.
        let (left, right) = (column.saturating_sub(2), cells.saturating_sub(column + 3));
        let line = if width(&words) <= right || right >= left {
            let words = truncate(&words, right, theme.glyphs.ellipsis);
            format!("{}^ {words}", " ".repeat(column))
        } else {
            let words = truncate(&words, left, theme.glyphs.ellipsis);
            format!("{}{words} ^", " ".repeat(column - 1 - width(&words)))
        };
        let line = vec![Span::styled(
            theme.glyphs.text(line),
            theme.style(Role::Bad),
        )];
        put(
            frame,
            Rect {
                y: area.y + 1,
                ..area
            },
            &Line::from(line),
        );
    }
}

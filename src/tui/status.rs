//! What the last line of the screen says, in the columns where it is drawn: the keys or a message,
//! and the position in the list. The filter has its own row, so that a message never hides it.

use std::ops::Range;

use super::action::Action;
use super::app::App;
use super::keymap::{Context, key_of};
use super::layout::Pane;
use super::theme::Glyphs;
use crate::text::width::{truncate, width};
use crate::timeline::Version;

/// A key with what it does.
#[derive(Clone, Debug)]
pub struct Hint {
    /// The name of the key, or of two for both directions.
    pub key: String,
    /// What it does, with the spaces around it.
    pub words: String,
    /// The columns of both, from the second column of the screen on.
    pub columns: Range<usize>,
    /// The action.
    pub action: Action,
}

/// The last line of the screen.
#[derive(Clone, Debug)]
pub struct StatusLine {
    /// The message, as far as there is room for it.
    pub message: String,
    /// The keys.
    pub hints: Vec<Hint>,
    /// The position, at the right.
    pub position: String,
}

/// Returns the last line for a width.
pub fn status_line(app: &App, cells: usize) -> StatusLine {
    let glyphs = app.theme.glyphs;
    let position = position(app);
    let room = cells.saturating_sub(width(&position) + 2);
    let Some(message) = &app.message else {
        return StatusLine {
            message: String::new(),
            hints: hints(app, room),
            position,
        };
    };
    let text = glyphs.text(message.text.clone());
    // The key for the help stays, if there is room.
    let help = [(Action::Help, "keys")];
    let mut hints = fitting(glyphs, Context::Browse, &help, 1, room);
    let taken: usize = hints.iter().map(|hint| hint.columns.len()).sum();
    if app.overlay.is_some() || width(&text) + 2 + taken > room {
        hints.clear();
    }
    for hint in &mut hints {
        let end = cells.saturating_sub(width(&position));
        hint.columns = end.saturating_sub(taken)..end;
    }
    StatusLine {
        message: truncate(&text, room, glyphs.ellipsis).into_owned(),
        hints,
        position,
    }
}

/// Returns the count typed so far, or else the number of the selected event among those of the view.
fn position(app: &App) -> String {
    match (app.count, app.rank()) {
        (Some(count), _) => format!("{count} "),
        (None, Some(rank)) => {
            let hits = hits(app).map_or(String::new(), |hits| format!("{hits}   "));
            format!("{hits}{} of {} ", rank + 1, app.found())
        }
        (None, None) => String::new(),
    }
}

/// Returns where the cursor is among the hits of the search.
pub fn hits(app: &App) -> Option<String> {
    let position = app.needle.as_ref().and_then(|_| app.hit_position());
    Some(match position? {
        (_, 0) => "no hit".to_owned(),
        (Some(at), all) => format!("hit {at} of {all}"),
        (None, 1) => "1 hit".to_owned(),
        (None, all) => format!("{all} hits"),
    })
}

/// Returns the keys most useful in the focused pane or the open prompt, as many as fit. The key for
/// the help is last. While an overlay is open, it has its own.
fn hints(app: &App, room: usize) -> Vec<Hint> {
    use Action::{
        Accept, Actors, Back, Cancel, Complete, Copy, Down, Earlier, Enter, Filter, Help, Lanes,
        NextCitation, NextEdition, NextEvent, NextPane, Problems, Quit, Search, Sources,
    };
    let glyphs = app.theme.glyphs;
    if app.overlay.is_some() {
        return Vec::new();
    }
    if app.prompt.is_some() {
        let keys = [
            (Accept, "apply"),
            (Complete, "complete"),
            (Earlier, "earlier"),
            (Cancel, "cancel"),
        ];
        return fitting(glyphs, Context::Prompt, &keys, 1, room);
    }
    let wanted: &[(Action, &str)] = match app.focus {
        Pane::Timeline => &[
            (Down, "move"),
            (Enter, "source"),
            (Filter, "filter"),
            (Actors, "actors"),
            (Problems, "problems"),
            (Search, "search"),
            (Sources, "sources"),
            (Lanes, "lanes"),
            (NextPane, "panes"),
            (Quit, "quit"),
        ],
        Pane::Event => &[
            (Back, "back"),
            (Enter, "source"),
            (NextEvent, "next event"),
            (NextCitation, "next citation"),
            (Copy, "copy"),
        ],
        Pane::Evidence => &[
            (Back, "back"),
            (Enter, "source"),
            (NextEvent, "next event"),
            (Copy, "copy"),
        ],
        Pane::Source => &[
            (Back, "back"),
            (Enter, "events citing ¶"),
            (NextEdition, "next edition"),
            (Search, "search"),
            (NextEvent, "next event"),
            (NextCitation, "next citation"),
            (Copy, "copy"),
        ],
    };
    let several = app.event().is_some_and(|event| event.citations.len() > 1);
    let mut wanted = wanted.to_vec();
    wanted.retain(|(action, _)| match action {
        NextCitation => several,
        NextEdition => app
            .reading()
            .is_some_and(|(source, _)| !source.editions.is_empty()),
        Enter if app.focus == Pane::Source => {
            app.reader.page().is_some() && app.reader.version == Version::Current
        }
        Problems => !app.problems.rows.is_empty() || !app.problems.checked.is_complete(),
        _ => true,
    });
    let help = [(Help, "keys")];
    let browse = Context::Browse;
    let taken = fitting(glyphs, browse, &help, 1, room);
    let taken: usize = taken.iter().map(|hint| hint.columns.len()).sum();
    let mut keys = fitting(glyphs, browse, &wanted, 1, room.saturating_sub(taken));
    let end = keys.last().map_or(1, |hint| hint.columns.end);
    keys.extend(fitting(glyphs, browse, &help, end, room));
    keys
}

/// Returns keys with words from a column on, as many as fit into the room.
fn fitting(
    glyphs: &Glyphs,
    context: Context,
    wanted: &[(Action, &str)],
    mut at: usize,
    room: usize,
) -> Vec<Hint> {
    let mut hints = Vec::new();
    for (action, words) in wanted {
        // The key for the other direction is named beside it.
        let both = [
            Some(*action),
            (*action == Action::Down).then_some(Action::Up),
        ];
        let keys = both.into_iter().flatten();
        let keys = keys.filter_map(|action| key_of(context, action));
        let keys: Vec<&str> = keys.map(|key| glyphs.key(key)).collect();
        let key = keys.join(" ");
        let words = glyphs.text(format!(" {words}  "));
        let end = at + width(&key) + width(&words);
        if end > room + 1 {
            break;
        }
        hints.push(Hint {
            key,
            words,
            columns: at..end,
            action: *action,
        });
        at = end;
    }
    hints
}

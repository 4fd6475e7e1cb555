//! The key table: every key does something, and what it does in each pane.

use annals::tui::action::Action;
use annals::tui::app::{App, Pane};
use annals::tui::effect::Effect;
use annals::tui::keymap::{BINDINGS, Context, Meaning, meaning};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::doubt::doubtful;
use crate::screen::{cursor, drive, example, styled};
use crate::{said, select, selected};

/// Returns the script for a key by its name in the table.
fn script(name: &str) -> String {
    let named = match name {
        "⏎" => "enter",
        "Esc" => "esc",
        "⌫" => "back",
        "Del" => "del",
        "Tab" => "tab",
        "↑" => "up",
        "↓" => "down",
        "←" => "left",
        "→" => "right",
        "Home" => "home",
        "End" => "end",
        "PgUp" => "pgup",
        "PgDn" => "pgdn",
        "F1" => "f1",
        "F5" => "f5",
        "Space" => "space",
        name => {
            return match name.strip_prefix('^') {
                Some(letter) => format!("<c-{}>", letter.to_lowercase()),
                None => name.to_owned(),
            };
        }
    };
    format!("<{named}>")
}

/// Returns keys that lead to a state in which an action has an effect.
fn ready(context: Context, action: Action) -> &'static str {
    match (context, action) {
        (
            Context::Browse,
            Action::Up | Action::HalfUp | Action::PageUp | Action::First | Action::PreviousHeading,
        ) => "G",
        (Context::Browse, Action::Back | Action::NextEvent) => "<enter>",
        (Context::Browse, Action::PreviousEvent) => "j<enter>",
        (Context::Browse, Action::NextCitation | Action::PreviousCitation) => "11G",
        (Context::Browse, Action::NextHit | Action::PreviousHit) => "/Kim<enter>",
        (Context::Browse, Action::ClearFilter | Action::UndoFilter) => "ftag:war<enter>",
        (Context::Browse, _) => "",
        (Context::Prompt, Action::Complete) => "ftag:w",
        (Context::Prompt, Action::Delete | Action::CursorRight | Action::CursorEnd) => {
            "fkim<left><left>"
        }
        (Context::Prompt, Action::Later) => "fkim<enter>xfwar<up>",
        (Context::Prompt, _) => "fkim",
        (Context::Actors, Action::Up | Action::First) => "a<down>",
        (Context::Actors, Action::PageUp) => "a<pgdn>",
        (Context::Actors, Action::DeleteBack | Action::DeleteWord | Action::DeleteLine) => "aki",
        (Context::Actors, _) => "a",
        (Context::Help, Action::Up | Action::First) => "?<down>",
        (Context::Help, Action::PageUp) => "?<pgdn>",
        (Context::Help, Action::DeleteBack | Action::DeleteWord | Action::DeleteLine) => "?fi",
        (Context::Help, _) => "?",
        (Context::Choice, Action::Up | Action::PageUp | Action::First) => "y<down>",
        (Context::Choice, _) => "y",
        (Context::Lanes, Action::Up | Action::PageUp | Action::First) => "LG",
        (Context::Lanes, Action::PreviousEvent) => "LJ",
        (Context::Lanes, Action::ZoomOut | Action::FitAll) => "L++",
        (Context::Lanes, _) => "L",
        (Context::Problems, Action::DetailsUp) => "!<c-d>",
        (Context::Problems, Action::Up | Action::PageUp | Action::First) => "!G",
        (Context::Problems, _) => "!",
    }
}

/// Returns what the user sees.
fn seen(app: &App) -> (String, Option<(u16, u16)>) {
    (styled(app), cursor(app))
}

#[test]
fn every_key_does_something() {
    for binding in BINDINGS {
        for key in binding.keys {
            let mut app = match binding.context {
                Context::Problems => doubtful(120, 20),
                _ => example(120, 20),
            };
            drive(&mut app, ready(binding.context, binding.action));
            assert_eq!(app.context(), binding.context, "{key}");
            let before = seen(&app);
            let effects = drive(&mut app, &script(key));
            assert!(
                !effects.is_empty() || seen(&app) != before,
                "{key} does nothing in {:?} ({:?})",
                binding.context,
                binding.action
            );
        }
    }
}

#[test]
fn every_key_does_what_the_table_says() {
    for binding in BINDINGS.iter().filter(|b| b.context == Context::Browse) {
        let effect = match binding.action {
            Action::Quit => Effect::Quit,
            Action::Suspend => Effect::Suspend,
            Action::Reload => Effect::Reload,
            Action::Redraw => Effect::Redraw,
            _ => continue,
        };
        for key in binding.keys {
            let mut app = example(80, 24);
            assert_eq!(
                drive(&mut app, &script(key)),
                std::slice::from_ref(&effect),
                "{key}"
            );
        }
    }
    for keys in ["f", "a", "?", "y", "/", "L", "s", ":"] {
        let mut app = example(80, 24);
        drive(&mut app, keys);
        let context = app.context();
        for (key, effect) in [("<c-z>", Effect::Suspend), ("<c-l>", Effect::Redraw)] {
            assert_eq!(drive(&mut app, key), [effect], "{keys}");
            assert_eq!(app.context(), context, "{keys}");
        }
    }
}

#[test]
fn unlisted_modifiers_do_nothing() {
    for modifiers in [KeyModifiers::ALT, KeyModifiers::CONTROL | KeyModifiers::ALT] {
        for code in [KeyCode::Char('q'), KeyCode::Char('f'), KeyCode::Enter] {
            let key = KeyEvent::new(code, modifiers);
            assert_eq!(meaning(Context::Browse, key), None, "{key:?}");
            assert_eq!(meaning(Context::Prompt, key), None, "{key:?}");
        }
    }
    let shifted = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
    let meant = meaning(Context::Browse, shifted);
    assert_eq!(meant, Some(Meaning::Action(Action::Last)));
}

#[test]
fn a_number_repeats_the_key_after_it() {
    let mut app = example(120, 36);
    drive(&mut app, "3j");
    assert_eq!(app.rank(), Some(3));
    drive(&mut app, "2k");
    assert_eq!(app.rank(), Some(1));
    drive(&mut app, "12G");
    assert_eq!(app.rank(), Some(11));
    drive(&mut app, "1g");
    assert_eq!(app.rank(), Some(0));
    drive(&mut app, "10j");
    assert_eq!(app.rank(), Some(10));
    drive(&mut app, "99999999999999999999k");
    assert_eq!((app.rank(), app.count), (Some(0), None));
    drive(&mut app, "0j");
    assert_eq!(app.rank(), Some(1));
    // Another key in between discards the number.
    drive(&mut app, "5zzj");
    assert_eq!(app.rank(), Some(2));
    drive(&mut app, "<enter>5G");
    assert_eq!(app.reader.cursor, 5);
    drive(&mut app, "2J");
    assert_eq!(app.rank(), Some(4));
}

#[test]
fn events_can_be_changed_from_the_source_pane() {
    for size in [(120, 36), (80, 24)] {
        let mut app = example(size.0, size.1);
        drive(&mut app, "jj<enter>J");
        assert_eq!(
            (app.focus, selected(&app)),
            (Pane::Source, "troops-at-kursk")
        );
        assert_eq!(app.reader.cursor, 5);
        drive(&mut app, "KK");
        assert_eq!(
            (app.focus, selected(&app)),
            (Pane::Source, "far-east-visit")
        );
        assert_eq!(app.reader.cursor, 4);
    }
}

#[test]
fn citations_wrap_around() {
    let mut app = example(120, 36);
    select(&mut app, "beijing-summit");
    assert_eq!((app.citation, app.reader.cursor), (0, 4));
    drive(&mut app, "]");
    assert_eq!((app.citation, app.reader.cursor), (1, 1));
    drive(&mut app, "]");
    assert_eq!(app.citation, 0);
    drive(&mut app, "[");
    assert_eq!(app.citation, 1);
    drive(&mut app, "3]");
    assert_eq!(app.citation, 0);
    drive(&mut app, "g]");
    assert_eq!(
        (app.citation, said(&app)),
        (0, "this event has only one citation")
    );
}

#[test]
fn tab_cycles_through_the_panes() {
    for size in [(120, 36), (80, 24)] {
        let mut app = example(size.0, size.1);
        let mut panes = Vec::new();
        for _ in 0..4 {
            panes.push(app.focus);
            drive(&mut app, "<tab>");
        }
        let round = [Pane::Timeline, Pane::Event, Pane::Source, Pane::Timeline];
        assert_eq!(panes, round);
    }
}

#[test]
fn zoom_enlarges_the_pane_to_the_whole_screen() {
    for keys in ["", "<tab>", "<enter>"] {
        let mut app = example(120, 36);
        drive(&mut app, keys);
        let before = styled(&app);
        drive(&mut app, "z");
        let areas = app.areas();
        let area = match app.focus {
            Pane::Timeline => areas.timeline,
            Pane::Event => areas.event,
            Pane::Evidence => areas.evidence,
            Pane::Source => areas.source,
        };
        assert_eq!((area.x, area.width), (0, 120));
        drive(&mut app, "z");
        assert_eq!(styled(&app), before);
        drive(&mut app, "z<esc>");
        assert!(!app.zoomed);
    }
}

#[test]
fn the_cursor_moves_through_the_whole_source_and_back() {
    for (width, height) in [(120, 36), (80, 24), (40, 8), (20, 6)] {
        let mut app = example(width, height);
        drive(&mut app, "<enter>g");
        let start = (app.reader.top, app.reader.cursor);
        assert_eq!(start, (0, 1));
        for keys in ["jk", "<c-d><c-u>", "<pgdn><pgup>"] {
            let (down, up) = keys.split_at(keys.len() / 2);
            for _ in 0..400 {
                drive(&mut app, down);
            }
            let page = app.reader.page().expect("it is set").height();
            let height = usize::from(app.areas().source.height);
            assert_eq!(app.reader.top, page - height, "{keys} at {width}x{height}");
            if keys == "jk" {
                assert_eq!(app.reader.cursor, 8, "at {width}x{height}");
            }
            for _ in 0..400 {
                drive(&mut app, up);
            }
            if keys == "jk" {
                assert_eq!(app.reader.cursor, 1, "at {width}x{height}");
            }
            assert_eq!(app.reader.top, 0, "{keys} at {width}x{height}");
            drive(&mut app, "g");
            assert_eq!((app.reader.top, app.reader.cursor), start);
        }
        drive(&mut app, "G");
        let bottom = app.reader.top;
        drive(&mut app, "j");
        assert_eq!((app.reader.top, app.reader.cursor), (bottom, 8));
    }
}

#[test]
fn help_lists_and_finds_every_key() {
    use annals::tui::overlay::{HelpList, HelpRow, Overlay};
    let help = HelpList::default();
    let rows = help.rows();
    for binding in BINDINGS.iter().filter(|b| b.context == Context::Browse) {
        let line = HelpRow::Line(binding.keys.to_vec(), binding.action.words().to_owned());
        assert!(rows.contains(&line), "{line:?}");
    }
    let mut app = example(100, 30);
    drive(&mut app, "?half a");
    let Some(Overlay::Help(list)) = &app.overlay else {
        panic!("the help closed");
    };
    let lines = list.rows();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert_eq!(lines.first(), Some(&HelpRow::Heading("Browsing")));
    drive(&mut app, "<esc>");
    assert!(app.overlay.is_none());
}

//! What a timeline of many events shows before and after the answers of the worker.

use std::fmt::Write;

use annals::tui::app::App;
use annals::tui::keymap::Context;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::screen::{answer, from_text, text};

/// One more event than is filtered at once.
const EVENTS: usize = 20_001;

/// Returns a timeline in which Ann takes part in one event, Bob in all others, and Cat in none.
fn many(width: u16, height: u16) -> App {
    let mut file = String::new();
    for (id, name) in [("ann", "Ann"), ("bob", "Bob"), ("cat", "Cat")] {
        let _ = writeln!(file, "[actors.{id}]\nname = \"{name}\"");
    }
    for n in 0..EVENTS {
        let actor = if n == 0 { "ann" } else { "bob" };
        let _ = writeln!(
            file,
            "[[event]]\nid = \"e{n}\"\ndate = \"2001\"\ntitle = \"t\"\nactors = [\"{actor}\"]"
        );
    }
    from_text(&file, width, height)
}

/// Presses keys without waiting for answers.
fn press(app: &mut App, keys: &str) {
    for c in keys.chars() {
        let code = match c {
            '↓' => KeyCode::Down,
            '\n' => KeyCode::Enter,
            '\x1b' => KeyCode::Esc,
            c => KeyCode::Char(c),
        };
        app.key(KeyEvent::new(code, KeyModifiers::NONE));
    }
}

/// Answers the questions that are pending, but not those that follow from the answers.
fn answer_once(app: &mut App) {
    for question in app.take_questions() {
        let mut replies = Vec::new();
        question.answer(&|| true, &mut |reply| replies.push(reply));
        for reply in replies {
            app.reply(question.generation, reply);
        }
    }
}

/// Returns the rows of the list of actors, without its frame.
fn listed(app: &App) -> Vec<String> {
    let screen = text(app);
    let rows = screen.lines().filter_map(|row| row.split('│').nth(1));
    let words = rows.map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "));
    words.filter(|row| row.contains('●')).collect()
}

#[test]
fn actors_are_listed_before_their_events_are_counted() {
    let mut app = many(100, 20);
    press(&mut app, "a");
    assert_eq!(listed(&app), ["▌ ● Ann", "● Bob", "● Cat"]);
    answer(&mut app);
    assert_eq!(listed(&app), ["▌ ● Bob 20000", "● Ann 1", "● Cat 0"]);
    // The cursor stays on an actor that was moved to.
    press(&mut app, "\x1ba↓");
    assert_eq!(listed(&app), ["● Ann", "▌ ● Bob", "● Cat"]);
    answer(&mut app);
    assert_eq!(listed(&app), ["▌ ● Bob 20000", "● Ann 1", "● Cat 0"]);
    press(&mut app, "\x1baa");
    assert_eq!(listed(&app), ["▌ ● Ann", "● Cat"]);
    answer(&mut app);
    assert_eq!(listed(&app), ["▌ ● Ann 1", "● Cat 0"]);
}

#[test]
fn only_counts_under_the_newest_draft_are_shown() {
    let mut app = many(100, 20);
    press(&mut app, "a");
    answer(&mut app);
    press(&mut app, " ");
    assert_eq!(listed(&app), ["▌✓ ● Bob", "● Ann", "● Cat"]);
    let earlier = app.take_questions();
    press(&mut app, "↓-");
    for question in earlier {
        question.answer(&|| true, &mut |reply| app.reply(question.generation, reply));
    }
    assert_eq!(listed(&app), ["✓ ● Bob", "▌− ● Ann", "● Cat"]);
    answer(&mut app);
    assert_eq!(listed(&app), ["✓ ● Bob 20000", "▌− ● Ann 0", "● Cat 0"]);
    // An answer for a list that was closed is dropped.
    press(&mut app, "\x1ba");
    let earlier = app.take_questions();
    press(&mut app, "\x1ba");
    for question in earlier {
        question.answer(&|| true, &mut |reply| app.reply(question.generation, reply));
    }
    assert_eq!(listed(&app), ["▌ ● Ann", "● Bob", "● Cat"]);
}

#[test]
fn a_draft_can_be_applied_before_events_are_counted() {
    let mut app = many(100, 20);
    press(&mut app, "a ");
    answer_once(&mut app);
    assert_eq!(listed(&app), ["● Bob 0", "▌✓ ● Ann 1", "● Cat 0"]);
    press(&mut app, "\x1ba ");
    assert_eq!(listed(&app), ["▌✓ ● Ann", "● Bob", "● Cat"]);
    press(&mut app, "\n");
    answer(&mut app);
    assert_eq!((app.filter.text(), app.view.len()), ("actor:ann", 1));
}

#[test]
fn lanes_open_before_their_events_are_known() {
    let mut app = many(100, 20);
    press(&mut app, "L");
    assert_eq!(app.context(), Context::Lanes);
    let blank = text(&app);
    assert!(
        !blank.contains("Bob") && !blank.contains("actor"),
        "{blank}"
    );
    // Keys do nothing yet.
    press(&mut app, "jG+-0lh");
    let bob = |app: &App| {
        let screen = text(app);
        let row = screen.lines().find(|row| row.contains("● Bob  20000"));
        row.map(|row| row.contains('─'))
    };
    assert_eq!(bob(&app), None);
    answer_once(&mut app);
    assert_eq!(bob(&app), Some(false));
    answer_once(&mut app);
    assert_eq!(bob(&app), Some(true));
    let shown = text(&app);
    // Nothing is asked twice.
    press(&mut app, "jk");
    assert!(app.take_questions().is_empty());
    assert_eq!(text(&app), shown);
    // What was asked for lanes that were closed is not shown in others.
    press(&mut app, "\x1bL");
    let earlier = app.take_questions();
    press(&mut app, "\x1bL");
    for question in earlier {
        question.answer(&|| true, &mut |reply| app.reply(question.generation, reply));
    }
    assert_eq!(text(&app), blank);
    answer(&mut app);
    assert_eq!(text(&app), shown);
}

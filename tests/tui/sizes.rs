//! Screen sizes: none is too small, and the selection stays visible.

use annals::tui::theme::Theme;
use annals::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

use crate::screen::{drive, example, from_text, open, text};
use crate::{STATES, consistent, many, selected};

#[test]
fn every_state_is_drawn_at_every_small_size() {
    for (_, keys) in STATES {
        let mut app = example(80, 24);
        drive(&mut app, keys);
        for width in 0..12 {
            for height in 0..12 {
                app.resize(Size { width, height });
                consistent(&app);
            }
        }
        app.resize(Size::new(120, 36));
        consistent(&app);
    }
}

#[test]
fn a_single_cell_is_not_blank() {
    for (width, height) in [(1, 1), (2, 1), (1, 5), (3, 3), (5, 2)] {
        let app = example(width, height);
        assert!(!text(&app).trim().is_empty(), "{width}x{height}");
    }
}

#[test]
fn keys_work_at_every_small_size() {
    let keys = "jk<enter>jG/kim<enter>n<esc>y<esc>akim<space><enter>f date:x<esc>?<pgdn><esc>u";
    for width in [0, 1, 2, 5, 11] {
        for height in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] {
            let mut app = example(width, height);
            for key in keys.split_inclusive(['>', 'j', 'k', 'G', 'n']) {
                drive(&mut app, key);
                consistent(&app);
            }
        }
    }
}

/// Until a resize is reported, the state and the terminal differ in size.
#[test]
fn draws_on_a_screen_of_a_different_size_than_the_state() {
    for (_, keys) in STATES {
        let mut app = example(120, 36);
        drive(&mut app, keys);
        for (width, height) in [(0, 0), (1, 1), (40, 10), (119, 35), (200, 50)] {
            let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a backend");
            terminal
                .draw(|frame| view::draw(&app, frame))
                .expect("it draws");
        }
    }
}

#[test]
fn a_resize_keeps_the_selection() {
    let mut app = example(120, 36);
    drive(&mut app, "jjjj");
    let before = selected(&app).to_owned();
    for (width, height) in [(80, 24), (20, 3), (1, 1), (200, 50), (100, 8), (120, 36)] {
        app.resize(Size { width, height });
        consistent(&app);
        assert_eq!(selected(&app), before);
    }
}

#[test]
fn the_selection_stays_visible_in_a_long_timeline() {
    let mut app = from_text(&many(200), 80, 24);
    for key in [
        "<pgdn>",
        "<pgdn>",
        "<c-d>",
        "5k",
        "G",
        "<c-u>",
        "<pgup>",
        "k",
        "100G",
        "3j",
        "g",
        "j",
        "99999999j",
        "99999999k",
        "150G",
        "<home>",
        "<end>",
    ] {
        drive(&mut app, key);
        consistent(&app);
        let title = app.event().map(|event| event.title.clone()).expect("one");
        let shown = text(&app);
        let row = shown.lines().find(|row| row.starts_with('▌'));
        assert!(
            row.is_some_and(|row| row.contains(&title)),
            "{key}: {row:?}"
        );
    }
    assert_eq!(selected(&app), "e199");
}

#[test]
fn ten_thousand_events_are_shown_a_screen_at_a_time() {
    let mut app = from_text(&many(10_000), 120, 36);
    assert_eq!(app.timeline.len(), 10_000);
    for (keys, expected) in [
        ("G", "e9999"),
        ("k", "e9998"),
        ("5000G", "e4999"),
        ("<pgdn><pgup>", "e4999"),
        ("12j", "e5011"),
        ("g", "e0"),
        ("/number 7777<enter>", "e7777"),
        ("f\"number 123\"<enter>", "e1239"),
        ("gx", "e123"),
    ] {
        drive(&mut app, keys);
        consistent(&app);
        assert_eq!(selected(&app), expected, "{keys}");
    }
}

#[test]
fn an_empty_timeline_shows_how_to_begin() {
    for theme in [Theme::new(true, false), Theme::new(false, true)] {
        let loaded = annals::load::from_text("events.toml", "[timeline]\ntitle = \"None\"\n");
        let mut app = open(loaded.expect("it loads"), theme, 80, 24);
        assert!(text(&app).contains("No events yet."));
        app.resize(Size::new(120, 36));
        assert!(text(&app).contains("  example."), "it wraps");
        app.resize(Size::new(80, 24));
        for (_, keys) in STATES {
            drive(&mut app, keys);
            consistent(&app);
            drive(&mut app, "jkGg]n@ye<enter><esc><esc>");
            consistent(&app);
        }
    }
}

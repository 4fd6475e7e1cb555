//! The strip below the title, and the mouse.

use std::fmt::Write;

use annals::load;
use annals::timeline::{EventId, Place};
use annals::tui::app::{App, Pane};
use annals::tui::theme::Theme;
use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::style::Modifier;

use crate::screen::{buffer, drive, example, from_text, open, text};
use crate::{consistent, many, selected};

fn events(dates: &[&str]) -> String {
    let mut text = String::from("[timeline]\ntitle = \"Strip\"\n");
    for (index, date) in dates.iter().enumerate() {
        let _ = write!(
            text,
            "[[event]]\nid = \"e{index}\"\ndate = \"{date}\"\ntitle = \"Event {index}\"\n"
        );
    }
    text
}

const OUTLIER: [&str; 7] = [
    "-0499",
    "2021-02",
    "2022-05-01",
    "2022-05-03",
    "2022-05-09",
    "2023-11",
    "2025-09-03",
];
const WIDE: [&str; 6] = [
    "Y-10000",
    "-3200/-3000",
    "-0043-03-15",
    "0800",
    "1492",
    "Y10000",
];

/// Returns labels, bars and the line below them.
fn top(app: &App) -> String {
    let (text, areas) = (text(app), app.areas());
    let rows = usize::from(areas.strip.height + areas.upper_rule.height);
    let rows = text.lines().skip(1).take(rows);
    rows.fold(String::new(), |all, row| all + row + "\n")
}

fn mouse(app: &mut App, kind: MouseEventKind, (column, row): (u16, u16)) {
    app.mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    });
    consistent(app);
}

/// Returns the column of an event on the strip.
fn place(app: &App, id: EventId) -> Place {
    let event = app.timeline.event(id).expect("an event");
    let date = event.when.date().expect("it has a date");
    app.strip.scale().place(date)
}

fn press(app: &mut App, at: (u16, u16)) {
    mouse(app, MouseEventKind::Down(MouseButton::Left), at);
}

#[test]
fn the_strip_fits_on_a_line() {
    let mut all = String::new();
    let mut add = |name: &str, app: &App| {
        let _ = writeln!(all, "{name} {}\n{}", app.size, top(app));
    };
    for (name, dates, keys) in [
        ("outlier", &OUTLIER[..], "jj"),
        ("from -10000 to Y10000", &WIDE, "j"),
        ("one day", &["2025-09-03"; 5], "j"),
        ("one event", &["1912"], ""),
        ("open", &["1912/..", "../1914", "1913-05-05"], "G"),
        ("beyond", &["Y-4500000000", "Y1E30", "2000"], "G"),
        ("doubtful", &["19XX", "1955~", "[1960,1970]"], "G"),
    ] {
        for (width, height) in [(80, 24), (80, 10)] {
            let mut app = from_text(&events(dates), width, height);
            drive(&mut app, keys);
            add(name, &app);
        }
        let loaded = load::from_text("events.toml", &events(dates)).expect("it loads");
        let mut app = open(loaded, Theme::new(false, true), 60, 20);
        drive(&mut app, keys);
        add(name, &app);
    }
    insta::assert_snapshot!("strip", all);
}

#[test]
fn filtered_events_stand_out_in_the_strip() {
    let mut app = example(120, 36);
    let dim = |app: &App| {
        let row = app.areas().strip.bottom() - 1;
        let buffer = buffer(app);
        (0..120)
            .filter(|x| buffer[(*x, row)].modifier.contains(Modifier::DIM))
            .count()
    };
    assert_eq!(dim(&app), 0, "without a filter all is kept");
    drive(&mut app, "fid:victory<enter>");
    let buffer = buffer(&app);
    let row = app.areas().strip.bottom() - 1;
    let bright: Vec<u16> = (0..120)
        .filter(|x| !buffer[(*x, row)].modifier.contains(Modifier::DIM))
        .collect();
    let place = place(&app, app.selected.expect("one is left"));
    assert_eq!(bright, [place.at]);
    assert_eq!(selected(&app), "victory-day-parade");
    drive(&mut app, "x");
    assert_eq!(dim(&app), 0);
}

#[test]
fn no_strip_without_dates() {
    let mut app = from_text(&events(&["", "no date"]), 80, 24);
    assert!(app.areas().strip.is_empty());
    drive(&mut app, "j");
    press(&mut app, (10, 1));
    let app = example(80, 7);
    assert!(app.areas().strip.is_empty());
    assert_eq!(example(80, 13).areas().strip.height, 1);
    assert_eq!(example(80, 14).areas().strip.height, 2);
}

#[test]
fn the_selected_event_is_marked() {
    let mut app = from_text(&many(400), 80, 24);
    for keys in ["", "G", "200G"] {
        drive(&mut app, keys);
        let rule = app.areas().upper_rule.y;
        let buffer = buffer(&app);
        let marked: Vec<u16> = (0..80)
            .filter(|x| buffer[(*x, rule)].symbol() == "▲")
            .collect();
        let place = place(&app, app.selected.expect("one is selected"));
        assert_eq!(marked, [place.at]);
    }
}

#[test]
fn a_click_on_the_strip_goes_to_that_time() {
    let mut app = from_text(&events(&OUTLIER), 80, 24);
    let row = app.areas().strip.y;
    press(&mut app, (79, row));
    assert_eq!(selected(&app), "e6");
    press(&mut app, (0, row + 1));
    assert_eq!(selected(&app), "e0");
    // Every column goes to the nearest beginning.
    for column in 0..80 {
        mouse(
            &mut app,
            MouseEventKind::Drag(MouseButton::Left),
            (column, row + 2),
        );
        let at = |id| place(&app, id).at;
        let near = app
            .view
            .selection()
            .iter()
            .map(|id| at(id.expect("an id")).abs_diff(column))
            .min();
        let here = at(app.selected.expect("one is selected"));
        assert_eq!(Some(here.abs_diff(column)), near, "column {column}");
    }
    drive(&mut app, "fid:e0<enter>");
    press(&mut app, (79, row));
    assert_eq!(selected(&app), "e0");
    drive(&mut app, "fnosuchword<enter>");
    press(&mut app, (40, row));
    assert_eq!(app.selected, None);
}

#[test]
fn a_click_on_a_row_selects_it() {
    let mut app = example(120, 36);
    let areas = app.areas();
    drive(&mut app, "<enter>");
    press(&mut app, (10, areas.timeline.y + 4));
    assert_eq!(app.focus, Pane::Timeline);
    assert_eq!(selected(&app), "mutual-assistance-pact");
    press(&mut app, (10, areas.timeline.y));
    assert_eq!(
        selected(&app),
        "arms-and-men",
        "a heading is its first event"
    );
    press(&mut app, (10, areas.timeline.bottom() - 1));
    assert_eq!(selected(&app), "arms-and-men", "nothing is there");
    press(&mut app, (areas.source.x + 3, areas.source.y));
    assert_eq!(app.focus, Pane::Source);
    press(&mut app, (areas.event.x + 3, areas.event.y));
    assert_eq!(app.focus, Pane::Event);
    let divider = areas.dividers[0].x;
    for at in [(0, 0), (divider, 10), (0, 35), (500, 500)] {
        press(&mut app, at);
        assert_eq!(app.focus, Pane::Event);
    }
}

#[test]
fn the_wheel_scrolls_what_is_under_the_pointer() {
    let mut app = example(120, 24);
    let areas = app.areas();
    mouse(&mut app, MouseEventKind::ScrollDown, (5, areas.timeline.y));
    let third = app.rank();
    assert_eq!(third, Some(3));
    let areas = app.areas();
    let before = app.reader.top;
    mouse(
        &mut app,
        MouseEventKind::ScrollUp,
        (areas.source.x, areas.source.y),
    );
    assert_eq!(app.reader.top, before.saturating_sub(3));
    assert_eq!((app.rank(), app.focus), (third, Pane::Timeline));
    mouse(&mut app, MouseEventKind::ScrollUp, (5, areas.timeline.y));
    assert_eq!(app.rank(), Some(0));
    drive(&mut app, "f");
    mouse(&mut app, MouseEventKind::ScrollDown, (5, areas.timeline.y));
    assert_eq!(app.rank(), Some(0), "who is writing goes on writing");
    drive(&mut app, "<esc>a");
    mouse(&mut app, MouseEventKind::ScrollDown, (5, areas.timeline.y));
    press(&mut app, (5, areas.timeline.y + 3));
    assert_eq!(
        app.rank(),
        Some(0),
        "what lies over the panes has the mouse"
    );
    drive(&mut app, "<esc>");
    mouse(&mut app, MouseEventKind::Moved, (5, areas.timeline.y + 3));
    assert_eq!(app.rank(), Some(0));
}

#[test]
fn a_click_on_a_key_does_what_is_drawn() {
    let mut app = example(120, 36);
    let column = |app: &App, words: &str| {
        let shown = text(app);
        let last = shown.lines().last().unwrap_or_default();
        let before = last.split(words).next().unwrap_or_default();
        u16::try_from(before.chars().count()).expect("a column")
    };
    let sources = column(&app, "s sources");
    press(&mut app, (sources, 35));
    assert_eq!(app.context(), annals::tui::keymap::Context::Choice);
    drive(&mut app, "<esc>");
    // A message covers the keys, except that for the help.
    app.say("a message that is long enough to cover all the keys of the last line, or nearly all of them");
    press(&mut app, (sources, 35));
    assert_eq!(app.context(), annals::tui::keymap::Context::Browse);
    app.say("short");
    let help = column(&app, "? keys");
    press(&mut app, (help, 35));
    assert_eq!(app.context(), annals::tui::keymap::Context::Help);
}

#[test]
fn a_click_on_a_chip_or_a_verdict_changes_the_filter() {
    let mut app = example(120, 36);
    drive(&mut app, "ftag:war actor:russia<enter>");
    press(&mut app, (3, 1));
    assert_eq!(app.filter.text(), "actor:russia");
    let shown = text(&app);
    let header: Vec<char> = shown.lines().next().unwrap_or_default().chars().collect();
    let sign = header
        .iter()
        .position(|sign| *sign == '✓')
        .expect("a verdict");
    let sign = u16::try_from(sign).expect("a column");
    press(&mut app, (sign, 0));
    assert_eq!(app.filter.text(), "actor:russia verdict:verified");
    press(&mut app, (sign, 0));
    assert_eq!(app.filter.text(), "actor:russia");
}

#[test]
fn a_click_on_a_heading_that_stays_at_the_top_goes_to_its_first_event() {
    let mut app = crate::screen::from_text(&crate::many(100), 120, 20);
    drive(&mut app, "57G");
    let areas = app.areas();
    let rank = app.rank().expect("a rank");
    let heading = app.view.heading(rank).expect("a heading").clone();
    let shown = text(&app);
    let row = shown.lines().nth(usize::from(areas.timeline.y));
    assert!(
        row.is_some_and(|row| row.trim_start().starts_with(&heading.label)),
        "{shown}"
    );
    let first = heading.rank;
    assert!(first + 5 < rank);
    press(&mut app, (10, areas.timeline.y));
    assert_eq!(app.rank(), Some(first));
}

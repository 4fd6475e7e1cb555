//! What all overlays have in common: where they are, which keys and clicks they take.

use std::fmt::Write;

use annals::tui::app::App;
use annals::tui::effect::Effect;
use annals::tui::keymap::Context;
use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::doubt::doubtful;
use crate::screen::{answer, buffer, drive, example, from_text, rows_with, text};
use crate::{consistent, said, selected};

/// Every overlay: a name, the keys that open it, and its context.
const OVERLAYS: [(&str, &str, Context); 6] = [
    ("actors", "a", Context::Actors),
    ("help", "?", Context::Help),
    ("copy", "y", Context::Choice),
    ("sources", "s", Context::Choice),
    ("lanes", "L", Context::Lanes),
    ("problems", "!", Context::Problems),
];

/// Returns a timeline on which an overlay opens.
fn timeline(name: &str, width: u16, height: u16) -> App {
    match name {
        "actors" => groups(width, height),
        _ => doubtful(width, height),
    }
}

/// Actors who belong to each other.
fn groups(width: u16, height: u16) -> App {
    let mut file = String::from(
        "[actors.union]\nname = \"The union\"\n[actors.state]\nname = \"A state\"\n\
         member_of = [\"union\"]\n[actors.ann]\nname = \"Ann\"\nmember_of = [\"state\"]\n\
         [actors.bob]\nname = \"Bob\"\n",
    );
    for (index, actor) in ["union", "state", "ann", "ann", "bob", "union"]
        .iter()
        .enumerate()
    {
        let _ = write!(
            file,
            "[[event]]\nid = \"e{index}\"\ndate = \"200{index}\"\ntitle = \"Event {index}\"\nactors = [\"{actor}\"]\n"
        );
    }
    from_text(&file, width, height)
}

fn click(app: &mut App, x: u16, y: u16) -> Option<Effect> {
    let effect = app.mouse(MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: x,
        row: y,
        modifiers: KeyModifiers::NONE,
    });
    answer(app);
    effect
}

/// Clicks on the first cell of a text.
fn click_on(app: &mut App, wanted: &str) -> Option<Effect> {
    let shown = text(app);
    let (y, line) = shown
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(wanted))
        .unwrap_or_else(|| panic!("no {wanted}: {shown}"));
    let before = line.split(wanted).next().unwrap_or_default();
    let x = annals::text::width::width(before);
    click(app, x as u16, y as u16)
}

#[test]
fn overlays_at_several_sizes() {
    for (width, height) in [(40, 10), (80, 24), (120, 36)] {
        for (name, keys, _) in OVERLAYS {
            let mut app = match name {
                "problems" => doubtful(width, height),
                _ => example(width, height),
            };
            drive(&mut app, keys);
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), text(&app));
        }
    }
}

#[test]
fn no_overlay_covers_the_title_or_a_message() {
    for (width, height) in [(40, 10), (80, 24), (120, 36), (60, 6)] {
        for (name, keys, _) in OVERLAYS {
            let mut app = timeline(name, width, height);
            let title = text(&app).lines().next().map(str::to_owned);
            drive(&mut app, keys);
            app.say("something happened");
            let shown = text(&app);
            assert_eq!(shown.lines().next(), title.as_deref(), "{name}");
            let last = shown.lines().last().unwrap_or_default();
            assert!(last.starts_with(" something happened"), "{name}: {shown}");
        }
    }
}

#[test]
fn q_closes_an_overlay_without_an_input() {
    for (name, keys, context) in OVERLAYS {
        let mut app = timeline(name, 120, 36);
        drive(&mut app, keys);
        assert_eq!(app.context(), context);
        let effects = drive(&mut app, "q");
        let is_typed = matches!(context, Context::Actors | Context::Help);
        assert_eq!(app.overlay.is_some(), is_typed, "{name}");
        // The menu of copies has an entry with that key.
        assert_eq!(effects.len(), usize::from(name == "copy"), "{name}");
        let mut app = timeline(name, 120, 36);
        drive(&mut app, keys);
        drive(&mut app, "<esc>");
        assert!(app.overlay.is_none(), "{name}");
    }
}

#[test]
fn filter_search_keys_and_destination_work_in_an_overlay_without_an_input() {
    for keys in ["s", "L", "!"] {
        for (key, shown) in [("f", "filter: "), ("/", " /"), (":", "go to: ")] {
            let mut app = doubtful(120, 36);
            drive(&mut app, keys);
            drive(&mut app, key);
            assert_eq!(app.context(), Context::Prompt, "{keys}{key}");
            assert!(
                !rows_with(&app, shown).is_empty(),
                "{keys}{key}: {}",
                text(&app)
            );
        }
        for key in ["?", "<f1>"] {
            let mut app = doubtful(120, 36);
            drive(&mut app, keys);
            drive(&mut app, key);
            assert_eq!(app.context(), Context::Help, "{keys}{key}");
        }
    }
    // The keys of the overlay come first.
    let mut app = doubtful(80, 24);
    drive(&mut app, "!?");
    let (problems, browsing) = (rows_with(&app, " Problems"), rows_with(&app, " Browsing"));
    assert!(problems.first() < browsing.first() || browsing.is_empty());
    assert!(!problems.is_empty(), "{}", text(&app));
}

#[test]
fn a_click_outside_closes_an_overlay() {
    for (name, keys, _) in OVERLAYS.iter().filter(|(name, ..)| *name != "lanes") {
        let mut app = timeline(name, 120, 36);
        drive(&mut app, keys);
        assert_eq!(click(&mut app, 0, 0), None);
        assert!(app.overlay.is_none(), "{name}");
        assert_eq!(app.focus, annals::tui::app::Pane::Timeline);
    }
}

#[test]
fn a_click_picks_an_entry_of_a_menu() {
    let mut app = doubtful(120, 36);
    drive(&mut app, "s");
    click_on(&mut app, "A memo ");
    assert!(app.overlay.is_none());
    assert!(text(&app).contains("─ A memo ─"), "{}", text(&app));
    drive(&mut app, "y");
    let effect = click_on(&mut app, "event id");
    assert_eq!(effect, Some(Effect::Copy("altered".to_owned())));
    // The frame is not an entry.
    drive(&mut app, "y");
    click_on(&mut app, "┌─ Copy");
    assert_eq!(app.context(), Context::Choice);
}

#[test]
fn a_click_includes_an_actor() {
    let mut app = groups(80, 24);
    drive(&mut app, "a");
    click_on(&mut app, "Bob");
    assert!(!rows_with(&app, "✓ ● Bob").is_empty(), "{}", text(&app));
    click_on(&mut app, "Bob");
    assert!(rows_with(&app, "✓ ● Bob").is_empty());
    click_on(&mut app, "Ann");
    drive(&mut app, "<enter>");
    assert_eq!(app.filter.text(), "actor:ann");
}

#[test]
fn a_click_selects_a_problem_and_a_second_one_goes_there() {
    let mut app = doubtful(120, 36);
    drive(&mut app, "!");
    click_on(&mut app, "`fuzzy#1`: the quote");
    assert_eq!(app.context(), Context::Problems);
    assert!(
        !rows_with(&app, "warning[fuzzy]").is_empty()
            || !rows_with(&app, "error[fuzzy]").is_empty(),
        "{}",
        text(&app)
    );
    // A heading is not a problem.
    click_on(&mut app, " missing ·");
    assert_eq!(app.context(), Context::Problems);
    click_on(&mut app, "`fuzzy#1`: the quote");
    assert_eq!((app.context(), selected(&app)), (Context::Browse, "fuzzy"));
}

#[test]
fn clicks_in_the_lanes_select_actors_and_events() {
    let mut app = groups(120, 36);
    drive(&mut app, "L");
    assert_eq!(selected(&app), "e0");
    click_on(&mut app, "Bob");
    assert!(!rows_with(&app, "▌● Bob").is_empty(), "{}", text(&app));
    assert_eq!(selected(&app), "e0", "a name selects no event");
    // Bob has one event, and a click anywhere on his lane finds it.
    let row = rows_with(&app, "▌● Bob")[0] as u16;
    click(&mut app, 60, row);
    assert_eq!((selected(&app), app.context()), ("e4", Context::Lanes));
    click(&mut app, 60, row);
    assert_eq!(app.context(), Context::Browse, "the second click shows it");
    drive(&mut app, "L");
    let row = rows_with(&app, "● Ann")[0] as u16;
    let columns = |app: &App| {
        let buffer = buffer(app);
        let signs = (50..120).filter(|x| buffer[(*x, row)].symbol() == "○");
        signs.collect::<Vec<u16>>()
    };
    let [first, second] = columns(&app)[..] else {
        panic!("two events: {}", text(&app));
    };
    click(&mut app, second + 1, row);
    assert_eq!(selected(&app), "e3");
    click(&mut app, first + 1, row);
    assert_eq!(selected(&app), "e2");
}

#[test]
fn clicks_anywhere_do_no_harm() {
    for (width, height) in [(1, 1), (3, 3), (20, 5), (40, 10), (120, 36)] {
        for (name, keys, _) in OVERLAYS {
            for x in (0..width).step_by(1 + usize::from(width) / 4) {
                for y in (0..height).step_by(1 + usize::from(height) / 5) {
                    let mut app = timeline(name, width, height);
                    drive(&mut app, keys);
                    click(&mut app, x, y);
                    consistent(&app);
                    click(&mut app, x, y);
                    consistent(&app);
                }
            }
        }
    }
}

#[test]
fn the_help_has_two_columns_where_there_is_room() {
    for (width, is_beside) in [(119, false), (120, true), (200, true)] {
        let mut app = example(width, 60);
        drive(&mut app, "?");
        let row = rows_with(&app, " Browsing")[0];
        let shown = text(&app);
        let line = shown.lines().nth(row).expect("a row");
        let headings = ["Actors", "Lanes", "Problems", "Typing", "Filter"];
        let beside = headings.iter().any(|heading| line.contains(heading));
        assert_eq!(beside, is_beside, "{width}: {shown}");
    }
}

#[test]
fn actors_are_counted_with_their_members() {
    let mut app = groups(120, 36);
    drive(&mut app, "a");
    assert!(!rows_with(&app, "● The union  ").is_empty());
    let row = rows_with(&app, "● The union  ")[0];
    let shown = text(&app);
    assert!(
        shown
            .lines()
            .nth(row)
            .is_some_and(|line| line.contains("2 (5)")),
        "{shown}"
    );
    assert!(shown.contains("(with members)"), "{shown}");
    drive(&mut app, "<esc>L");
    let shown = text(&app);
    for (width, words) in [
        (160, "2 (5 with members)"),
        (80, "2 (5)"),
        (40, "The u… 2 "),
    ] {
        app.resize((width, 24).into());
        let shown = text(&app);
        assert!(shown.contains(words), "{width}: {shown}");
    }
    app.resize((80, 24).into());
    assert!(!rows_with(&app, " (with members)").is_empty(), "{shown}");
    // An actor without members has only one count.
    assert!(!shown.contains("Bob  1 ("), "{shown}");
}

#[test]
fn a_problem_is_selected_by_the_wheel_and_scrolled_below() {
    let mut app = doubtful(80, 14);
    drive(&mut app, "!G");
    assert_eq!(said(&app), "");
    let below = rows_with(&app, "more below");
    assert!(!below.is_empty(), "{}", text(&app));
    let before = text(&app);
    drive(&mut app, "<c-d>");
    assert_ne!(text(&app), before);
    drive(&mut app, "<c-u>");
    assert_eq!(text(&app), before);
    // So does the wheel, each part under the pointer.
    let wheel = |app: &mut App, row: usize| {
        app.mouse(MouseEvent {
            kind: MouseEventKind::ScrollDown,
            column: 40,
            row: row as u16,
            modifiers: KeyModifiers::NONE,
        });
    };
    let message = rows_with(&app, "error[missing]")[0];
    wheel(&mut app, message);
    assert!(
        rows_with(&app, "error[missing]").is_empty(),
        "{}",
        text(&app)
    );
    drive(&mut app, "g");
    assert!(rows_with(&app, "unknown-key · 2").len() == 1);
    wheel(&mut app, 3);
    assert!(
        rows_with(&app, "unknown-key · 2").is_empty(),
        "{}",
        text(&app)
    );
}

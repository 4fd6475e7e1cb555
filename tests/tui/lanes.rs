//! Lanes: actors from top to bottom, time from left to right.

use std::fmt::Write;

use annals::load;
use annals::tui::app::App;
use annals::tui::keymap::Context;
use annals::tui::lanes::Lanes;
use annals::tui::overlay::Overlay;
use annals::tui::theme::Theme;
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};

use crate::screen::{drive, example, from_text, open, rows_with, styled, text, text_where};
use crate::{consistent, many, select, selected};

/// Every kind of date, over twenty thousand years.
const DATES: [&str; 28] = [
    "Y-10000",
    "-0043-03-15",
    "-0300/-0200",
    "0001",
    "2001-05-09",
    "2001-06",
    "2002",
    "2003~",
    "2004?",
    "2005/2007",
    "2006/..",
    "2008/",
    "/2009",
    "../1990",
    "[2008-01-01..]",
    "199X",
    "19XX",
    "[2011..2013]",
    "[2011,2012-05]",
    "2014~/2016",
    "2014/2016?",
    "2010-02-03T04:05:06Z",
    "2009-21",
    "Y10000",
    "Y17E50",
    "../..",
    "some day",
    "",
];

fn kinds() -> String {
    let mut file = String::from(
        "[timeline]\ntitle = \"Kinds\"\n[actors.ann]\nname = \"Ann\"\n\
         [actors.bob]\nname = \"Bob of the long name that has no end\"\n[actors.cat]\nname = \"Cat\"\n",
    );
    let actors = [
        "\"ann\"",
        "\"bob\"",
        "\"ann\", \"bob\"",
        "\"cat\", \"ann\"",
        "",
        "\"cat\"",
    ];
    for (index, (date, actors)) in DATES.iter().zip(actors.iter().cycle()).enumerate() {
        let status = if *date == "Y10000" {
            "planned"
        } else {
            "happened"
        };
        let _ = write!(
            file,
            "[[event]]\nid = \"e{index}\"\ndate = \"{date}\"\ntitle = \"Dated {date}\"\n\
             status = \"{status}\"\nactors = [{actors}]\n"
        );
    }
    file
}

fn lanes(app: &App) -> &Lanes {
    match &app.overlay {
        Some(Overlay::Lanes(lanes)) => lanes,
        other => panic!("the lanes are not open: {other:?}"),
    }
}

#[test]
fn shows_the_example_in_lanes() {
    for (width, height) in [(80, 24), (120, 36), (200, 50)] {
        let mut app = example(width, height);
        drive(&mut app, "L");
        select(&mut app, "beijing-summit");
        insta::assert_snapshot!(format!("lanes_{width}x{height}"), text(&app));
    }
}

#[test]
fn shows_every_kind_of_date_in_lanes() {
    for (width, height) in [(80, 24), (120, 36), (200, 50)] {
        let mut app = from_text(&kinds(), width, height);
        select(&mut app, "e5");
        drive(&mut app, "L");
        insta::assert_snapshot!(format!("lanes_kinds_{width}x{height}"), text(&app));
        drive(&mut app, "++++++++++");
        insta::assert_snapshot!(format!("lanes_kinds_near_{width}x{height}"), text(&app));
    }
    for (name, theme) in [
        ("mono", Theme::new(false, false)),
        ("ascii", Theme::new(true, true)),
    ] {
        let loaded = load::from_text("events.toml", &kinds()).expect("it loads");
        let mut app = open(loaded, theme, 100, 16);
        select(&mut app, "e5");
        drive(&mut app, "L++++++++++");
        insta::assert_snapshot!(format!("lanes_{name}"), styled(&app));
        assert_eq!(name == "ascii", text(&app).is_ascii());
    }
}

/// Returns the rows of the actors whose lanes have highlighted cells.
fn lit(app: &App) -> Vec<String> {
    let buffer = crate::screen::buffer(app);
    let areas = lanes(app).areas();
    let lit = |y: &u16| {
        (areas.lanes.left()..areas.lanes.right())
            .any(|x| buffer[(x, *y)].modifier.contains(Modifier::REVERSED))
    };
    let rows = (areas.names.top()..areas.names.bottom()).filter(lit);
    let counts = lanes(app).column().width() as u16;
    let name = |y| {
        let cells = (3..areas.names.right() - counts - 3).map(|x| buffer[(x, y)].symbol());
        cells.collect::<String>().trim().to_owned()
    };
    rows.map(name).collect()
}

#[test]
fn the_selected_event_is_highlighted_in_every_lane() {
    let mut app = example(120, 36);
    drive(&mut app, "L");
    let mut seen = 0;
    for _ in 0..app.view.len() {
        let event = app.event().expect("one is selected");
        let names = event.actors.iter();
        let mut names: Vec<String> = names
            .filter_map(|p| Some(app.timeline.actor(p.actor)?.name().to_owned()))
            .collect();
        let mut found = lit(&app);
        names.sort();
        found.sort();
        assert_eq!(found, names, "{}", selected(&app));
        seen += found.len();
        drive(&mut app, "J");
    }
    assert!(seen > 20);
    // The vertical line is only between the actors who meet.
    select(&mut app, "three-leaders");
    assert!(text(&app).contains('│'));
    select(&mut app, "train-to-beijing");
    assert!(!text(&app).contains('│'));
}

#[test]
fn lanes_scroll_to_the_selection() {
    let mut app = from_text(&many(200), 80, 24);
    drive(&mut app, "L+++++");
    for _ in 0..200 {
        assert!(
            lanes(&app).column_of(app.event()).is_some(),
            "{}",
            text(&app)
        );
        drive(&mut app, "J");
        consistent(&app);
    }
    assert_eq!(selected(&app), "e199");
    drive(&mut app, "hhhhhhhhhhhhhhhh");
    assert_eq!(lanes(&app).column_of(app.event()), None);
    drive(&mut app, "K");
    assert!(lanes(&app).column_of(app.event()).is_some());
    drive(&mut app, "0");
    let all = *lanes(&app).axis();
    drive(&mut app, "+++---");
    assert_eq!(*lanes(&app).axis(), all);
}

#[test]
fn bars_extend_into_view_from_both_sides() {
    let mut file = String::from("[actors.ann]\nname = \"Ann\"\n");
    for (index, date) in ["1800/1950", "1910", "1920", "1930", "../1990"]
        .iter()
        .enumerate()
    {
        let _ = write!(
            file,
            "[[event]]\nid = \"e{index}\"\ndate = \"{date}\"\ntitle = \"t\"\nactors = [\"ann\"]\n"
        );
    }
    let mut app = from_text(&file, 80, 24);
    drive(&mut app, "L");
    select(&mut app, "e2");
    drive(&mut app, "+++++");
    let shown = text(&app);
    let row = shown.lines().find(|row| row.contains("● Ann"));
    let row = row.unwrap_or_else(|| panic!("no lane: {shown}"));
    assert!(row.contains("━━━") && row.contains('←'), "{row}");
    assert_eq!(row.matches('○').count(), 1, "{row}");
}

#[test]
fn zooming_keeps_the_selected_event_in_place() {
    let mut app = example(120, 36);
    drive(&mut app, "L");
    select(&mut app, "beijing-summit");
    let before = lanes(&app).column_of(app.event());
    drive(&mut app, "+++++++");
    assert_eq!(lanes(&app).column_of(app.event()), before);
    assert!(text(&app).contains("Sep"), "{}", text(&app));
}

#[test]
fn enter_goes_to_the_event_and_escape_returns() {
    let mut app = example(120, 36);
    drive(&mut app, "<tab>LJJJJ<enter>");
    assert_eq!(app.context(), Context::Browse);
    assert_eq!(
        (selected(&app), app.focus),
        ("thanks-for-the-troops", annals::tui::app::Pane::Timeline)
    );
    for key in ["<esc>", "L", "q"] {
        drive(&mut app, "L");
        assert_eq!(app.context(), Context::Lanes);
        drive(&mut app, key);
        assert_eq!(app.context(), Context::Browse);
    }
}

#[test]
fn lanes_respect_the_filter() {
    let mut app = example(120, 36);
    drive(&mut app, "factor:xi<enter>L");
    let shown = text(&app);
    assert!(
        shown.contains("4 actors") && shown.contains("actor:xi"),
        "{shown}"
    );
    assert!(rows_with(&app, "Ukraine").is_empty());
    drive(&mut app, "<esc>fnosuchword<enter>LJK+-hl0jkgG");
    consistent(&app);
    assert!(text(&app).contains("Nothing to show."));
    drive(&mut app, "<enter>");
    assert_eq!(app.context(), Context::Browse);
}

#[test]
fn undated_events_are_reported() {
    let file =
        "[actors.ann]\nname = \"Ann\"\n[[event]]\nid = \"a\"\ntitle = \"A\"\nactors = [\"ann\"]\n";
    let mut app = from_text(file, 80, 24);
    drive(&mut app, "L+-hl0JK");
    consistent(&app);
    assert!(text(&app).contains("1 undated event not shown"));
    let more = "[[event]]\nid = \"b\"\ndate = \"2001\"\ntitle = \"B\"\n";
    let mut app = from_text(&[file, more].concat(), 80, 24);
    drive(&mut app, "L");
    let shown = text(&app);
    assert!(
        shown.contains("nobody named") && shown.contains('○'),
        "{shown}"
    );
}

#[test]
fn lanes_are_drawn_at_every_small_size() {
    for keys in ["L", "L+++JJJJJ", "LhhhjjjG", "L0llG"] {
        for file in [None, Some(kinds())] {
            let mut app = file.map_or_else(|| example(120, 36), |file| from_text(&file, 120, 36));
            drive(&mut app, keys);
            for width in [0, 1, 2, 3, 5, 8, 11, 12, 13, 20, 33, 79, 300] {
                for height in 0..14 {
                    app.resize(Size { width, height });
                    consistent(&app);
                    let shown = text(&app);
                    assert!(
                        width * height == 0 || !shown.trim().is_empty(),
                        "{width}x{height}"
                    );
                }
            }
        }
    }
}

#[test]
fn many_actors_scroll() {
    let mut file = String::new();
    for index in 0..60 {
        let _ = write!(
            file,
            "[actors.a{index}]\nname = \"Actor {index}\"\n[[event]]\nid = \"e{index}\"\n\
             date = \"{}\"\ntitle = \"t\"\nactors = [\"a{index}\"]\n",
            1900 + index
        );
    }
    let mut app = from_text(&file, 80, 24);
    drive(&mut app, "GL");
    assert_eq!(lit(&app), ["Actor 59"], "{}", text(&app));
    drive(&mut app, "<esc>gLG");
    assert!(text(&app).contains("▌● Actor 59"), "{}", text(&app));
    drive(&mut app, "kk<pgup>g");
    assert!(text(&app).contains("▌● Actor 0 "), "{}", text(&app));
    for _ in 0..40 {
        drive(&mut app, "J");
    }
    assert!(
        !lit(&app).is_empty(),
        "a lane of the selected event is in sight"
    );
}

#[test]
fn lanes_use_no_colours_in_the_mono_theme() {
    let loaded = load::from_text("events.toml", &kinds()).expect("it loads");
    let mut app = open(loaded, Theme::new(false, false), 120, 36);
    drive(&mut app, "LJJJ++");
    let coloured =
        |cell: &ratatui::buffer::Cell| (cell.fg, cell.bg) != (Color::Reset, Color::Reset);
    assert_eq!(text_where(&app, coloured), "");
}

#[test]
fn lanes_draw_ten_thousand_events() {
    let mut app = from_text(&many(10_000), 200, 50);
    drive(&mut app, "L");
    for _ in 0..20 {
        drive(&mut app, "J+l-h");
        let _ = crate::screen::buffer(&app);
    }
}

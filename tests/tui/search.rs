//! Search in the timeline and in the source.

use annals::tui::app::Pane;
use annals::tui::keymap::Context;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::screen::{drive, example, folder, from_folder, from_text, text, text_where};
use crate::{many, said, select, selected};

const NAMES: &str = r#"
[[event]]
id = "lisbon"
date = "2001"
title = "A ship leaves Lisbon"
[[event]]
id = "tome"
date = "2002"
title = "It comes to São Tomé"
[[event]]
id = "lodz"
date = "2003"
title = "A letter from Łódź"
[[event]]
id = "upper"
date = "2004"
title = "The Lodz papers, SAO"
"#;

#[test]
fn searching_the_timeline_wraps_around() {
    let mut app = example(120, 36);
    drive(&mut app, "/parade<enter>");
    let first = selected(&app).to_owned();
    let mut round = Vec::new();
    loop {
        drive(&mut app, "n");
        round.push(selected(&app).to_owned());
        if selected(&app) == first {
            break;
        }
    }
    assert!(round.len() > 2, "{round:?}");
    assert!(round.contains(&"victory-day-parade".to_owned()));
    for slug in round.iter().rev().skip(1) {
        drive(&mut app, "N");
        assert_eq!(selected(&app), slug);
    }
}

#[test]
fn searching_ignores_accents() {
    for (needle, slug) in [
        ("sao", "tome"),
        ("são tome", "tome"),
        ("łodz", "lodz"),
        ("papers", "upper"),
    ] {
        let mut app = from_text(NAMES, 120, 36);
        drive(&mut app, &format!("/{needle}<enter>"));
        assert_eq!(selected(&app), slug, "{needle}");
    }
}

#[test]
fn hits_are_highlighted_while_typing() {
    let mut app = from_text(NAMES, 120, 36);
    drive(&mut app, "/sao");
    let here = |app: &_| text_where(app, |cell| cell.bg == Color::Cyan);
    let elsewhere = |app: &_| {
        let is_marked =
            |cell: &Cell| cell.fg == Color::Cyan && cell.modifier.contains(Modifier::UNDERLINED);
        text_where(app, is_marked)
    };
    // In the selected row; beside it, and in the last title.
    let expected = ("São".to_owned(), "SãoSAO".to_owned());
    assert_eq!((here(&app), elsewhere(&app)), expected);
    drive(&mut app, "<enter>");
    assert_eq!((here(&app), elsewhere(&app)), expected);
    assert!(text(&app).contains("hit 1 of 2"), "{}", text(&app));
    drive(&mut app, "<esc>");
    assert_eq!((here(&app), elsewhere(&app)), Default::default());
}

#[test]
fn searching_the_source_wraps_around() {
    let mut app = example(120, 36);
    drive(&mut app, "jj<enter>/moscow<enter>");
    assert_eq!((app.focus, app.reader.cursor), (Pane::Source, 6));
    let mut round = Vec::new();
    for _ in 0..5 {
        drive(&mut app, "n");
        let (at, all) = app.hit_position().expect("counted hits");
        round.push((
            app.reader.cursor,
            at.expect("a hit"),
            all,
            said(&app).to_owned(),
        ));
    }
    let top = "search continued at the top".to_owned();
    let quiet = String::new;
    assert_eq!(
        round,
        [
            (8, 5, 5, quiet()),
            (1, 1, 5, top),
            (5, 2, 5, quiet()),
            (5, 3, 5, quiet()),
            (6, 4, 5, quiet()),
        ]
    );
    drive(&mut app, "4N");
    assert_eq!(app.hit_position(), Some((Some(5), 5)));
    assert_eq!(said(&app), "search continued at the bottom");
    assert_eq!(selected(&app), "mutual-assistance-pact");
}

#[test]
fn upper_case_makes_a_source_search_case_sensitive() {
    let files = [
        (
            "events.toml",
            "[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n[[event]]\nid = \"e\"\ndate = \"2001\"\n\
             title = \"t\"\n[[event.citation]]\nsource = \"s\"\nparagraph = 1\n",
        ),
        (
            "s.txt",
            "one\n\nrome, the city\n\nthe City of Rome\n\nrome again\n",
        ),
    ];
    let folder = folder(&files);
    let mut app = from_folder(&folder, 120, 36);
    drive(&mut app, "<enter>/rome<enter>");
    assert_eq!(app.reader.cursor, 2);
    drive(&mut app, "g/Rome<enter>");
    assert_eq!(app.reader.cursor, 3);
    drive(&mut app, "n");
    assert_eq!(app.reader.cursor, 3);
}

#[test]
fn escape_returns_to_the_start_of_the_search() {
    let mut app = example(120, 36);
    drive(&mut app, "jj/beijing");
    assert_ne!(selected(&app), "mutual-assistance-pact");
    drive(&mut app, "<esc>");
    assert_eq!(selected(&app), "mutual-assistance-pact");
    assert_eq!(app.context(), Context::Browse);
    drive(&mut app, "<enter>3G");
    let before = (app.reader.top, app.reader.cursor);
    drive(&mut app, "/axis<esc>");
    assert_eq!((app.reader.top, app.reader.cursor), before);
    // An empty prompt behaves the same, whether nothing was typed or everything was deleted.
    drive(&mut app, "/axis<back><back><back><back><back>");
    assert_eq!(app.context(), Context::Browse);
    assert_eq!((app.reader.top, app.reader.cursor), before);
}

#[test]
fn a_search_scrolls_a_long_timeline_and_back() {
    let mut app = from_text(&many(200), 80, 24);
    drive(&mut app, "50G/number 190");
    assert_eq!(selected(&app), "e190");
    crate::consistent(&app);
    drive(&mut app, "<esc>");
    assert_eq!(selected(&app), "e49");
}

#[test]
fn a_search_without_hits_is_reported() {
    let mut app = example(120, 36);
    drive(&mut app, "n");
    assert!(said(&app).contains("/ searches"));
    drive(&mut app, "j/nosuchword<enter>");
    assert_eq!(said(&app), "not found: nosuchword");
    assert_eq!(selected(&app), "far-east-visit");
    drive(&mut app, "n");
    assert_eq!(said(&app), "no hit in this pane");
    // Enter on an empty line keeps the previous search.
    drive(&mut app, "/kim<enter>/<enter>");
    select(&mut app, "arms-and-men");
    drive(&mut app, "n");
    assert_eq!(selected(&app), "far-east-visit");
}

//! The browser without a terminal: keys go in, the drawn screen and the effects come out.

mod screen;

#[path = "tui/coverage.rs"]
mod coverage;
#[path = "tui/desk.rs"]
mod desk;
#[path = "tui/directions.rs"]
mod directions;
#[path = "tui/doubt.rs"]
mod doubt;
#[path = "tui/drafts.rs"]
mod drafts;
#[path = "tui/editions.rs"]
mod editions;
#[path = "tui/faults.rs"]
mod faults;
#[path = "tui/filter.rs"]
mod filter;
#[path = "tui/headings.rs"]
mod headings;
#[path = "tui/hostile.rs"]
mod hostile;
#[path = "tui/keys.rs"]
mod keys;
#[path = "tui/lanes.rs"]
mod lanes;
#[path = "tui/large.rs"]
mod large;
#[path = "tui/links.rs"]
mod links;
#[path = "tui/lists.rs"]
mod lists;
#[path = "tui/looks.rs"]
mod looks;
#[path = "tui/overlays.rs"]
mod overlays;
#[path = "tui/pages.rs"]
mod pages;
#[path = "tui/random.rs"]
mod random;
#[path = "tui/reload.rs"]
mod reload;
#[path = "tui/search.rs"]
mod search;
#[path = "tui/sizes.rs"]
mod sizes;
#[path = "tui/strip.rs"]
mod strip;

use std::fmt::Write;

use annals::tui::app::{App, Pane};
use screen::{drive, example, styled, text, text_where};

/// Named states of the screen, with the keys that lead to them from the start.
const STATES: [(&str, &str); 25] = [
    ("start", ""),
    ("end", "G"),
    ("event", "<tab>"),
    ("source", "jj<enter>"),
    ("source end", "jj<enter>G"),
    ("zoomed timeline", "z"),
    ("zoomed event", "<tab>z"),
    ("zoomed source", "jj<enter>z"),
    ("filter prompt", "ftag:war"),
    ("wrong filter", "fdate:soon"),
    ("wrong filter in the source", "jj<enter>f("),
    ("no event left", "fnosuchword<enter>"),
    ("filtered", "ftag:war<enter>"),
    ("search prompt", "/kim"),
    ("search in the source", "jj<enter>/moscow<enter>"),
    ("finest headings", "++"),
    ("coarsest headings", "9-"),
    ("going to a date", ":sept 2023"),
    ("actors", "akim<space>"),
    ("help", "?"),
    ("choice", "y"),
    ("sources", "s"),
    ("problems", "!"),
    ("lanes", "L"),
    ("count", "12"),
];

/// Returns the id of the selected event.
fn selected(app: &App) -> &str {
    app.event().map_or("", |event| event.slug.as_str())
}

/// Returns the ids of the filtered events.
fn in_view(app: &App) -> Vec<String> {
    let events = app
        .view
        .selection()
        .iter()
        .map(|id| app.timeline.event(id.expect("an id")));
    events
        .map(|event| event.expect("an event").slug.clone())
        .collect()
}

/// Selects an event.
fn select(app: &mut App, slug: &str) {
    let id = app.timeline.find(slug).expect("an answer").expect(slug);
    app.select_event(id, 0);
    app.settle();
}

/// Returns the message that is shown.
fn said(app: &App) -> &str {
    app.message
        .as_ref()
        .map_or("", |message| message.text.as_str())
}

/// Returns an event file with many events over several years, some of them uncited.
fn many(count: usize) -> String {
    let mut text = String::from("[timeline]\ntitle = \"Many\"\n[actors.ann]\nname = \"Ann\"\n");
    for index in 0..count {
        let (year, day) = (1900 + index / 20, 1 + index % 20);
        let _ = write!(
            text,
            "[[event]]\nid = \"e{index}\"\ndate = \"{year}-03-{day:02}\"\n\
             title = \"Event number {index}\"\nactors = [\"ann\"]\n"
        );
    }
    text
}

/// Asserts what must be true in every state, and draws the screen.
fn consistent(app: &App) {
    let doing = || {
        format!(
            "{:?} {:?} at {}",
            app.focus,
            app.context(),
            screen_size(app)
        )
    };
    match app.selected {
        None => assert!(app.view.is_empty(), "nothing is selected: {}", doing()),
        Some(id) => {
            let rank = app
                .view
                .rank(id)
                .expect("an answer")
                .unwrap_or_else(|_| panic!("not in view: {}", doing()));
            let height = usize::from(app.areas().timeline.height);
            let row = app.view.row_of(rank);
            assert!(
                height == 0 || (app.top..app.top + height).contains(&row),
                "row {row} is not in the {height} rows from {}: {}",
                app.top,
                doing()
            );
            let cited = app.event().map_or(0, |event| event.citations.len());
            assert!(app.citation < cited.max(1), "{}", doing());
        }
    }
    if let Some(page) = app.reader.page() {
        let rows = page.rows_of(app.reader.cursor);
        assert!(
            !rows.is_empty() || page.height() == 0,
            "the cursor is on no paragraph: {}",
            doing()
        );
        let height = usize::from(app.areas().source.height);
        assert!(
            app.reader.top <= page.height().saturating_sub(height),
            "{}",
            doing()
        );
    }
    let _ = screen::buffer(app);
}

fn screen_size(app: &App) -> String {
    format!("{}x{}", app.size.width, app.size.height)
}

#[test]
fn shows_the_example_at_several_sizes() {
    for (width, height) in [(80, 24), (200, 50), (40, 10), (100, 30)] {
        let mut app = example(width, height);
        drive(&mut app, "jj");
        insta::assert_snapshot!(format!("example_{width}x{height}"), text(&app));
    }
}

#[test]
fn shows_the_example_with_styles() {
    let mut app = example(120, 36);
    drive(&mut app, "jj");
    insta::assert_snapshot!("example_120x36", styled(&app));
    drive(&mut app, "<enter>");
    insta::assert_snapshot!("source_120x36", styled(&app));
}

#[test]
fn shows_headings_by_month_and_by_decade() {
    let mut app = example(80, 24);
    drive(&mut app, "+");
    assert_eq!(said(&app), "headings by month");
    insta::assert_snapshot!("headings_by_month", text(&app));
    drive(&mut app, "2-");
    assert_eq!(said(&app), "headings by decade");
    insta::assert_snapshot!("headings_by_decade", text(&app));
}

#[test]
fn shows_overlays() {
    for (name, keys) in [
        ("actors", "akim<space>"),
        ("help", "?"),
        ("help_searched", "?filter"),
        ("copy", "jjy"),
        ("citing", "jj<enter><enter>"),
        ("wrong_filter", "ftag:war date:soon"),
        ("search", "/beijing"),
        ("nothing_passes", "fnosuchword<enter>"),
    ] {
        let mut app = example(100, 30);
        drive(&mut app, keys);
        insta::assert_snapshot!(format!("over_{name}"), text(&app));
    }
}

#[test]
fn a_narrow_screen_shows_one_pane_at_a_time() {
    let mut app = example(80, 24);
    drive(&mut app, "jj<enter>");
    insta::assert_snapshot!("narrow_source", text(&app));
    drive(&mut app, "<esc><tab>");
    insta::assert_snapshot!("narrow_event", text(&app));
    drive(&mut app, "<esc>");
    assert_eq!(app.focus, Pane::Timeline);
    assert_eq!(selected(&app), "mutual-assistance-pact");
}

#[test]
fn the_named_events_are_visible_at_first() {
    let app = example(120, 36);
    let shown = text(&app);
    let rows: Vec<&str> = shown
        .lines()
        .filter_map(|row| row.split_once('│'))
        .map(|(list, _)| list)
        .collect();
    for slug in [
        "far-east-visit",
        "mutual-assistance-pact",
        "victory-day-parade",
        "beijing-summit",
    ] {
        let id = app.timeline.find(slug).expect("an answer").expect(slug);
        let title = &app.timeline.event(id).expect(slug).title;
        // Long titles are truncated.
        let begins: String = title.chars().take(24).collect();
        let list: Vec<&str> = rows
            .iter()
            .filter(|row| row.contains(&begins))
            .copied()
            .collect();
        assert_eq!(list.len(), 1, "{slug}");
    }
}

#[test]
fn enter_goes_to_the_quote_and_escape_returns() {
    for (width, height) in [(120, 36), (80, 24), (100, 12), (60, 8)] {
        let mut app = example(width, height);
        drive(&mut app, "jj");
        let (before, top) = (styled(&app), app.top);
        assert_eq!(selected(&app), "mutual-assistance-pact");
        drive(&mut app, "<enter>");
        assert_eq!((app.focus, app.reader.cursor), (Pane::Source, 6));
        let marked = text_where(&app, |cell| cell.bg == ratatui::style::Color::Yellow);
        let quote = app.cited().and_then(|(citation, _)| citation.quote.clone());
        let squeezed = |text: &str| text.replace(char::is_whitespace, "");
        let (marked, quote) = (squeezed(&marked), squeezed(&quote.expect("a quote")));
        // A short screen shows the beginning.
        if height > 12 {
            assert_eq!(marked, quote);
        }
        assert!(
            !marked.is_empty() && quote.starts_with(&marked),
            "{width}x{height}: {marked}"
        );
        drive(&mut app, "<esc>");
        assert_eq!((app.focus, app.top), (Pane::Timeline, top));
        assert_eq!(styled(&app), before);
    }
}

#[test]
fn the_gutter_shows_which_paragraphs_are_cited() {
    let mut app = example(120, 90);
    drive(&mut app, "jj<enter>z");
    let areas = app.areas();
    let buffer = screen::buffer(&app);
    let mut gutters = Vec::new();
    for y in areas.source.top()..areas.source.bottom() {
        let cell = |x: u16| buffer[(areas.source.x + x, y)].symbol();
        let number: String = (1..6).map(cell).collect();
        let number = number.trim_matches(|c: char| !c.is_ascii_digit());
        if !number.is_empty() {
            gutters.push((number.to_owned(), cell(0).to_owned()));
        }
    }
    let expected = ["·", "·", " ", "·", "·", "┃", " ", "·"];
    let expected: Vec<_> = (1..)
        .zip(expected)
        .map(|(number, sign)| (number.to_string(), sign.to_owned()))
        .collect();
    assert_eq!(gutters, expected);
}

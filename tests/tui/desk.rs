//! The evidence desk: a timeline of sixty events over four sources, with every kind of mistake.

use std::fmt::Write;

use annals::tui::app::App;
use ratatui::layout::Size;

use crate::screen::{answer, drive, example, from_text, rows_with, text, with_sources};
use crate::{many, select};

const EVENTS: &str = include_str!("../data/desk/events.toml");
const SOURCES: &[(&str, &str)] = &[
    (
        "sources/courier.md",
        include_str!("../data/desk/sources/courier.md"),
    ),
    (
        "sources/minutes.txt",
        include_str!("../data/desk/sources/minutes.txt"),
    ),
    (
        "sources/letters.txt",
        include_str!("../data/desk/sources/letters.txt"),
    ),
];

const SIZES: [(u16, u16); 9] = [
    (200, 50),
    (160, 45),
    (120, 36),
    (100, 30),
    (80, 24),
    (40, 20),
    (40, 10),
    (20, 5),
    (1, 1),
];

fn desk(width: u16, height: u16) -> App {
    let mut app = with_sources(EVENTS, SOURCES, width, height);
    answer(&mut app);
    app
}

/// Returns the screen at each size, after some keys.
fn at_each_size(open: impl Fn(u16, u16) -> App, keys: &str) -> String {
    let mut all = String::new();
    for (width, height) in SIZES {
        let mut app = open(width, height);
        drive(&mut app, keys);
        let _ = writeln!(all, "{width}x{height}\n{}", text(&app));
    }
    all
}

#[test]
fn every_verdict_at_every_size() {
    for (name, slug) in [
        ("conflict", "council-vote"),
        ("dates_apart", "two-dates"),
        ("unquoted", "twice"),
        ("altered", "price"),
        ("cut", "hotel"),
        ("missing", "missing"),
        ("uncited", "uncited"),
    ] {
        let selected = |width, height| {
            let mut app = desk(width, height);
            select(&mut app, slug);
            app
        };
        insta::assert_snapshot!(name, at_each_size(selected, ""));
    }
}

#[test]
fn every_overlay_at_every_size() {
    for (name, keys) in [
        ("over_actors", "akim"),
        ("over_keys", "?"),
        ("over_sources", "s"),
        ("over_copy", "y"),
        ("over_problems", "!jj"),
        ("over_lanes", "L"),
    ] {
        let filtered = |width, height| {
            let mut app = desk(width, height);
            drive(&mut app, "ftag:money<enter>");
            app
        };
        insta::assert_snapshot!(name, at_each_size(filtered, keys));
    }
    insta::assert_snapshot!("example", at_each_size(example, "jjjj"));
}

#[test]
fn files_and_filters_at_every_size() {
    let broken = |width, height| {
        let mut app = desk(width, height);
        let wrong = annals::load::from_text("events.toml", "[timeline]\ntitle = \"x\n");
        app.keep_last_good(&wrong.err().unwrap_or_default());
        app.settle();
        app
    };
    insta::assert_snapshot!("broken_file", at_each_size(broken, "j"));
    let removed = |width, height| {
        let mut app = with_sources(EVENTS, &SOURCES[..2], width, height);
        select(&mut app, "seat");
        app
    };
    insta::assert_snapshot!("removed_source", at_each_size(removed, ""));
    insta::assert_snapshot!("nothing_left", at_each_size(desk, "fid:none<enter>"));
    let typing = "ftag:money<enter>factor:";
    insta::assert_snapshot!("typing_a_filter", at_each_size(desk, typing));
    let wrong = "ftag:money<enter>ftag:monye ";
    insta::assert_snapshot!("wrong_filter", at_each_size(desk, wrong));
}

#[test]
fn the_evidence_stands_at_one_place() {
    let place = |app: &App| {
        let areas = app.areas();
        let head = if areas.source_head.is_empty() {
            areas.source
        } else {
            areas.source_head
        };
        (head.x, head.y)
    };
    for (size, keys) in [
        ((200, 50), ""),
        ((160, 45), ""),
        ((120, 36), ""),
        ((100, 30), ""),
        ((80, 24), ""),
        ((80, 24), "<enter>"),
    ] {
        let mut app = desk(size.0, size.1);
        // The list may become wider when long titles come into view.
        drive(&mut app, "Gg");
        for _ in 0..6 {
            drive(&mut app, "<pgdn>");
        }
        drive(&mut app, "g");
        drive(&mut app, keys);
        let before = place(&app);
        for _ in 0..60 {
            drive(&mut app, "J");
            assert_eq!(place(&app), before, "{size:?} {keys}");
        }
    }
}

#[test]
fn a_sentence_of_a_source_is_on_the_first_screen() {
    for (width, height) in [(80, 24), (100, 30), (120, 36), (200, 50)] {
        let app = example(width, height);
        let quote = app
            .event()
            .and_then(|event| event.citations[0].quote.clone());
        let words: Vec<String> = quote
            .iter()
            .flat_map(|quote| quote.split(' ').take(4).map(str::to_owned))
            .collect();
        let marked = crate::text_where(&app, |cell| cell.bg == ratatui::style::Color::Yellow);
        assert!(
            marked.contains(&words.join(" ")),
            "{width}x{height}: {marked}"
        );
    }
}

#[test]
fn hardly_any_title_of_the_example_is_cut() {
    for (width, height) in [(80, 24), (100, 30), (120, 36), (160, 45), (200, 50)] {
        let mut app = example(width, height);
        let all = app.timeline.len();
        let mut cut = 0;
        for _ in 0..all {
            let title = app.event().map_or("", |event| &event.title).to_owned();
            let areas = app.areas();
            let list: String = text(&app)
                .lines()
                .take(usize::from(areas.timeline.bottom()))
                .skip(usize::from(areas.timeline.y))
                .map(|row| {
                    row.chars()
                        .take(usize::from(areas.timeline.width))
                        .chain(['\n'])
                })
                .map(Iterator::collect::<String>)
                .collect();
            cut += usize::from(!list.contains(&title));
            drive(&mut app, "j");
        }
        let most = if width >= 120 { 0 } else { all / 10 };
        assert!(cut <= most, "{width}x{height}: {cut} of {all}");
    }
}

#[test]
fn nothing_hides_the_filter() {
    for (width, height) in [(20, 3), (20, 5), (40, 10), (80, 24), (120, 36), (200, 50)] {
        for keys in [
            "",
            "G",
            "<enter>",
            "<tab>",
            "z",
            "a",
            "?",
            "s",
            "y",
            "!",
            "L",
            ":",
            "/kim",
            "<esc>",
            "nothing",
            "R",
            "12",
            ":nowhere<enter>",
            "@",
        ] {
            let mut app = desk(width, height);
            drive(&mut app, "ftag:money<enter>");
            drive(&mut app, keys);
            let rows = rows_with(&app, "tag:money ×");
            assert!(
                !rows.is_empty(),
                "{keys} at {width}x{height}:\n{}",
                text(&app)
            );
            app.notify_error("something went wrong, ".repeat(20));
            assert_eq!(rows_with(&app, "tag:money ×"), rows, "{keys}");
        }
    }
}

#[test]
fn what_is_half_written_keeps_the_last_result() {
    let mut app = desk(120, 36);
    drive(&mut app, "ftag:money<enter>f");
    let kept = app.view.len();
    for key in ["a", "c", "t", "o", "r", ":"] {
        drive(&mut app, key);
        assert_eq!(app.view.len(), kept, "{key}");
        let prompt = app.prompt.as_ref().expect("a prompt");
        assert!(prompt.error.is_none() && !prompt.offers.candidates.is_empty());
    }
    // The values are offered with their numbers of events under the filter.
    let shown = text(&app);
    assert!(
        shown.contains("   company  5  Ardena Harbour Holding"),
        "{shown}"
    );
    drive(&mut app, "mayor ");
    assert!(app.view.len() < kept);
}

#[test]
fn earlier_filters_come_back() {
    let mut app = desk(80, 24);
    drive(&mut app, "ftag:vote<enter>xftag:phone<enter>f");
    let written = |app: &App| {
        let prompt = app.prompt.as_ref().expect("a prompt");
        prompt.input.value().trim().to_owned()
    };
    for (key, expected) in [
        ("<up>", "tag:vote"),
        ("<up>", "tag:vote"),
        ("<down>", "tag:phone"),
        ("<down>", "tag:phone"),
    ] {
        drive(&mut app, key);
        assert_eq!(written(&app), expected, "{key}");
    }
}

#[test]
fn what_was_written_comes_back_after_earlier_filters() {
    let mut app = desk(80, 24);
    drive(&mut app, "ftag:vote<enter>xftag:phone date:2018<down>");
    let written = |app: &App| {
        let prompt = app.prompt.as_ref().expect("a prompt");
        prompt.input.value().to_owned()
    };
    assert_eq!(written(&app), "tag:phone date:2018");
    drive(&mut app, "<up><down>");
    assert_eq!(written(&app), "tag:phone date:2018");
}

#[test]
fn cancelling_a_prompt_keeps_a_source_that_was_opened_by_itself() {
    let mut app = desk(120, 36);
    drive(&mut app, "s2");
    let before = text(&app);
    assert!(before.contains("opened by itself"), "{before}");
    drive(&mut app, ":2019<esc>");
    assert_eq!(text(&app), before);
}

#[test]
fn a_long_quote_can_be_read_to_its_end() {
    let quote: Vec<String> = (0..120).map(|number| format!("word{number}")).collect();
    let quote = quote.join(" ");
    let events = format!(
        "[sources.a]\ntitle = \"A\"\n[[event]]\nid = \"e\"\ntitle = \"T\"\ndate = \"2001\"\n\
         [[event.citation]]\nsource = \"a\"\nquote = \"{quote}\"\n\
         [[event.citation]]\nsource = \"a\"\nquote = \"{quote}\"\nstance = \"contradicts\"\n"
    );
    let mut app = from_text(&events, 120, 30);
    drive(&mut app, "<tab><tab>");
    let mut seen = text(&app);
    for _ in 0..30 {
        drive(&mut app, "j");
        seen.push_str(&text(&app));
    }
    for number in 0..120 {
        assert!(seen.contains(&format!("word{number}")), "word{number}");
    }
    assert_eq!(app.citation, 1);
}

#[test]
fn pages_scroll_within_a_long_quote_and_counts_go_on() {
    let quote = "word ".repeat(400);
    let mut events = format!(
        "[sources.a]\ntitle = \"A\"\n[[event]]\nid = \"e\"\ntitle = \"T\"\ndate = \"2001\"\n\
         [[event.citation]]\nsource = \"a\"\nquote = \"{quote}end\"\n\
         [[event.citation]]\nsource = \"a\"\nquote = \"short\"\nstance = \"contradicts\"\n"
    );
    for _ in 0..300 {
        events.push_str("[[event.citation]]\nsource = \"a\"\nquote = \"one\"\n");
    }
    let mut app = from_text(&events, 120, 30);
    drive(&mut app, "<tab><tab>");
    for _ in 0..8 {
        drive(&mut app, "<pgdn>");
        if app.citation > 0 {
            break;
        }
    }
    assert_eq!(app.citation, 1, "{}", text(&app));
    drive(&mut app, "gg");
    assert_eq!(app.citation, 0);
    drive(&mut app, "G");
    assert!(text(&app).contains("end”"), "{}", text(&app));
    drive(&mut app, "GG200k");
    assert_eq!(app.citation, 101);
}

#[test]
fn a_low_screen_still_shows_a_conflict() {
    for height in 12..20 {
        let mut app = desk(100, height);
        select(&mut app, "council-vote");
        let evidence = app.areas().evidence;
        drive(&mut app, "<tab><tab>");
        let is_focused = app.focus == annals::tui::app::Pane::Evidence;
        assert_eq!(is_focused, !evidence.is_empty(), "{height}");
        assert!(height < 17 || is_focused, "{height}");
    }
}

#[test]
fn escape_asks_before_it_clears_the_filter() {
    let mut app = desk(80, 24);
    drive(&mut app, "ftag:money<enter><esc>");
    assert_eq!(app.filter.text(), "tag:money");
    assert!(crate::said(&app).contains("Esc again"));
    // Any other key takes the question back.
    for key in ["j", "5", "<c-l>"] {
        drive(&mut app, key);
        drive(&mut app, "<esc>");
        assert_eq!(app.filter.text(), "tag:money", "{key}");
    }
    drive(&mut app, "<esc>");
    assert_eq!(app.filter.text(), "");
    drive(&mut app, "u");
    assert_eq!(app.filter.text(), "tag:money");
}

#[test]
fn a_source_opened_by_itself_has_a_head_of_its_own() {
    for (width, height) in [(80, 24), (120, 36), (200, 50)] {
        let mut app = desk(width, height);
        select(&mut app, "seat");
        // Only the letters are cited there.
        drive(&mut app, "s");
        let row = rows_with(&app, "Courier, 8 June 2018");
        assert!(!row.is_empty());
        drive(&mut app, "2");
        let shown = text(&app);
        assert!(!shown.contains("Thursday, 7 June 2018 · seat"), "{shown}");
        assert!(shown.contains("opened by itself"), "{shown}");
    }
}

#[test]
fn lanes_without_dates_have_no_axis() {
    let mut app = desk(120, 36);
    drive(&mut app, "fid:none<enter>L");
    let shown = text(&app);
    assert!(!shown.contains("BCE"), "{shown}");
}

#[test]
fn the_split_only_grows_while_scrolling() {
    let mut app = from_text(&many(60), 120, 36);
    let mut before = 0;
    for keys in ["", "<pgdn>", "G", "g"] {
        drive(&mut app, keys);
        let width = app.areas().timeline.width;
        assert!(width >= before);
        before = width;
    }
    app.resize(Size::new(100, 30));
    assert!((40..=60).contains(&app.areas().timeline.width));
}

//! Regression tests, one for each bug.

use annals::tui::theme::Theme;

use crate::screen::{
    buffer, drive, event_file, example, folder, from_folder, from_text, open, rows_with, text,
};
use crate::{many, said, select, selected};
use annals::text::width::width;

#[test]
fn cancelling_a_search_restores_the_citation() {
    let mut app = example(120, 36);
    select(&mut app, "beijing-summit");
    drive(&mut app, "]");
    assert_eq!(app.citation, 1);
    drive(&mut app, "/kursk<esc>");
    assert_eq!((selected(&app), app.citation), ("beijing-summit", 1));
}

#[test]
fn cancelling_a_search_restores_the_scroll_position() {
    let mut app = from_text(&many(200), 80, 24);
    drive(&mut app, "50G10k");
    let top = app.top;
    drive(&mut app, "/number 190<esc>");
    assert_eq!((selected(&app), app.top), ("e39", top));
}

#[test]
fn typing_a_filter_keeps_a_matching_selection() {
    let mut app = example(120, 36);
    select(&mut app, "beijing-summit");
    drive(&mut app, "factor:kim-jong-un<enter>");
    assert_eq!(selected(&app), "beijing-summit");
}

#[test]
fn cancelling_a_filter_restores_the_selection() {
    let mut app = example(120, 36);
    select(&mut app, "beijing-summit");
    drive(&mut app, "ftag:treaty<esc>");
    assert_eq!((app.filter.text(), selected(&app)), ("", "beijing-summit"));
}

#[test]
fn undoing_a_filter_restores_the_selection() {
    let mut app = example(120, 36);
    select(&mut app, "beijing-summit");
    drive(&mut app, "ftag:treaty<enter>u");
    assert_eq!((app.filter.text(), selected(&app)), ("", "beijing-summit"));
}

#[test]
fn upper_case_makes_a_timeline_search_case_sensitive() {
    let event = |id: &str, title: &str| {
        format!("[[event]]\nid = \"{id}\"\ndate = \"2001\"\ntitle = \"{title}\"\n")
    };
    let mut app = from_text(
        &(event("a", "one") + &event("b", "the rome") + &event("c", "Rome")),
        120,
        36,
    );
    drive(&mut app, "/Rome<enter>");
    assert_eq!(selected(&app), "c");
}

fn crowded() -> tempfile::TempDir {
    use std::fmt::Write;
    let mut events = String::from("[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n");
    for index in 0..15 {
        let _ = write!(
            events,
            "[[event]]\nid = \"e{index}\"\ndate = \"20{:02}/..\"\ntitle = \"T{index}\"\n[[event.citation]]\nsource = \"s\"\nparagraph = 1\n",
            10 + index
        );
    }
    folder(&[
        ("events.toml", &events),
        ("s.txt", "one word word word\n\ntwo\n"),
    ])
}

#[test]
fn space_does_not_accept_in_a_choice() {
    let folder = crowded();
    let mut app = from_folder(&folder, 120, 36);
    drive(&mut app, "<enter><enter><space>");
    assert!(app.overlay.is_some(), "{}", selected(&app));
}

#[test]
fn dates_in_a_choice_are_ascii() {
    let folder = crowded();
    let loaded = annals::load::load(&[event_file(&folder)]).expect("it loads");
    let mut app = open(loaded, Theme::new(true, true), 120, 36);
    drive(&mut app, "<enter><enter>");
    assert!(text(&app).is_ascii(), "{}", text(&app));
}

#[test]
fn copies_are_ascii() {
    let folder = crowded();
    let loaded = annals::load::load(&[event_file(&folder)]).expect("it loads");
    let mut app = open(loaded, Theme::new(true, true), 120, 36);
    drive(&mut app, "y");
    assert!(text(&app).is_ascii(), "{}", text(&app));
    drive(&mut app, "c");
    assert!(text(&app).is_ascii(), "{}", text(&app));
}

#[test]
fn help_scrolls_back_up_immediately() {
    for keys in ["<down>", "<pgdn>"] {
        let mut app = example(120, 36);
        drive(&mut app, "?");
        for _ in 0..100 {
            drive(&mut app, keys);
        }
        let before = text(&app);
        drive(&mut app, "<up>");
        assert_ne!(text(&app), before, "{keys}");
    }
}

#[test]
fn help_shows_whole_lines() {
    let mut app = example(200, 60);
    drive(&mut app, "?that cite");
    assert!(
        text(&app).contains("there, go to the events that cite it"),
        "{}",
        text(&app)
    );
}

#[test]
fn a_paste_is_inserted_at_once() {
    let mut app = example(120, 36);
    select(&mut app, "beijing-summit");
    drive(&mut app, "f");
    app.paste("actor:kim-jong-un");
    assert_eq!(selected(&app), "beijing-summit");
}

#[test]
fn a_paste_keeps_its_spaces() {
    let mut app = example(120, 36);
    drive(&mut app, "ftag:war");
    app.paste(" tag:troops");
    drive(&mut app, "<enter>");
    assert_eq!(app.filter.text(), "tag:war tag:troops");
}

#[test]
fn source_hit_counts_do_not_depend_on_the_filter() {
    let mut app = example(120, 36);
    drive(
        &mut app,
        "fid:mutual-assistance-pact<enter><enter>/moscow<enter>",
    );
    assert_eq!(app.reader.cursor, 6);
    drive(&mut app, "3n");
    assert_eq!(app.reader.cursor, 5, "6, 8, 1, 5");
}

#[test]
fn cancelling_a_search_after_a_reload_keeps_the_event() {
    let events = |extra: bool| {
        let event = |id: &str, date: &str| {
            format!("[[event]]\nid = \"{id}\"\ndate = \"{date}\"\ntitle = \"{id}\"\n")
        };
        (if extra {
            event("z", "1990")
        } else {
            String::new()
        }) + &event("alpha", "2001")
            + &event("beta", "2002")
            + &event("gamma", "2003")
    };
    let mut app = from_text(&events(false), 120, 36);
    drive(&mut app, "j/xyz");
    assert_eq!(selected(&app), "beta");
    app.reload(annals::load::from_text("events.toml", &events(true)).expect("it loads"));
    assert_eq!(selected(&app), "beta");
    drive(&mut app, "<esc>");
    assert_eq!(selected(&app), "beta");
}

#[test]
fn a_reload_keeps_the_scroll_position_of_the_event() {
    let long = |n: usize| {
        format!(
            "[[event]]\nid = \"a\"\ndate = \"2001\"\ntitle = \"t\"\nnote = \"{}\"\n",
            "word ".repeat(n)
        )
    };
    let mut app = from_text(&long(900), 80, 24);
    drive(&mut app, "<tab>5j");
    assert_eq!(app.event_top, 5);
    app.reload(annals::load::from_text("events.toml", &long(901)).expect("it loads"));
    assert_eq!(app.event_top, 5);
}

#[test]
fn the_caret_points_at_the_error_on_a_narrow_screen() {
    let mut app = example(100, 24);
    drive(&mut app, "ftag:war nofield:x");
    let shown = text(&app);
    let rows: Vec<&str> = shown.lines().collect();
    let row = *rows_with(&app, "filter: ").first().expect("the prompt");
    assert_eq!(
        rows[row].find("nofield"),
        rows[row + 1].find('^'),
        "{shown}"
    );
}

#[test]
fn the_caret_points_at_the_error_in_a_long_filter() {
    let mut app = example(80, 24);
    drive(&mut app, &format!("f{}x:y", "tag:war ".repeat(20)));
    let shown = text(&app);
    let rows: Vec<&str> = shown.lines().collect();
    let row = *rows_with(&app, "filter: ").first().expect("the prompt");
    let column = |row: &str, part: &str| row.split(part).next().map(width);
    assert_eq!(
        column(rows[row], "x:y"),
        column(rows[row + 1], "^"),
        "{shown}"
    );
}

#[test]
fn joined_emoji_keep_the_cursor_aligned() {
    let mut app = example(80, 24);
    drive(&mut app, "f");
    app.paste("👩‍🔬👩‍🔬👩‍🔬");
    drive(&mut app, "Z");
    let (x, y) = crate::screen::cursor(&app).expect("a cursor");
    assert_eq!(buffer(&app)[(x - 1, y)].symbol(), "Z", "{}", text(&app));
}

#[test]
fn an_unreadable_file_is_reported_in_80_columns() {
    let mut app = example(80, 24);
    let failed =
        annals::load::from_text("events.toml", "[[event]]\ndate = \n").expect_err("broken");
    app.keep_last_good(&failed);
    assert!(text(&app).contains("last good state"), "{}", said(&app));
}

#[test]
fn pages_reach_both_ends_of_the_source() {
    let mut app = example(120, 36);
    drive(&mut app, "<enter>g");
    for _ in 0..30 {
        drive(&mut app, "<pgdn>");
    }
    assert_eq!(app.reader.cursor, 8);
    for _ in 0..30 {
        drive(&mut app, "<pgup>");
    }
    assert_eq!(app.reader.cursor, 1);
}

#[test]
fn filtering_by_an_actor_twice_keeps_the_term() {
    let mut app = example(120, 36);
    drive(&mut app, "akim<enter>akim<enter>");
    assert_eq!(app.filter.text(), "actor:kim-jong-un");
}

#[test]
fn a_reload_during_a_choice_shows_the_new_timeline() {
    let mut app = example(80, 24);
    drive(&mut app, "y");
    app.reload(annals::load::from_text("events.toml", "").expect("it loads"));
    crate::consistent(&app);
}

//! Paired keys move in opposite directions. Each is tested on more than two items and from
//! the middle, so that backwards differs from forwards.

use std::fmt::Write;

use annals::tui::app::App;

use crate::screen::{drive, with_sources};
use crate::{said, select, selected};

const SOURCE: &str = "one hit\n\ntwo\n\nthree hits\n\nfour\n\nfive hits\n\nsix\n\nseven hits\n";

/// Seven events in seven years. The middle one has four citations; every second one contains `hit`.
fn seven() -> App {
    let mut text = String::from("[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n");
    for index in 0..7 {
        let word = if index % 2 == 0 { "hit" } else { "other" };
        let _ = write!(
            text,
            "[[event]]\nid = \"e{index}\"\ndate = \"200{index}\"\ntitle = \"{word}\"\n"
        );
        for paragraph in 1..=(if index == 3 { 4 } else { 1 }) {
            let _ = write!(
                text,
                "[[event.citation]]\nsource = \"s\"\nparagraph = {paragraph}\n"
            );
        }
    }
    with_sources(&text, &[("s.txt", SOURCE)], 120, 36)
}

/// Returns where each key of a script leads.
fn walk(app: &mut App, keys: &[&str], place: impl Fn(&App) -> String) -> String {
    let places = keys.iter().map(|key| {
        drive(app, key);
        place(app)
    });
    places.collect::<Vec<_>>().join(" ")
}

#[test]
fn events_and_hits_in_the_timeline() {
    let event = |app: &App| selected(app).to_owned();
    for (keys, wanted) in [
        (["j", "j", "k"], "e4 e5 e4"),
        (["k", "k", "j"], "e2 e1 e2"),
        (["J", "J", "K"], "e4 e5 e4"),
        (["K", "K", "J"], "e2 e1 e2"),
        (["2J", "3K", "9K"], "e5 e2 e0"),
        (["}", "}", "{"], "e4 e5 e4"),
        (["{", "{", "}"], "e2 e1 e2"),
        (["2}", "3{", "{"], "e5 e2 e1"),
        (["/hit<enter>", "n", "n"], "e4 e6 e0"),
        (["/hit<enter>", "N", "N"], "e4 e2 e0"),
        (["/hit<enter>", "2n", "3N"], "e4 e0 e2"),
        (["G", "g", "j"], "e6 e0 e1"),
        (["<c-d>", "<c-u>", "<c-u>"], "e6 e0 e0"),
    ] {
        let mut app = seven();
        drive(&mut app, "+");
        assert_eq!(said(&app), "headings by year");
        select(&mut app, "e3");
        assert_eq!(walk(&mut app, &keys, event), wanted, "{keys:?}");
    }
}

#[test]
fn citations_wrap_around_in_both_directions() {
    let citation = |app: &App| app.citation.to_string();
    for (keys, wanted) in [
        (["]", "]", "]", "]"], "1 2 3 0"),
        (["[", "[", "[", "["], "3 2 1 0"),
        (["]", "[", "[", "]"], "1 0 3 0"),
        (["2]", "3]", "3[", "9["], "2 1 2 1"),
    ] {
        let mut app = seven();
        select(&mut app, "e3");
        assert_eq!(walk(&mut app, &keys, citation), wanted, "{keys:?}");
    }
}

#[test]
fn paragraphs_and_hits_in_the_source() {
    let paragraph = |app: &App| app.reader.cursor.to_string();
    for (keys, wanted) in [
        (["j", "j", "k"], "5 6 5"),
        (["k", "k", "j"], "3 2 3"),
        (["/hit<enter>", "n", "n"], "5 7 1"),
        (["/hit<enter>", "N", "N"], "5 3 1"),
        (["/hit<enter>", "2n", "3N"], "5 1 3"),
        (["G", "g", "j"], "7 1 2"),
    ] {
        let mut app = seven();
        drive(&mut app, "<enter>4G");
        assert_eq!(walk(&mut app, &keys, paragraph), wanted, "{keys:?}");
    }
}

//! Earlier editions of a source, on the screen.

use annals::load::{self, Input, SourceRoot};
use annals::tui::app::{App, Pane};
use annals::tui::effect::Effect;
use annals::tui::theme::Theme;

use crate::screen::{
    answer, drive, event_file, folder, from_folder, open, styled, text, with_sources,
};
use crate::{select, selected};

const EVENTS: &str = include_str!("../data/editions/events.toml");

const TEXTS: &[(&str, &str)] = &[
    (
        "sources/harbour.2025-09-03.txt",
        include_str!("../data/editions/sources/harbour.2025-09-03.txt"),
    ),
    (
        "sources/harbour.2026-03-15.txt",
        include_str!("../data/editions/sources/harbour.2026-03-15.txt"),
    ),
    (
        "sources/harbour.2026-11-27.txt",
        include_str!("../data/editions/sources/harbour.2026-11-27.txt"),
    ),
];

fn changed(width: u16, height: u16) -> App {
    with_sources(EVENTS, TEXTS, width, height)
}

/// Returns the heading of the source pane, from the title of the source on.
fn head(app: &App) -> String {
    let all = text(app);
    let mut heads = all
        .lines()
        .filter_map(|line| line.split_once("─ Harbour page ─"));
    let (_, head) = heads.next().expect("a heading");
    head.trim_matches(['─', ' ']).to_owned()
}

#[test]
fn a_quote_that_the_current_text_has_lost_is_shown_in_both_editions() {
    for (width, height) in [(120, 36), (80, 24), (200, 50)] {
        for event in ["islanders", "divers", "fares", "pier"] {
            let mut app = changed(width, height);
            select(&mut app, event);
            let name = format!("{event} at {width}x{height}");
            insta::assert_snapshot!(name, text(&app));
        }
    }
}

#[test]
fn what_differs_is_marked_in_both_editions() {
    let mut app = changed(120, 36);
    select(&mut app, "islanders");
    let coloured = styled(&app);
    for part in [
        "{black on yellow}Tickets cost {red on yellow bold}14{black on yellow}",
        "{} Tickets cost {yellow underlined}18{} crowns",
    ] {
        assert!(coloured.contains(part), "{part} in\n{coloured}");
    }
    let input = Input {
        root: SourceRoot::Embedded(TEXTS),
        ..Input::of_text("events.toml", EVENTS)
    };
    let loaded = load::from_inputs(&[input]).expect("it loads");
    let mut mono = open(loaded, Theme::new(false, true), 120, 36);
    select(&mut mono, "islanders");
    let plain = styled(&mono);
    for part in [
        "{reversed}Tickets cost {bold reversed}14{reversed}",
        "{} Tickets cost {bold underlined}18{} crowns",
    ] {
        assert!(plain.contains(part), "{part} in\n{plain}");
    }
    assert!(text(&mono).is_ascii(), "{}", text(&mono));
}

#[test]
fn a_key_goes_through_the_editions_of_the_source() {
    let mut app = changed(120, 36);
    select(&mut app, "islanders");
    drive(&mut app, "<enter>");
    assert_eq!(app.focus, Pane::Source);
    for expected in [
        "✓ exact · altered since 2026-11-27",
        "✗ altered · 2026-11-27 · ¶4 of 5",
        "✓ exact · 2026-03-15 · ¶3 of 4",
        "✓ exact · 2025-09-03 · ¶3 of 5",
        "✓ exact · altered since 2026-11-27",
    ] {
        assert_eq!(head(&app), expected);
        drive(&mut app, "t");
    }
    // The quote is marked in each.
    drive(&mut app, "t");
    let marked = styled(&app);
    assert!(
        marked.contains("{black on yellow}Tickets cost 14 crowns"),
        "{marked}"
    );
    // Another citation begins anew.
    drive(&mut app, "KJ");
    assert_eq!(head(&app), "✓ exact · altered since 2026-11-27");
    // A quote that stands is shown in one text at a time.
    select(&mut app, "office");
    assert_eq!(head(&app), "✓ exact · 2026-11-27 · ¶5 of 5");
    drive(&mut app, "t");
    assert_eq!(head(&app), "✓ exact · 2026-03-15 · ¶4 of 4");
    drive(&mut app, "tt");
    assert_eq!(head(&app), "✓ exact · 2026-11-27 · ¶5 of 5");
}

#[test]
fn a_source_that_is_opened_by_itself_has_its_editions_too() {
    let other = "[sources.other]\ntitle = \"Other\"\n[[event]]";
    let events = EVENTS.replacen("[[event]]", other, 1);
    let cited = "source = \"harbour-page\"\nquote  = \"Q";
    let events = events.replacen(cited, "source = \"other\"\nquote  = \"Q", 1);
    let mut app = with_sources(&events, TEXTS, 120, 36);
    select(&mut app, "office");
    drive(&mut app, "t");
    assert!(
        text(&app).contains("this source has no earlier edition"),
        "{}",
        text(&app)
    );
    drive(&mut app, "s<up><enter>");
    assert!(text(&app).contains("A second ship"), "{}", text(&app));
    drive(&mut app, "tt");
    let old = text(&app);
    assert!(
        old.contains("· 2025-09-03") && old.contains("The old pier"),
        "{old}"
    );
    drive(&mut app, "<enter>");
    assert!(
        text(&app).contains("are listed in the current text"),
        "{}",
        text(&app)
    );
    drive(&mut app, "/pier<enter>");
    assert!(
        styled(&app).contains("{black on cyan underlined}pier"),
        "{}",
        styled(&app)
    );
    drive(&mut app, "<esc><esc>");
    assert_eq!(selected(&app), "office");
}

#[test]
fn searching_and_entering_leave_the_passage_for_the_whole_text() {
    let mut app = changed(120, 36);
    select(&mut app, "islanders");
    drive(&mut app, "<enter>/ferry<enter>");
    assert_eq!(head(&app), "✓ exact · 2025-09-03 · ¶3 of 5");
    assert!(
        styled(&app).contains("{black on cyan underlined}ferry"),
        "{}",
        styled(&app)
    );
    let mut app = changed(120, 36);
    select(&mut app, "islanders");
    drive(&mut app, "<enter><enter>");
    assert!(
        text(&app).contains("The old pier is closed"),
        "{}",
        text(&app)
    );
}

#[test]
fn a_passage_in_two_editions_scrolls() {
    let mut app = changed(40, 10);
    select(&mut app, "islanders");
    drive(&mut app, "<enter>");
    let start = text(&app);
    drive(&mut app, "G");
    let end = text(&app);
    assert_ne!(end, start);
    assert!(end.contains("free of charge."), "{end}");
    drive(&mut app, "jjjk");
    assert_ne!(text(&app), end);
    drive(&mut app, "g");
    assert_eq!(text(&app), start);
    for (width, height) in [(1, 1), (0, 0), (3, 30), (120, 4)] {
        let mut app = changed(width, height);
        select(&mut app, "islanders");
        drive(&mut app, "<enter>jGtttt");
        text(&app);
    }
}

#[test]
fn an_edition_is_edited_and_watched_like_a_source() {
    let mut files = vec![("events.toml", EVENTS)];
    files.extend(TEXTS);
    let folder = folder(&files);
    let loaded = load::load(&[event_file(&folder)]).expect("it loads");
    for (name, _) in TEXTS {
        let path = folder.path().join(name);
        assert!(loaded.files.contains(&path), "{name} is not watched");
    }
    let mut app = from_folder(&folder, 120, 36);
    select(&mut app, "divers");
    let effects = drive(&mut app, "<enter>E");
    let path = folder.path().join("sources/harbour.2025-09-03.txt");
    assert!(
        matches!(&effects[..], [Effect::Edit(edited, 7)] if *edited == path),
        "{effects:?}"
    );
    // What has changed on disk is shown.
    std::fs::write(&path, "The old pier is open again.").expect("a file");
    app.reload(load::load(&[event_file(&folder)]).expect("it loads"));
    answer(&mut app);
    assert_eq!(selected(&app), "divers");
    assert!(text(&app).contains("missing"), "{}", text(&app));
}

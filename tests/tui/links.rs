//! Links between events, paragraphs, files and other programs.

use annals::tui::app::{App, Pane};
use annals::tui::effect::Effect;
use annals::tui::keymap::Context;
use annals::tui::overlay::Overlay;
use tempfile::TempDir;

use crate::screen::{drive, event_file, example, folder, from_folder, text};
use crate::{said, select, selected};

const EVENTS: &str = r#"[timeline]
title = "Two letters"

[actors.anna]
name = "Anna"

[sources.letter]
title = "A letter"
author = "Anna"
published = "1912-04"
url = "https://example.org/letter#top"
file = "letter.txt"

[sources.lost]
title = "A lost letter"
url = "https://example.org/lost"

[[event]]
id = "first"
date = "1912"
title = "Anna sails"
actors = ["anna"]

[[event.citation]]
source = "letter"
paragraph = 2
quote = "I sailed on the ninth, at dawn"

[[event]]
id = "second"
date = "1913"
title = "Anna lands"

[[event.citation]]
source = "letter"
paragraph = 3
quote = "we came ashore […] all of us"

[[event.citation]]
source = "lost"
quote = "ashore at last"

[[event]]
id = "third"
date = "1914"
title = "Nothing is known"
"#;

const LETTER: &str = "\
Dear mother,

I sailed on the ninth, at dawn, and the
sea was calm.

In May we came ashore, wet and glad, all of us.
";

fn letters(width: u16, height: u16) -> (TempDir, App) {
    let folder = folder(&[("events.toml", EVENTS), ("letter.txt", LETTER)]);
    let app = from_folder(&folder, width, height);
    (folder, app)
}

/// Returns the line of a text, counted from 1.
fn line_of(text: &str, wanted: &str) -> usize {
    let before = text.find(wanted).expect(wanted);
    text[..before].matches('\n').count() + 1
}

#[test]
fn enter_goes_to_the_only_event_that_cites_a_paragraph() {
    for size in [(120, 36), (80, 24)] {
        let mut app = example(size.0, size.1);
        drive(&mut app, "<enter>8G<enter>");
        assert_eq!((app.focus, selected(&app)), (Pane::Timeline, "invitation"));
        // The passage belongs to the second citation.
        assert_eq!((app.citation, app.reader.cursor), (1, 8));
    }
}

#[test]
fn a_paragraph_with_several_citations_offers_a_choice() {
    let mut app = example(120, 36);
    drive(&mut app, "jj<enter><enter>");
    assert_eq!(app.context(), Context::Choice);
    let Some(Overlay::Choice(choice)) = &app.overlay else {
        panic!("no choice");
    };
    assert_eq!((choice.entries.len(), choice.list.cursor()), (3, 0));
    drive(&mut app, "<down><down><enter>");
    assert_eq!(selected(&app), "victory-day-parade");
    assert_eq!(app.focus, Pane::Timeline);
    drive(&mut app, "<enter><enter>");
    let Some(Overlay::Choice(choice)) = &app.overlay else {
        panic!("no choice");
    };
    assert_eq!(choice.list.cursor(), 2, "where one comes from is marked");
    drive(&mut app, "2");
    assert_eq!(selected(&app), "thanks-for-the-troops");
    drive(&mut app, "<enter><enter><esc>");
    assert_eq!((app.focus, app.context()), (Pane::Source, Context::Browse));
}

#[test]
fn an_uncited_paragraph_is_reported() {
    let mut app = example(120, 36);
    drive(&mut app, "<enter>3G<enter>");
    assert_eq!(said(&app), "no event cites this paragraph");
    assert_eq!(app.focus, Pane::Source);
}

#[test]
fn an_event_without_a_citation_is_reported() {
    let (_folder, mut app) = letters(120, 36);
    drive(&mut app, "G<enter>");
    assert_eq!(said(&app), "this event has no citations");
    assert!(text(&app).contains("This event has no citations."));
}

#[test]
fn copies_are_exact() {
    let quote = "I sailed on the ninth, at dawn";
    let (folder, mut app) = letters(120, 36);
    let file = event_file(&folder);
    let link = "https://example.org/letter#top:~:text=I%20sailed%20on%20the%20ninth%2C%20at%20dawn";
    let citation =
        format!("“{quote}” A letter (Anna, April 1912), ¶2, https://example.org/letter#top");
    let place = format!("{}:{}", file.display(), line_of(EVENTS, "[[event]]"));
    for (keys, expected) in [
        ("yq", quote),
        ("yc", &citation),
        ("yi", "first"),
        ("yu", link),
        ("yf", &place),
        ("y<enter>", quote),
        ("y<down><down><enter>", "first"),
    ] {
        let effects = drive(&mut app, keys);
        assert_eq!(effects, [Effect::Copy(expected.to_owned())], "{keys}");
        assert!(said(&app).contains(expected), "{}", said(&app));
        assert_eq!(app.context(), Context::Browse);
    }
    assert_eq!(drive(&mut app, "y<esc>"), []);
    assert_eq!(drive(&mut app, "yQ"), []);
}

#[test]
fn the_url_scrolls_to_the_quote() {
    let (_folder, mut app) = letters(120, 36);
    let open = |url: &str| vec![Effect::OpenUrl(url.to_owned())];
    let letter = "https://example.org/letter#top:~:text=";
    assert_eq!(
        drive(&mut app, "o"),
        open(&format!(
            "{letter}I%20sailed%20on%20the%20ninth%2C%20at%20dawn"
        ))
    );
    assert_eq!(
        drive(&mut app, "jo"),
        open(&format!("{letter}we%20came%20ashore&text=all%20of%20us"))
    );
    // The text is missing here, but may be on the page.
    assert_eq!(
        drive(&mut app, "]o"),
        open("https://example.org/lost#:~:text=ashore%20at%20last")
    );
    assert_eq!(drive(&mut app, "jo"), []);
    let mut app = example(80, 24);
    assert_eq!(drive(&mut app, "o"), []);
    assert_eq!(said(&app), "this source has no URL");
}

#[test]
fn the_editor_opens_at_the_line() {
    let (folder, mut app) = letters(120, 36);
    let edit = |name: &str, line| vec![Effect::Edit(folder.path().join(name), line)];
    for (index, slug) in ["first", "second", "third"].into_iter().enumerate() {
        let id = format!("id = \"{slug}\"");
        let line = line_of(EVENTS, &id) - 1;
        assert_eq!(
            drive(&mut app, &format!("{}Ge", index + 1)),
            edit("events.toml", line)
        );
    }
    drive(&mut app, "g");
    assert_eq!(drive(&mut app, "E"), edit("letter.txt", 3));
    drive(&mut app, "j");
    assert_eq!(drive(&mut app, "E"), edit("letter.txt", 6));
    drive(&mut app, "<enter>1G");
    assert_eq!(drive(&mut app, "E"), edit("letter.txt", 1));
    drive(&mut app, "]");
    assert_eq!(drive(&mut app, "E"), []);
    assert_eq!(said(&app), "this source has no file to edit");
}

#[test]
fn the_built_in_example_cannot_be_edited() {
    let mut app = example(80, 24);
    assert_eq!(drive(&mut app, "yf<esc>"), [], "it has no line in a file");
    assert_eq!(drive(&mut app, "e"), []);
    assert!(said(&app).contains("annals init"));
    assert_eq!(drive(&mut app, "E"), []);
    assert!(!said(&app).is_empty());
}

#[test]
fn an_unreadable_source_shows_the_quote() {
    let (_folder, mut app) = letters(120, 36);
    select(&mut app, "second");
    drive(&mut app, "]");
    let shown = text(&app);
    assert!(shown.contains("no `file` is given"), "{shown}");
    assert!(shown.contains("ashore at last"), "{shown}");
    assert!(shown.contains("https://example.org/lost"), "{shown}");
    drive(&mut app, "<enter>jkGg/x<enter>n<enter>");
    crate::consistent(&app);
}

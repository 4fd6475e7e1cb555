//! Quotes that differ from their sources, on the screen.

use std::sync::Arc;

use annals::filter::Filter;
use annals::load::{self, Loaded};
use annals::tui::app::{App, Pane};
use annals::tui::effect::Effect;
use annals::tui::theme::Theme;
use ratatui::crossterm::event::KeyCode;

use crate::screen::{drive, rows_with, styled, text, with_sources};
use crate::{select, selected};

const REPORT: &str = "\
The fire.

The council met on Tuesday. It said that 13 people were dead in the fire at the old mill.

The mayor told reporters that the bridge would be opened to traffic before the end of June.
";

const MEMO: &str = "Nothing was wrong with the bridge, said the engineers.";

const EVENTS: &str = r#"[timeline]
title = "Fire"
[sources.report]
title = "A report"
file = "sources/report.txt"
[sources.memo]
title = "A memo"
file = "memo.txt"
url = "https://example.org/memo"
colour = "blue"
[sources.gone]
title = "A text that is gone"
[[event]]
id = "altered"
date = "2024-01"
title = "The fire"
[[event.citation]]
source = "report"
paragraph = 2
quote = "It said that 31 people were dead in the fire at the old mill."
[[event]]
id = "fuzzy"
date = "2024-02"
title = "The bridge"
bogus = true
[[event.citation]]
source = "report"
quote = "The mayor told reportrs that the bridge would be opend to traffic before the end of June."
[[event.citation]]
source = "memo"
quote = "Nothing was wrong with the bridge, said the engineers."
[[event]]
id = "missing"
date = "2024-03"
title = "The closing"
[[event.citation]]
source = "report"
paragraph = 1
quote = "The mayor told no reporters that the bridge would be closed to pedestrians in May or June."
[[event]]
id = "nowhere"
date = "2024-04"
title = "The engineers"
[[event.citation]]
source = "memo"
quote = "Quantum chromodynamics explains what holds a nucleus together."
[[event]]
id = "vague"
date = "some day"
title = "Nobody knows when"
[[event.citation]]
source = "memo"
paragraph = 1
quote = "Nothing was wrong"
"#;

/// Returns a timeline with a problem of every kind.
pub fn doubtful(width: u16, height: u16) -> App {
    let sources = &[("sources/report.txt", REPORT), ("memo.txt", MEMO)];
    with_sources(EVENTS, sources, width, height)
}

#[test]
fn shows_the_state_above_the_source_and_the_difference_below_the_paragraph() {
    let mut app = doubtful(120, 30);
    select(&mut app, "altered");
    insta::assert_snapshot!("altered_120x30", text(&app));
    select(&mut app, "fuzzy");
    let words = rows_with(&app, "≈ fuzzy: same words, other spelling · ¶3");
    assert_eq!(words.len(), 1, "{}", text(&app));
    assert!(
        text(&app).contains("[-reportrs-]{+reporters+}"),
        "{}",
        text(&app)
    );
    // The other citation of the event is exact. What differs is still among the evidence.
    let differences = |app: &App| text(app).matches("{+reporters+}").count();
    assert_eq!(differences(&app), 2);
    drive(&mut app, "]");
    assert_eq!(differences(&app), 1);
    assert!(text(&app).contains("✓ exact"), "{}", text(&app));
    drive(&mut app, "[");
    assert_eq!(differences(&app), 2);
}

#[test]
fn differences_are_distinguishable_without_colours() {
    let mut app = doubtful(80, 24);
    select(&mut app, "altered");
    drive(&mut app, "<enter>");
    insta::assert_snapshot!("altered_80x24_styled", styled(&app));
}

#[test]
fn shows_the_most_similar_passage_for_a_missing_quote() {
    let mut app = doubtful(120, 30);
    select(&mut app, "missing");
    let shown = text(&app);
    assert!(
        shown.contains("✗ missing: not found in the source · nearest ¶3 of 3"),
        "{shown}"
    );
    assert!(
        shown.contains("{+reporters+}") || shown.contains("[-no-]"),
        "{shown}"
    );
    // If nothing is similar, the quote is shown on its own above the text.
    select(&mut app, "nowhere");
    insta::assert_snapshot!("nowhere_120x30", text(&app));
    assert!(
        rows_with(&app, "quote Quantum chromodynamics").len() == 1,
        "{}",
        text(&app)
    );
}

#[test]
fn the_cursor_moves_past_a_note_and_back() {
    for (width, height) in [(120, 12), (80, 8), (40, 10)] {
        let mut app = doubtful(width, height);
        select(&mut app, "altered");
        drive(&mut app, "<enter>gg");
        for _ in 0..40 {
            drive(&mut app, "j");
        }
        assert_eq!(app.reader.cursor, 3, "{width}x{height}");
        for _ in 0..40 {
            drive(&mut app, "k");
        }
        assert_eq!(
            (app.reader.cursor, app.reader.top),
            (1, 0),
            "{width}x{height}"
        );
    }
}

#[test]
fn a_quote_above_the_text_scrolls_away() {
    let long = "words that nobody has written anywhere ".repeat(40);
    let events = EVENTS.replace(
        "Quantum chromodynamics explains what holds a nucleus together.",
        &long,
    );
    let sources = &[("sources/report.txt", REPORT), ("memo.txt", MEMO)];
    let mut app = with_sources(&events, sources, 80, 16);
    select(&mut app, "nowhere");
    drive(&mut app, "<enter>");
    assert_eq!(rows_with(&app, " quote words").len(), 1, "{}", text(&app));
    for _ in 0..60 {
        drive(&mut app, "j");
    }
    assert!(text(&app).contains("said the engineers."), "{}", text(&app));
    for _ in 0..60 {
        drive(&mut app, "k");
    }
    assert_eq!((app.reader.cursor, app.reader.top), (1, 0));
}

#[test]
fn enter_on_a_problem_goes_to_its_location() {
    let mut app = doubtful(120, 30);
    assert!(text(&app).contains("3 !  3 ✗  1 ≈"), "{}", text(&app));
    drive(&mut app, "!");
    insta::assert_snapshot!("problems_120x30", text(&app));
    // A mistake outside of events opens the file.
    let file = |line| [Effect::Edit("nowhere/events.toml".into(), line)];
    assert_eq!(drive(&mut app, "<enter>"), file(10));
    // The list keeps its position.
    assert_eq!(drive(&mut app, "!je"), file(25));
    drive(&mut app, "!<enter>");
    assert_eq!((selected(&app), app.focus), ("fuzzy", Pane::Timeline));
    // Headings are skipped.
    drive(&mut app, "!j<enter>");
    assert_eq!((selected(&app), app.focus), ("vague", Pane::Timeline));
    assert!(app.message.as_ref().is_some_and(|message| message.bad));
    drive(&mut app, "!jj<enter>");
    assert_eq!((selected(&app), app.focus), ("altered", Pane::Source));
    drive(&mut app, "!G<enter>");
    assert_eq!((selected(&app), app.focus), ("nowhere", Pane::Source));
    drive(&mut app, "!gk<enter>");
    assert_eq!(drive(&mut app, "!<enter>"), file(10));
}

/// Problems of each severity.
const SEVERITIES: &str = r#"[timeline]
title = "Severities"
[sources.report]
title = "A report"
file = "sources/report.txt"
colour = "blue"
[[event]]
id = "first"
date = "2024-01"
title = "The fire"
[[event.citation]]
source = "report"
paragraph = 2
quote = "The mayor told reporters that the bridge would be opened to traffic before the end of June."
[[event]]
id = "second"
date = "2024-02"
title = "The bridge"
"#;

#[test]
fn problems_are_grouped_by_severity_and_kind() {
    let mut app = with_sources(SEVERITIES, &[("sources/report.txt", REPORT)], 120, 30);
    drive(&mut app, "!");
    let rows = |app: &App, word: &str| rows_with(app, word).first().copied();
    let headings = ["unknown-key · 1", "uncited · 1", "moved · 1"];
    let shown = |app: &App| headings.map(|heading| rows(app, heading).is_some());
    let places = headings.map(|heading| rows(&app, heading));
    assert!(
        places.is_sorted() && shown(&app) == [true; 3],
        "{}",
        text(&app)
    );
    assert!(rows(&app, "─ 2 problems, 1 note ─").is_some());
    // The cursor stays on its problem as long as it is listed.
    drive(&mut app, "js");
    assert_eq!(shown(&app), [true, false, false], "{}", text(&app));
    assert!(rows(&app, "1 note: errors only ─").is_some());
    drive(&mut app, "sj");
    assert_eq!(shown(&app), [true, true, false], "{}", text(&app));
    assert!(rows(&app, ": errors and warnings ─").is_some());
    assert!(rows(&app, "warning[uncited]").is_some(), "{}", text(&app));
    drive(&mut app, "s");
    assert_eq!(shown(&app), [true; 3], "{}", text(&app));
    assert!(rows(&app, "warning[uncited]").is_some(), "{}", text(&app));
}

#[test]
fn a_problem_is_shown_as_check_prints_it() {
    let mut app = doubtful(120, 60);
    drive(&mut app, "!jjjj");
    let shown = text(&app);
    for line in [
        "error[altered]: `altered`: the quote is not what `report` says",
        "--> events.toml:20:9",
        "20 | quote = \"It said that 31 people",
        "   |         ^^^^^^^^^^",
        "[-31-]{+13+}",
    ] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
}

#[test]
fn the_first_frame_does_not_wait_for_the_check() {
    let mut source = "A short line.\n\n".repeat(80_000);
    source.push_str("The bridge was opened to traffic before the end of June.\n");
    let head = "[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\nbogus = 1\n".to_owned();
    let events = (0..100).fold(head, |events, number| {
        let word = if number == 99 { "closed" } else { "opened" };
        format!(
            "{events}[[event]]\nid = \"e{number}\"\ndate = \"2024\"\ntitle = \"T\"\n[[event.citation]]\n\
             source = \"s\"\nparagraph = 80001\nquote = \"The bridge was {word} to traffic before the end of June.\"\n"
        )
    });
    let files = [("events.toml", events.as_str()), ("s.txt", source.as_str())];
    let folder = crate::screen::folder(&files);
    let loaded = load::load(&[crate::screen::event_file(&folder)]).expect("it loads");
    let size = (120, 24).into();
    let mut app = App::new(loaded, Filter::default(), Theme::new(true, false), size);
    let before = text(&app);
    assert!(
        before.contains("checked 0 of 100  100 events · 2024   1 !"),
        "{before}"
    );
    assert!(before.contains("finding the quote"), "{before}");
    assert!(app.key(KeyCode::Char('!').into()).is_none());
    assert!(text(&app).contains("1 problem so far"), "{}", text(&app));
    crate::screen::answer(&mut app);
    assert!(text(&app).contains(" 2 problems "), "{}", text(&app));
    drive(&mut app, "<esc>");
    let after = text(&app);
    assert!(after.contains("100 events · 2024   1 !  1 ≈"), "{after}");
    assert!(after.contains("✓ exact"), "{after}");
}

#[test]
fn no_problems_are_reported_as_such() {
    let mut app = crate::screen::example(80, 24);
    drive(&mut app, "!");
    assert!(app.overlay.is_none());
    assert!(text(&app).contains("no problems: every quote was found in its source"));
}

#[test]
fn a_source_opens_beside_the_event_and_links_to_others() {
    let mut app = doubtful(120, 30);
    drive(&mut app, "s");
    insta::assert_snapshot!("sources_120x30", text(&app));
    // The second one is the memo, which this event does not cite.
    drive(&mut app, "2");
    assert_eq!((selected(&app), app.focus), ("altered", Pane::Source));
    assert!(
        text(&app).contains("─ A memo ─") && text(&app).contains(" 1 of 1 ¶ cited"),
        "{}",
        text(&app)
    );
    assert!(!text(&app).contains("{+"), "{}", text(&app));
    assert_eq!(
        drive(&mut app, "o"),
        [Effect::OpenUrl("https://example.org/memo".to_owned())]
    );
    // Going back shows the source of the event again, with its quote.
    drive(&mut app, "<esc>");
    assert!(text(&app).contains("✗ altered"), "{}", text(&app));
    // From a marked paragraph to the event that cites it.
    drive(&mut app, "s2<enter>2");
    assert_eq!((selected(&app), app.citation), ("vague", 0));
    assert_eq!(app.focus, Pane::Timeline);
    // A source without text shows the reason.
    drive(&mut app, "s3");
    assert!(
        text(&app).contains("no `file` is given for it"),
        "{}",
        text(&app)
    );
}

#[test]
fn an_open_source_survives_a_reload_and_a_resize() {
    let mut app = doubtful(120, 30);
    drive(&mut app, "s2");
    let again = with_sources(EVENTS, &[("memo.txt", MEMO)], 1, 1);
    app.reload(Loaded {
        unread: annals::load::Unread::Nothing,
        timeline: Arc::into_inner(again.timeline).expect("it is not shared"),
        diagnostics: again.faults,
        files: Vec::new(),
    });
    assert!(
        text(&app).contains("─ A memo ─") && text(&app).contains(" 1 of 1 ¶ cited"),
        "{}",
        text(&app)
    );
    app.resize((80, 24).into());
    assert!(
        text(&app).contains("─ A memo ─") && text(&app).contains(" 1 of 1 ¶ cited"),
        "{}",
        text(&app)
    );
    drive(&mut app, "J");
    assert!(text(&app).contains("A report"), "{}", text(&app));
}

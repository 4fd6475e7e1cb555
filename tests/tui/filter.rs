//! The filter: typing, errors, completion, undo, and terms for actors.

use annals::timeline::EventId;
use annals::tui::app::Pane;
use annals::tui::keymap::Context;
use annals::tui::overlay::Overlay;

use crate::screen::{drive, example, rows_with, text, text_where};
use crate::{in_view, said, select, selected};

/// The ids of the events in which Kim takes part himself.
fn of_kim(app: &annals::tui::app::App) -> Vec<String> {
    let events = (0..app.timeline.len()).map(|rank| {
        let event = app.timeline.event(EventId::new(rank));
        event.expect("an event")
    });
    let events = events.filter(|event| {
        let mut actors = event.actors.iter();
        actors.any(|p| {
            app.timeline
                .actor(p.actor)
                .is_some_and(|actor| actor.slug() == "kim-jong-un")
        })
    });
    events.map(|event| event.slug.clone()).collect()
}

#[test]
fn the_actor_list_filters_by_an_actor() {
    for keys in ["akim<space><enter>", "akim<enter>"] {
        let mut app = example(120, 36);
        drive(&mut app, keys);
        assert_eq!(in_view(&app), of_kim(&app));
        assert_eq!(app.view.len(), 8);
        assert!(text(&app).contains("8 of 13"));
        assert_eq!(app.filter.text(), "actor:kim-jong-un");
    }
}

#[test]
fn the_actor_list_excludes_an_actor() {
    let mut app = example(120, 36);
    drive(&mut app, "akim-<enter>");
    assert_eq!(app.filter.text(), "-actor:kim-jong-un");
    assert_eq!(app.view.len(), 13 - of_kim(&app).len());
    assert!(
        of_kim(&app)
            .iter()
            .all(|slug| !in_view(&app).contains(slug))
    );
}

#[test]
fn the_actor_list_counts_as_you_type_and_can_be_closed() {
    let mut app = example(120, 36);
    drive(&mut app, "jftag:war<enter>a");
    let count = |app: &annals::tui::app::App, name: &str| {
        let text = text(app);
        let row = text.lines().rfind(|row| row.contains(name));
        let row = row.unwrap_or_else(|| panic!("{name} is not listed"));
        let number = row.split(name).nth(1).and_then(|rest| {
            let mut words = rest.split_whitespace();
            words.next().and_then(|word| word.parse::<usize>().ok())
        });
        number.unwrap_or_else(|| panic!("{row}"))
    };
    assert_eq!(count(&app, "● North Korean troops"), 2);
    drive(&mut app, "ukraine<space><c-u>");
    assert_eq!(count(&app, "● North Korean troops"), 1);
    drive(&mut app, "<esc>");
    assert_eq!(app.filter.text(), "tag:war");
    assert_eq!(app.view.len(), 3);
}

#[test]
fn filters_by_an_actor_of_the_event() {
    let mut app = example(120, 36);
    select(&mut app, "far-east-visit");
    drive(&mut app, "@");
    assert_eq!(app.filter.text(), "actor:kim-jong-un");
    assert_eq!(selected(&app), "far-east-visit");
    drive(&mut app, "u");
    select(&mut app, "troops-at-kursk");
    drive(&mut app, "@");
    assert_eq!(app.context(), Context::Choice);
    drive(&mut app, "3");
    assert_eq!(app.filter.text(), "actor:ukraine");
    assert_eq!(in_view(&app), ["troops-at-kursk"]);
}

#[test]
fn the_filter_applies_while_typing() {
    let mut app = example(120, 36);
    drive(&mut app, "ftag:war");
    let war = ["arms-and-men", "troops-at-kursk", "deployment-confirmed"];
    assert_eq!(in_view(&app), war);
    assert_eq!(app.context(), Context::Prompt);
    assert!(text(&app).contains("filter: tag:war"));
    drive(&mut app, "<enter>");
    assert_eq!((app.context(), app.view.len()), (Context::Browse, 3));
    // Typing can continue.
    drive(&mut app, "factor:ukraine<enter>");
    assert_eq!(app.filter.text(), "tag:war actor:ukraine");
    assert_eq!(in_view(&app), ["troops-at-kursk"]);
}

#[test]
fn an_invalid_filter_stays_open_and_the_last_valid_one_applies() {
    for (width, height) in [(120, 36), (80, 24), (40, 10)] {
        let mut app = example(width, height);
        drive(&mut app, "ftag:war )");
        assert_eq!(app.view.len(), 3, "the last good one is in force");
        for _ in 0..2 {
            let error = app.prompt.as_ref().and_then(|prompt| prompt.error.as_ref());
            assert!(error.is_some());
            let row = *rows_with(&app, "filter: tag:war )")
                .first()
                .expect("the prompt");
            let shown = text(&app);
            let below = shown.lines().nth(row + 1).expect("a row below");
            assert!(below.trim_start().starts_with('^'), "{below}");
            let bad = text_where(&app, |cell| cell.fg == ratatui::style::Color::Red);
            assert!(bad.contains('^'), "{bad}");
            // Enter does not close it.
            drive(&mut app, "<enter>");
            assert_eq!(app.context(), Context::Prompt);
        }
        drive(&mut app, "<esc>");
        assert_eq!((app.context(), app.view.len()), (Context::Browse, 13));
        assert_eq!(app.filter.text(), "");
    }
}

#[test]
fn the_caret_points_at_the_error() {
    let mut app = example(200, 24);
    drive(&mut app, "ftag:war nofield:x");
    let shown = text(&app);
    let rows: Vec<&str> = shown.lines().collect();
    let row = *rows_with(&app, "filter: ").first().expect("the prompt");
    assert_eq!(rows[row].find("nofield"), rows[row + 1].find('^'));
}

#[test]
fn tab_completes_and_cycles() {
    let mut app = example(120, 36);
    let line = |app: &annals::tui::app::App| {
        let prompt = app.prompt.as_ref().expect("a prompt");
        prompt.input.value().to_owned()
    };
    drive(&mut app, "fta<tab>");
    assert_eq!(line(&app), "tag:");
    // The tag of more events comes first.
    drive(&mut app, "tr<tab>");
    assert_eq!(line(&app), "tag:troops");
    assert_eq!(app.view.len(), 3);
    drive(&mut app, "<tab>");
    assert_eq!(line(&app), "tag:treaty");
    assert_eq!(in_view(&app), ["mutual-assistance-pact"]);
    drive(&mut app, "<tab>");
    assert_eq!(line(&app), "tag:troops");
    drive(&mut app, "<c-u>actor:kim<tab> x<home><right>");
    assert_eq!(line(&app), "actor:kim-jong-un x");
    drive(&mut app, "<c-u>zzz<tab>");
    assert_eq!(line(&app), "zzz");
    assert_eq!(said(&app), "nothing to complete here");
}

#[test]
fn clears_and_undoes_the_filter() {
    let mut app = example(120, 36);
    drive(&mut app, "ftag:war<enter>ftag:troops<enter>");
    assert_eq!(app.filter.text(), "tag:war tag:troops");
    drive(&mut app, "x");
    assert_eq!((app.filter.text(), app.view.len()), ("", 13));
    drive(&mut app, "u");
    assert_eq!(app.filter.text(), "tag:war tag:troops");
    drive(&mut app, "u");
    assert_eq!(app.filter.text(), "tag:war");
    drive(&mut app, "u");
    assert_eq!((app.filter.text(), app.view.len()), ("", 13));
    drive(&mut app, "u");
    assert_eq!(said(&app), "no filter to undo");
}

#[test]
fn a_filter_that_matches_the_selection_keeps_it() {
    let mut app = example(120, 36);
    select(&mut app, "victory-day-parade");
    app.paste("ignored where nothing is written");
    drive(&mut app, "f");
    app.paste("tag:parade");
    drive(&mut app, "<enter>");
    assert_eq!(selected(&app), "victory-day-parade");
    drive(&mut app, "x");
    assert_eq!(selected(&app), "victory-day-parade");
    drive(&mut app, "f");
    app.paste("tag:treaty");
    assert_eq!(selected(&app), "mutual-assistance-pact");
}

#[test]
fn going_to_an_event_that_the_filter_hides_clears_the_filter() {
    let mut app = example(120, 36);
    drive(&mut app, "f");
    app.paste("tag:treaty");
    drive(&mut app, "<enter><enter>2G<enter>");
    assert_eq!(selected(&app), "three-leaders");
    assert_eq!((app.focus, app.filter.text()), (Pane::Timeline, ""));
    assert!(said(&app).contains("filter cleared"), "{}", said(&app));
    assert!(text(&app).contains("filter cleared"));
    drive(&mut app, "u");
    assert_eq!(app.filter.text(), "tag:treaty");
}

#[test]
fn no_matches_are_reported_with_a_way_out() {
    let mut app = example(120, 36);
    drive(&mut app, "fnosuchword<enter>");
    assert!(text(&app).contains("No events match the filter."));
    drive(&mut app, "<enter>y@eEo]jkG");
    assert!(app.selected.is_none());
    drive(&mut app, "x");
    assert_eq!(app.view.len(), 13);
    assert!(app.selected.is_some());
}

#[test]
fn an_actor_in_the_filter_is_ticked() {
    let mut app = example(120, 36);
    drive(&mut app, "akim<space>");
    let Some(Overlay::Actors(list)) = &app.overlay else {
        panic!("no list of actors");
    };
    assert_eq!(list.draft, "actor:kim-jong-un");
    assert_eq!(rows_with(&app, "✓ ● Kim Jong-un").len(), 1);
    drive(&mut app, "-");
    assert_eq!(rows_with(&app, "− ● Kim Jong-un").len(), 1);
    drive(&mut app, "-<enter>");
    assert_eq!(app.filter.text(), "");
}

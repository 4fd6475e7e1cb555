//! What each filter keeps, in tables: near misses beside every hit.

mod completion;
mod edit;
mod fields;
mod operators;
mod properties;
mod refusals;
mod unfinished;

use crate::filter::Filter;
use crate::load;
use crate::timeline::Timeline;

/// A timeline in which every rule of a field has an event that it keeps and one that it nearly keeps.
fn near_misses() -> Timeline {
    read(include_str!("tests/near_misses.toml"))
}

fn read(events: &str) -> Timeline {
    let loaded = load::from_text("events.toml", events);
    loaded.expect("it parses").timeline
}

/// The ids of the events that a filter keeps, in order, with spaces between.
fn kept(text: &str, timeline: &Timeline) -> String {
    let filter = Filter::parse(text, timeline);
    let filter = filter.unwrap_or_else(|wrong| panic!("{}", wrong.render(false)));
    let kept = timeline.select(filter.query()).expect("an answer");
    let events = kept.iter().map(|id| {
        timeline
            .event(id.expect("an id"))
            .expect("an event")
            .slug
            .clone()
    });
    events.collect::<Vec<_>>().join(" ")
}

/// Asserts what each filter keeps, and reports all that keep something else.
fn assert_kept(timeline: &Timeline, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, wanted)| (text, wanted, kept(text, timeline)))
        .filter(|(_, wanted, kept)| kept != *wanted)
        .map(|(text, wanted, kept)| format!("{text} keeps [{kept}], not [{wanted}]"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

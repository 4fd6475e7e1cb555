//! The questions: what they answer, in which order, and what they do at ties and ends.

mod anchors;
mod counts;
mod finding;
mod groups;
mod order;
mod plain;
mod seeking;

use super::*;
use crate::filter::Filter;
use crate::load;

/// Events `a`, `b`, `c` and so on with some dates, written in this order.
fn dated(dates: &[&str]) -> Timeline {
    let events = dates.iter().zip('a'..='z').map(|(date, id)| {
        format!("[[event]]\nid = \"{id}\"\ntitle = \"{id}\"\ndate = \"{date}\"\n")
    });
    read(&events.collect::<String>())
}

fn read(events: &str) -> Timeline {
    let loaded = load::from_text("events.toml", events);
    loaded.expect("it parses").timeline
}

fn all(timeline: &Timeline) -> Selection {
    timeline.select(&Query::everything()).expect("an answer")
}

/// The events that have one of these ids.
fn only(timeline: &Timeline, slugs: &[&str]) -> Selection {
    let ids = slugs
        .iter()
        .map(|slug| Query::Term(Term::Id(Text::new(slug, Part::Whole))));
    timeline
        .select(&Query::Any(ids.collect()))
        .expect("an answer")
}

fn slug(timeline: &Timeline, id: EventId) -> String {
    timeline.event(id).expect("an event").slug.clone()
}

/// The ids of a selection in order, with spaces between.
fn slugs(timeline: &Timeline, selection: &Selection) -> String {
    let slugs = selection.ids().map(|id| slug(timeline, id));
    slugs.collect::<Vec<_>>().join(" ")
}

#[test]
fn counts_are_those_of_the_filter() {
    let loaded = load::from_inputs(&[load::example()]).expect("the example loads");
    let timeline = &loaded.timeline;
    let all = timeline.select(&Query::everything()).expect("an answer");
    let counts = timeline.counts(&all, Facet::Actor).expect("an answer");
    assert_eq!(counts.len(), timeline.actors().len());
    for (key, count) in counts {
        let actor = key.actor().and_then(|id| timeline.actor(id));
        let filter = format!("actor:{}", actor.expect("an actor").slug());
        let filter = Filter::parse(&filter, timeline).expect("a known actor");
        let kept = timeline.select(filter.query()).expect("an answer");
        assert_eq!(count, kept.len(), "{}", filter.text());
    }
    let nothing = Selection::default();
    assert_eq!(timeline.counts(&nothing, Facet::Actor), Ok(Vec::new()));
}

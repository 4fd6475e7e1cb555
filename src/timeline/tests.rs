//! The questions, asked of the example.

use super::*;
use crate::filter::Filter;
use crate::load;

#[test]
fn counts_are_those_of_the_filter() {
    let loaded = load::from_inputs(&[load::example()]).expect("the example loads");
    let timeline = &loaded.timeline;
    let all = timeline.select(&Query::everything()).expect("an answer");
    let counts = timeline.counts(&all, Facet::Actor).expect("an answer");
    assert_eq!(counts.len(), timeline.actors().len());
    for (key, count) in counts {
        let actor = key.actor().and_then(|id| timeline.actor(id));
        let filter = format!("actor:{}", actor.expect("an actor").slug);
        let filter = Filter::parse(&filter, timeline).expect("a known actor");
        let kept = timeline.select(filter.query()).expect("an answer");
        assert_eq!(count, kept.len(), "{}", filter.text());
    }
    let nothing = Selection::default();
    assert_eq!(timeline.counts(&nothing, Facet::Actor), Ok(Vec::new()));
}

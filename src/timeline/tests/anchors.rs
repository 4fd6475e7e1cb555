//! Anchors are worked out once, told apart by all that they depend on, and kept over a reload.

use std::sync::{Arc, Barrier};
use std::thread;

use super::*;
use crate::anchor::{Context, State};

const TEXT: &str =
    "The ships came home in May.\n\nThe harvest was poor.\n\nThe ships came home in May.\n";

fn timeline(citations: &[&str], file: &'static [(&'static str, &'static str)]) -> Timeline {
    let sources = "[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n[sources.t]\ntitle = \"T\"\n";
    let event = "[[event]]\nid = \"e\"\ndate = \"2001\"\ntitle = \"t\"\n";
    let citations = citations
        .iter()
        .map(|keys| format!("[[event.citation]]\n{keys}\n"));
    let text = format!("{sources}{event}{}", citations.collect::<String>());
    let input = load::Input {
        root: load::SourceRoot::Embedded(file),
        ..load::Input::of_text("events.toml", &text)
    };
    load::from_inputs(&[input]).expect("it loads").timeline
}

fn citation(timeline: &Timeline, index: usize) -> Citation {
    let event = timeline.event(EventId::new(0)).expect("an event");
    event.citations.get(index).expect("a citation").clone()
}

const FIRST: &str = "source = \"s\"\nparagraph = 1\nquote = \"The ships came home in May.\"";

#[test]
fn whatever_an_anchor_depends_on_tells_it_from_others() {
    let citations = [
        FIRST,
        "source = \"s\"\nquote = \"The ships came home in May.\"",
        "source = \"s\"\nparagraph = 3\nquote = \"The ships came home in May.\"",
        "source = \"s\"\nparagraph = 1\nquote = \"The ships came home in Maj.\"",
        "source = \"t\"\nparagraph = 1\nquote = \"The ships came home in May.\"",
        "source = \"s\"\nparagraph = 1",
    ];
    let timeline = timeline(&citations, &[("s.txt", TEXT)]);
    let wanted = [
        (State::Exact, Some(1)),
        (State::Ambiguous, Some(1)),
        (State::Exact, Some(3)),
        (State::Altered, Some(1)),
        (State::NoSource, None),
        (State::Unquoted, Some(1)),
    ];
    for (index, wanted) in wanted.into_iter().enumerate() {
        let citation = citation(&timeline, index);
        // Without a text nothing has to be looked for, and nothing is kept.
        let is_looked_for = wanted.0 != State::NoSource;
        let known = timeline.known_anchor(&citation);
        assert_eq!(known.is_none(), is_looked_for, "{index}");
        let anchor = timeline.anchor(&citation);
        assert_eq!((anchor.state, anchor.paragraph()), wanted, "{index}");
        let known = timeline.known_anchor(&citation).expect("known by now");
        let same =
            Arc::ptr_eq(&known, &anchor) && Arc::ptr_eq(&timeline.anchor(&citation), &anchor);
        assert_eq!(same, is_looked_for, "{index}");
    }
    // What stood around a quote can decide between two places.
    let mut other = citation(&timeline, 1);
    other.set_context(Some(Context {
        before: "The harvest was poor.".to_owned(),
        after: String::new(),
    }));
    assert!(timeline.known_anchor(&other).is_none());
    assert_eq!(timeline.anchor(&other).paragraph(), Some(3));
}

#[test]
fn threads_that_need_the_same_anchor_work_it_out_once() {
    let missing = "source = \"s\"\nquote = \"Nobody ever wrote these words down.\"";
    let timeline = timeline(&[missing], &[("s.txt", TEXT)]);
    let citation = citation(&timeline, 0);
    let together = Barrier::new(8);
    let look = || {
        together.wait();
        timeline.anchor(&citation)
    };
    let found: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(look)).collect();
        let found = threads.into_iter().map(|it| it.join().expect("an anchor"));
        found.collect()
    });
    for other in &found {
        assert!(Arc::ptr_eq(other, &timeline.anchor(&citation)));
    }
}

#[test]
fn a_reload_keeps_what_has_not_changed() {
    let first = timeline(&[FIRST], &[("s.txt", TEXT)]);
    let anchor = first.anchor(&citation(&first, 0));
    // Anchors are kept over two reloads, if they are asked for in between.
    let second = timeline(&[FIRST], &[("s.txt", TEXT)]).with_anchors_of(&first);
    let again = second.anchor(&citation(&second, 0));
    assert!(Arc::ptr_eq(&anchor, &again));
    let third = timeline(&[FIRST], &[("s.txt", TEXT)]).with_anchors_of(&second);
    assert!(Arc::ptr_eq(&anchor, &third.anchor(&citation(&third, 0))));
    // Another text is looked through again.
    let changed =
        timeline(&[FIRST], &[("s.txt", "The harvest was poor.\n")]).with_anchors_of(&first);
    let anchor = changed.anchor(&citation(&changed, 0));
    assert_eq!(anchor.state, State::Missing);
    // What was not asked for during a whole reload is forgotten.
    let idle = timeline(&[FIRST], &[("s.txt", TEXT)]).with_anchors_of(&first);
    let late = timeline(&[FIRST], &[("s.txt", TEXT)]).with_anchors_of(&idle);
    let anchor = late.anchor(&citation(&late, 0));
    assert_eq!(anchor.state, State::Exact);
    assert!(!Arc::ptr_eq(&anchor, &first.anchor(&citation(&first, 0))));
}

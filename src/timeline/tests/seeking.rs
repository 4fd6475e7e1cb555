//! Searching forwards and backwards, and round the ends.

use super::*;
use crate::search::Needle;

#[test]
fn seeking_goes_both_ways_and_round() {
    use Direction::{Backward, Forward};
    let events = ["x", "-", "x", "-", "x", "-"]
        .iter()
        .zip(0..)
        .map(|(title, n)| {
            format!("[[event]]\nid = \"e{n}\"\ntitle = \"{title}\"\ndate = \"200{n}\"\n")
        });
    let timeline = read(&events.collect::<String>());
    let everything = all(&timeline);
    let needle = |text| Needle::new(text).expect("a needle");
    let seek = |selection: &Selection, from, text, direction| {
        timeline
            .seek(selection, from, &needle(text), direction, &|| true)
            .expect("an answer")
    };
    for (from, next, previous) in [
        (0, 2, 4),
        (1, 2, 0),
        (2, 4, 0),
        (3, 4, 2),
        (4, 0, 2),
        (5, 0, 4),
        // Past the end is where it would come round.
        (6, 2, 4),
    ] {
        assert_eq!(seek(&everything, from, "x", Forward), Some(next), "{from}");
        assert_eq!(
            seek(&everything, from, "x", Backward),
            Some(previous),
            "{from}"
        );
    }
    for direction in [Forward, Backward] {
        assert_eq!(seek(&everything, 3, "y", direction), None);
        assert_eq!(seek(&Selection::default(), 0, "x", direction), None);
        // The only one is found from itself; ranks are those of the selection.
        let some = only(&timeline, &["e1", "e3", "e4"]);
        for from in [0, 1, 2] {
            assert_eq!(seek(&some, from, "x", direction), Some(2));
        }
    }
}

#[test]
fn every_text_of_an_event_is_searched() {
    let timeline = read(
        r#"
[actors.ann]
name = "Alma"
aliases = ["Beata"]
[sources.s]
title = "Cicero"
[[event]]
id = "delta"
date = "2001"
title = "Emil goes"
summary = "Fritz comes"
note = "Gustav stays"
place = "Harbour"
tags = ["one", "Ida"]
actors = [{ id = "ann", role = "juror" }]
[[event.citation]]
source = "s"
quote = "Karl speaks."
[[event.citation]]
source = "s"
quote = "Łucja listens."
[[event]]
id = "other"
date = "2002"
title = "other"
"#,
    );
    let mentions = |text, id| {
        let needle = Needle::new(text).expect("a needle");
        timeline
            .mentions(EventId::new(id), &needle)
            .expect("an answer")
    };
    for text in [
        "alma", "emil", "fritz", "gustav", "harbour", "one", "ida", "karl", "Łucja", "lucja",
        "Emil", "goes",
    ] {
        assert!(mentions(text, 0), "{text}");
        assert!(!mentions(text, 1), "{text}");
    }
    // An upper-case letter asks for case.
    for text in [
        "beata",
        "cicero",
        "delta",
        "juror",
        "EMIL",
        "Goes",
        "goes fritz",
    ] {
        assert!(!mentions(text, 0), "{text}");
    }
    let needle = Needle::new("x").expect("a needle");
    assert!(timeline.mentions(EventId::new(2), &needle).is_err());
}

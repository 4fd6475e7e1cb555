//! Counting events: by facet, over columns, and how far they reach.

use super::*;
use crate::date::Date;

const EVENTS: &str = r#"
[actors.union]
name = "Union"
[actors.state]
name = "State"
member_of = ["union"]
[actors.kim]
name = "Kim"
member_of = ["state"]
[actors.ann]
name = "Ann"

[sources.s]
title = "S"
[sources.t]
title = "T"
[sources.u]
title = "U"

[[event]]
id = "a"
date = "2001-05"
title = "t"
tags = ["war", "sea", "war"]
actors = ["kim", "state", { id = "kim", role = "host" }]
[[event.citation]]
source = "s"
[[event.citation]]
source = "t"
[[event.citation]]
source = "s"

[[event]]
id = "b"
date = "2001/2003"
title = "t"
tags = ["sea"]
actors = ["kim", "ann"]
[[event.citation]]
source = "t"

[[event]]
id = "c"
date = "-0043"
title = "t"
status = "planned"

[[event]]
id = "d"
title = "t"
tags = ["air"]
"#;

/// What is counted in words, as `kim 2`.
fn counted(timeline: &Timeline, selection: &Selection, facet: Facet) -> String {
    let counts = timeline.counts(selection, facet).expect("an answer");
    let words = counts.into_iter().map(|(key, count)| {
        let actor = key.actor().and_then(|id| timeline.actor(id));
        let source = key.source().and_then(|id| timeline.source(id));
        let name = match &key {
            Key::Actor(_) => actor.expect("an actor").slug().to_owned(),
            Key::Source(_) => source.expect("a source").slug().to_owned(),
            Key::Nobody => "nobody".to_owned(),
            Key::Tag(tag) => tag.clone(),
            Key::Year(year) => year.to_string(),
        };
        format!("{name} {count}")
    });
    words.collect::<Vec<_>>().join(", ")
}

#[test]
fn each_facet_counts_events_once() {
    let timeline = read(EVENTS);
    let everything = all(&timeline);
    let first = only(&timeline, &["a"]);
    for (facet, of_all, of_first) in [
        // In the order of the file, with everyone that somebody belongs to.
        (
            Facet::Actor,
            "union 2, state 2, kim 2, ann 1",
            "union 1, state 1, kim 1",
        ),
        (
            Facet::Participant,
            "state 1, kim 2, ann 1, nobody 2",
            "state 1, kim 1",
        ),
        // Every citation counts.
        (Facet::Source, "s 2, t 2", "s 2, t 1"),
        (Facet::Tag, "air 1, sea 2, war 1", "sea 1, war 1"),
        // Where it begins.
        (Facet::Year, "-43 1, 2001 2", "2001 1"),
    ] {
        assert_eq!(counted(&timeline, &everything, facet), of_all, "{facet:?}");
        assert_eq!(counted(&timeline, &first, facet), of_first, "{facet:?}");
        assert_eq!(counted(&timeline, &Selection::default(), facet), "");
    }
    let keys = [
        Key::Nobody,
        Key::Tag("x".to_owned()),
        Key::Year(1),
        Key::Actor(ActorId::new(0)),
        Key::Source(SourceId::new(0)),
    ];
    let actors = keys.each_ref().map(|key| key.actor().is_some());
    assert_eq!(actors, [false, false, false, true, false]);
    let sources = keys.each_ref().map(|key| key.source().is_some());
    assert_eq!(sources, [false, false, false, false, true]);
}

#[test]
fn a_histogram_holds_every_dated_event_once() {
    let timeline = dated(&[
        "2001",
        "2001-05-02",
        "2003/..",
        "../2004",
        "2005/",
        "Y1E30",
        "-0043",
        "some day",
        "",
    ]);
    let everything = all(&timeline);
    let some = only(&timeline, &["b", "c", "h"]);
    for width in [1, 2, 17, 80, 301] {
        let scale = timeline.scale(width).expect("an answer");
        for (selection, dated) in [(&everything, 7), (&some, 2), (&Selection::default(), 0)] {
            let density = timeline.histogram(selection, &scale).expect("an answer");
            let total: u64 = (0..usize::from(width))
                .map(|column| density.weight(column))
                .sum();
            assert_eq!(total, dated * Density::EVENT, "{dated} on {width}");
        }
    }
}

#[test]
fn an_extent_reaches_from_the_first_day_to_the_last() {
    // The dates; the first and the last day; what is open; how many are undated, and beyond all days.
    type Case<'a> = (&'a [&'a str], [&'a str; 2], [bool; 2], usize, usize);
    let closed = [false; 2];
    let cases: [Case; 7] = [
        (&["2001-02-03"], ["2001-02-03"; 2], closed, 0, 0),
        (
            &["2001", "2000-05", "1999-12-31/2000"],
            ["1999-12-31", "2001-12-31"],
            closed,
            0,
            0,
        ),
        // An event lasts for a day at least, even if its end is open.
        (&["2003-05-06/.."], ["2003-05-06"; 2], [false, true], 0, 0),
        (
            &["2001", "1999/.."],
            ["1999-01-01", "2001-12-31"],
            [false, true],
            0,
            0,
        ),
        (
            &["2001", "../1999-05-06"],
            ["1999-05-06", "2001-12-31"],
            [true, false],
            0,
            0,
        ),
        (
            &["/2001", "2002/"],
            ["2001-01-01", "2002-01-01"],
            [true, true],
            0,
            0,
        ),
        (
            &["2001", "", "some day", "Y1E30"],
            ["2001-01-01", "2001-12-31"],
            closed,
            2,
            1,
        ),
    ];
    for (dates, ends, open, undated, beyond) in cases {
        let timeline = dated(dates);
        let extent = timeline.extent(&all(&timeline)).expect("an answer");
        let wanted = Extent {
            days: Some(number(ends[0])..number(ends[1]) + 1),
            open,
            undated,
            beyond,
        };
        assert_eq!(extent, wanted, "{dates:?}");
    }
    let timeline = dated(&["2001", "2002"]);
    let some = only(&timeline, &["b"]);
    let extent = timeline.extent(&some).expect("an answer");
    let days = number("2002-01-01")..number("2003-01-01");
    assert_eq!(extent.days, Some(days));
    let none = timeline.extent(&Selection::default()).expect("an answer");
    assert_eq!((&none.days, &none), (&None, &Extent::default()));
}

fn number(day: &str) -> i128 {
    Date::parse(day).expect(day).start().number()
}

#[test]
fn the_years_of_a_timeline_are_those_of_its_ends() {
    for (dates, wanted) in [
        (&["2001-05", "1999"][..], Some(("1999", "2001"))),
        // The end may be that of an early event.
        (&["1999/2010", "2001"], Some(("1999", "2010"))),
        (&["2001/..", "1999"], Some(("1999", "2001"))),
        (&["-0043", "some day"], Some(("44 BCE", "44 BCE"))),
        (&["some day"], None),
        (&[], None),
    ] {
        assert_eq!(dated(dates).years(), wanted, "{dates:?}");
    }
}

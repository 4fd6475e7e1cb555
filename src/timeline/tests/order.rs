//! The order of events, and ranks in a selection.

use super::*;
use crate::date::Date;

#[test]
fn events_stand_in_the_order_of_their_dates_and_then_of_the_file() {
    for (dates, wanted) in [
        // Equal dates keep the order of the file; doubt moves nothing.
        (&["2001", "2001", "2001"][..], "a b c"),
        (&["2001~", "2001", "2001?"], "a b c"),
        (&["2002", "2001", "2002", "2001"], "b d a c"),
        // The wider first, a whole day before its hours.
        (
            &["2001-01-01T10:00:00Z", "2001-01-01", "2001-01", "2001"],
            "d c b a",
        ),
        (&["2001-01-01T10:00:00Z", "2001-01-01T09:59:59Z"], "b a"),
        (&["2001", "2001/2003", "2001/2002", "2001/.."], "d b c a"),
        // Undated ones last, in the order of the file, whatever stands there instead.
        (&["zzz", "9999", "aaa", "", "0001"], "e b a c d"),
    ] {
        let timeline = dated(dates);
        assert_eq!(slugs(&timeline, &all(&timeline)), wanted, "{dates:?}");
    }
}

#[test]
fn moments_stand_in_the_order_of_instants() {
    for (dates, wanted) in [
        (
            &[
                "2022-06-16T08:00:00Z",
                "2022-06-16T10:00:00+05:00",
                "2022-06-15T23:30:00-07:00",
            ][..],
            "b c a",
        ),
        (
            &["2020-01-01T23:30:00Z", "2020-01-02T00:30:00+03:00"],
            "b a",
        ),
        // A day comes before its moments in UTC. One without an offset is taken as UTC.
        (
            &[
                "2020-01-02T00:30:00+03:00",
                "2020-01-01",
                "2020-01-02",
                "2020-01-01T21:45:00",
                "2020-01-01T23:30:00-03:00",
            ],
            "b a d c e",
        ),
        // Also where no event is of the day in UTC, and at the turn of a year.
        (
            &[
                "2020-01-01T00:30:00+01",
                "2019",
                "2020",
                "2019-12-31T23:00:00-01:00",
            ],
            "b a c d",
        ),
        // The same instant, in the order of the file.
        (
            &["2020-01-01T12:00:00+02:00", "2020-01-01T10:00:00Z"],
            "a b",
        ),
        (
            &["2016-12-31T23:59:60Z", "2017-01-01T00:59:59+01:00"],
            "b a",
        ),
    ] {
        let timeline = dated(dates);
        assert_eq!(slugs(&timeline, &all(&timeline)), wanted, "{dates:?}");
        // Every event is at its own place.
        for id in all(&timeline).ids() {
            let event = timeline.event(id).expect("an event");
            assert_eq!(timeline.neighbour(&event), Ok(Some(id)), "{}", event.slug);
            let date = event.when.date().expect("a date");
            let near = timeline
                .rank_near(&all(&timeline), date)
                .expect("an answer");
            let near = timeline
                .event(EventId::new(near.expect("one")))
                .expect("an event");
            let order = |event: &Event| event.when.date().map(Date::order);
            assert_eq!(order(&near), order(&event), "{}", event.slug);
        }
    }
}

#[test]
fn a_rank_orders_events_of_one_date() {
    let timeline = |events: &[(&str, &str)]| {
        let ids = ["a", "b", "c", "d", "e"];
        let events = ids.iter().zip(events).map(|(id, (date, rank))| {
            format!("[[event]]\nid = \"{id}\"\ntitle = \"t\"\ndate = \"{date}\"\n{rank}\n")
        });
        load::from_text("events.toml", &events.collect::<String>())
            .expect("it loads")
            .timeline
    };
    for (events, wanted) in [
        // Lower ones first; without one it is 0; equal ones as in the file.
        (
            &[
                ("2001-01-01", "rank = 2"),
                ("2001-01-01", ""),
                ("2001-01-01", "rank = 1"),
                ("2001-01-01", "rank = -1"),
                ("2001-01-01", "rank = 1"),
            ][..],
            "d b c e a",
        ),
        // It changes nothing about dates and times, and nothing without a date.
        (
            &[
                ("2001-01-01T10:00:00Z", "rank = -1"),
                ("2001-01-01", "rank = 5"),
                ("2001", "rank = 9"),
                ("", "rank = 2"),
                ("some day", "rank = 1"),
            ],
            "c b a d e",
        ),
        (
            &[("2001~", "rank = 1"), ("2001", ""), ("2001?", "")],
            "b c a",
        ),
    ] {
        let timeline = timeline(events);
        assert_eq!(slugs(&timeline, &all(&timeline)), wanted, "{events:?}");
        let dated = |id: &EventId| {
            let event = timeline.event(*id).expect("an event");
            event.when.date().is_some()
        };
        for id in all(&timeline).ids().filter(dated) {
            let event = timeline.event(id).expect("an event");
            assert_eq!(timeline.neighbour(&event), Ok(Some(id)), "{}", event.slug);
        }
    }
}

#[test]
fn several_files_are_put_in_one_order() {
    let input = |name: &str, ids: &[(&str, &str)]| {
        let events = ids.iter().map(|(id, date)| {
            format!("[[event]]\nid = \"{id}\"\ntitle = \"t\"\ndate = \"{date}\"\n")
        });
        load::Input::of_text(name, &events.collect::<String>())
    };
    let first = input("z.toml", &[("late", "2003"), ("one", "2001")]);
    // These lines come before those of the other file.
    let second = input(
        "a.toml",
        &[("two", "2001"), ("early", "2000"), ("none", "")],
    );
    let timeline = load::from_inputs(&[first, second])
        .expect("both load")
        .timeline;
    assert_eq!(slugs(&timeline, &all(&timeline)), "early one two late none");
}

#[test]
fn a_selection_is_asked_by_rank_and_by_event() {
    let timeline = dated(&["2001", "2002", "2003", "2004", "2005"]);
    let id = EventId::new;
    let everything = all(&timeline);
    assert_eq!((everything.len(), everything.is_empty()), (5, false));
    assert_eq!(everything.at(4), Ok(Some(id(4))));
    assert_eq!(everything.at(5), Ok(None));
    assert_eq!(everything.rank(id(4)), Ok(Ok(4)));
    // One of another timeline would come last.
    assert_eq!(everything.rank(id(5)), Ok(Err(5)));
    assert_eq!(everything.rank(id(9)), Ok(Err(5)));
    let some = only(&timeline, &["b", "d"]);
    assert_eq!((some.len(), some.is_empty()), (2, false));
    assert_eq!(
        [0, 1, 2].map(|rank| some.at(rank)),
        [Ok(Some(id(1))), Ok(Some(id(3))), Ok(None)]
    );
    let ranks = [0, 1, 2, 3, 4].map(|index| some.rank(id(index)));
    assert_eq!(ranks, [Err(0), Ok(0), Err(1), Ok(1), Err(2)].map(Ok));
    assert_eq!(some.iter().collect::<Vec<_>>(), [Ok(id(1)), Ok(id(3))]);
    for none in [Selection::default(), only(&timeline, &["z"])] {
        assert_eq!(
            (none.len(), none.is_empty(), none.at(0)),
            (0, true, Ok(None))
        );
        assert_eq!(none.rank(id(0)), Ok(Err(0)));
        assert_eq!(none.iter().count(), 0);
    }
}

#[test]
fn a_query_is_narrowed_by_a_term() {
    let timeline = dated(&["2001", "2002", "2003", "2004"]);
    let id = |slug| Term::Id(Text::new(slug, Part::Whole));
    let some = Query::Any(["b", "c"].map(|slug| Query::Term(id(slug))).into());
    let kept = |query: &Query| slugs(&timeline, &timeline.select(query).expect("an answer"));
    assert_eq!(kept(&some.and(id("c"))), "c");
    assert_eq!(kept(&some.and(id("d"))), "");
    assert_eq!(kept(&Query::everything().and(id("d"))), "d");
    assert_eq!(kept(&Query::Any(Vec::new())), "");
    assert_eq!(kept(&Query::default()), "a b c d");
    assert!(Query::default().is_everything());
    assert!(!Query::Any(Vec::new()).is_everything());
}

#[test]
fn a_window_gives_the_rows_of_its_ranks() {
    let timeline = dated(&["2001", "2002", "2003", "some day"]);
    let rows = |selection: &Selection, ranks| {
        let rows = timeline.window(selection, ranks).expect("an answer");
        rows.into_iter().map(|row| row.title).collect::<String>()
    };
    let everything = all(&timeline);
    assert_eq!(rows(&everything, 0..4), "abcd");
    assert_eq!(rows(&everything, 1..3), "bc");
    assert_eq!(rows(&everything, 2..usize::MAX), "cd");
    assert_eq!(rows(&everything, 9..12), "");
    assert_eq!(rows(&only(&timeline, &["a", "c"]), 1..3), "c");
    let other = Selection::all(5);
    let unknown = StoreError::UnknownEvent(EventId::new(4));
    assert_eq!(timeline.window(&other, 3..5), Err(unknown.clone()));
    assert_eq!(unknown.to_string(), "event 5 not found");
    assert!(timeline.event(EventId::new(4)).is_err());
    assert!(timeline.counts(&other, Facet::Year).is_err());
    assert!(timeline.extent(&other).is_err());
}

#[test]
fn a_row_tells_of_faults_and_the_verdict() {
    const SOURCE: &str = "All of the ships came home in May 1999.\n\n\
        The mayor will pay for all of the new lamps, provided that the county agrees.\n";
    let cited = |id: &str, quotes: &[&str], more: &str| {
        let quotes = quotes.iter().map(|quote| {
            format!("[[event.citation]]\nsource = \"s\"\nquote = \"{quote}\"\n{more}\n")
        });
        format!(
            "[[event]]\nid = \"{id}\"\ndate = \"2001\"\ntitle = \"t\"\n{}",
            quotes.collect::<String>()
        )
    };
    let good = "All of the ships came home in May 1999.";
    let altered = "All of the ships came home in May 1989.";
    let reworded = "All of the big ships came safely home in May 1999.";
    let cut = "The mayor will pay for all of the new lamps";
    let without_quote = "[[event.citation]]\nsource = \"s\"\nparagraph = 1\n";
    let text = [
        "[sources.s]\ntitle = \"S\"\nfile = \"s.txt\"\n".to_owned(),
        cited("good", &[good], ""),
        cited("faulty", &[good], "colour = \"red\""),
        cited("unquoted", &[good], "") + without_quote,
        cited("uncited", &[], ""),
        cited("reworded", &[good, reworded], ""),
        cited("cut", &[cut, reworded], ""),
        cited("conflict", &[cut], "date = \"2002\""),
        cited("altered", &[good, altered], "date = \"2002\""),
        cited(
            "missing",
            &["Nobody has ever written such a sentence.", good],
            "",
        ),
    ];
    let input = load::Input {
        root: load::SourceRoot::Embedded(&[("s.txt", SOURCE)]),
        ..load::Input::of_text("events.toml", &text.concat())
    };
    let timeline = load::from_inputs(&[input]).expect("it loads").timeline;
    let rows = || timeline.window(&all(&timeline), 0..9).expect("an answer");
    let verdicts = || -> Vec<_> {
        let names = rows().into_iter().map(|row| row.verdict.map(Verdict::name));
        names.collect()
    };
    let faults: Vec<bool> = rows().iter().map(|row| row.faults).collect();
    let (yes, no) = (true, false);
    assert_eq!(faults, [no, yes, no, yes, no, no, no, no, no]);
    let unproven = Some("unproven");
    let before = [None, None, None, unproven, None, None, None, None, None];
    assert_eq!(verdicts(), before);
    for id in all(&timeline).ids() {
        timeline.verdict(&timeline.event(id).expect("an event"));
    }
    let after = [
        "verified", "verified", "unproven", "unproven", "differs", "cut", "conflict", "broken",
        "broken",
    ];
    assert_eq!(verdicts(), after.map(Some));
}

#[test]
fn the_nearest_neighbour_of_an_event_of_another_timeline() {
    let timeline = dated(&["2001", "2002", "2002", "2003", "some day"]);
    for (date, wanted) in [
        ("2000", "a"),
        // Itself, or what follows.
        ("2001", "a"),
        ("2001-06", "b"),
        ("2002", "b"),
        ("2002-06", "d"),
        ("2004", "e"),
        ("", "e"),
    ] {
        let other = dated(&[date]);
        let event = other.event(EventId::new(0)).expect("an event");
        let found = timeline.neighbour(&event).expect("an answer");
        assert_eq!(slug(&timeline, found.expect("one")), wanted, "{date}");
    }
    let own = timeline.event(EventId::new(2)).expect("an event");
    assert_eq!(timeline.neighbour(&own), Ok(Some(EventId::new(2))));
    // Past the last one it is the last.
    let timeline = dated(&["2001", "2002"]);
    let other = dated(&["2003"]);
    let event = other.event(EventId::new(0)).expect("an event");
    assert_eq!(timeline.neighbour(&event), Ok(Some(EventId::new(1))));
    assert_eq!(dated(&[]).neighbour(&event), Ok(None));
}

#[test]
fn the_first_event_in_a_date_or_else_the_nearest() {
    let timeline = dated(&[
        "2000-01-01",
        "2000-01-11",
        "2000-01-11",
        "2000-01-31",
        "2002",
        "2002-06",
        "some day",
        "",
    ]);
    let everything = all(&timeline);
    for (date, wanted) in [
        ("1000", "a"),
        ("2000-01-01", "a"),
        ("2000-01-05", "a"),
        // As far from either: the earlier one.
        ("2000-01-06", "a"),
        ("2000-01-07", "b"),
        // The first of those at one date.
        ("2000-01-11", "b"),
        ("2000-01-12", "c"),
        ("2000-01-21", "c"),
        ("2000-01-22", "d"),
        // The first that begins within it, even if one before is nearer to its beginning.
        ("2000", "a"),
        ("2000-01-02/2000-01-31", "b"),
        ("2000-01-02/2000-01-11", "b"),
        ("2000-01-02/2000-01-10", "a"),
        ("2000-02", "d"),
        ("2002-05", "f"),
        ("2002-06-01", "f"),
        ("2002-03", "e"),
        ("2001/..", "d"),
        // Undated ones are no place to go to.
        ("9000", "f"),
    ] {
        let date = Date::parse(date).expect(date);
        let rank = timeline.rank_near(&everything, &date).expect("an answer");
        let found = everything.at(rank.expect("one")).expect("an answer");
        let found = found.expect("an event");
        assert_eq!(slug(&timeline, found), wanted, "{}", date.as_str());
    }
    // Ranks are those of the selection.
    let some = only(&timeline, &["a", "d", "g"]);
    for (date, wanted) in [("2000-01-11", 0), ("2000-01-20", 1), ("3000", 1)] {
        let date = Date::parse(date).expect(date);
        assert_eq!(timeline.rank_near(&some, &date), Ok(Some(wanted)));
    }
    let date = Date::parse("2000").expect("a date");
    for none in [only(&timeline, &["g", "h"]), Selection::default()] {
        assert_eq!(timeline.rank_near(&none, &date), Ok(None));
    }
}

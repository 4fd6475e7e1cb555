//! Headings at every grain, and the mapping between rows and ranks.

use super::*;
use crate::date::Date;
use crate::load;
use crate::search::Needle;
use crate::timeline::{Direction, Part, Query, Term, Text};
use proptest::prelude::*;

fn timeline(dates: &[&str]) -> Timeline {
    use std::fmt::Write;
    let mut text = String::new();
    for (index, date) in dates.iter().enumerate() {
        let _ = write!(
            text,
            "[[event]]\nid = \"e{index}\"\ntitle = \"t{index}\"\ndate = \"{date}\"\n"
        );
    }
    load::from_text("events.toml", &text)
        .expect("it parses")
        .timeline
}

fn everything(timeline: &Timeline) -> Selection {
    let all = timeline.select(&Query::everything());
    all.expect("an answer")
}

fn all(timeline: &Timeline, grain: Grain) -> Outline {
    Outline::new(timeline, everything(timeline), grain).expect("an answer")
}

/// Returns the rows as text: headings with their counts, events by their ids.
fn shown(timeline: &Timeline, view: &Outline) -> Vec<String> {
    let rows = (0..view.rows() + 9).map_while(|row| view.row(row));
    let words = |row| match row {
        Item::Heading(heading) => format!("{} ({})", heading.label, heading.events),
        Item::Event(rank) => {
            let id = view.at(rank).expect("an answer").expect("an event");
            timeline.event(id).expect("an event").slug.clone()
        }
    };
    rows.map(words).collect()
}

#[test]
fn headings_precede_the_first_event_of_a_year() {
    let timeline = timeline(&["2024-05", "2023", "2023-02", "-0043", "no date"]);
    let view = all(&timeline, Grain::Year);
    let wanted = [
        "44 BCE (1)",
        "e3",
        "2023 (2)",
        "e1",
        "e2",
        "2024 (1)",
        "e0",
        "undated (1)",
        "e4",
    ];
    assert_eq!(shown(&timeline, &view), wanted);
    assert_eq!(view.rows(), 9);
}

#[test]
fn an_event_coarser_than_the_headings_has_its_own_heading() {
    let dates = ["2023", "2023-01", "2023-01-05", "202X", "2023-05", "x"];
    let timeline = timeline(&dates);
    let view = all(&timeline, Grain::Month);
    let wanted = [
        "2020s (1)",
        "e3",
        "2023 (1)",
        "e0",
        "January 2023 (2)",
        "e1",
        "e2",
        "May 2023 (1)",
        "e4",
        "undated (1)",
        "e5",
    ];
    assert_eq!(shown(&timeline, &view), wanted);
    let view = all(&timeline, Grain::Century);
    let wanted = ["21st century (5)", "e3", "e0", "e1", "e2", "e4"];
    assert_eq!(shown(&timeline, &view)[..6], wanted);
}

#[test]
fn the_grain_fits_the_timeline() {
    let of = |dates: &[String]| {
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        timeline(&dates).grain()
    };
    let days = |step: usize, count: usize| -> Vec<String> {
        let day = |n: usize| (n / 336, n / 28 % 12 + 1, n % 28 + 1);
        let days = (0..count).map(|n| day(n * step));
        days.map(|(y, m, d)| format!("{:04}-{m:02}-{d:02}", 1900 + y))
            .collect()
    };
    assert_eq!(of(&[]), Grain::Millennium);
    // Dates known only to the year need no finer headings.
    assert_eq!(of(&["2001", "2002"].map(str::to_owned)), Grain::Year);
    assert_eq!(of(&days(1, 3)), Grain::Month);
    assert_eq!(of(&days(3, 100)), Grain::Month);
    assert_eq!(of(&days(60, 60)), Grain::Year);
    assert_eq!(of(&days(300, 60)), Grain::Decade);
    let far = ["Y-10000", "-0043", "0800", "1492-10-12", "2009", "Y10000"];
    assert_eq!(of(&far.map(str::to_owned)), Grain::Year);
}

#[test]
fn steps_go_from_heading_to_heading() {
    let timeline = timeline(&["2001", "2001-02", "2001-03", "2002", "2003", "2003-05"]);
    let view = all(&timeline, Grain::Year);
    for (rank, count, down, wanted) in [
        (0, 1, true, 3),
        (1, 2, true, 4),
        (0, 99, true, 4),
        (5, 1, true, 5),
        (5, 1, false, 4),
        (5, 2, false, 3),
        (4, 1, false, 3),
        (2, usize::MAX, false, 0),
        (0, 1, false, 0),
    ] {
        assert_eq!(
            view.step_heading(rank, count, down),
            wanted,
            "{count} from {rank}"
        );
    }
    assert_eq!(Outline::default().step_heading(0, 1, true), 0);
    assert_eq!(Outline::default().step_heading(0, 1, false), 0);
}

#[test]
fn the_nearest_event_to_a_date() {
    let timeline = timeline(&["2001", "2001-02-03", "2005-06", "2009/..", "none"]);
    let all = everything(&timeline);
    for (date, wanted) in [
        ("1000", 0),
        ("2001", 0),
        ("2001-01-01", 0),
        ("2001-02", 1),
        ("2003", 1),
        ("2004", 2),
        ("200X", 0),
        ("2005-06-20", 2),
        ("2024", 3),
    ] {
        let date = Date::parse(date).expect(date);
        let near = timeline.rank_near(&all, &date);
        assert_eq!(near, Ok(Some(wanted)), "{date:?}");
    }
    let date = Date::parse("2001").expect("a date");
    let nothing = Selection::default();
    assert_eq!(timeline.rank_near(&nothing, &date), Ok(None));
}

proptest! {
    #[test]
    fn rows_and_ranks_map_to_each_other(
        years in prop::collection::vec(-300_i64..2100, 0..40),
        grain in prop::sample::select(&Grain::ALL[..]),
        keep in any::<u64>(),
    ) {
        let dates: Vec<String> = years
            .iter()
            .map(|year| match year {
                0.. => format!("{year:04}-0{}-11", year % 9 + 1),
                _ => format!("{year:05}"),
            })
            .collect();
        let timeline = timeline(&dates.iter().map(String::as_str).collect::<Vec<_>>());
        let ids = (0..years.len()).filter(|index| keep >> index & 1 == 1);
        let ids = ids.map(|index| format!("e{index}"));
        let ids = ids.map(|id| Query::Term(Term::Id(Text::new(&id, Part::Whole))));
        let kept = timeline.select(&Query::Any(ids.collect())).expect("an answer");
        let view = Outline::new(&timeline, kept, grain).expect("an answer");
        let mut ranks = 0;
        for row in 0..view.rows() {
            match view.row(row) {
                Some(Item::Event(rank)) => {
                    prop_assert_eq!(rank, ranks);
                    let id = view.at(rank).expect("an answer").expect("an event");
                    prop_assert_eq!(view.rank(id), Ok(Ok(ranks)));
                    prop_assert_eq!(view.row_of(ranks), row);
                    ranks += 1;
                }
                Some(Item::Heading(heading)) => {
                    prop_assert_eq!(heading.rank, ranks);
                    prop_assert_eq!(view.heading(ranks), Some(heading));
                }
                None => prop_assert!(false, "no row {row}"),
            }
        }
        prop_assert_eq!(ranks, view.len());
        prop_assert_eq!(view.row(view.rows()), None);
        let counted: usize = view.headings.iter().map(|heading| heading.events).sum();
        prop_assert_eq!(counted, view.len());
    }
}

#[test]
fn seek_wraps_around_and_tries_the_start_last() {
    let timeline = timeline(&["2001", "2002", "2003"]);
    let all = everything(&timeline);
    let seek = |selection: &Selection, from, direction, text| {
        let needle = Needle::new(text).expect("a pattern");
        let found = timeline.seek(selection, from, &needle, direction, &|| true);
        found.expect("an answer")
    };
    let (forward, backward) = (Direction::Forward, Direction::Backward);
    assert_eq!(seek(&all, 1, forward, "t"), Some(2));
    assert_eq!(seek(&all, 2, forward, "t"), Some(0));
    assert_eq!(seek(&all, 0, backward, "t"), Some(2));
    assert_eq!(seek(&all, 2, backward, "t"), Some(1));
    assert_eq!(seek(&all, 1, forward, "t1"), Some(1));
    assert_eq!(seek(&all, 1, backward, "t1"), Some(1));
    assert_eq!(seek(&all, 1, forward, "x"), None);
    assert_eq!(seek(&Selection::default(), 0, forward, "t"), None);
}

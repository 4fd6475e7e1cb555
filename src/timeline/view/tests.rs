//! Headings at every grain, and the way between rows and ranks.

use super::*;
use crate::load;
use proptest::prelude::*;

fn timeline(dates: &[&str]) -> Timeline {
    use std::fmt::Write;
    let mut text = String::new();
    for (index, date) in dates.iter().enumerate() {
        let _ = write!(
            text,
            "[[event]]\nid = \"e{index}\"\ntitle = \"t\"\ndate = \"{date}\"\n"
        );
    }
    load::from_text("events.toml", &text)
        .expect("it parses")
        .timeline
}

/// Labels with their counts, and events by their ids.
fn shown(timeline: &Timeline, view: &View) -> Vec<String> {
    let rows = view.window(0..view.rows() + 9).map(|row| match row {
        Row::Heading(heading) => format!("{} ({})", heading.label, heading.events),
        Row::Event(id) => timeline.event(id).map_or(String::new(), |e| e.slug.clone()),
    });
    rows.collect()
}

#[test]
fn headings_stand_above_the_first_event_of_a_year() {
    let timeline = timeline(&["2024-05", "2023", "2023-02", "-0043", "no date"]);
    let view = View::all(&timeline, Grain::Year);
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
fn an_event_coarser_than_the_headings_has_its_own() {
    let dates = ["2023", "2023-01", "2023-01-05", "202X", "2023-05", "x"];
    let timeline = timeline(&dates);
    let view = View::all(&timeline, Grain::Month);
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
    let view = view.by(&timeline, Grain::Century);
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
    // What is only known by the year needs no finer heading.
    assert_eq!(of(&["2001", "2002"].map(str::to_owned)), Grain::Year);
    assert_eq!(of(&days(1, 3)), Grain::Month);
    assert_eq!(of(&days(3, 100)), Grain::Month);
    assert_eq!(of(&days(60, 60)), Grain::Year);
    assert_eq!(of(&days(300, 60)), Grain::Decade);
    let far = ["Y-10000", "-0043", "0800", "1492-10-12", "2009", "Y10000"];
    assert_eq!(of(&far.map(str::to_owned)), Grain::Year);
}

#[test]
fn leaps_go_from_heading_to_heading() {
    let timeline = timeline(&["2001", "2001-02", "2001-03", "2002", "2003", "2003-05"]);
    let view = View::all(&timeline, Grain::Year);
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
        assert_eq!(view.leap(rank, count, down), wanted, "{count} from {rank}");
    }
    assert_eq!(View::default().leap(0, 1, true), 0);
    assert_eq!(View::default().leap(0, 1, false), 0);
}

#[test]
fn the_nearest_event_to_a_date() {
    let timeline = timeline(&["2001", "2001-02-03", "2005-06", "2009/..", "none"]);
    let view = View::all(&timeline, Grain::Year);
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
        assert_eq!(view.nearest(&timeline, &date), Some(wanted), "{date:?}");
    }
    let date = Date::parse("2001").expect("a date");
    assert_eq!(View::default().nearest(&timeline, &date), None);
}

proptest! {
    #[test]
    fn rows_and_ranks_lead_to_each_other(
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
        let view = View::filtered(&timeline, grain, |id| keep >> id.index() & 1 == 1);
        let mut ranks = 0;
        for row in 0..view.rows() {
            match view.row(row) {
                Some(Row::Event(id)) => {
                    prop_assert_eq!(view.rank(id), Ok(ranks));
                    prop_assert_eq!(view.row_of(ranks), row);
                    ranks += 1;
                }
                Some(Row::Heading(heading)) => {
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
fn seek_wraps_and_comes_to_itself_last() {
    let timeline = timeline(&["2001", "2002", "2003"]);
    let view = View::all(&timeline, Grain::Year);
    assert_eq!(view.seek(1, true, |_| true), Some(2));
    assert_eq!(view.seek(2, true, |_| true), Some(0));
    assert_eq!(view.seek(0, false, |_| true), Some(2));
    assert_eq!(view.seek(1, true, |id| id.index() == 1), Some(1));
    assert_eq!(View::default().seek(0, true, |_| true), None);
}

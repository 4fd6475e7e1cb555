//! Headings at each grain, and the grain that suits a timeline.

use super::*;
use crate::date::Grain;

/// Headings in words, as `2001 at 0 (2)`.
fn headings(timeline: &Timeline, selection: &Selection, grain: Grain) -> Vec<String> {
    let headings = timeline.headings(selection, grain).expect("an answer");
    let words = headings.into_iter().map(|heading| {
        let Heading {
            rank,
            events,
            label,
            ..
        } = heading;
        format!("{label} at {rank} ({events})")
    });
    words.collect()
}

#[test]
fn headings_of_each_grain() {
    let timeline = dated(&[
        "1999-12-31",
        "2001-05-02",
        "2001-05-02",
        "2001-05-09",
        "2001-06",
        "2011",
        "some day",
        "",
    ]);
    let everything = all(&timeline);
    let of = |grain| headings(&timeline, &everything, grain);
    assert_eq!(
        of(Grain::Day),
        [
            "31 December 1999 at 0 (1)",
            "2 May 2001 at 1 (2)",
            "9 May 2001 at 3 (1)",
            "June 2001 at 4 (1)",
            "2011 at 5 (1)",
            "undated at 6 (2)"
        ]
    );
    assert_eq!(
        of(Grain::Month),
        [
            "December 1999 at 0 (1)",
            "May 2001 at 1 (3)",
            "June 2001 at 4 (1)",
            "2011 at 5 (1)",
            "undated at 6 (2)"
        ]
    );
    assert_eq!(
        of(Grain::Year),
        [
            "1999 at 0 (1)",
            "2001 at 1 (4)",
            "2011 at 5 (1)",
            "undated at 6 (2)"
        ]
    );
    assert_eq!(
        of(Grain::Decade),
        [
            "1990s at 0 (1)",
            "2000s at 1 (4)",
            "2010s at 5 (1)",
            "undated at 6 (2)"
        ]
    );
    assert_eq!(
        of(Grain::Century),
        [
            "20th century at 0 (1)",
            "21st century at 1 (5)",
            "undated at 6 (2)"
        ]
    );
    assert_eq!(
        of(Grain::Millennium),
        [
            "2nd millennium at 0 (1)",
            "3rd millennium at 1 (5)",
            "undated at 6 (2)"
        ]
    );
    let some = only(&timeline, &["b", "e", "g"]);
    assert_eq!(
        headings(&timeline, &some, Grain::Year),
        ["2001 at 0 (2)", "undated at 2 (1)"]
    );
    assert!(headings(&timeline, &Selection::default(), Grain::Year).is_empty());
}

#[test]
fn one_stretch_may_have_a_heading_twice() {
    // The year comes before its days, and comes again after what lasted.
    let timeline = dated(&["2001", "2001-01-01", "2001-01", "2001-02"]);
    let everything = all(&timeline);
    assert_eq!(
        headings(&timeline, &everything, Grain::Month),
        [
            "2001 at 0 (1)",
            "January 2001 at 1 (2)",
            "February 2001 at 3 (1)"
        ]
    );
    let timeline = dated(&["1999/2000", "1999-21", "1999"]);
    assert_eq!(
        headings(&timeline, &all(&timeline), Grain::Year),
        ["1999 at 0 (3)"]
    );
}

/// The grain for so many events on each of some dates.
fn grain(dates: impl IntoIterator<Item = (String, usize)>) -> Grain {
    let events = dates
        .into_iter()
        .enumerate()
        .flat_map(|(nth, (date, count))| {
            (0..count).map(move |n| {
                format!("[[event]]\nid = \"e{nth}-{n}\"\ntitle = \"t\"\ndate = \"{date}\"\n")
            })
        });
    read(&events.collect::<String>()).grain()
}

#[test]
fn the_grain_is_the_finest_with_few_enough_headings() {
    let days = |days: u8| (1..=days).map(|day| format!("2001-05-{day:02}"));
    let months = |months: u8| (1..=months).map(|month| format!("2001-{month:02}-02"));
    let years = |years: u16| (0..years).map(|year| format!("{}-05-02", 1901 + year));
    let each = |dates: Vec<String>, count| grain(dates.into_iter().map(move |date| (date, count)));
    // Four events a day on average, and it is days; else months, if they are few enough.
    assert_eq!(each(days(5).collect(), 4), Grain::Day);
    assert_eq!(each(days(5).collect(), 3), Grain::Month);
    assert_eq!(each(months(5).collect(), 4), Grain::Day);
    assert_eq!(each(months(5).collect(), 3), Grain::Year);
    // One day is one heading.
    assert_eq!(each(days(1).collect(), 1), Grain::Day);
    assert_eq!(each(days(2).collect(), 1), Grain::Month);
    assert_eq!(each(months(2).collect(), 1), Grain::Year);
    // From years on, six are always few enough.
    assert_eq!(each(years(6).collect(), 1), Grain::Year);
    assert_eq!(each(years(7).collect(), 1), Grain::Decade);
    assert_eq!(each(years(7).collect(), 3), Grain::Decade);
    assert_eq!(each(years(7).collect(), 4), Grain::Day);
    assert_eq!(each(years(70).collect(), 1), Grain::Decade);
    // 400 are the most, however many events there are.
    assert_eq!(each(years(399).collect(), 5), Grain::Day);
    assert_eq!(each(years(400).collect(), 5), Grain::Day);
    assert_eq!(each(years(401).collect(), 5), Grain::Decade);
    // Nothing sharper than a year is put under years, and so on.
    let plain = |texts: &[&str]| each(texts.iter().map(|&text| text.to_owned()).collect(), 4);
    assert_eq!(plain(&["2001", "2002"]), Grain::Year);
    assert_eq!(plain(&["2001-05", "2001-06"]), Grain::Month);
    assert_eq!(plain(&["19XX", "20XX"]), Grain::Century);
    assert_eq!(plain(&["2XXX"]), Grain::Millennium);
    // Undated events need no heading of a grain.
    assert_eq!(plain(&["2001-05-02", "some day"]), Grain::Day);
    assert_eq!(grain(Vec::new()), Grain::Millennium);
    // Where even millennia are too many, nothing is coarser.
    let far = (-90..90).map(|n: i64| (format!("Y{}", n * 1_000 + 500), 1));
    let far = far.map(|(date, count)| (date.replace("Y500", "0500"), count));
    assert_eq!(grain(far), Grain::Millennium);
}

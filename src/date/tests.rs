//! Tests of dates by example and for arbitrary text.

mod random;
mod refusals;
mod suggestions;

use edtf_core::Edtf;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::timeline::EventId;

/// Cases from other test suites, each with its EDTF level and bounds.
const VECTORS: [&str; 2] = [
    include_str!("../../tests/data/edtf_vectors.tsv"),
    include_str!("../../tests/data/edtf_more.tsv"),
];

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn days_are_read_as_any_other_expression() {
    let mut read = 0;
    for year in [0, 4, 1582, 1900, 1996, 2000, 2023, 9999] {
        for (month, day) in (0..=13).flat_map(|month| (0..=32).map(move |day| (month, day))) {
            let text = format!("{year:04}-{month:02}-{day:02}");
            match (Day::read(&text), Edtf::parse(&text)) {
                (Some(found), Ok(edtf)) => {
                    let date = date(&text);
                    assert_eq!((date.edtf(), date.shape()), (&edtf, Shape::Day), "{text}");
                    assert_eq!(Some(found), Day::of(edtf.bounds().earliest), "{text}");
                    assert_eq!(
                        (found, Some(found)),
                        (date.start(), date.latest()),
                        "{text}"
                    );
                    read += 1;
                }
                (found, edtf) => assert!(found.is_none() && edtf.is_err(), "{text}: {edtf:?}"),
            }
        }
    }
    assert_eq!(read, 8 * 365 + 4);
    for text in [
        "2023-05-9",
        "2023-05-091",
        "2023/05/09",
        "-023-05-09",
        "2023-05-0X",
    ] {
        assert_eq!(Day::read(text), None, "{text}");
    }
}

#[test]
fn test_vectors_pass() {
    let mut seen = 0;
    for line in VECTORS.iter().flat_map(|file| file.lines().skip(1)) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[text, level, earliest, latest, _] = columns.as_slice() else {
            panic!("{line}");
        };
        seen += 1;
        if level == "invalid" {
            assert!(Date::parse(text).is_err(), "{text} is accepted");
            continue;
        }
        let day = |day: &str| {
            Some(day.to_owned()).filter(|day| !["+inf", "-inf", "unknown"].contains(&day.as_str()))
        };
        let date = date(text);
        assert_eq!(date.as_str(), text);
        assert_eq!(date.edtf().level().to_string(), level, "{text}");
        assert_eq!(
            date.earliest().map(|day| day.to_string()),
            day(earliest),
            "{text}"
        );
        assert_eq!(
            date.latest().map(|day| day.to_string()),
            day(latest),
            "{text}"
        );
        assert!(date.short().width() <= 12, "{text}: {}", date.short());
        assert!(!date.words().is_empty(), "{text}");
    }
    assert_eq!(seen, 114 + 46);
}

#[test]
fn dates_are_ordered() {
    let chain = [
        "Y-1E100",
        "Y-10000",
        "-0044-03-15",
        "20XX",
        "2009-24",
        "2010/..",
        "201X",
        "2010/2011",
        "2010",
        "2010~",
        "/2010",
        "2010-01-01",
        "2010-01-01T00:00:00",
        "2010-01-01T09:30:00Z",
        "2010-21",
        "2010-03",
        "2010-22",
        "2010-06-15",
        "2010-12-31",
        "Y10000",
        "Y1E100",
    ];
    let ties = ["2010", "2010~", "/2010", "../2010"];
    for (index, early) in chain.iter().enumerate() {
        for late in &chain[index + 1..] {
            let order = date(early).order().cmp(&date(late).order());
            let tie = ties.contains(early) && ties.contains(late);
            assert_eq!(order.is_eq(), tie, "{early} {late}");
            assert!(order.is_le(), "{early} {late}");
        }
    }
    assert_eq!(date("../2010").start().to_string(), "2010-01-01");
    assert_eq!(date("[..1984,1970]").start().to_string(), "1970-01-01");
    assert!(date("2010/").order() < date("2010/2030").order());
}

#[test]
fn every_kind_of_date_has_a_position() {
    use crate::load;

    // In order, from 10,000 BCE to 10,000 CE.
    let sorted = [
        "Y-10000",
        "-9999/-0043",
        "-0044-03-15",
        "/-0042",
        "-0042~",
        "0000",
        "0001-01-01",
        "1XXX",
        "1XX3",
        "156X-12-25",
        "19XX",
        "1950S2",
        "20XX",
        "2009-24",
        "2010/..",
        "2010/",
        "[2010..]",
        "{2010..2030}",
        "201X",
        "[2010..2012]",
        "2010/2011",
        "2010",
        "2010~",
        "2010-XX-XX",
        "../2010",
        "[2010,2010-06]",
        "2010-40",
        "2010-37",
        "2010-33",
        "2010-01",
        "2010-01-XX",
        "2010-01-01",
        "2010-01-01T08:00:00",
        "2010-01-01T23:59:59Z",
        "2010-21",
        "2010-03",
        "2010-22",
        "2010-06-1X",
        "2010-06-15?",
        "2010-12-31",
        "9999",
        "Y10000",
    ];
    let event =
        |date: &&str| format!("[[event]]\nid = \"{date}\"\ndate = \"{date}\"\ntitle = \"t\"\n");
    let mut texts: Vec<String> = sorted.iter().map(event).collect();
    // Equal dates keep the order of the file; all others are sorted.
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let loaded = load::from_text("events.toml", &texts.concat()).expect("it parses");
    let timeline = &loaded.timeline;
    let events = (0..timeline.len()).map(|rank| timeline.event(EventId::new(rank)));
    let order = events.map(|event| {
        let event = event.expect("an event");
        event.when.date().expect(&event.slug).clone()
    });
    let order: Vec<Date> = order.collect();
    assert_eq!(order.len(), sorted.len());
    for (wanted, found) in sorted.iter().zip(&order) {
        assert_eq!(
            date(wanted).order(),
            found.order(),
            "{wanted} {}",
            found.as_str()
        );
    }
}

#[test]
fn words_match_the_documentation() {
    for (text, words) in [
        ("2023-09-01", "1 September 2023"),
        ("2023~", "c. 2023"),
        ("2023-09", "September 2023"),
        ("2023?", "2023 (uncertain)"),
        ("2023%", "c. 2023 (uncertain)"),
        ("2023-09-XX", "September 2023, day unknown"),
        ("2023-?09-14", "14 September 2023 (month uncertain)"),
        ("2023-XX", "2023, month unknown"),
        ("202X", "2020s"),
        ("19XX", "1900s"),
        ("2023-21", "spring 2023"),
        ("2023-33", "Q1 2023"),
        ("2023-40", "first half of 2023"),
        ("202X~", "c. 2020s"),
        ("2019/2021", "2019–2021"),
        ("2019-01/2021-02", "January 2019 – February 2021"),
        ("../2024", "until 2024"),
        ("/2024", "until 2024 (start unknown)"),
        ("2019/..", "since 2019"),
        ("2019/", "from 2019 (end unknown)"),
        ("[..2024]", "2024 or before"),
        ("[2019..]", "2019 or later"),
        ("[2020,2021]", "2020 or 2021"),
        ("{2020,2021}", "2020 and 2021"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("Y-170000", "170,001 BCE"),
    ] {
        assert_eq!(date(text).words(), words, "{text}");
    }
}

#[test]
fn words_for_unusual_dates() {
    for (text, words) in [
        ("0000", "1 BCE"),
        ("0033", "33"),
        ("Y12345", "12345"),
        ("Y170002", "170,002"),
        ("Y-17E7", "170,000,001 BCE"),
        ("Y-17E30", "year -17 × 10^30"),
        ("1950S2", "c. 1950 (1900–1999)"),
        ("1985-04-12T23:20:30", "12 April 1985, 23:20:30"),
        ("1985-04-12T23:20:30Z", "12 April 1985, 23:20:30 UTC"),
        (
            "1985-04-12T23:20:30+04:30",
            "12 April 1985, 23:20:30 +04:30",
        ),
        ("1985-04-12T23:20:00-05", "12 April 1985, 23:20:00 -05:00"),
        ("2001-25", "spring 2001 (northern)"),
        ("2001-31", "autumn 2001 (southern)"),
        ("2001-37", "first third of 2001"),
        ("200X-41", "second half of a year, 2000s (decade)"),
        ("190X", "1900s (decade)"),
        ("1XXX", "1000s (millennium)"),
        ("XXXX", "unknown year"),
        ("1XX3", "a year like 1XX3"),
        ("1XXX-12", "December, 1000s (millennium)"),
        ("156X-12-25", "25 December, 1560s"),
        ("1560-XX-25", "25th of an unknown month, 1560"),
        ("1560-1X-02", "2nd of a month like 1X, 1560"),
        ("XXXX-XX-23", "23rd of an unknown month, unknown year"),
        ("1985-XX-XX", "1985, month and day unknown"),
        ("1984-11-2X", "November 1984, day like 2X"),
        (
            "?2004-06-~11",
            "11 June 2004 (year uncertain, day approximate)",
        ),
        ("2004-06?-11", "11 June 2004 (year and month uncertain)"),
        ("2004-06-11%", "c. 11 June 2004 (uncertain)"),
        ("2023-?33", "Q1 2023 (quarter uncertain)"),
        ("1984~/2004-06", "c. 1984 – June 2004"),
        ("..2019/2021..", "2019 or before – 2021 or later"),
        ("[2019..2021]", "sometime within 2019–2021"),
        ("{2019..2021}", "each of 2019–2021"),
        (
            "[1667,1668,1670..1672,1760]",
            "1667, 1668, 1670–1672 or 1760",
        ),
        ("{..1983,1984}", "1983 and before and 1984"),
    ] {
        assert_eq!(date(text).words(), words, "{text}");
    }
}

#[test]
fn spoken_dates_have_no_signs() {
    for (text, spoken) in [
        ("2025-09-03", "3 September 2025"),
        ("2024-10~", "about October 2024"),
        ("2023%", "about 2023 (uncertain)"),
        ("2019/2021", "2019 to 2021"),
        ("2019-01/2021-02", "January 2019 to February 2021"),
        ("1984~/..", "since about 1984"),
        ("[2019..2021]", "sometime from 2019 to 2021"),
        ("1950S2", "about 1950 (1900 to 1999)"),
    ] {
        assert_eq!(date(text).spoken(), spoken, "{text}");
    }
}

#[test]
fn short_forms_become_less_precise_rather_than_longer() {
    for (text, short) in [
        ("2025-09-03", "3 Sep 2025"),
        ("2025-09-13?", "13 Sep 2025?"),
        ("2025-09-03~", "c. Sep 2025"),
        ("2024-10~", "c. Oct 2024"),
        ("2024-10%", "c. Oct 2024?"),
        ("2023%", "c. 2023?"),
        ("202X", "2020s"),
        ("190X", "190X"),
        ("156X-12-25", "25 Dec 1560s"),
        ("2023-33", "Q1 2023"),
        ("2023-21", "spring 2023"),
        ("2023-21~", "c. 2023"),
        ("2023-37", "Jan–Apr 2023"),
        ("2023-41", "H2 2023"),
        ("../2024", "≤ 2024"),
        ("../2025-09-13", "≤ Sep 2025"),
        ("/2024", "?–2024"),
        ("2019/..", "2019–"),
        ("2019/", "2019–?"),
        ("2019/2021", "2019–2021"),
        ("2019~/2021", "c. 2019–2021"),
        ("2019%/2021", "c. 2019–21?"),
        ("1984?/2004~", "1984–2004?"),
        ("1984~/2004-06", "c. 1984–2004"),
        ("2021-01/2021-02", "Jan–Feb 2021"),
        ("2025-09-03/2025-09-05", "3–5 Sep 2025"),
        ("2025-09-13/2025-09-15", "Sep 2025"),
        ("2024/2024", "2024"),
        ("-0099/-0043", "100–44 BCE"),
        ("-1740/-1200", "1741 BCE–…"),
        ("-0043", "44 BCE"),
        ("-0043-03-15", "Mar 44 BCE"),
        ("Y-170000", "170,001 BCE"),
        ("Y-170000~", "c. 170k BCE"),
        ("Y-17E7", "c. 170M BCE"),
        ("Y17E8", "c. 1.7G"),
        ("Y-13787E6%", "c. 14G BCE?"),
        ("Y-999960000%", "c. 1G BCE?"),
        ("Y-170000/Y-11999", "170k–12k BCE"),
        ("[-1740..-1200]", "in 1741 BCE…"),
        ("Y-17E30", "-10^31"),
        ("[2020,2021]", "2020 or 2021"),
        ("{2020,2021}", "2020, 2021"),
        ("[2019..2021]", "in 2019–2021"),
        ("[1667,1668,1670..1672,1760]", "in 1667–1760"),
        ("{1667,1668,1760}", "1667, …"),
        ("[..1984]", "≤ 1984"),
        ("[1984-12..]", "≥ Dec 1984"),
        ("..2019/2021..", "…2019…"),
        ("1985-04-12T23:20:30Z", "12 Apr 1985"),
    ] {
        assert_eq!(date(text).short(), short, "{text}");
    }
}

#[test]
fn short_dates_leave_out_what_their_heading_says() {
    for (text, in_year, in_month) in [
        ("2018-06-07", "7 Jun", "7"),
        ("2018-06-07T10:00:00Z", "7 Jun", "7"),
        ("2018-06-07?", "7 Jun?", "7?"),
        ("2018-06-07~", "c. 7 Jun", "c. 7"),
        ("2018-06-07%", "c. 7 Jun?", "c. 7?"),
        ("2018-06", "Jun", "Jun"),
        ("2018-21", "spring", "spring"),
        ("2018", "2018", "2018"),
        ("2018~", "c. 2018", "c. 2018"),
        ("2018-06-07/2018-06-12", "7–12 Jun", "7–12"),
        ("2018-06-07/2018-07-12", "Jun–Jul", "Jun–Jul"),
        ("2018-06-07/2019-07-12", "2018–2019", "2018–2019"),
        ("2018-06-07/..", "7 Jun–", "7–"),
        ("../2018-06-07", "≤ 7 Jun", "≤ 7"),
        ("[2018-06-07,2018-06-09]", "in 7–9 Jun", "7 or 9"),
        ("2017-06-07", "7 Jun 2017", "7 Jun 2017"),
        ("2018-07-07", "7 Jul", "7 Jul"),
        ("201X", "2010s", "2010s"),
    ] {
        let date = date(text);
        let under = |heading| date.short_under(heading);
        assert_eq!(under(Stretch::year(2018)), in_year, "{text}");
        assert_eq!(under(Stretch::Month(2018, 6)), in_month, "{text}");
        assert_eq!(under(Stretch::Years(2010, 2019)), date.short(), "{text}");
    }
}

#[test]
fn shapes_distinguish_periods_from_points() {
    for (text, shape) in [
        ("2023-09-01", Shape::Day),
        ("2023-09-01T10:00:00Z", Shape::Day),
        ("2023-09", Shape::Month),
        ("2023-09-XX", Shape::Month),
        ("2023-33", Shape::Month),
        ("2023", Shape::Year),
        ("2023-XX", Shape::Year),
        ("20XX", Shape::Year),
        ("2023~", Shape::Doubtful),
        ("2023-?09-14", Shape::Doubtful),
        ("1950S2", Shape::Doubtful),
        ("1XX3", Shape::Doubtful),
        ("1560-XX-25", Shape::Doubtful),
        ("2019/2021~", Shape::Range),
        ("{2019,2021}", Shape::Range),
        ("[2019..2021]", Shape::Within),
    ] {
        assert_eq!(date(text).shape(), shape, "{text}");
    }
}

#[test]
fn only_unqualified_days_have_weekdays() {
    assert_eq!(date("2025-09-03").weekday(), Some("Wednesday"));
    assert_eq!(date("2025-09-03T12:00:00").weekday(), Some("Wednesday"));
    for text in [
        "2025-09-03~",
        "2025-09",
        "2025-09-03/2025-09-03",
        "Y-170000",
    ] {
        assert_eq!(date(text).weekday(), None, "{text}");
    }
}

#[test]
fn years_are_converted_to_dates() {
    for (year, text) in [
        (2023, "2023"),
        (33, "0033"),
        (0, "0000"),
        (-43, "-0043"),
        (12000, "Y12000"),
        (-12000, "Y-12000"),
    ] {
        assert_eq!(Date::from_year(year).expect(text).as_str(), text);
    }
    assert!(Date::from_year(i64::MIN).is_err());
    assert_eq!(date("Y-9223372036854775807").short(), "c. 9.2E BCE");
}

/// Generates texts that are often valid dates.
fn likely_date() -> impl Strategy<Value = String> {
    let year = prop_oneof![
        "-?[0-9]{4}",
        "[0-9X]{4}",
        "Y-?[1-9][0-9]{4,18}(S[1-4])?",
        "Y-?[1-9]{1,3}E[1-9][0-9]{0,4}(S[1-3])?",
        "[12][0-9]{3}S[1-3]",
    ];
    let part = prop_oneof![
        "",
        "-[01X][0-9X]",
        "-[2-4][0-9]",
        "[?~%]?-[?~%]?[01X][0-9X]-[?~%]?[0-3X][0-9X]"
    ];
    let single =
        (year, part, "[?~%]?").prop_map(|(year, part, doubt)| format!("{year}{part}{doubt}"));
    let single = single.boxed();
    let end = prop_oneof![
        4 => single.clone(),
        1 => Just(String::new()),
        1 => Just("..".to_owned()),
        1 => single.clone().prop_map(|date| format!("..{date}")),
        1 => single.clone().prop_map(|date| format!("{date}..")),
        1 => (single.clone(), single.clone()).prop_map(|(a, b)| format!("{a}..{b}")),
    ]
    .boxed();
    prop_oneof![
        3 => single,
        3 => (end.clone(), end.clone()).prop_map(|(start, end)| format!("{start}/{end}")),
        2 => prop::collection::vec(end.clone(), 1..4).prop_map(|ends| format!("[{}]", ends.join(","))),
        2 => prop::collection::vec(end, 1..4).prop_map(|ends| format!("{{{}}}", ends.join(","))),
        1 => "[12][0-9]{3}-[01][0-9]-[0-2][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](Z|[+-][01][0-9](:30)?)?",
    ]
}

/// Asserts what holds for any text, whether it is a date or not.
fn holds(text: &str) {
    match Date::parse(text) {
        Ok(date) => {
            let short = date.short();
            assert!(short.width() <= 12, "{text}: {short}");
            assert!(!short.is_empty() && !date.words().is_empty(), "{text}");
            assert!(
                !date.words().contains("{}") && !short.contains("{}"),
                "{text}"
            );
            if let (Some(earliest), Some(latest)) = (date.earliest(), date.latest()) {
                assert!(earliest <= latest, "{text}");
            }
            let _ = (date.shape(), date.weekday(), date.start());
        }
        Err(error) => {
            assert!(
                !error.message.is_empty() && error.offset <= text.len(),
                "{text}"
            );
            for meant in &error.meant {
                assert!(Date::parse(meant).is_ok(), "{text}: {meant}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_accepted_or_rejected(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn any_edtf_characters_are_accepted_or_rejected(
        text in r"[0-9\-/.XYESTZ~?%\[\]{},:+ ]{0,24}",
    ) {
        holds(&text);
    }

    #[test]
    fn any_phrase_is_accepted_or_rejected(
        text in "(c\\. |before |from |q|Sep |spring |-)?[0-9]{0,20}(s|/| to |–|-| bc| - |\\.\\.)[0-9]{0,5}(-| bce|/|:| )[0-9]{0,4}",
    ) {
        holds(&text);
    }

    #[test]
    fn any_likely_date_is_accepted_or_rejected(text in likely_date()) {
        holds(&text);
    }

    #[test]
    fn order_is_total(texts in prop::collection::vec(likely_date(), 3)) {
        let dates: Vec<Date> = texts.iter().filter_map(|text| Date::parse(text).ok()).collect();
        for a in &dates {
            for b in &dates {
                prop_assert_eq!(a.order().cmp(&b.order()), b.order().cmp(&a.order()).reverse());
                // Moments are sorted by their day in UTC.
                let is_moment = a.clock().is_some() || b.clock().is_some();
                prop_assert!(is_moment || a.start() >= b.start() || a.order() < b.order());
                prop_assert_eq!(a.order() == b.order(), a.order().cmp(&b.order()).is_eq());
            }
        }
    }
}

#[test]
fn distances_between_days() {
    let day = |text: &str| Date::parse(text).expect(text).start();
    for (from, to, days) in [
        ("2025-09-03", "2025-09-03", 0),
        ("2024-02-28", "2024-03-01", 2),
        ("1900-02-28", "1900-03-01", 1),
        ("2000-01-01", "2001-01-01", 366),
        ("-0001-12-31", "0000-01-01", 1),
        ("0000-01-01", "0001-01-01", 366),
        ("1970-01-01", "2025-09-03", 20334),
    ] {
        assert_eq!(day(from).distance(day(to)), days, "{from} to {to}");
        assert_eq!(day(to).distance(day(from)), days, "{to} to {from}");
    }
}

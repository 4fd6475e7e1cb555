//! The scale and the density hold for any dates and any width.

use proptest::prelude::*;

use super::scale::WIDEST_DAY;
use super::*;
use crate::date::Date;

fn dates(texts: &[&str]) -> Vec<Date> {
    let mut dates: Vec<Date> = texts
        .iter()
        .map(|text| Date::parse(text).expect("a date"))
        .collect();
    dates.sort_by_key(Date::order);
    dates
}

fn scale(texts: &[&str], width: u16) -> Scale {
    Scale::new(dates(texts).iter().map(|date| (date, 1)), width)
}

/// The first and the last day of a column; those that a cut leaves out are its own.
fn days_of(scale: &Scale, column: usize) -> Option<(i128, i128)> {
    let after = scale
        .segments()
        .partition_point(|part| part.column() <= column);
    let part = scale.segments().get(after.checked_sub(1)?)?;
    let (first, last) = part.days();
    if column >= part.end() {
        return Some((last + 1, scale.segments().get(after)?.days().0 - 1));
    }
    let (days, width) = (last + 1 - first, part.width() as i128);
    let begin =
        |column: usize| first + ((column - part.column()) as i128 * days + width - 1) / width;
    let last = begin(column + 1) - 1;
    Some((begin(column).min(last), last))
}

#[test]
fn an_outlier_is_cut_off() {
    let scale = scale(&["-0499", "2022", "2023-05-01", "2025-09-03"], 80);
    assert_eq!(scale.segments().len(), 2);
    assert_eq!(scale.cuts().count(), 1);
    let [early, late] = scale.segments() else {
        panic!("two parts");
    };
    assert!(late.width() > 2 * early.width(), "{scale:?}");
    assert_eq!(late.column() + late.width(), 80);
}

#[test]
fn several_outliers_are_cut_off_together() {
    // Neither gap is longer than the other and the rest together.
    let both = scale(&["-0499", "2022", "2023", "2025", "4500"], 120);
    assert_eq!(both.segments().len(), 3);
    let ages = [
        "Y-13800000000",
        "Y-66000000",
        "Y-300000",
        "1800",
        "1969",
        "2024",
    ];
    assert_eq!(scale(&ages, 120).segments().len(), 4);
    assert_eq!(scale(&ages, 20).segments().len(), 1);
}

#[test]
fn what_fills_the_axis_is_not_cut() {
    for texts in [
        &["1900-01-01", "2000-01-01"][..],
        &["1800", "1969", "2024"],
        &["1800/1850", "1810", "1990", "2000", "2010", "2020/2025"],
        &["Y-10000", "-5000", "0001", "5000", "Y10000"],
        &["2025-09-03", "2025-09-03"],
    ] {
        assert_eq!(scale(texts, 120).segments().len(), 1, "{texts:?}");
    }
}

#[test]
fn one_day_is_a_bar_in_the_middle() {
    let scale = scale(&["2025-09-03"; 3], 80);
    let day = Date::parse("2025-09-03").expect("a date");
    let place = scale.place(&day);
    assert_eq!(usize::from(place.last - place.first) + 1, WIDEST_DAY);
    assert!((30..50).contains(&place.first));
}

#[test]
fn what_is_open_reaches_the_edge() {
    let scale = scale(&["2000", "../2004", "2005/..", "2010"], 80);
    let place = |text| scale.place(&Date::parse(text).expect("a date"));
    assert_eq!(place("../2004").first, 0);
    assert!(place("../2004").last < 79);
    assert_eq!(place("2005/..").last, 79);
    assert!(place("2005/..").first > 0);
    assert_eq!(place("Y1E30").first, 79);
}

#[test]
fn dates_beyond_all_numbers_have_a_place() {
    let scale = scale(&["Y1E30"], 80);
    assert!(scale.segments().is_empty());
    let place = scale.place(&Date::parse("Y1E30").expect("a date"));
    assert_eq!((place.first, place.last), (0, 79));
    assert_eq!(days_of(&scale, 3), None);
}

#[test]
fn heights_grow_with_the_root() {
    let place = |column| Place {
        at: column,
        first: column,
        last: column,
    };
    let places = [place(0); 64]
        .into_iter()
        .chain([place(1); 16])
        .chain([place(2)]);
    let density = Density::new(places.map(|place| (place, 1)), 4);
    let levels: Vec<u8> = (0..4)
        .map(|column| density.level(column, &density))
        .collect();
    assert_eq!(levels, [8, 4, 1, 0]);
}

fn any_date() -> impl Strategy<Value = String> {
    let year = prop_oneof![
        4 => 1990_i64..2030,
        2 => -9999_i64..9999,
        2 => 2022_i64..2024,
        1 => -2_000_000_000_i64..2_000_000_000,
        1 => any::<i64>(),
    ];
    (year, 1..=12_u8, 1..=28_u8, 0..8_u8).prop_map(|(year, month, day, kind)| {
        let text = match year {
            0..=9999 => format!("{year:04}"),
            -9999..0 => format!("{year:05}"),
            _ => return format!("Y{year}"),
        };
        match kind {
            0 => format!("{text}-{month:02}"),
            1 => text,
            2 => format!("{text}/.."),
            3 => format!("../{text}"),
            4 => format!("{text}~"),
            5 if year > 0 => format!("{text}/Y1999999999"),
            _ => format!("{text}-{month:02}-{day:02}"),
        }
    })
}

proptest! {
    #[test]
    fn it_holds_for_any_dates(
        texts in proptest::collection::vec(any_date(), 0..40),
        width in prop_oneof![0..4_u16, 4..300_u16],
    ) {
        let dates: Vec<Date> = texts.iter().filter_map(|text| Date::parse(text).ok()).collect();
        let mut dates = dates;
        dates.sort_by_key(Date::order);
        let scale = Scale::new(dates.iter().map(|date| (date, 1)), width);
        let places: Vec<Place> = dates.iter().map(|date| scale.place(date)).collect();
        prop_assert!(places.is_sorted_by_key(|place| place.at), "monotone");
        for place in &places {
            prop_assert!(place.first <= place.last);
            prop_assert!(place.last < width.max(1) && place.at < width.max(1));
        }
        let density = Density::new(places.iter().map(|place| (*place, 1)), usize::from(width));
        let total: u64 = (0..usize::from(width)).map(|column| density.weight(column)).sum();
        let expected = if width == 0 { 0 } else { dates.len() as u64 * Density::EVENT };
        prop_assert_eq!(total, expected);
        let mut before: Option<(i128, i128)> = None;
        for column in 0..usize::from(width) {
            let Some((first, last)) = days_of(&scale, column) else {
                prop_assert!(scale.segments().is_empty());
                continue;
            };
            prop_assert!(first <= last);
            let (begin, end) = (scale.columns(first).0, scale.columns(last).1);
            prop_assert!((begin..=end).contains(&column), "{} is in {}..={}", column, begin, end);
            if let Some(before) = before {
                prop_assert!(before.0 <= first && before.1 <= last, "backwards at {}", column);
            }
            before = Some((first, last));
        }
    }
}

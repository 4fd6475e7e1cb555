//! The names beside an axis of time. Each is where its day, month or year begins, in cells of its own. The
//! unit is the finest whose names have room.

use super::segment::Segment;
use super::unit::Unit;
use crate::date::Day;

/// A name and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The first column.
    pub column: usize,
    /// One past the last column.
    pub end: usize,
    /// The name. Empty where only the mark has room.
    pub label: String,
    /// Whether what it names begins in the first column. A name without a mark is what the beginning of a
    /// part of the axis lies in.
    pub mark: bool,
}

/// Where the marks of an axis are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// Among the names, each in the cell before its own.
    Inline,
    /// Beside the names, as a grid. A mark takes no cell from them, and needs no name.
    Grid,
}

impl Marks {
    /// The cells that a mark takes from its name.
    fn cells(self) -> usize {
        usize::from(self == Self::Inline)
    }
}

/// Cells between two names, at least.
const BETWEEN: usize = 2;
/// Columns from one mark to the next, at least: room for a year's name.
const APART: i128 = 7;

/// Returns the names beside the parts of an axis, from left to right. None touches another.
pub fn ticks(parts: &[Segment], marks: Marks) -> Vec<Tick> {
    parts
        .iter()
        .flat_map(|part| of_segment(part, marks))
        .collect()
}

fn of_segment(part: &Segment, marks: Marks) -> Vec<Tick> {
    let (first, last) = part.days();
    let days = [first, last].map(Day::from_number);
    let unit = Unit::all().find(|unit| has_room(*unit, part, days, marks));
    let placed = unit.map_or_else(Vec::new, |unit| of_unit(unit, part, days, marks));
    if placed.iter().all(|tick| tick.label.is_empty()) {
        return Vec::from_iter(context(days, part.column(), part.end()));
    }
    placed
}

fn of_unit(unit: Unit, part: &Segment, [first, last]: [Day; 2], marks: Marks) -> Vec<Tick> {
    let mut placed: Vec<Tick> = Vec::new();
    let mut free = part.column();
    for day in unit.beginnings(first, last) {
        let Some(column) = part.column_of(day.number()) else {
            continue;
        };
        if placed.is_empty() {
            let before = Day::from_number(day.number() - 1);
            let room = column.saturating_sub(BETWEEN);
            placed.extend(context([first, before], part.column(), room));
            free = placed.last().map_or(free, |context| context.end + BETWEEN);
        }
        if column < free && marks == Marks::Inline {
            continue;
        }
        let mut label = unit.name(day, placed.is_empty());
        let name = column + marks.cells();
        if column < free || name + cells(&label) > part.end() {
            label.clear();
        }
        let end = name + cells(&label);
        if !label.is_empty() {
            free = end + BETWEEN;
        }
        placed.push(Tick {
            column,
            end,
            label,
            mark: true,
        });
    }
    placed
}

/// Returns whether the names of a unit fit between its beginnings.
fn has_room(unit: Unit, part: &Segment, [first, last]: [Day; 2], marks: Marks) -> bool {
    let room = part.columns_in(unit.days());
    // Their number is bounded by the width before they are named.
    room >= APART && {
        let names = unit
            .beginnings(first, last)
            .map(|day| cells(&unit.name(day, false)));
        room >= (marks.cells() + names.max().unwrap_or(0) + BETWEEN) as i128
    }
}

fn cells(text: &str) -> usize {
    text.chars().count()
}

/// Returns what the days from `first` to `last` lie in, as exactly as there is room before `end`. Where that
/// is more than a year, it is the year that they begin in.
fn context([first, last]: [Day; 2], column: usize, end: usize) -> Option<Tick> {
    let year = first.year_mark();
    let month = format!("{} {year}", first.month_mark());
    let day = format!("{} {month}", first.day);
    let one_month = (first.year, first.month) == (last.year, last.month);
    let forms = [
        (first == last).then_some(day),
        one_month.then_some(month),
        Some(year),
    ];
    let mut forms = forms.into_iter().flatten();
    let label = forms.find(|form| column + cells(form) <= end)?;
    Some(Tick {
        column,
        end: column + cells(&label),
        label,
        mark: false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::scale::Scale;
    use super::*;
    use crate::date::Date;
    use proptest::prelude::*;

    fn drawn(texts: &[&str], width: u16) -> String {
        let mut dates: Vec<Date> = texts
            .iter()
            .map(|text| Date::parse(text).expect("a date"))
            .collect();
        dates.sort_by_key(Date::order);
        let scale = Scale::new(dates.iter().map(|date| (date, 1)), width);
        row(&ticks(scale.segments(), Marks::Inline))
    }

    fn row(ticks: &[Tick]) -> String {
        let mut row = String::new();
        for tick in ticks {
            let gap = tick.column.checked_sub(row.chars().count());
            row.push_str(&" ".repeat(gap.expect("names collide")));
            row.push_str(if tick.mark { "|" } else { "" });
            row.push_str(&tick.label);
        }
        row
    }

    #[test]
    fn the_unit_follows_the_span() {
        for (texts, expected) in [
            (
                &["2022", "2025"][..],
                "|2022              |2023               |2024                |2025",
            ),
            (
                &["2025-02-10", "2025-10-20"],
                "2025  |Mar     |Apr      |May      |Jun     |Jul      |Aug      |Sep     |Oct",
            ),
            (
                &["2025-09-01", "2025-09-09"],
                "|1 Sep 2025     |3      |4      |5      |6      |7      |8      |9      |10",
            ),
            (
                &["2025-09-03"],
                "|30 Aug 2025    |Sep    |2      |3      |4      |5      |6      |7      |8",
            ),
            (
                &["2025-02-27", "2025-10-20"],
                "|Mar 2025  |Apr      |May      |Jun       |Jul      |Aug       |Sep      |Oct",
            ),
            (
                &["1914", "1989"],
                "1914  |1920     |1930      |1940     |1950      |1960     |1970      |1980",
            ),
            (
                &["-0499", "1989"],
                "|500 BCE        |1 CE           |500            |1000           |1500",
            ),
            (
                &["Y-10000", "Y10000"],
                "|10k BCE            |5000 BCE           |1 CE              |5000               |",
            ),
            (
                &["Y-4500000000", "2000"],
                "        |4G BCE           |3G BCE           |2G BCE           |1G BCE          |",
            ),
            (
                &["-0499", "2022", "2023-05", "2025"],
                "|500 BCE                   |2022        |2023        |2024        |2025",
            ),
        ] {
            assert_eq!(drawn(texts, 80), expected, "{texts:?}");
        }
    }

    /// The marks as `column name` on a segment that need not begin with a day.
    fn grid(first: Day, [days, columns]: [i128; 2], width: usize) -> Vec<String> {
        let length = days * Segment::DAY * width as i128 / columns;
        let part = Segment::new(first.number() * Segment::DAY, length, width);
        let ticks = ticks(&[part], Marks::Grid).into_iter();
        let shown = ticks.map(|tick| format!("{} {}", tick.column, tick.label));
        shown.collect()
    }

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    #[test]
    fn a_grid_begins_anywhere() {
        for (first, scale, width, expected) in [
            (
                day(2025, 8, 31),
                [1, 16],
                60,
                "0 31 Aug 2025, 16 Sep, 32 2, 48 3",
            ),
            (
                day(2024, 12, 28),
                [1, 9],
                60,
                "0 28 Dec 2024, 9 , 18 30, 27 31, 36 2025, 45 2, 54 3",
            ),
            (
                day(2024, 12, 20),
                [1, 1],
                50,
                "0 20 Dec 2024, 12 , 21 10, 31 20, 43 Feb",
            ),
            (
                day(2024, 10, 15),
                [7, 1],
                60,
                "0 2024, 11 2025, 24 Apr, 37 Jul, 50 Oct",
            ),
            (
                day(2024, 12, 30),
                [7, 1],
                60,
                "0 2025, 13 Apr, 26 Jul, 39 Oct, 52 2026",
            ),
            (
                day(2025, 2, 26),
                [3, 1],
                60,
                "1 Mar 2025, 11 Apr, 21 May, 31 Jun, 41 Jul, 52 Aug",
            ),
            (
                day(1990, 6, 1),
                [100, 1],
                50,
                "5 1992, 13 1994, 20 1996, 27 1998, 35 2000, 42 2002, 49 ",
            ),
            (
                day(-250, 1, 1),
                [2_000, 1],
                60,
                "0 250 BCE, 9 200 BCE, 18 150 BCE, 27 100 BCE, 36 50 BCE, 45 1 CE, 54 50",
            ),
            (
                day(-30_000, 1, 1),
                [365_250, 1],
                60,
                "0 30k BCE, 10 20k BCE, 20 10k BCE, 30 1 CE, 39 10k, 49 20k, 59 ",
            ),
            (
                day(-2_000_000_000, 1, 1),
                [3_652_425_000, 1],
                60,
                "0 2G BCE, 20 1.8G BCE, 40 1.6G BCE",
            ),
        ] {
            assert_eq!(grid(first, scale, width).join(", "), expected);
        }
    }

    #[test]
    fn no_width_is_too_small() {
        for width in 0..12 {
            drawn(&["2022", "2025"], width);
            drawn(&["Y-4500000000", "2000"], width);
        }
    }

    proptest! {
        #[test]
        fn names_never_collide(
            year in prop_oneof![any::<i64>(), -3000..3000_i64],
            hours in 0..24_i128,
            seconds in prop_oneof![
                1..1_000_000_i128,
                Segment::DAY..Segment::DAY * 10_000,
                1..Segment::DAY << 64,
            ],
            column in 0..300_usize,
            width in 1..300_usize,
            whole in any::<bool>(),
        ) {
            let first = day(year, 5, 7).number();
            let part = if whole {
                Segment::of_days(first, seconds / Segment::DAY + 1, column, width)
            } else {
                Segment::new(first * Segment::DAY + hours * 3_600, seconds, width)
            };
            for marks in [Marks::Inline, Marks::Grid] {
                let ticks = ticks(&[part], marks);
                prop_assert!(ticks.iter().is_sorted_by(|a, b| a.column < b.column), "{:?}", ticks);
                let mut free = part.column();
                for tick in ticks {
                    prop_assert!(tick.column < part.end());
                    if marks == Marks::Inline || !tick.label.is_empty() {
                        prop_assert!(tick.column >= free, "{:?}", tick);
                        free = tick.end + BETWEEN;
                        prop_assert!(tick.end <= part.end(), "{:?}", tick);
                    }
                    let mark = usize::from(tick.mark && marks == Marks::Inline);
                    prop_assert_eq!(tick.end, tick.column + mark + tick.label.len());
                }
            }
        }
    }
}

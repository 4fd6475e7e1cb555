//! The names beside an axis of time. Each stands where its day, month or year begins, in
//! cells of its own; the unit is the finest whose names have room.

use super::density::{Scale, Segment};
use crate::date::Day;

/// A name and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Its first column.
    pub column: usize,
    /// The name; empty where there is room for the mark alone.
    pub label: String,
    /// Whether what it names begins in that very column, which then shows a mark before
    /// the name. One without a mark names what its part of the axis lies in.
    pub mark: bool,
}

impl Tick {
    /// One past its last column.
    pub fn end(&self) -> usize {
        self.column + usize::from(self.mark) + self.label.chars().count()
    }
}

/// Cells between two names, at least.
const BETWEEN: usize = 2;

/// What is counted: so many days of a month, months of a year, years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Days(u8),
    Months(u8),
    Years(i64),
}

/// The finest first. Days beyond the 25th are too near to the next month.
fn units() -> impl Iterator<Item = Unit> {
    let days = [1, 5, 10].map(Unit::Days);
    let months = [1, 3].map(Unit::Months);
    let years = (0..19).flat_map(|power| {
        let ten = 10_i64.pow(power);
        // 2 × 10^18 is the last that leaves room to count.
        let steps = [1, 2, 5].map(|step| step * ten.min(1_000_000_000_000_000_000));
        steps.map(Unit::Years)
    });
    days.into_iter().chain(months).chain(years)
}

/// The names beside a scale, from left to right; none touches another.
pub fn ticks(scale: &Scale) -> Vec<Tick> {
    scale.segments().iter().flat_map(of_segment).collect()
}

fn of_segment(part: &Segment) -> Vec<Tick> {
    let [first, last] = [part.first, part.first + part.days - 1].map(Day::from_number);
    let needs = |names: usize| (1 + names + BETWEEN) as i128;
    let roomy = |unit: &Unit| {
        let days = match unit {
            Unit::Days(step) => i128::from(*step),
            Unit::Months(step) => i128::from(*step) * 28,
            Unit::Years(step) => i128::from(*step) * 365,
        };
        let room = days * part.width as i128 / part.days;
        // Their number is bounded by the width before they are named.
        room >= needs(4) && {
            let names = beginnings(*unit, first, last).map(|day| cells(&name(*unit, day, false)));
            room >= needs(names.max().unwrap_or(0))
        }
    };
    let Some(unit) = units().find(roomy) else {
        return Vec::from_iter(context(first, last, part.width, part.column));
    };
    let mut placed: Vec<Tick> = Vec::new();
    let edge = part.column + part.width;
    for day in beginnings(unit, first, last) {
        let column = part.first_column(day.number());
        let mut tick = Tick {
            column,
            label: name(unit, day, placed.is_empty() && column == part.column),
            mark: true,
        };
        if placed.is_empty() && column > part.column {
            let room = (column - part.column).saturating_sub(BETWEEN);
            placed.extend(context(first, before(day), room, part.column));
        }
        let free = placed.last().map_or(part.column, |last| {
            last.end() + if last.label.is_empty() { 1 } else { BETWEEN }
        });
        if tick.end() > edge {
            tick.label.clear();
        }
        if column >= free {
            placed.push(tick);
        }
    }
    if placed.iter().all(|tick| tick.label.is_empty()) {
        placed.clear();
        placed.extend(context(first, last, part.width, part.column));
    }
    placed
}

fn cells(text: &str) -> usize {
    text.chars().count()
}

/// The day before the one on which a unit begins.
fn before(day: Day) -> Day {
    Day::from_number(day.number() - 1)
}

/// What the days from `first` to `last` lie in, as exactly as the room allows; where
/// that is more than a year, the year that they begin in.
fn context(first: Day, last: Day, room: usize, column: usize) -> Option<Tick> {
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
    let label = forms.find(|form| cells(form) <= room)?;
    Some(Tick {
        column,
        label,
        mark: false,
    })
}

/// The name of what begins on a day: of the largest thing that does, or in full.
fn name(unit: Unit, day: Day, full: bool) -> String {
    let year = day.year_mark();
    let month = day.month_mark();
    match unit {
        Unit::Years(_) => year,
        Unit::Days(_) if full => format!("{} {month} {year}", day.day),
        Unit::Months(_) if full && day.month > 1 => format!("{month} {year}"),
        _ if (day.month, day.day) == (1, 1) => year,
        Unit::Days(_) if day.day > 1 => day.day.to_string(),
        _ => month.to_owned(),
    }
}

/// The days from `first` to `last` on which a unit begins, in order.
fn beginnings(unit: Unit, first: Day, last: Day) -> Box<dyn Iterator<Item = Day>> {
    let within = move |day: &Day| (first..=last).contains(day);
    match unit {
        Unit::Days(step) => {
            let all = (first.number()..=last.number()).map(Day::from_number);
            let begins = move |day: &Day| match (day.day, step) {
                (_, 1) | (1, _) => true,
                (day, step) => day % step == 0 && day <= 25,
            };
            Box::new(all.filter(begins))
        }
        Unit::Months(step) => {
            let months = (first.year..=last.year).flat_map(move |year| {
                let months = (1..=12).step_by(usize::from(step));
                months.map(move |month| Day {
                    year,
                    month,
                    day: 1,
                })
            });
            Box::new(months.filter(within))
        }
        Unit::Years(step) => Box::new(years(step, first.year, last.year).filter(within)),
    }
}

/// Round years as people count them: 500 BCE is the astronomical -499, and the first year
/// of the common era stands between the eras, where there is no year 0.
fn years(step: i64, first: i64, last: i64) -> impl Iterator<Item = Day> {
    let (step, first, last) = (i128::from(step), i128::from(first), i128::from(last));
    let begin = if first > 0 {
        (first + step - 1) / step
    } else {
        -((1 - first) / step)
    };
    let years = (begin..).map(move |count| match count {
        0 => 1,
        count if count < 0 => 1 + count * step,
        count => count * step,
    });
    let years = years.take_while(move |year| *year <= last);
    years.filter_map(|year| {
        Some(Day {
            year: i64::try_from(year).ok()?,
            month: 1,
            day: 1,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use proptest::prelude::*;

    fn drawn(texts: &[&str], width: u16) -> String {
        let mut dates: Vec<Date> = texts
            .iter()
            .map(|text| Date::parse(text).expect("a date"))
            .collect();
        dates.sort_by_key(Date::order);
        row(&ticks(&Scale::new(dates.iter(), width)))
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
            first in prop_oneof![any::<i64>(), -3000..3000_i64],
            days in prop_oneof![1..10_000_i128, 1..(1_i128 << 64)],
            width in 1..300_usize,
        ) {
            let first = Day { year: first, month: 5, day: 7 }.number();
            let part = Segment { first, days, column: 0, width };
            let mut free = 0;
            for tick in of_segment(&part) {
                prop_assert!(tick.column >= free);
                free = tick.end();
            }
            prop_assert!(free <= width);
        }
    }
}

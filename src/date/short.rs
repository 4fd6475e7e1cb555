//! Formats a date in at most twelve cells, for a line of a list.
//!
//! All characters used here are one cell wide, so characters are counted. If a date does not fit,
//! it is shown less precisely: a day as its month, a month as its year, a long year as a round
//! number.

use std::ops::Deref;

use edtf_core::{Date as Single, YearKind};
use edtf_core::{DateField, Edtf, Interval, IntervalEndpoint, Qualifier, Set, SetElement, SetKind};

use super::day::Day;
use super::display::{digits_text, era, year_number};
use super::edtf::{dates, end_date};
use super::language::{ENGLISH, Language, fill};
use super::value::Date;

/// The maximum width of a short date.
const CELLS: usize = 12;

impl Date {
    /// Returns the date in English in at most 12 terminal cells. A date that does not fit becomes
    /// less precise, but never wrong: 13 May to 15 May 2025 is shown as `May 2025`.
    pub fn short(&self) -> String {
        in_cells(self, English::IN_FULL)
    }

    /// Returns the date like [`short`](Self::short), but without this year, and without this month
    /// of it.
    pub(super) fn short_within(&self, year: i64, month: Option<u8>) -> String {
        let year = Some(year);
        in_cells(self, English { year, month })
    }
}

/// English, without the year and the month that are given elsewhere.
#[derive(Clone, Copy)]
struct English {
    year: Option<i64>,
    month: Option<u8>,
}

impl English {
    const IN_FULL: Self = Self {
        year: None,
        month: None,
    };

    /// Returns a text with its year, unless that is given elsewhere.
    fn in_year(self, text: &str, year: i64) -> String {
        if self.year == Some(year) {
            text.to_owned()
        } else {
            format!("{text} {}", year_number(year, &self))
        }
    }

    /// Returns days with their month and year, unless those are given elsewhere.
    fn in_month(self, days: &str, month: u8, year: i64) -> String {
        if (self.year, self.month) == (Some(year), Some(month)) {
            return days.to_owned();
        }
        let month = self.month_short(month);
        self.in_year(&format!("{days} {month}"), year)
    }
}

impl Deref for English {
    type Target = Language;

    fn deref(&self) -> &Language {
        &ENGLISH
    }
}

fn in_cells(date: &Date, lang: English) -> String {
    match date.edtf() {
        Edtf::Date(one) => single(one, CELLS, lang),
        Edtf::DateTime(moment) => single(&moment.date, CELLS, lang),
        Edtf::Interval(interval) => lasting(date, interval, lang),
        Edtf::Set(set) => members(date, set, lang),
    }
}

fn single(date: &Single, room: usize, lang: English) -> String {
    let doubt = Qualifier {
        uncertain: date.is_uncertain(),
        approximate: date.is_approximate() || date.year.significant_digits.is_some(),
    };
    let year = match (date.year.value(), date.year.kind) {
        (Some(value), _) | (None, YearKind::Big { value }) => year_number(value, &lang),
        (None, YearKind::Standard { digits, .. }) => year_mask(digits, &lang),
        (
            None,
            YearKind::Exponential {
                significand,
                exponent,
            },
        ) => {
            let sign = if significand < 0 { "-" } else { "" };
            let digits = significand.unsigned_abs().checked_ilog10().unwrap_or(0);
            format!("{sign}10^{}", exponent.saturating_add(digits))
        }
    };
    let mut forms = Forms::default();
    let month = date.month.and_then(DateField::value);
    if let Some(month) = month {
        let is_given = date.year.value().is_some() && date.year.value() == lang.year;
        let shown = if is_given { "" } else { &year };
        let (short, day) = if let Some(part) = lang.part_of_year(month) {
            (fill(part.short, &[shown]), None)
        } else {
            let short = format!("{} {shown}", lang.month_short(month));
            (short, date.day.and_then(DateField::value))
        };
        let short = short.trim_end();
        forms.exact.extend(day.map(|day| {
            if is_given && lang.month == Some(month) {
                day.to_string()
            } else {
                format!("{day} {short}")
            }
        }));
        forms.exact.push(short.to_owned());
    }
    forms.exact.push(year);
    forms
        .round
        .extend(date.year.value().map(|year| era(year, &lang, round)));
    forms.fit(doubt, room, lang)
}

/// Formats a decade or century that has a name, or else the mask as written.
fn year_mask(digits: [Option<u8>; 4], lang: &Language) -> String {
    let text = digits_text(&digits);
    let [Some(1..), Some(_), Some(1..) | None, None] = digits else {
        return text;
    };
    fill(lang.span_of_years, &[&text.replace('X', "0")])
}

/// Rounds a large number to thousands, millions and so on, keeping at least two digits.
#[allow(
    clippy::arithmetic_side_effects,
    reason = "units and steps are at least 100"
)]
pub(super) fn round(number: u64) -> String {
    if number < 10_000 {
        return number.to_string();
    }
    let unit = |number: u64| 1000_u64.pow(number.checked_ilog10().unwrap_or(0) / 3);
    let step = if number / unit(number) < 10 {
        unit(number) / 10
    } else {
        unit(number)
    };
    let number = number.saturating_add(step / 2) / step * step;
    let unit = unit(number);
    let (whole, tenths) = (number / unit, number % unit / (unit / 10));
    let letter = match unit.ilog10() {
        3 => 'k',
        6 => 'M',
        9 => 'G',
        12 => 'T',
        15 => 'P',
        _ => 'E',
    };
    if whole < 10 && tenths > 0 {
        format!("{whole}.{tenths}{letter}")
    } else {
        format!("{whole}{letter}")
    }
}

/// The possible forms of a date, best first in each list.
#[derive(Default)]
struct Forms {
    exact: Vec<String>,
    /// Forms with round numbers, which are always approximate.
    round: Vec<String>,
    /// Forms with something left out.
    cut: Vec<String>,
}

impl Forms {
    /// Returns the first form that fits together with its qualifiers. If none does, one of two
    /// qualifiers is dropped before anything else, and the other one last: the long form has both.
    fn fit(&self, doubt: Qualifier, room: usize, lang: English) -> String {
        let marked = |form: &String, approximate: bool| {
            let text = if approximate {
                fill(lang.circa, &[form])
            } else {
                form.clone()
            };
            if doubt.uncertain { text + "?" } else { text }
        };
        let exact = self
            .exact
            .iter()
            .map(|form| marked(form, doubt.approximate));
        let round = self
            .round
            .iter()
            .flat_map(|form| [marked(form, true), marked(form, false)]);
        let cut = self
            .cut
            .iter()
            .flat_map(|form| [doubt.approximate, false].map(|it| marked(form, it)));
        let shortest = self.cut.last().or(self.round.last()).or(self.exact.last());
        let all = exact.chain(round).chain(cut).chain(shortest.cloned());
        let fitting = all.into_iter().find(|text| cells(text) <= room);
        fitting.unwrap_or_else(|| clip(shortest.map_or("", String::as_str), room))
    }
}

fn cells(text: &str) -> usize {
    text.chars().count()
}

fn clip(text: &str, room: usize) -> String {
    text.chars()
        .take(room.saturating_sub(1))
        .chain(['…'])
        .collect()
}

fn lasting(date: &Date, interval: &Interval, lang: English) -> String {
    use IntervalEndpoint::{Date as On, OnOrAfter, OnOrBefore, Open, Unknown};
    let one = |date| single(date, CELLS - 2, lang);
    match (&interval.start, &interval.end) {
        (On(start), On(_)) => between(
            start,
            date.earliest(),
            date.latest(),
            doubt(date),
            CELLS,
            lang,
        ),
        (On(start), Open | OnOrAfter(_)) => format!("{}–", single(start, CELLS - 1, lang)),
        (On(start), _) => format!("{}–?", one(start)),
        (Open | OnOrBefore(_), On(end)) => format!("≤ {}", one(end)),
        (Unknown, On(end)) => format!("?–{}", one(end)),
        // Neither end is certain, so only a date in the middle remains.
        (start, end) => [start, end]
            .into_iter()
            .find_map(end_date)
            .map_or_else(String::new, |date| format!("…{}…", one(date))),
    }
}

fn doubt(date: &Date) -> Qualifier {
    Qualifier {
        uncertain: date.is_uncertain(),
        approximate: date.is_approximate(),
    }
}

/// Formats the days from first to last, with common parts given once.
fn between(
    start: &Single,
    first: Option<Day>,
    last: Option<Day>,
    doubt: Qualifier,
    room: usize,
    lang: English,
) -> String {
    let (Some(first), Some(last)) = (first, last) else {
        return format!("{}–…", single(start, room.saturating_sub(2), lang));
    };
    let year = year_number(first.year, &lang);
    let [from, to] = [first, last].map(|day| lang.month_short(day.month));
    let mut forms = Forms::default();
    if first == last {
        let day = first.day.to_string();
        forms
            .exact
            .push(lang.in_month(&day, first.month, first.year));
    }
    if first.year != last.year {
        let exact = |year| year_number(year, &lang);
        let round = |year| era(year, &lang, round);
        forms.exact.push(years(first.year, last.year, &lang, exact));
        if first.year >= 1000 && first.year / 100 == last.year / 100 {
            forms.exact.push(format!("{year}–{:02}", last.year % 100));
        }
        forms.round.push(years(first.year, last.year, &lang, round));
        forms.cut.push(format!("{year}–…"));
        forms.cut.push(format!("{}–…", round(first.year)));
        return forms.fit(doubt, room, lang);
    }
    if first.month == last.month {
        let days = format!("{}–{}", first.day, last.day);
        forms
            .exact
            .push(lang.in_month(&days, first.month, first.year));
        forms.exact.push(lang.in_year(from, first.year));
    } else if (first.month, last.month) != (1, 12) {
        let months = format!("{from}–{to}");
        forms.exact.push(lang.in_year(&months, first.year));
    }
    forms.exact.push(year);
    forms.round.push(era(first.year, &lang, round));
    forms.fit(doubt, room, lang)
}

/// Formats two years. The era is given once if both are BCE, and only one year is given
/// if both round to it.
pub(super) fn years(
    first: i64,
    last: i64,
    lang: &Language,
    write: impl Fn(i64) -> String,
) -> String {
    let (first_text, last_text) = (write(first), write(last));
    let era = fill(lang.bce, &[""]);
    match first_text.strip_suffix(&era) {
        _ if first_text == last_text => first_text,
        Some(bare) if last <= 0 => fill(lang.span, &[bare, &last_text]),
        _ => fill(lang.span, &[&first_text, &last_text]),
    }
}

fn members(date: &Date, set: &Set, lang: English) -> String {
    let one_of = set.kind == SetKind::OneMember;
    let within = |start, first, last| {
        let frame = if one_of { lang.within_short } else { "{}" };
        let room = CELLS.saturating_sub(cells(&fill(frame, &[""])));
        fill(
            frame,
            &[&between(start, first, last, doubt(date), room, lang)],
        )
    };
    let member = |member: &SetElement, room: usize| match member {
        SetElement::Date(date) => single(date, room, lang),
        SetElement::OnOrBefore(date) => format!("≤ {}", single(date, room.saturating_sub(2), lang)),
        SetElement::OnOrAfter(date) => format!("≥ {}", single(date, room.saturating_sub(2), lang)),
        SetElement::Range(from, _) => format!("{}–…", single(from, room.saturating_sub(2), lang)),
    };
    match set.elements.as_slice() {
        [] => String::new(),
        [SetElement::Range(from, _)] => within(from, date.earliest(), date.latest()),
        [only] => member(only, CELLS),
        [first, rest @ ..] => {
            if let [second] = rest {
                let [first, second] = [first, second].map(|element| member(element, CELLS));
                let both = if one_of {
                    fill(lang.or, &[&first, &second])
                } else {
                    format!("{first}, {second}")
                };
                if cells(&both) <= CELLS {
                    return both;
                }
            }
            match dates(date.edtf()).next() {
                Some(start) if one_of && date.earliest().is_some() && date.latest().is_some() => {
                    within(start, date.earliest(), date.latest())
                }
                _ => format!("{}, …", member(first, CELLS - 3)),
            }
        }
    }
}

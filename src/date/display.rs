//! Formats a date in full.

use edtf_core::{
    Bound, Date, DateField, Edtf, Interval, IntervalEndpoint, Qualifier, Set, SetElement, SetKind,
    Time, TimeShift, Year, YearKind,
};

use super::language::{ENGLISH, Language, SPOKEN, fill};
use super::value;

impl value::Date {
    /// Returns the date in English, in full: `c. 2023 (uncertain)`.
    pub fn words(&self) -> String {
        in_words(self.edtf(), &ENGLISH)
    }

    /// Returns the date in English, in full, to be read aloud: `about 2023 (uncertain)`.
    pub fn spoken(&self) -> String {
        in_words(self.edtf(), &SPOKEN)
    }
}

fn in_words(edtf: &Edtf, lang: &Language) -> String {
    match edtf {
        Edtf::Date(date) => single(date, lang),
        Edtf::DateTime(moment) => {
            format!("{}, {}", single(&moment.date, lang), clock(moment.time))
        }
        Edtf::Interval(interval) => lasting(interval, lang),
        Edtf::Set(set) => members(set, lang),
    }
}

/// Formats a single date with its qualifiers. Those of individual parts are given with the names of
/// the parts.
fn single(date: &Date, lang: &Language) -> String {
    let month = date.month.map(|month| {
        let part = month.value().and_then(|code| lang.part_of_year(code));
        (part.map_or(lang.month, |part| part.kind), month.qualifier)
    });
    let day = date.day.map(|day| (lang.day, day.qualifier));
    let parts: Vec<_> = [Some((lang.year, date.year.qualifier)), month, day]
        .into_iter()
        .flatten()
        .collect();
    let marked = |is: fn(&Qualifier) -> bool| -> Vec<&str> {
        parts
            .iter()
            .filter(|(_, doubt)| is(doubt))
            .map(|&(name, _)| name)
            .collect()
    };
    let uncertain = marked(|doubt| doubt.uncertain);
    let approximate = marked(|doubt| doubt.approximate);

    let mut notes = Vec::new();
    notes.extend(estimate(date, lang));
    if uncertain.len() == parts.len() {
        notes.push(lang.uncertain.to_owned());
    } else if !uncertain.is_empty() {
        notes.push(fill(lang.part_uncertain, &[&list(&uncertain, lang.and)]));
    }
    let circa = approximate.len() == parts.len() || date.year.significant_digits.is_some();
    if !circa && !approximate.is_empty() {
        notes.push(fill(
            lang.part_approximate,
            &[&list(&approximate, lang.and)],
        ));
    }

    let mut text = plain(date, lang);
    if circa {
        text = fill(lang.circa, &[&text]);
    }
    if !notes.is_empty() {
        text = format!("{text} ({})", notes.join(", "));
    }
    text
}

/// Returns the range of years that a year with significant digits stands for.
fn estimate(date: &Date, lang: &Language) -> Option<String> {
    date.year.significant_digits?;
    let bounds = Edtf::Date(*date).bounds();
    match (bounds.earliest, bounds.latest) {
        (Bound::Date(first), Bound::Date(last)) => {
            let [first, last] = [first.year, last.year].map(|year| year_number(year, lang));
            Some(span(&first, &last, lang))
        }
        _ => None,
    }
}

/// Formats a single date without its qualifiers.
fn plain(date: &Date, lang: &Language) -> String {
    let year = year(&date.year, lang);
    let (month, day) = (
        date.month.and_then(DateField::value),
        date.day.and_then(DateField::value),
    );
    let loose_year = date.year.has_unspecified();
    let part = month.and_then(|code| lang.part_of_year(code));

    let front = match (part, month, day) {
        (Some(part), ..) if loose_year => part.alone.to_owned(),
        (Some(part), ..) => return fill(part.whole, &[&year]),
        (None, Some(month), Some(day)) => {
            fill(lang.day_month, &[&day.to_string(), lang.month_name(month)])
        }
        (None, Some(month), None) => lang.month_name(month).to_owned(),
        (None, None, Some(day)) => {
            let month = match date.month.map(mask) {
                Some(mask) if mask != "XX" => fill(lang.month_like, &[&mask]),
                _ => lang.unknown_month.to_owned(),
            };
            fill(lang.day_of, &[&(lang.ordinal)(day.into()), &month])
        }
        (None, None, None) => String::new(),
    };
    let mut text = match (front.is_empty(), month.is_none() || loose_year) {
        (true, _) => year,
        (false, true) => format!("{front}, {year}"),
        (false, false) => format!("{front} {year}"),
    };
    // Unknown parts come last, unless they were already given with the day.
    let month_gap = date
        .month
        .filter(|_| month.is_none() && day.is_none())
        .map(mask);
    let day_gap = date.day.filter(|_| day.is_none()).map(mask);
    if let (Some("XX"), Some("XX")) = (month_gap.as_deref(), day_gap.as_deref()) {
        let both = fill(lang.and, &[lang.month, lang.day]);
        return format!("{text}, {}", fill(lang.part_unknown, &[&both]));
    }
    for (name, mask) in [(lang.month, month_gap), (lang.day, day_gap)] {
        match mask.as_deref() {
            None => {}
            Some("XX") => text = format!("{text}, {}", fill(lang.part_unknown, &[name])),
            Some(mask) => text = format!("{text}, {}", fill(lang.part_like, &[name, mask])),
        }
    }
    text
}

/// Returns the digits of a month or day as written.
fn mask(field: DateField) -> String {
    digits_text(&field.digits)
}

/// Returns digits as written, with `X` for unspecified ones.
pub(super) fn digits_text(digits: &[Option<u8>]) -> String {
    digits
        .iter()
        .map(|digit| {
            digit
                .and_then(|digit| char::from_digit(digit.into(), 10))
                .unwrap_or('X')
        })
        .collect()
}

fn year(year: &Year, lang: &Language) -> String {
    match (year.value(), year.kind) {
        (Some(value), _) | (None, YearKind::Big { value }) => year_number(value, lang),
        (None, YearKind::Standard { digits, .. }) => year_mask(digits, lang),
        // No era, because year 0 makes a power of ten off by one in years BCE.
        (
            None,
            YearKind::Exponential {
                significand,
                exponent,
            },
        ) => {
            format!("{} {significand} × 10^{exponent}", lang.year)
        }
    }
}

/// Names whole decades and centuries, and says which it is where that is ambiguous.
fn year_mask(digits: [Option<u8>; 4], lang: &Language) -> String {
    let template = match digits {
        [None, None, None, None] => return lang.unknown_year.to_owned(),
        [Some(_), None, None, None] => lang.millennium,
        [Some(0), Some(0), None, None] => lang.century,
        [Some(_), Some(_), Some(0), None] => lang.decade,
        [Some(_), Some(_), _, None] => lang.span_of_years,
        _ => return fill(lang.year_like, &[&digits_text(&digits)]),
    };
    let first = digits.iter().fold(0_u32, |year, digit| {
        let digit = digit.unwrap_or_default().into();
        year.saturating_mul(10).saturating_add(digit)
    });
    fill(template, &[&first.to_string()])
}

/// Formats an astronomical year with its era: year 0 is 1 BCE.
pub(super) fn year_number(year: i64, lang: &Language) -> String {
    era(year, lang, |count| grouped(count, lang))
}

/// Formats an astronomical year with its era, using `write` for the number.
pub(super) fn era(year: i64, lang: &Language, write: impl Fn(u64) -> String) -> String {
    let count = year.unsigned_abs();
    if year > 0 {
        write(count)
    } else {
        fill(lang.bce, &[&write(count.saturating_add(1))])
    }
}

/// Formats a number, with separators if it has six digits or more.
pub(super) fn grouped(number: u64, lang: &Language) -> String {
    let digits = number.to_string();
    if digits.len() < 6 {
        return digits;
    }
    let mut text = String::new();
    for (place, digit) in (1..=digits.len()).rev().zip(digits.chars()) {
        text.push(digit);
        if place > 1 && place % 3 == 1 {
            text.push(lang.thousands);
        }
    }
    text
}

fn clock(time: Time) -> String {
    let shift = match time.shift {
        None => String::new(),
        Some(TimeShift::Utc) => " UTC".to_owned(),
        Some(TimeShift::Offset { minutes, .. }) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.unsigned_abs();
            format!(" {sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    };
    format!(
        "{:02}:{:02}:{:02}{shift}",
        time.hour, time.minute, time.second
    )
}

fn lasting(interval: &Interval, lang: &Language) -> String {
    let end = |end: &IntervalEndpoint| match end {
        IntervalEndpoint::Date(date) => Some(single(date, lang)),
        IntervalEndpoint::OnOrBefore(date) => Some(fill(lang.or_before, &[&single(date, lang)])),
        IntervalEndpoint::OnOrAfter(date) => Some(fill(lang.or_later, &[&single(date, lang)])),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    };
    let unknown = IntervalEndpoint::Unknown;
    match (end(&interval.start), end(&interval.end)) {
        (Some(start), Some(end)) => span(&start, &end, lang),
        (Some(start), None) if interval.end == unknown => fill(lang.from_until_unknown, &[&start]),
        (Some(start), None) => fill(lang.since, &[&start]),
        (None, Some(end)) if interval.start == unknown => fill(lang.until_from_unknown, &[&end]),
        (None, Some(end)) => fill(lang.until, &[&end]),
        // The parser rejects intervals without a date.
        (None, None) => String::new(),
    }
}

/// Joins two ends.
fn span(start: &str, end: &str, lang: &Language) -> String {
    let is_spaced = start.contains(' ') || end.contains(' ');
    let template = if is_spaced {
        lang.span_spaced
    } else {
        lang.span
    };
    fill(template, &[start, end])
}

fn members(set: &Set, lang: &Language) -> String {
    let (all, joint) = match set.kind {
        SetKind::AllMembers => (true, lang.and),
        SetKind::OneMember => (false, lang.or),
    };
    // On its own, a range would read as an interval.
    if let [SetElement::Range(from, to)] = set.elements.as_slice() {
        let range = span(&single(from, lang), &single(to, lang), lang);
        return fill(if all { lang.each } else { lang.within }, &[&range]);
    }
    let (before, later) = if all {
        (lang.and_before, lang.and_later)
    } else {
        (lang.or_before, lang.or_later)
    };
    let members = set.elements.iter().map(|member| match member {
        SetElement::Date(date) => single(date, lang),
        SetElement::OnOrBefore(date) => fill(before, &[&single(date, lang)]),
        SetElement::OnOrAfter(date) => fill(later, &[&single(date, lang)]),
        SetElement::Range(from, to) => span(&single(from, lang), &single(to, lang), lang),
    });
    list(&members.collect::<Vec<_>>(), joint)
}

/// Joins items with commas and a conjunction before the last one.
fn list<S: AsRef<str>>(items: &[S], joint: &str) -> String {
    let mut items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.pop() {
        None => String::new(),
        Some(only) if items.is_empty() => only.to_owned(),
        Some(last) => fill(joint, &[&items.join(", "), last]),
    }
}

//! The words for formatting dates, one table per language.

/// Everything about a language that is needed to format dates. `{}` is a placeholder for a value.
pub(super) struct Language {
    pub months: [&'static str; 12],
    pub months_short: [&'static str; 12],
    /// Starts with Monday.
    pub weekdays: [&'static str; 7],
    /// The parts of a year with the EDTF numbers 21 to 41.
    pub parts_of_year: [PartOfYear; 21],
    pub year: &'static str,
    pub month: &'static str,
    pub day: &'static str,
    /// A day and a month.
    pub day_month: &'static str,
    pub ordinal: fn(u64) -> String,
    /// An ordinal day and its month.
    pub day_of: &'static str,
    pub unknown_month: &'static str,
    pub month_like: &'static str,
    pub unknown_year: &'static str,
    pub year_like: &'static str,
    pub part_unknown: &'static str,
    pub part_like: &'static str,
    pub bce: &'static str,
    /// The first year of the common era, which is labelled with its era.
    pub first_year: &'static str,
    pub thousands: char,
    pub span_of_years: &'static str,
    pub decade: &'static str,
    pub century: &'static str,
    pub millennium: &'static str,
    /// Centuries and millennia by number, as people usually refer to them.
    pub nth_century: &'static str,
    pub nth_millennium: &'static str,
    pub circa: &'static str,
    /// From one end to another; spaced if an end has several words.
    pub span: &'static str,
    pub span_spaced: &'static str,
    pub uncertain: &'static str,
    pub part_uncertain: &'static str,
    pub part_approximate: &'static str,
    pub until: &'static str,
    pub until_from_unknown: &'static str,
    pub since: &'static str,
    pub from_until_unknown: &'static str,
    pub or_before: &'static str,
    pub or_later: &'static str,
    pub and_before: &'static str,
    pub and_later: &'static str,
    /// A point within a range, as opposed to the whole range.
    pub within: &'static str,
    pub within_short: &'static str,
    /// Each member of a range of years, months or days.
    pub each: &'static str,
    pub and: &'static str,
    pub or: &'static str,
}

/// A part of a year that is longer than a month.
pub(super) struct PartOfYear {
    /// With a year.
    pub whole: &'static str,
    /// Without a year.
    pub alone: &'static str,
    pub short: &'static str,
    /// The kind of part.
    pub kind: &'static str,
}

impl Language {
    /// Returns the part of a year with the given EDTF number.
    pub fn part_of_year(&self, code: u8) -> Option<&PartOfYear> {
        self.parts_of_year.get(usize::from(code.checked_sub(21)?))
    }

    /// Returns the name of a month, or an empty string if the number is not between 1 and 12.
    pub fn month_name(&self, month: u8) -> &'static str {
        name(&self.months, month)
    }

    /// Returns the abbreviated name of a month.
    pub fn month_short(&self, month: u8) -> &'static str {
        name(&self.months_short, month)
    }
}

fn name(names: &[&'static str; 12], month: u8) -> &'static str {
    let index = usize::from(month).checked_sub(1);
    index
        .and_then(|index| names.get(index))
        .copied()
        .unwrap_or_default()
}

/// Replaces each `{}` in a template with a value, in order.
pub(super) fn fill(template: &str, values: &[&str]) -> String {
    values.iter().fold(template.to_owned(), |text, value| {
        text.replacen("{}", value, 1)
    })
}

const fn part(
    whole: &'static str,
    alone: &'static str,
    short: &'static str,
    kind: &'static str,
) -> PartOfYear {
    PartOfYear {
        whole,
        alone,
        short,
        kind,
    }
}

pub(super) static ENGLISH: Language = WRITTEN;

/// English without signs and abbreviations, to be read aloud.
pub(super) static SPOKEN: Language = Language {
    circa: "about {}",
    span: "{} to {}",
    span_spaced: "{} to {}",
    within: "sometime from {}",
    ..WRITTEN
};

const WRITTEN: Language = Language {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    months_short: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    weekdays: [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    parts_of_year: [
        part("spring {}", "spring", "spring {}", "season"),
        part("summer {}", "summer", "summer {}", "season"),
        part("autumn {}", "autumn", "autumn {}", "season"),
        part("winter {}", "winter", "winter {}", "season"),
        part(
            "spring {} (northern)",
            "spring (northern)",
            "spring {}",
            "season",
        ),
        part(
            "summer {} (northern)",
            "summer (northern)",
            "summer {}",
            "season",
        ),
        part(
            "autumn {} (northern)",
            "autumn (northern)",
            "autumn {}",
            "season",
        ),
        part(
            "winter {} (northern)",
            "winter (northern)",
            "winter {}",
            "season",
        ),
        part(
            "spring {} (southern)",
            "spring (southern)",
            "spring {}",
            "season",
        ),
        part(
            "summer {} (southern)",
            "summer (southern)",
            "summer {}",
            "season",
        ),
        part(
            "autumn {} (southern)",
            "autumn (southern)",
            "autumn {}",
            "season",
        ),
        part(
            "winter {} (southern)",
            "winter (southern)",
            "winter {}",
            "season",
        ),
        part("Q1 {}", "Q1", "Q1 {}", "quarter"),
        part("Q2 {}", "Q2", "Q2 {}", "quarter"),
        part("Q3 {}", "Q3", "Q3 {}", "quarter"),
        part("Q4 {}", "Q4", "Q4 {}", "quarter"),
        part(
            "first third of {}",
            "first third of a year",
            "Jan–Apr {}",
            "third",
        ),
        part(
            "second third of {}",
            "second third of a year",
            "May–Aug {}",
            "third",
        ),
        part(
            "last third of {}",
            "last third of a year",
            "Sep–Dec {}",
            "third",
        ),
        part("first half of {}", "first half of a year", "H1 {}", "half"),
        part(
            "second half of {}",
            "second half of a year",
            "H2 {}",
            "half",
        ),
    ],
    year: "year",
    month: "month",
    day: "day",
    day_month: "{} {}",
    ordinal: |number| {
        let ending = match (number / 10 % 10, number % 10) {
            (1, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        format!("{number}{ending}")
    },
    day_of: "{} of {}",
    unknown_month: "an unknown month",
    month_like: "a month like {}",
    unknown_year: "unknown year",
    year_like: "a year like {}",
    part_unknown: "{} unknown",
    part_like: "{} like {}",
    bce: "{} BCE",
    first_year: "1 CE",
    thousands: ',',
    span_of_years: "{}s",
    decade: "{}s (decade)",
    century: "{}s (century)",
    millennium: "{}s (millennium)",
    nth_century: "{} century",
    nth_millennium: "{} millennium",
    circa: "c. {}",
    span: "{}–{}",
    span_spaced: "{} – {}",
    uncertain: "uncertain",
    part_uncertain: "{} uncertain",
    part_approximate: "{} approximate",
    until: "until {}",
    until_from_unknown: "until {} (start unknown)",
    since: "since {}",
    from_until_unknown: "from {} (end unknown)",
    or_before: "{} or before",
    or_later: "{} or later",
    and_before: "{} and before",
    and_later: "{} and later",
    within: "sometime within {}",
    within_short: "in {}",
    each: "each of {}",
    and: "{} and {}",
    or: "{} or {}",
};

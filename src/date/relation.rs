//! What may be said of a date and a span of days: three answers, as dates are seldom sharp.
//!
//! A date is a stretch of days of which it is known between which two bounds it lies. A year is
//! some day, or some days, of that year; `2019/2021` lasted, from some day of 2019 to some day of
//! 2021, and so through all of 2020. An end that is open (`2019/..`) goes on for ever; one that is
//! unknown (`2019/`) is some day that nobody can tell, so that no bound holds it. Sets and
//! unspecified digits count by their bounds alone, a clock time by its day, and doubt (`~`, `?`,
//! `%`) moves nothing.

use edtf_core::{Edtf, Interval, IntervalEndpoint, SetElement};

use super::day::Day;
use super::edtf::{dates, end_date, first_day, last_day};
use super::value::Date;

/// How sure it is that a date and a span stand in a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// They do, whichever days the date turns out to be.
    Certain,
    /// On some of the days that the date may be they do, on others they do not.
    Possible,
    /// They do not, whichever days the date turns out to be.
    Impossible,
}

/// A stretch of days, both ends included; it may go on for ever at either end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    first: Day,
    last: Day,
}

impl Span {
    /// All days between the bounds of a date. An end that is open or unknown sets no bound; years
    /// too far away to count lie at the ends of time.
    pub fn of(date: &Date) -> Span {
        let (endless_before, endless_after) = match &date.edtf {
            Edtf::Date(_) | Edtf::DateTime(_) => (false, false),
            Edtf::Interval(Interval { start, end }) => {
                let bounded = |end: &IntervalEndpoint| matches!(end, IntervalEndpoint::Date(_));
                (!bounded(start), !bounded(end))
            }
            Edtf::Set(set) => {
                let has = |wanted: fn(&SetElement) -> bool| set.elements.iter().any(wanted);
                (
                    has(|member| matches!(member, SetElement::OnOrBefore(_))),
                    has(|member| matches!(member, SetElement::OnOrAfter(_))),
                )
            }
        };
        let days = dates(&date.edtf);
        Span {
            first: match date.earliest {
                Some(day) => day,
                None if endless_before => Day::FIRST,
                None => date.start(),
            },
            last: match date.latest {
                Some(day) => day,
                None if endless_after => Day::LAST,
                None => days.map(last_day).max().unwrap_or(Day::LAST),
            },
        }
    }

    /// From the first day of one date to the last day of another; without a date there is no
    /// bound. None if it would end before it begins.
    pub fn between(from: Option<&Date>, to: Option<&Date>) -> Option<Span> {
        let first = from.map_or(Day::FIRST, |date| Span::of(date).first);
        let last = to.map_or(Day::LAST, |date| Span::of(date).last);
        (first <= last).then_some(Span { first, last })
    }

    /// The first day; the first of all days if there is no bound.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day; the last of all days if there is no bound.
    pub fn last(self) -> Day {
        self.last
    }

    fn holds(self, other: Span) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    fn touches(self, other: Span) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// What is known of a date beyond its bounds.
struct Known {
    /// Stretches in each of which it has a day at least: where it began and where it ended, or for
    /// what did not last, all there is between its bounds.
    touched: [Option<Span>; 2],
    /// The days that it took up, every one: those between the last on which it may have begun and
    /// the first on which it may have ended.
    through: Option<Span>,
}

impl Known {
    fn of(date: &Date) -> Known {
        let Edtf::Interval(Interval { start, end }) = &date.edtf else {
            return Known {
                touched: [Some(Span::of(date)), None],
                through: None,
            };
        };
        let began = match start {
            IntervalEndpoint::OnOrBefore(_) => Some(Day::FIRST),
            start => end_date(start).map(first_day),
        };
        let ended = match end {
            IntervalEndpoint::OnOrAfter(_) => Some(Day::LAST),
            end => end_date(end).map(last_day),
        };
        let all_from = match start {
            IntervalEndpoint::Open => Some(Day::FIRST),
            start => end_date(start).map(last_day),
        };
        let all_to = match end {
            IntervalEndpoint::Open => Some(Day::LAST),
            end => end_date(end).map(first_day),
        };
        let span = |first: Option<Day>, last: Option<Day>| {
            let (first, last) = (first?, last?);
            (first <= last).then_some(Span { first, last })
        };
        Known {
            touched: [span(began, all_from), span(all_to, ended)],
            through: span(all_from, all_to),
        }
    }

    /// Whether one of the stretches with a day of the date is such.
    fn touches_one(&self, is: impl Fn(Span) -> bool) -> bool {
        self.touched.into_iter().flatten().any(is)
    }
}

/// Whether some day of the date lies in the span.
///
/// Certain if the date lies within it, lasted through a day of it, or began or ended in it;
/// impossible if their bounds have no day in common.
pub fn overlap(date: &Date, span: Span) -> Certainty {
    if !Span::of(date).touches(span) {
        return Certainty::Impossible;
    }
    let known = Known::of(date);
    let through = known.through.is_some_and(|through| through.touches(span));
    if through || known.touches_one(|part| span.holds(part)) {
        Certainty::Certain
    } else {
        Certainty::Possible
    }
}

/// Whether every day of the date lies in the span.
///
/// Certain if its bounds do, so that an end which is open or unknown needs a span that is open
/// there; impossible if some day of the date certainly lies outside.
pub fn within(date: &Date, span: Span) -> Certainty {
    if span.holds(Span::of(date)) {
        return Certainty::Certain;
    }
    let known = Known::of(date);
    let outside = known.through.is_some_and(|through| !span.holds(through));
    if outside || known.touches_one(|part| !span.touches(part)) {
        Certainty::Impossible
    } else {
        Certainty::Possible
    }
}

/// Whether every day of the date lies before the first day of the span. Nothing lies before a span
/// that has no first day.
pub fn before(date: &Date, span: Span) -> Certainty {
    if Span::of(date).last < span.first {
        return Certainty::Certain;
    }
    let known = Known::of(date);
    let reaches = known
        .through
        .is_some_and(|through| through.last >= span.first);
    if reaches || known.touches_one(|part| part.first >= span.first) {
        Certainty::Impossible
    } else {
        Certainty::Possible
    }
}

/// Whether every day of the date lies after the last day of the span. Nothing lies after a span
/// that has no last day.
pub fn after(date: &Date, span: Span) -> Certainty {
    if Span::of(date).first > span.last {
        return Certainty::Certain;
    }
    let known = Known::of(date);
    let reaches = known
        .through
        .is_some_and(|through| through.first <= span.last);
    if reaches || known.touches_one(|part| part.last <= span.last) {
        Certainty::Impossible
    } else {
        Certainty::Possible
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    /// A letter each for overlap, within, before, after: `C`ertain, `p`ossible, or impossible.
    #[test]
    fn relations_are_those_of_the_table() {
        for (text, span, wanted) in [
            // What is sharper than the span, as sharp, coarser.
            ("2023-06-15", "2023", "CC--"),
            ("2023", "2023", "CC--"),
            ("2023", "2023-06", "pppp"),
            ("202X", "2023", "pppp"),
            ("2023", "2023-01-01", "pp-p"),
            ("2023", "2023-12-31", "ppp-"),
            ("2022-12-31", "2023", "--C-"),
            ("2024-01-01", "2023", "---C"),
            // Winter ends in the next year.
            ("2023-24", "2024", "ppp-"),
            // Doubt moves nothing, a clock time counts by its day.
            ("2023%", "2023", "CC--"),
            ("2023-06-15T23:59:59Z", "2023-06-15", "CC--"),
            // It lasted: through every day between its two ends.
            ("2019/2021", "2020", "C---"),
            ("2019/2021", "2019-06", "p--p"),
            ("2019/2021", "2018/2022", "CC--"),
            ("2019/2021", "2018/2020", "C---"),
            ("2019-05-01/2019-05-03", "2019-05-01", "C---"),
            ("..2019/2021..", "2020", "C---"),
            ("..2019/2021..", "2010", "p--p"),
            // An open end goes on for ever.
            ("2019/..", "2025", "C---"),
            ("2019/..", "2019/2030", "C---"),
            ("2019/..", "2018/..", "CC--"),
            ("2019/..", "2018", "---C"),
            ("../2024", "1066", "C---"),
            ("../2024", "2025", "--C-"),
            // An unknown end is somewhere.
            ("2019/", "2025", "p-p-"),
            ("2019/", "2019/2030", "Cp--"),
            ("2019/", "2018/..", "CC--"),
            ("/2024", "1066", "p--p"),
            ("2019-05-01/", "2019", "Cp--"),
            ("2019-05-01/", "2025", "p-p-"),
            ("2019/", "2019-12", "ppp-"),
            ("/2021", "2021-01", "pp-p"),
            // An end that is only bounded on one side, with another that nobody can tell.
            ("..2019/", "2019", "ppp-"),
            ("/2021..", "2021", "pp-p"),
            // Sets and masks, by their bounds.
            ("[2019..2021]", "2020", "pppp"),
            ("[2019,2021]", "2020", "pppp"),
            ("{2019,2021}", "2020", "pppp"),
            ("[2019..]", "2025", "pppp"),
            ("[2019..]", "2018", "---C"),
            ("[..2019]", "2020", "--C-"),
            ("[..2019]", "2010", "pppp"),
            ("1560-XX-25", "1560-06", "pppp"),
            // Years that cannot be counted are very early or very late.
            ("Y-1E100", "2023", "--C-"),
            ("Y1E100", "2023", "---C"),
            ("Y1E100/..", "2023", "---C"),
            ("2020/Y1E100", "2023", "C---"),
            ("2023", "Y-1E100/Y1E100", "CC--"),
        ] {
            let (date, span) = (date(text), Span::of(&date(span)));
            let found =
                [overlap, within, before, after].map(|relation| match relation(&date, span) {
                    Certainty::Certain => 'C',
                    Certainty::Possible => 'p',
                    Certainty::Impossible => '-',
                });
            assert_eq!(String::from_iter(found), wanted, "{text} and {span:?}");
        }
    }

    #[test]
    fn a_span_between_two_dates_has_their_outer_days() {
        let dates = [date("2019-05"), date("2021")];
        let [from, to] = dates.each_ref().map(Some);
        let span = |from, to| Span::between(from, to).map(|Span { first, last }| (first, last));
        let (first, last) = span(from, to).expect("the right way round");
        assert_eq!(
            (first.to_string(), last.to_string()),
            ("2019-05-01".into(), "2021-12-31".into())
        );
        assert_eq!(span(from, None), Some((first, Day::LAST)));
        assert_eq!(span(None, to), Some((Day::FIRST, last)));
        assert_eq!(span(to, from), None);
    }
}

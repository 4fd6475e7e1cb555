//! Relations between a date and a span of days. The answers are three-valued, because dates are
//! rarely exact.
//!
//! A date stands for one or more days between two bounds. A year is some day or days of that year.
//! `2019/2021` lasted from some day of 2019 to some day of 2021, and therefore through all of 2020.
//! An open end (`2019/..`) goes on forever. An unknown end (`2019/`) is some day without a bound.
//! Only the bounds of sets and of unspecified digits count, only the day of a time counts, and
//! qualifiers (`~`, `?`, `%`) have no effect.

use edtf_core::{Edtf, Interval, IntervalEndpoint, SetElement};

use super::day::Day;
use super::edtf::{dates, end_date, first_day, last_day};
use super::value::Date;

/// How certainly a relation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It holds whichever days the date stands for.
    Certain,
    /// It holds for some of the days that the date may stand for, but not for others.
    Possible,
    /// It does not hold whichever days the date stands for.
    Impossible,
}

/// An inclusive range of days, which may be unbounded at either end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    first: Day,
    last: Day,
}

impl Span {
    /// Returns all days between the bounds of a date. Open and unknown ends are unbounded, and
    /// years that are out of range are clamped.
    pub fn of(date: &Date) -> Span {
        let (endless_before, endless_after) = match date.edtf() {
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
        let days = dates(date.edtf());
        Span {
            first: match date.earliest() {
                Some(day) => day,
                None if endless_before => Day::FIRST,
                None => date.start(),
            },
            last: match date.latest() {
                Some(day) => day,
                None if endless_after => Day::LAST,
                None => days.map(last_day).max().unwrap_or(Day::LAST),
            },
        }
    }

    /// Returns the span from the first day of one date to the last day of another, unbounded where
    /// there is no date. Returns `None` if it would end before it starts.
    pub fn between(from: Option<&Date>, to: Option<&Date>) -> Option<Span> {
        let first = from.map_or(Day::FIRST, |date| Span::of(date).first);
        let last = to.map_or(Day::LAST, |date| Span::of(date).last);
        (first <= last).then_some(Span { first, last })
    }

    /// Returns the first day, which is the earliest possible day if the span is unbounded.
    pub fn first(self) -> Day {
        self.first
    }

    /// Returns the last day, which is the latest possible day if the span is unbounded.
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

/// What is known about a date in addition to its bounds.
struct Known {
    /// Spans that each contain at least one day of the date: those of its start and its end or,
    /// unless it is an interval, the span of its bounds.
    touched: [Option<Span>; 2],
    /// The days that certainly belong to the date: from the latest possible start to the earliest
    /// possible end.
    through: Option<Span>,
}

impl Known {
    fn of(date: &Date) -> Known {
        let Edtf::Interval(Interval { start, end }) = date.edtf() else {
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

    /// Returns whether `is` holds for one of the spans that contain a day of the date.
    fn touches_one(&self, is: impl Fn(Span) -> bool) -> bool {
        self.touched.into_iter().flatten().any(is)
    }
}

/// Returns whether some day of the date is in the span.
///
/// This is certain if the date is within the span, lasted through a day of it, or started or ended
/// in it. It is impossible if their bounds have no day in common.
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

/// Returns whether every day of the date is in the span.
///
/// This is certain if its bounds are, so a date with an open or unknown end requires a span that is
/// unbounded there. It is impossible if some day of the date is certainly outside.
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

/// Returns whether every day of the date is before the span. Nothing is before a span without a
/// first day.
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

/// Returns whether every day of the date is after the span. Nothing is after a span without a last
/// day.
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

    /// One letter each for overlap, within, before and after: `C` for certain, `p` for possible and
    /// `-` for impossible.
    #[test]
    fn relations_match_the_table() {
        for (text, span, wanted) in [
            // More precise than the span, as precise, and less precise.
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
            // Qualifiers have no effect, and only the day of a time counts.
            ("2023%", "2023", "CC--"),
            ("2023-06-15T23:59:59Z", "2023-06-15", "CC--"),
            // Intervals last through every day between their ends.
            ("2019/2021", "2020", "C---"),
            ("2019/2021", "2019-06", "p--p"),
            ("2019/2021", "2018/2022", "CC--"),
            ("2019/2021", "2018/2020", "C---"),
            ("2019-05-01/2019-05-03", "2019-05-01", "C---"),
            ("..2019/2021..", "2020", "C---"),
            ("..2019/2021..", "2010", "p--p"),
            // An open end goes on forever.
            ("2019/..", "2025", "C---"),
            ("2019/..", "2019/2030", "C---"),
            ("2019/..", "2018/..", "CC--"),
            ("2019/..", "2018", "---C"),
            ("../2024", "1066", "C---"),
            ("../2024", "2025", "--C-"),
            // An unknown end may be on any day.
            ("2019/", "2025", "p-p-"),
            ("2019/", "2019/2030", "Cp--"),
            ("2019/", "2018/..", "CC--"),
            ("/2024", "1066", "p--p"),
            ("2019-05-01/", "2019", "Cp--"),
            ("2019-05-01/", "2025", "p-p-"),
            ("2019/", "2019-12", "ppp-"),
            ("/2021", "2021-01", "pp-p"),
            // One end has only one bound, and the other end is unknown.
            ("..2019/", "2019", "ppp-"),
            ("/2021..", "2021", "pp-p"),
            // Only the bounds of sets and masks count.
            ("[2019..2021]", "2020", "pppp"),
            ("[2019,2021]", "2020", "pppp"),
            ("{2019,2021}", "2020", "pppp"),
            ("[2019..]", "2025", "pppp"),
            ("[2019..]", "2018", "---C"),
            ("[..2019]", "2020", "--C-"),
            ("[..2019]", "2010", "pppp"),
            ("1560-XX-25", "1560-06", "pppp"),
            // Years that are out of range are very early or very late.
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
    fn a_span_between_two_dates_has_their_outer_bounds() {
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

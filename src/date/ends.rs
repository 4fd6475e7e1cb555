//! The certainty of the two ends of a date.

use edtf_core::{Edtf, IntervalEndpoint, SetElement};

use super::edtf::{dates, has_gap};
use super::value::Date;

/// The certainty of one end of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// As precise as written.
    Firm,
    /// Approximate or uncertain.
    Doubtful,
    /// There is no end, as in "since 2019".
    Open,
    /// There is an end, but it is unknown.
    Unknown,
}

impl Date {
    /// Returns the certainty of the start and the end.
    pub fn ends(&self) -> [End; 2] {
        match self.edtf() {
            Edtf::Date(date) => [of(date); 2],
            Edtf::DateTime(moment) => [of(&moment.date); 2],
            Edtf::Interval(interval) => {
                let end = |end: &IntervalEndpoint, beyond: bool| match end {
                    IntervalEndpoint::Open => End::Open,
                    IntervalEndpoint::Unknown => End::Unknown,
                    IntervalEndpoint::Date(date) => of(date),
                    _ if beyond => End::Open,
                    _ => End::Doubtful,
                };
                let (start, last) = (&interval.start, &interval.end);
                [
                    end(start, matches!(start, IntervalEndpoint::OnOrBefore(_))),
                    end(last, matches!(last, IntervalEndpoint::OnOrAfter(_))),
                ]
            }
            Edtf::Set(set) => {
                let any = |is: fn(&SetElement) -> bool| set.elements.iter().any(is);
                let doubtful = if dates(self.edtf()).any(|date| of(date) == End::Doubtful) {
                    End::Doubtful
                } else {
                    End::Firm
                };
                let end = |open: bool| if open { End::Open } else { doubtful };
                [
                    end(any(|member| matches!(member, SetElement::OnOrBefore(_)))),
                    end(any(|member| matches!(member, SetElement::OnOrAfter(_)))),
                ]
            }
        }
    }
}

fn of(date: &edtf_core::Date) -> End {
    let estimated = date.year.significant_digits.is_some();
    if date.is_approximate() || date.is_uncertain() || estimated || has_gap(date) {
        End::Doubtful
    } else {
        End::Firm
    }
}

#[cfg(test)]
mod tests {
    use super::End::{self, Doubtful, Firm, Open, Unknown};
    use super::*;

    #[test]
    fn ends_are_qualified_separately() {
        let cases: [(&str, [End; 2]); 12] = [
            ("2023-09-01", [Firm, Firm]),
            ("2023~", [Doubtful, Doubtful]),
            ("1X23", [Doubtful, Doubtful]),
            ("2019~/2021", [Doubtful, Firm]),
            ("2019/2021?", [Firm, Doubtful]),
            ("2019/..", [Firm, Open]),
            ("../2021~", [Open, Doubtful]),
            ("2019/", [Firm, Unknown]),
            ("/2021", [Unknown, Firm]),
            ("[2019..]", [Firm, Open]),
            ("[..2021]", [Open, Firm]),
            ("[2019,2021?]", [Doubtful, Doubtful]),
        ];
        for (text, ends) in cases {
            let date = Date::parse(text).expect(text);
            assert_eq!(date.ends(), ends, "{text}");
        }
    }
}

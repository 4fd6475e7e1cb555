//! Checks the properties of dates on a hundred thousand texts from a grammar of EDTF, some of them
//! damaged.
//!
//! `proptest` spends most of its time on generating a text, so it manages only a few hundred. These texts
//! come from a fast generator and are the same on every run.

use super::*;
use crate::date::relation::{Certainty, Span, after, before, overlap, within};

const TEXTS: usize = 100_000;

/// A xorshift generator, which is random enough here.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.below(sides) == 0
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }

    fn doubt(&mut self) -> &'static str {
        self.pick(&["", "", "", "", "", "?", "~", "%"])
    }

    /// Returns `count` digits, some of them unspecified if `masked`.
    fn digits(&mut self, count: usize, masked: bool) -> String {
        let masked = masked && self.one_in(4);
        let digit = |_| match self.below(10) {
            _ if masked && self.one_in(2) => 'X',
            digit => char::from(b'0' + digit as u8),
        };
        (0..count).map(digit).collect()
    }

    fn year(&mut self) -> String {
        let sign = self.pick(&["", "", "", "", "-"]);
        let precise = match self.below(8) {
            0 => format!("S{}", 1 + self.below(4)),
            _ => String::new(),
        };
        match self.below(10) {
            0 => {
                let (more, first) = (4 + self.below(16), 1 + self.below(9));
                format!("Y{sign}{first}{}{precise}", self.digits(more, false))
            }
            1 => format!(
                "Y{sign}{}E{}{precise}",
                1 + self.below(999),
                1 + self.below(40)
            ),
            2 => format!("{sign}{}{precise}", self.digits(4, false)),
            3..6 => format!("{sign}{}", self.digits(4, true)),
            // Close years, so that dates overlap.
            _ => format!("20{}", self.digits(2, true)),
        }
    }

    fn single(&mut self) -> String {
        let mut text = format!("{}{}{}", self.doubt(), self.year(), self.doubt());
        if self.one_in(3) {
            return text;
        }
        let month = match self.below(8) {
            0 => "XX".to_owned(),
            1 => self.digits(2, true),
            2 => format!("{}", 21 + self.below(21)),
            _ => format!("{:02}", 1 + self.below(12)),
        };
        text = format!("{text}-{}{month}{}", self.doubt(), self.doubt());
        if self.one_in(2) {
            return text;
        }
        let day = match self.below(8) {
            0 => "XX".to_owned(),
            1 => self.digits(2, true),
            _ => format!("{:02}", 1 + self.below(31)),
        };
        format!("{text}-{}{day}{}", self.doubt(), self.doubt())
    }

    fn member(&mut self) -> String {
        match self.below(6) {
            0 => format!("..{}", self.single()),
            1 => format!("{}..", self.single()),
            2 => format!("{}..{}", self.single(), self.single()),
            _ => self.single(),
        }
    }

    fn end(&mut self) -> String {
        match self.below(8) {
            0 => String::new(),
            1 => "..".to_owned(),
            2 => self.member(),
            _ => self.single(),
        }
    }

    fn expression(&mut self) -> String {
        match self.below(8) {
            0 | 1 => format!("{}/{}", self.end(), self.end()),
            2 | 3 => {
                let count = 1 + self.below(4);
                let members: Vec<String> = (0..count).map(|_| self.member()).collect();
                let (open, close) = if self.one_in(2) {
                    ("[", "]")
                } else {
                    ("{", "}")
                };
                format!("{open}{}{close}", members.join(","))
            }
            4 => {
                let zone = self.pick(&["", "Z", "+04:30", "-05"]);
                let [hour, minute, second] = [25, 60, 60].map(|most| self.below(most));
                format!("{}T{hour:02}:{minute:02}:{second:02}{zone}", self.single())
            }
            _ => self.single(),
        }
    }

    /// Returns an expression. In one of four cases a character is removed, doubled or inserted.
    fn text(&mut self) -> String {
        let text = self.expression();
        if !self.one_in(4) || text.is_empty() {
            return text;
        }
        let mut chars: Vec<char> = text.chars().collect();
        let at = self.below(chars.len());
        match self.below(3) {
            0 => drop(chars.remove(at)),
            1 => chars.insert(at, chars[at]),
            _ => {
                let odd: Vec<char> = "0129-/.XYESTZ~?%[]{},:+ é–".chars().collect();
                chars[at] = odd[self.below(odd.len())];
            }
        }
        chars.into_iter().collect()
    }
}

#[test]
fn a_hundred_thousand_texts_are_accepted_or_rejected() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut last: Vec<Date> = Vec::new();
    let mut read = 0;
    for _ in 0..TEXTS {
        let text = dice.text();
        holds(&text);
        let Ok(date) = Date::parse(&text) else {
            continue;
        };
        read += 1;
        last.truncate(2);
        last.insert(0, date);
        if let [a, b, c] = last.as_slice() {
            are_ordered([a, b, c]);
            are_related(a, b);
        }
    }
    assert!(read > TEXTS / 4, "only {read} were dates");
}

/// The order of dates is total: it is antisymmetric and transitive.
fn are_ordered(dates: [&Date; 3]) {
    let order = |a: usize, b: usize| dates[a].order().cmp(&dates[b].order());
    let names = dates.map(Date::as_str);
    for (a, b, c) in [
        (0, 1, 2),
        (0, 2, 1),
        (1, 0, 2),
        (1, 2, 0),
        (2, 0, 1),
        (2, 1, 0),
    ] {
        assert_eq!(order(a, b), order(b, a).reverse(), "{names:?}");
        assert_eq!(
            order(a, b).is_eq(),
            dates[a].order() == dates[b].order(),
            "{names:?}"
        );
        if order(a, b).is_le() && order(b, c).is_le() {
            assert!(order(a, c).is_le(), "{names:?}");
        }
    }
}

/// The answers for the different relations are consistent.
fn are_related(date: &Date, other: &Date) {
    use Certainty::{Certain, Impossible};
    let span = Span::of(other);
    assert!(span.first() <= span.last(), "{}", other.as_str());
    let [overlap, within, before, after] =
        [overlap, within, before, after].map(|relation| relation(date, span));
    let name = format!("{} {}", date.as_str(), other.as_str());
    assert!(within != Certain || overlap == Certain, "{name}");
    assert!(overlap != Impossible || within == Impossible, "{name}");
    assert_eq!(
        overlap == Impossible,
        before == Certain || after == Certain,
        "{name}"
    );
    for apart in [before, after] {
        assert!(apart != Certain || within == Impossible, "{name}");
        assert!(overlap != Certain || apart == Impossible, "{name}");
        assert!(within != Certain || apart == Impossible, "{name}");
    }
    assert_eq!(relation::within(date, Span::of(date)), Certain, "{name}");
}

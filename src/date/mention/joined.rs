//! Reads dates that are joined by signs: `28.Mär.18`, and days in two calendars.

#![allow(
    clippy::arithmetic_side_effects,
    reason = "positions of tokens, or a few more than their number"
)]

use std::ops::{Range, RangeInclusive};

use super::named::{Mention, Named, a_year, exists, of_two_digits};
use super::names::Names;
use super::read::{Days, Read, Text};
use super::tokens::parts;
use crate::date::day::Day;

/// How many days the Julian calendar was behind the Gregorian one, since there are two.
const BETWEEN_CALENDARS: RangeInclusive<u128> = 10..=13;

impl Text<'_> {
    /// Reads `28.Mär.18` and `28-Mar-2018`.
    pub(super) fn joined(&self, at: usize, names: &Names) -> Option<Read> {
        let tokens = &self.tokens;
        let (one, two) = (tokens.gap(at + 1), tokens.gap(at + 2));
        if one != two || !matches!(one, "-" | "/" | ".") || !tokens.begins(at) {
            return None;
        }
        let (month, _) = self.month(at + 1, names)?;
        let day = tokens.number(at, &[1, 2])? as u8;
        let year = match tokens.number(at + 2, &[4]) {
            Some(year) => a_year(year),
            None => tokens.number(at + 2, &[2]).and_then(of_two_digits),
        }?;
        if !tokens.ends(at + 2) || tokens.is_joined(at + 2) {
            return None;
        }
        let days = Days {
            first: at..at + 3,
            last: at..at + 3,
        };
        self.mentions(&days, [day; 2], month, Some(year), at..at + 3)
    }

    /// Reads a day in two calendars: `25 октября (7 ноября) 1917 года`, `10 (23) февраля 1917`. If the days
    /// are as far apart as the calendars, the later one is the day, or else both are.
    pub(super) fn two_calendars(&self, at: usize, names: &Names) -> Option<Read> {
        let tokens = &self.tokens;
        let first = self.single(at, names).first;
        let inside = self.month_after(first.end, names);
        let open = inside.map_or(first.end, |(_, _, next)| next);
        if tokens.gap(open).trim() != "(" || !tokens.is_number(open) || !tokens.begins(at) {
            return None;
        }
        let last = self.single(open, names).last;
        let after = match inside {
            Some(_) => self.month_after(last.end, names)?.2,
            None => last.end,
        };
        let rest = tokens.gap(after).strip_prefix(')')?;
        let (months, year) = if let Some((month, ..)) = inside {
            let (other, form, _) = self.month_after(last.end, names)?;
            ([month, other], self.year_after(rest, after, names, form)?)
        } else {
            let (month, form) = self.month(after, names).filter(|_| parts(rest, false))?;
            ([month; 2], self.year(after + 1, names, form)?)
        };
        let (year, next) = year;
        let number = |token: usize| tokens.number(token, &[1, 2]);
        let day = |token: usize, month: u8| {
            let day = number(token)? as u8;
            exists(Some(year), month, day).then_some(Day { year, month, day })
        };
        let (one, other) = (day(first.start, months[0])?, day(last.start, months[1])?);
        let mention = |tokens: Range<usize>, day| Mention {
            bytes: self.bytes(tokens),
            when: Named::Day(day),
        };
        let mentions = if BETWEEN_CALENDARS.contains(&one.distance(other)) {
            vec![mention(at..next, one.max(other))]
        } else if inside.is_some() {
            vec![mention(at..open, one), mention(open..next, other)]
        } else {
            return None;
        };
        Some(Read { mentions, next })
    }
}

//! Reads a date forward from its first number or month, using the words of a language.

#![allow(
    clippy::arithmetic_side_effects,
    reason = "positions of tokens, or a few more than their number"
)]

use std::ops::Range;

use super::named::{Mention, Named, a_year, exists};
use super::names::{self, ENGLISH, Month, Names};
use super::tokens::{Tokens, parts};
use crate::date::day::Day;

/// The maximum length of an abbreviated weekday, which may end with a full stop.
const SHORT_WEEKDAY: usize = 4;

/// A year is at most so many words after its month: `mai de l’an 1945`.
const MOST_BEFORE_YEAR: usize = 4;

/// Words that have the form of a date, and the dates they mention. There are none if the day does
/// not exist.
pub(super) struct Read {
    pub mentions: Vec<Mention>,
    /// The token after the words.
    pub next: usize,
}

/// The tokens of a day or of two days in a range: their numbers with suffixes.
#[derive(Clone)]
pub(super) struct Days {
    pub first: Range<usize>,
    pub last: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Full,
    /// In a grammatical case used only before a year.
    BeforeYear,
    Short,
}

/// A text and the languages in which dates are recognised.
pub(super) struct Text<'a> {
    pub(super) tokens: Tokens<'a>,
    /// In order of precedence.
    languages: Vec<&'static Names>,
}

impl<'a> Text<'a> {
    /// Prepares a text. Its own language takes precedence over English.
    pub(super) fn new(text: &'a str, language: Option<&str>) -> Self {
        let own = language.and_then(names::of);
        Self {
            tokens: Tokens::new(text),
            languages: own.into_iter().chain([&ENGLISH]).collect(),
        }
    }

    /// Returns the number of words and numbers.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Reads a date that starts at a token.
    pub(super) fn read(&self, at: usize) -> Option<Read> {
        let mut languages = self.languages.iter();
        if self.tokens.is_number(at) {
            let found = self.in_numbers(at);
            found.or_else(|| languages.find_map(|names| self.day_first(at, names)))
        } else if (1..=MOST_BEFORE_YEAR).any(|after| self.tokens.is_number(at + after)) {
            languages.find_map(|names| {
                let month_first = self.month_first(at, names);
                month_first.or_else(|| self.month_and_year(at, names))
            })
        } else {
            None
        }
    }

    /// Returns the month after the number of a day, and the token after it.
    pub(super) fn month_after(&self, next: usize, names: &Names) -> Option<(u8, Form, usize)> {
        let tokens = &self.tokens;
        let gap = tokens.gap(next);
        if !parts(gap.strip_prefix('°').unwrap_or(gap), names.dot) {
            return None;
        }
        let at = next + usize::from(tokens.is_one_of(next, names.of));
        if at > next && !parts(tokens.gap(at), false) {
            return None;
        }
        let (month, form) = self.month(at, names)?;
        Some((month, form, at + 1))
    }

    /// Returns whether a number ends a word, as in `COVID-19`. After a month or a weekday it begins a date.
    fn ends_a_word(&self, at: usize) -> bool {
        let tokens = &self.tokens;
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let is_of_date = |names: &&Names| {
            self.month(before, names).is_some() || tokens.is_one_of(before, names.weekdays)
        };
        matches!(tokens.gap(at), "-" | "\u{2010}" | "\u{2011}")
            && !tokens.is_number(before)
            && !self.languages.iter().any(is_of_date)
    }

    /// Reads `2025-05-09`, and `9.5.2025` in languages that put the day first.
    fn in_numbers(&self, at: usize) -> Option<Read> {
        let tokens = &self.tokens;
        let (one, two) = (tokens.gap(at + 1), tokens.gap(at + 2));
        if one != two || !matches!(one, "-" | "/" | ".") || !tokens.begins(at) {
            return None;
        }
        let (year, month, day) = if let Some(year) = tokens.number(at, &[4]) {
            let rest = [at + 1, at + 2].map(|at| tokens.number(at, &[2]));
            (year, rest[0]?, rest[1]?)
        } else {
            let day_first = self.languages.iter().any(|names| !names.month_first);
            let rest = [at, at + 1].map(|at| tokens.number(at, &[1, 2]));
            let year = tokens.number(at + 2, &[4]).filter(|_| day_first)?;
            (year, rest[1]?, rest[0]?)
        };
        let clock = |after: &str| {
            let digit = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
            after.strip_prefix('T').is_some_and(digit)
        };
        let ends = tokens.ends(at + 2) && !tokens.is_joined(at + 2);
        if !ends && !clock(tokens.after(at + 2)) {
            return None;
        }
        let days = Days {
            first: at..at + 3,
            last: at..at + 3,
        };
        let (day, month) = ([day as u8; 2], month as u8);
        self.mentions(&days, day, month, Some(a_year(year)?), at..at + 3)
    }

    /// Reads `9 May 2025`, `9. Mai` and `3-5 September 2025`. If the day does not exist, the words
    /// are still consumed, so that no month is found in `31 February 2025`.
    fn day_first(&self, at: usize, names: &Names) -> Option<Read> {
        // More likely the year of the previous date.
        if self.tokens.text(at).len() == 4 || self.ends_a_word(at) {
            return None;
        }
        let other = self.joined(at, names);
        let other = other.or_else(|| self.two_calendars(at, names));
        if other.is_some() {
            return other;
        }
        let pair = self.pair(at, names).and_then(|days| {
            let read = self.days_then_month(&days, names)?;
            (!read.mentions.is_empty()).then_some(read)
        });
        pair.or_else(|| self.days_then_month(&self.single(at, names), names))
    }

    fn days_then_month(&self, days: &Days, names: &Names) -> Option<Read> {
        let tokens = &self.tokens;
        if names.dot && tokens.ends_a_heading_number(days.first.start) {
            return None;
        }
        let (month, form, after) = self.month_after(days.last.end, names)?;
        let at = after - 1;
        let year = self.year(at + 1, names, form);
        if year.is_none() && !self.stands_without_year(at, names, form) {
            return None;
        }
        let (year, next) = year.map_or((None, at + 1), |(year, next)| (Some(year), next));
        let nothing = Read {
            mentions: Vec::new(),
            next,
        };
        let whole = tokens.begins(days.first.start);
        let read = self
            .numbers(days)
            .filter(|_| whole)
            .and_then(|numbers| self.mentions(days, numbers, month, year, days.first.start..next));
        Some(read.unwrap_or(nothing))
    }

    /// Reads `May 9, 2025`.
    fn month_first(&self, at: usize, names: &Names) -> Option<Read> {
        let tokens = &self.tokens;
        let (month, form) = self.month(at, names).filter(|_| names.month_first)?;
        if !self.stands_without_year(at, names, form)
            || !parts(tokens.gap(at + 1), form == Form::Short)
        {
            return None;
        }
        let first = at + 1 + usize::from(tokens.is_one_of(at + 1, names.articles));
        // `May 44 BC` is a month.
        if self.year_of_era(first, names).is_some() {
            return None;
        }
        if !tokens.is_number(first) || (first > at + 1 && !parts(tokens.gap(first), false)) {
            return None;
        }
        let candidates = [self.pair(first, names), Some(self.single(first, names))];
        candidates.into_iter().flatten().find_map(|days| {
            let after = days.last.end;
            let year = self.year(after, names, Form::Full);
            if year.is_none() && (!tokens.ends(after - 1) || tokens.is_joined(after - 1)) {
                return None;
            }
            let (year, next) = year.map_or((None, after), |(year, next)| (Some(year), next));
            self.mentions(&days, self.numbers(&days)?, month, year, at..next)
        })
    }

    /// Reads `September 2025`.
    fn month_and_year(&self, at: usize, names: &Names) -> Option<Read> {
        let (month, form) = self.month(at, names)?;
        let word = self.is_other_word(at, names);
        let hangs = self.tokens.gap(at).is_empty() && at > 0;
        if word || hangs {
            return None;
        }
        let (year, next) = self.year(at + 1, names, form)?;
        let when = Named::Month { year, month };
        Some(Read {
            mentions: vec![Mention {
                bytes: self.bytes(at..next),
                when,
            }],
            next,
        })
    }

    /// Returns a mention for each day, or `None` if one does not exist or they are out of order.
    pub(super) fn mentions(
        &self,
        days: &Days,
        [first, last]: [u8; 2],
        month: u8,
        year: Option<i64>,
        tokens: Range<usize>,
    ) -> Option<Read> {
        if !exists(year, month, first) || !exists(year, month, last) {
            return None;
        }
        let named = |day| match year {
            Some(year) => Named::Day(Day { year, month, day }),
            None => Named::Yearless { month, day },
        };
        let next = tokens.end;
        let pieces = if days.first == days.last {
            vec![(tokens, last)]
        } else if first < last {
            // Words around both days belong to the adjacent one.
            let from = tokens.start..days.first.end;
            vec![(from, first), (days.last.start..next, last)]
        } else {
            return None;
        };
        let mentions = pieces.into_iter().map(|(tokens, day)| Mention {
            bytes: self.bytes(tokens),
            when: named(day),
        });
        Some(Read {
            mentions: mentions.collect(),
            next,
        })
    }

    fn numbers(&self, days: &Days) -> Option<[u8; 2]> {
        let number = |day: &Range<usize>| self.tokens.number(day.start, &[1, 2]);
        Some([number(&days.first)? as u8, number(&days.last)? as u8])
    }

    /// Returns the tokens of a day with its suffix.
    pub(super) fn single(&self, at: usize, names: &Names) -> Days {
        let tokens = &self.tokens;
        let hangs = matches!(tokens.gap(at + 1), "" | "." | "-" | "\u{2011}");
        let ordinal = hangs && tokens.is_one_of(at + 1, names.ordinals);
        let day = at..at + 1 + usize::from(ordinal);
        Days {
            first: day.clone(),
            last: day,
        }
    }

    /// Returns the tokens of a range of days: `3-5`, `3rd to 5th`.
    fn pair(&self, at: usize, names: &Names) -> Option<Days> {
        let tokens = &self.tokens;
        let first = self.single(at, names).first;
        let next = first.end;
        let gap = tokens.gap(next);
        let dash = gap.strip_prefix('.').filter(|_| names.dot).unwrap_or(gap);
        let last = if matches!(dash.trim(), "-" | "–" | "—" | "\u{2011}" | "/") {
            next
        } else if parts(gap, names.dot) && tokens.is_one_of(next, names.to) {
            let article = tokens.is_one_of(next + 1, names.articles);
            let last = next + 1 + usize::from(article);
            parts(tokens.gap(last), false).then_some(last)?
        } else {
            return None;
        };
        tokens.is_number(last).then(|| Days {
            first,
            ..self.single(last, names)
        })
    }

    /// Returns the month that a word names.
    pub(super) fn month(&self, at: usize, names: &Names) -> Option<(u8, Form)> {
        let word = self.tokens.word(at)?;
        let form = |month: &Month| {
            let lists = [
                (month.names, Form::Full),
                (month.before_year, Form::BeforeYear),
                (month.short, Form::Short),
            ];
            let mut lists = lists.into_iter();
            lists.find_map(|(words, form)| words.contains(&word.as_str()).then_some(form))
        };
        (1..)
            .zip(&names.months)
            .find_map(|(number, month)| Some((number, form(month)?)))
    }

    fn stands_without_year(&self, at: usize, names: &Names, form: Form) -> bool {
        let form = match form {
            Form::Full => true,
            Form::BeforeYear => false,
            Form::Short => names.short_alone && self.tokens.is_capital(at),
        };
        form && !self.is_other_word(at, names)
    }

    fn is_other_word(&self, at: usize, names: &Names) -> bool {
        !self.tokens.is_capital(at) && self.tokens.is_one_of(at, names.other_words)
    }

    /// Returns the byte at which a date starts, including a weekday before it. Tokens before `free`
    /// are not considered.
    pub(super) fn with_weekday(&self, at: usize, free: usize) -> usize {
        let tokens = &self.tokens;
        let start = tokens.bytes(at).start;
        let before = |at: usize| at.checked_sub(1).filter(|before| *before >= free);
        let find = |names: &&Names| {
            let mut at = at;
            if let Some(article) = before(at)
                && tokens.is_one_of(article, names.articles)
                && parts(tokens.gap(at), false)
            {
                at = article;
            }
            let gap = tokens.gap(at);
            let day = before(at)?;
            let stop = tokens.text(day).chars().count() <= SHORT_WEEKDAY;
            let gap = gap.strip_prefix('.').filter(|_| stop).unwrap_or(gap);
            let comma = gap.trim_end() == ",";
            if !comma && !parts(gap, false) {
                return None;
            }
            if tokens.is_one_of(day, names.weekdays) {
                return Some(tokens.bytes(day).start);
            }
            // A weekday with an apostrophe.
            let whole = before(day).filter(|_| matches!(tokens.gap(day), "'" | "’" | "ʼ"))?;
            let word = format!("{}'{}", tokens.word(whole)?, tokens.word(day)?);
            let known = names.weekdays.contains(&word.as_str());
            known.then(|| tokens.bytes(whole).start)
        };
        self.languages.iter().find_map(find).unwrap_or(start)
    }

    pub(super) fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        let last = tokens.end.saturating_sub(1).max(tokens.start);
        self.tokens.bytes(tokens.start).start..self.tokens.bytes(last).end
    }
}

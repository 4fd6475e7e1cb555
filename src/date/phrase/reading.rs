//! Reads the words and numbers of a date and tells which dates they may mean.

use super::part::{Third, Years, neighbours};
use super::words::{Meaning, Words, roman};
use crate::date::edtf::year_text;

/// A number with its number of digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub value: i64,
    pub digits: usize,
}

impl Number {
    /// Returns whether it is more likely a year than a day or a month.
    pub fn is_year(self) -> bool {
        self.digits > 2
    }
}

/// The part of a year that a word refers to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Month(u8),
    /// The EDTF number of a season.
    Season(u8),
    Quarter,
    Half,
}

/// The words and numbers of a text, grouped by meaning.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrase {
    pub numbers: Vec<Number>,
    pub part: Option<Part>,
    pub marks: Vec<Meaning>,
    /// Whether the text begins with a minus sign.
    is_negative: bool,
}

/// Signs that may be around the parts of a date.
const SIGNS: &str = ".,;:()[]'\"°/-~?%";

/// The dates that a phrase may mean, and what they do not say.
#[derive(Default)]
pub(super) struct Dates {
    pub dates: Vec<String>,
    pub loss: Option<String>,
}

impl Phrase {
    /// Parses a folded text. Returns `None` if it contains an unknown word.
    pub fn read(text: &str, words: &Words) -> Option<Phrase> {
        let mut phrase = Phrase {
            is_negative: text.starts_with('-'),
            ..Phrase::default()
        };
        let (text, bound) = bound(text);
        if text.contains(|c: char| !c.is_alphanumeric() && !SIGNS.contains(c) && !c.is_whitespace())
        {
            return None;
        }
        let doubts = [
            (['~', '%'], Meaning::Approximate),
            (['?', '%'], Meaning::Uncertain),
        ];
        let doubts = doubts.into_iter().filter(|(signs, _)| text.contains(signs));
        phrase
            .marks
            .extend(doubts.map(|(_, mark)| mark).chain(bound));
        let runs = runs(text);
        let mut rest = &runs[..];
        while let Some((run, after)) = rest.split_first() {
            rest = if run.starts_with(|c: char| c.is_ascii_digit()) {
                phrase.numbers.push(Number {
                    value: run.parse().ok()?,
                    digits: run.len(),
                });
                after
            } else if let Some((meaning, count)) = words.meaning(rest) {
                phrase.add(meaning)?;
                rest.get(count..)?
            } else {
                if let Some(month) = words.month(run) {
                    phrase.set(Part::Month(month))?;
                } else if let Some(value) = roman(run).filter(|_| has_century(&runs, words)) {
                    phrase.numbers.push(Number { value, digits: 2 });
                } else if !words.is_filler(run) {
                    return None;
                }
                after
            };
        }
        Some(phrase)
    }

    fn add(&mut self, meaning: Meaning) -> Option<()> {
        match meaning {
            Meaning::Nothing => Some(()),
            Meaning::Season(code) => self.set(Part::Season(code)),
            Meaning::Quarter => self.set(Part::Quarter),
            Meaning::Half => self.set(Part::Half),
            Meaning::Ordinal(value) => {
                self.numbers.push(Number {
                    value: value.into(),
                    digits: 1,
                });
                Some(())
            }
            mark => {
                self.marks.push(mark);
                Some(())
            }
        }
    }

    fn set(&mut self, part: Part) -> Option<()> {
        self.part.replace(part).is_none().then_some(())
    }

    pub fn says(&self, mark: Meaning) -> bool {
        self.marks.contains(&mark)
    }

    /// Returns the dates that the phrase may mean, including ones that do not exist.
    pub fn dates(&self) -> Dates {
        let century = self.century();
        let plain = match century {
            Some(years) => vec![years.century_text()],
            None => self.plain(),
        };
        let mut found = Dates::default();
        if let Some(bounded) = self.bounded(&plain, century) {
            found.dates = bounded;
        } else if let Some(third) = self.third() {
            let thirds: Option<Vec<String>> =
                plain.iter().map(|date| third.of(date, century)).collect();
            found.loss = Some(third.loss(thirds.is_some()));
            found.dates = thirds.unwrap_or(plain);
        } else {
            found.loss = century.and_then(Years::loss);
            found.dates = plain.iter().map(|date| self.doubted(date)).collect();
        }
        found
    }

    /// Returns what is before or after dates, if the phrase speaks of that.
    fn bounded(&self, dates: &[String], century: Option<Years>) -> Option<Vec<String>> {
        let neighbours = |date: &String| match century {
            Some(years) => Some(years.neighbours()),
            None => neighbours(date),
        };
        let bounds = [
            Meaning::Before,
            Meaning::After,
            Meaning::AtLatest,
            Meaning::AtEarliest,
            Meaning::Until,
            Meaning::Since,
        ];
        let bound = bounds.into_iter().find(|mark| self.says(*mark))?;
        let bounded = dates.iter().filter_map(|date| {
            let [before, after] = neighbours(date)?;
            Some(match bound {
                Meaning::Before => format!("[..{}]", self.doubted(&before)),
                Meaning::After => format!("[{}..]", self.doubted(&after)),
                Meaning::AtLatest => format!("[..{}]", self.doubted(date)),
                Meaning::AtEarliest => format!("[{}..]", self.doubted(date)),
                Meaning::Until => format!("../{}", self.doubted(date)),
                _ => format!("{}/..", self.doubted(date)),
            })
        });
        Some(bounded.collect())
    }

    /// Returns a date with the qualifier of the phrase. Only single dates have one.
    fn doubted(&self, date: &str) -> String {
        let doubt = match (
            self.says(Meaning::Approximate),
            self.says(Meaning::Uncertain),
        ) {
            _ if date.ends_with(']') => "",
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        };
        format!("{date}{doubt}")
    }

    /// Returns the third of a period that the phrase speaks of.
    fn third(&self) -> Option<Third> {
        let thirds = [
            (Meaning::Early, Third::First),
            (Meaning::Mid, Third::Second),
            (Meaning::Late, Third::Last),
        ];
        let mut said = thirds.into_iter().filter(|(mark, _)| self.says(*mark));
        let (_, third) = said.next()?;
        said.next().is_none().then_some(third)
    }

    /// Returns the years of the century that the phrase names.
    fn century(&self) -> Option<Years> {
        match self.numbers[..] {
            [number] if self.says(Meaning::Century) && self.part.is_none() && !number.is_year() => {
                Years::of_century(number.value, self.says(Meaning::Bce))
            }
            _ => None,
        }
    }

    /// Returns the half of a century that the phrase names.
    fn half_of_century(&self) -> Option<String> {
        match (self.part, &self.numbers[..]) {
            (Some(Part::Half), [half, century]) if !century.is_year() => {
                let years = Years::of_century(century.value, self.says(Meaning::Bce))?;
                years.half(half.value)
            }
            _ => None,
        }
    }

    fn plain(&self) -> Vec<String> {
        // With an era, even a short number is a year.
        let era = self.says(Meaning::Bce) || self.says(Meaning::Ce);
        let year = |year: Number| {
            year_text(match (self.says(Meaning::Bce), self.is_negative) {
                (true, _) => 1_i64.saturating_sub(year.value),
                (false, true) => year.value.saturating_neg(),
                (false, false) => year.value,
            })
        };
        let month = |y: Number, m: i64| format!("{}-{m:02}", year(y));
        let day = |y: Number, m: i64, d: Number| format!("{}-{m:02}-{:02}", year(y), d.value);
        let is_year = |number: Number| number.is_year() || era;
        let decade = self.says(Meaning::Decade);
        let is_part =
            |number: Number, y: Number, most| is_year(y) && (1..=most).contains(&number.value);
        if self.says(Meaning::Century) && !decade {
            return self.half_of_century().into_iter().collect();
        }
        if self.says(Meaning::Time) && self.numbers.len() < 5 {
            return Vec::new();
        }
        match (self.part, self.numbers.as_slice()) {
            (Some(Part::Season(code)), &[y]) => vec![month(y, code.into())],
            // A winter has days of two years.
            (Some(Part::Season(24)), &[y, to]) if y.digits == 4 && is_next(y, to) => {
                vec![month(y, 24)]
            }
            (Some(Part::Quarter), &[n, y] | &[y, n]) if is_part(n, y, 4) => {
                vec![month(y, n.value.saturating_add(32))]
            }
            (Some(Part::Half), &[n, y] | &[y, n]) if is_part(n, y, 2) => {
                vec![month(y, n.value.saturating_add(39))]
            }
            (Some(Part::Month(m)), &[y]) if is_year(y) => vec![month(y, m.into())],
            (Some(Part::Month(m)), &[y, d]) if y.is_year() => vec![day(y, m.into(), d)],
            (Some(Part::Month(m)), &[d, y]) if is_year(y) => vec![day(y, m.into(), d)],
            (None, &[c, y]) if decade && self.says(Meaning::Century) => {
                let century = c.value.saturating_sub(1).saturating_mul(10);
                vec![format!("{:03}X", century.saturating_add(y.value / 10))]
            }
            (None, &[y]) if decade && y.digits == 4 && y.value % 10 == 0 => decades(y.value),
            (None, &[_]) if decade => Vec::new(),
            (None, &[y]) if is_year(y) => vec![year(y)],
            // Programs write a part that they do not know as zero.
            (None, &[y, m, d] | &[d, m, y]) if is_zero(d) && y.digits == 4 && y.value > 0 => {
                vec![if is_zero(m) {
                    year(y)
                } else {
                    month(y, m.value)
                }]
            }
            (None, &[y, m] | &[m, y]) if is_zero(m) && y.digits == 4 && y.value > 0 => {
                vec![year(y)]
            }
            // `1914-18` is a range, because there is no eighteenth month.
            (None, &[y, to]) if y.digits == 4 && to.digits == 2 && to.value > 12 => {
                let century = y.value.saturating_sub(y.value % 100);
                let to = century.saturating_add(to.value);
                vec![format!("{}/{to:04}", year(y))]
            }
            (None, &[y, m] | &[m, y]) if y.digits == 4 => vec![month(y, m.value)],
            (None, &[y, m, d]) if y.digits == 4 => vec![day(y, m.value, d)],
            // Most countries put the day first, some the month.
            (None, &[a, b, y]) if y.digits == 4 => {
                vec![day(y, b.value, a), day(y, a.value, b)]
            }
            // Chinese dates have the year first, even a short one.
            (None, &[y, m, d]) if era => vec![day(y, m.value, d)],
            (None, &[y, m, d, ref time @ ..]) if y.digits == 4 => {
                let (hour, minute, second) = match *time {
                    [hour, minute] => (hour.value, minute.value, 0),
                    [hour, minute, second] => (hour.value, minute.value, second.value),
                    _ => return Vec::new(),
                };
                let zone = if self.says(Meaning::Utc) { "Z" } else { "" };
                let date = day(y, m.value, d);
                vec![format!("{date}T{hour:02}:{minute:02}:{second:02}{zone}")]
            }
            _ => Vec::new(),
        }
    }
}

/// Splits a sign of comparison from a text: `<1900`, `2021+`.
fn bound(text: &str) -> (&str, Option<Meaning>) {
    let signs = [
        (&["<=", "≤"][..], Meaning::AtLatest),
        (&[">=", "≥"], Meaning::AtEarliest),
        (&["<"], Meaning::Before),
        (&[">"], Meaning::After),
    ];
    let rest = |sign: &&str| text.strip_prefix(*sign);
    let mut found = signs
        .iter()
        .filter_map(|(signs, mark)| Some((signs.iter().find_map(rest)?, Some(*mark))));
    let more = || Some((text.strip_suffix('+')?, Some(Meaning::AtEarliest)));
    found.next().or_else(more).unwrap_or((text, None))
}

fn is_zero(number: Number) -> bool {
    number.value == 0
}

/// Returns whether a number is the next year, whose century may be left out.
fn is_next(year: Number, next: Number) -> bool {
    let after = year.value.saturating_add(1);
    next.value == after || (next.digits == 2 && next.value == after % 100)
}

/// Returns what `1900s` and `1990s` may mean.
fn decades(year: i64) -> Vec<String> {
    let decade = format!("{:03}X", year / 10);
    if year % 100 == 0 {
        vec![format!("{:02}XX", year / 100), decade]
    } else {
        vec![decade]
    }
}

/// Splits a text into words and numbers.
fn runs(text: &str) -> Vec<&str> {
    let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
    let (mut runs, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
        let (run, after) = rest.split_at_checked(end).unwrap_or_default();
        if kind(first) != (false, false) {
            runs.push(run);
        }
        rest = after;
    }
    runs
}

fn has_century(runs: &[&str], words: &Words) -> bool {
    let century = |run: &&str| {
        words
            .meaning(&[run])
            .is_some_and(|(it, _)| it == Meaning::Century)
    };
    runs.iter().any(century)
}

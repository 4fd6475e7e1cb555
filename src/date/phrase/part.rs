//! Parts of a period, and what is before and after it.

use edtf_core::Edtf;

use crate::date::day::Day;
use crate::date::edtf::{first_day, last_day, year_text};

/// A third of a period, as in "early 2021".
#[derive(Clone, Copy)]
pub(super) enum Third {
    First,
    Second,
    Last,
}

impl Third {
    /// Returns the third of a month, year, decade or century in EDTF. `None` for other dates.
    pub fn of(self, date: &str, century: Option<Years>) -> Option<String> {
        if let Some(years) = century {
            return years.third(self);
        }
        let [first, last] = bounds(date)?;
        if first.month == 1 && last.month == 12 {
            let years = Years {
                first: first.year,
                last: last.year,
            };
            return if years.first == years.last {
                Some(format!("{date}-{}~", self.code()))
            } else {
                years.third(self)
            };
        }
        let is_month = (first.year, first.month) == (last.year, last.month) && first != last;
        let (from, to) = match self {
            Self::First => (1, 10),
            Self::Second => (11, 20),
            Self::Last => (21, last.day),
        };
        is_month.then(|| format!("[{date}-{from:02}..{date}-{to:02}]"))
    }

    /// Returns what the EDTF does not say. `is_part` tells whether it says anything of the third.
    pub fn loss(self, is_part: bool) -> String {
        let (word, third) = match self {
            Self::First => ("early", "first"),
            Self::Second => ("middle", "second"),
            Self::Last => ("late", "last"),
        };
        if is_part {
            format!("EDTF has no word for {word}, and this is its {third} third")
        } else {
            format!("EDTF has no word for {word}, and this is all of it")
        }
    }

    /// Returns the EDTF number of a third of a year.
    fn code(self) -> u8 {
        match self {
            Self::First => 37,
            Self::Second => 38,
            Self::Last => 39,
        }
    }

    fn number(self) -> u8 {
        self as u8
    }
}

/// Some whole years.
#[derive(Clone, Copy)]
pub(super) struct Years {
    pub first: i64,
    pub last: i64,
}

impl Years {
    /// Returns the years of a century, from 1.
    pub fn of_century(number: i64, is_bce: bool) -> Option<Self> {
        if !(1..100).contains(&number) {
            return None;
        }
        let last = number.saturating_mul(100);
        let first = last.saturating_sub(99);
        Some(if is_bce {
            Self {
                first: 1_i64.saturating_sub(last),
                last: 1_i64.saturating_sub(first),
            }
        } else {
            Self { first, last }
        })
    }

    /// Returns a century in EDTF. Unknown digits need years of our era.
    pub fn century_text(self) -> String {
        if self.first > 0 {
            format!("{:02}XX", self.first / 100)
        } else {
            format!("[{}..{}]", year_text(self.first), year_text(self.last))
        }
    }

    /// Returns the years right before and after these.
    pub fn neighbours(self) -> [String; 2] {
        let years = [self.first.saturating_sub(1), self.last.saturating_add(1)];
        years.map(year_text)
    }

    /// Returns what the text of a century leaves out.
    pub fn loss(self) -> Option<String> {
        (self.first > 0).then(|| {
            let (first, last) = (self.first.saturating_sub(1), self.last.saturating_sub(1));
            format!(
                "`{}` is {first} to {last}, which leaves out {}",
                self.century_text(),
                self.last
            )
        })
    }

    /// Returns the first or the second half.
    pub fn half(self, number: i64) -> Option<String> {
        let middle = self.first.checked_add(self.last)?.div_euclid(2);
        let (first, last) = match number {
            1 => (self.first, middle),
            2 => (middle.checked_add(1)?, self.last),
            _ => return None,
        };
        Some(format!("[{}..{}]", year_text(first), year_text(last)))
    }

    /// Returns one of three parts, of which the middle one is not the shortest.
    fn third(self, third: Third) -> Option<String> {
        let count = self.last.checked_sub(self.first)?.checked_add(1)?;
        let at = |thirds: i64| {
            let years = count.checked_mul(thirds)?.checked_add(1)?.checked_div(3)?;
            self.first.checked_add(years)
        };
        let thirds = i64::from(third.number());
        let (first, after) = (at(thirds)?, at(thirds.checked_add(1)?)?);
        let last = after.checked_sub(1).filter(|last| first <= *last)?;
        Some(format!("[{}..{}]", year_text(first), year_text(last)))
    }
}

/// Returns the dates right before and after a date, as precise as it is.
pub(super) fn neighbours(date: &str) -> Option<[String; 2]> {
    let [first, last] = bounds(date)?;
    if first == last {
        let days = [
            first.number().checked_sub(1)?,
            first.number().checked_add(1)?,
        ];
        return Some(days.map(|day| Day::from_number(day).to_string()));
    }
    if first.month == 1 && last.month == 12 {
        let years = [first.year.checked_sub(1)?, last.year.checked_add(1)?];
        return Some(years.map(year_text));
    }
    let before = first.number().checked_sub(1)?;
    let after = last.number().checked_add(1)?;
    Some([before, after].map(|day| {
        let Day { year, month, .. } = Day::from_number(day);
        format!("{}-{month:02}", year_text(year))
    }))
}

/// Returns the first and the last day of a single date.
fn bounds(date: &str) -> Option<[Day; 2]> {
    match Edtf::parse(date).ok()? {
        Edtf::Date(date) => Some([first_day(&date), last_day(&date)]),
        _ => None,
    }
}

//! The dates of most records, read quickly.

use crate::date::{Clock, day_digits};

/// Splits the most common way to write a time, `2023-05-09T10:30:00Z`.
pub fn moment(text: &str) -> Option<(&str, Clock)> {
    let (day, rest) = text.split_at_checked(10)?;
    let [b'T', h1, h2, b':', m1, m2, b':', s1, s2, b'Z'] = rest.as_bytes() else {
        return None;
    };
    let two = |a: &u8, b: &u8, most: u8| {
        let digits = a.is_ascii_digit() && b.is_ascii_digit();
        let number = a.wrapping_sub(b'0').wrapping_mul(10);
        let number = number.wrapping_add(b.wrapping_sub(b'0'));
        (digits && number <= most).then_some(number)
    };
    let clock = Clock::new(two(h1, h2, 23)?, two(m1, m2, 59)?, two(s1, s2, 59)?, 0);
    day_digits(day).map(|_| (day, clock))
}

/// The numbers that days were given.
#[derive(Default)]
pub struct Days {
    /// Per year: 1 plus the number of each day, or 0; empty if no day of it is known.
    years: Vec<Vec<u32>>,
}

/// A year has places for so many days, more than it has.
const YEAR: usize = 13 << 5;

impl Days {
    /// Returns the number of the day with the digits `20230509`, if it has one.
    pub fn number(&self, digits: u32) -> Option<u32> {
        let (year, day) = place(digits)?;
        self.years.get(year)?.get(day)?.checked_sub(1)
    }

    /// Notes the number of a day.
    pub fn learn(&mut self, digits: u32, number: u32) {
        let Some((year, day)) = place(digits) else {
            return;
        };
        if self.years.len() <= year {
            self.years.resize_with(year + 1, Vec::new);
        }
        if let Some(days) = self.years.get_mut(year) {
            days.resize(YEAR, 0);
            if let Some(known) = days.get_mut(day) {
                *known = number + 1;
            }
        }
    }
}

/// Returns the year of a day, and a place for it in its year. None if no month has such a day.
fn place(digits: u32) -> Option<(usize, usize)> {
    let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
    (day < 32).then_some((year as usize, (month << 5 | day) as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_keeps_its_number() {
        let mut days = Days::default();
        let all = [101, 20_230_509, 20_230_510, 20_240_509, 99_991_231];
        for (number, digits) in all.into_iter().enumerate() {
            assert_eq!(days.number(digits), None, "{digits}");
            days.learn(digits, number as u32);
        }
        for (number, digits) in all.into_iter().enumerate() {
            assert_eq!(days.number(digits), Some(number as u32), "{digits}");
        }
        for none in [0, 133, 20_230_541, 20_239_999] {
            assert_eq!(days.number(none), None, "{none}");
        }
    }
}

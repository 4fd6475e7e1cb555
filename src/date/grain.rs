//! Groups dates into days, months, years and longer stretches of time.

use super::day::Day;
use super::display;
use super::edtf::{dates, first_day};
use super::language::{ENGLISH, Language, SPOKEN, fill};
use super::short::{round, years};
use super::value::{Date, Shape};

/// The length of the stretches into which a timeline is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// Days.
    Day,
    /// Months.
    Month,
    /// Years.
    Year,
    /// Ten years that share all but the last digit.
    Decade,
    /// A hundred years that share all but the last two digits, as in `19XX`. The year 2000 belongs
    /// to the 21st century.
    Century,
    /// A thousand years that share all but the last three digits.
    Millennium,
}

impl Grain {
    /// All grains, from fine to coarse.
    pub const ALL: [Grain; 6] = [
        Grain::Day,
        Grain::Month,
        Grain::Year,
        Grain::Decade,
        Grain::Century,
        Grain::Millennium,
    ];

    /// Returns the name of one stretch.
    pub fn name(self) -> &'static str {
        match self {
            Grain::Day => ENGLISH.day,
            Grain::Month => ENGLISH.month,
            Grain::Year => ENGLISH.year,
            Grain::Decade => "decade",
            Grain::Century => "century",
            Grain::Millennium => "millennium",
        }
    }

    /// Returns the next finer or the next coarser grain.
    pub fn next(self, finer: bool) -> Option<Grain> {
        let at = self as usize;
        let next = if finer {
            at.checked_sub(1)?
        } else {
            at.checked_add(1)?
        };
        Grain::ALL.get(next).copied()
    }

    /// Returns the minimum number of years in a stretch.
    fn years(self) -> u64 {
        match self {
            Grain::Day | Grain::Month | Grain::Year => 1,
            Grain::Decade => 10,
            Grain::Century => 100,
            Grain::Millennium => 1000,
        }
    }
}

/// A stretch of time that groups events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stretch {
    /// One day.
    Day(Day),
    /// One month: the year and the month, 1 to 12.
    Month(i64, u8),
    /// The years from the first to the last, inclusive.
    Years(i64, i64),
}

/// From this number on, years are grouped in round numbers instead of decades and centuries.
const FAR: u64 = 100_000;

impl Date {
    /// Returns the stretch of the given grain that contains the date. A date that no such stretch
    /// contains, because it is coarser or crosses a boundary, gets the smallest one that does: its
    /// month, its year, or its years from first to last. Intervals are grouped by their start.
    pub fn stretch(&self, grain: Grain) -> Stretch {
        let (first, last) = self.heads();
        let [(from, _), (_, to)] = [first, last].map(|day| block(day.year, grain));
        match grain {
            Grain::Day if first == last => Stretch::Day(first),
            Grain::Day | Grain::Month if (first.year, first.month) == (last.year, last.month) => {
                Stretch::Month(first.year, first.month)
            }
            _ if block(first.year, grain) == (from, to) => Stretch::Years(from, to),
            _ => Stretch::Years(first.year, last.year),
        }
    }

    /// Returns the date like [`short`](Self::short), but without the year or the month that a
    /// heading above it gives: `7 Jun` under 2018, `7` under June 2018.
    pub fn short_under(&self, heading: Stretch) -> String {
        match heading {
            Stretch::Day(day) => self.short_within(day.year, Some(day.month)),
            Stretch::Month(year, month) => self.short_within(year, Some(month)),
            Stretch::Years(first, last) if first == last => self.short_within(first, None),
            Stretch::Years(..) => self.short(),
        }
    }

    /// Returns the first and last day of the date or, for an interval, of its start.
    fn heads(&self) -> (Day, Day) {
        if self.shape() != Shape::Range
            && let (Some(first), Some(last)) = (self.earliest(), self.latest())
        {
            return (first, last);
        }
        let start = self.start();
        let begins = dates(self.edtf()).find(|date| first_day(date) == start);
        let last = begins.and_then(|date| Day::of(edtf_core::Edtf::Date(*date).bounds().latest));
        (start, last.unwrap_or(start).max(start))
    }
}

impl Stretch {
    /// Returns the stretch of one year.
    pub fn year(year: i64) -> Stretch {
        Stretch::Years(year, year)
    }

    /// Returns the name in English: `3 September 2025`, `1990s`, `5th century BCE`, `1995–2005`.
    pub fn words(self) -> String {
        self.in_words(&ENGLISH)
    }

    /// Returns the name in English, to be read aloud: `1995 to 2005`.
    pub fn spoken(self) -> String {
        self.in_words(&SPOKEN)
    }

    fn in_words(self, lang: &Language) -> String {
        match self {
            Stretch::Day(Day { year, month, day }) => {
                let day = fill(lang.day_month, &[&day.to_string(), lang.month_name(month)]);
                format!("{day} {}", display::year_number(year, lang))
            }
            Stretch::Month(year, month) => {
                let year = display::year_number(year, lang);
                format!("{} {year}", lang.month_name(month))
            }
            Stretch::Years(first, last) => whole(first, last, lang).unwrap_or_else(|| {
                let far = count(first).max(count(last)) >= FAR && first != last;
                let write = |year| {
                    if far {
                        display::era(year, lang, round)
                    } else {
                        display::year_number(year, lang)
                    }
                };
                years(first, last, lang, write)
            }),
        }
    }
}

/// Returns the name of a whole decade, century or millennium.
#[allow(
    clippy::arithmetic_side_effects,
    reason = "a stretch has at least one year, and `from` is less than `FAR`"
)]
fn whole(first: i64, last: i64, language: &Language) -> Option<String> {
    let from = count(first).min(count(last));
    let grains = [Grain::Decade, Grain::Century, Grain::Millennium];
    let grain = grains
        .into_iter()
        .find(|grain| from < FAR && block(first, *grain) == (first, last))?;
    let nth = (language.ordinal)(from / grain.years() + 1);
    let name = match grain {
        Grain::Century => fill(language.nth_century, &[&nth]),
        Grain::Millennium => fill(language.nth_millennium, &[&nth]),
        // The first decade has only nine years and no name.
        _ if from < 10 => return None,
        _ => fill(language.span_of_years, &[&from.to_string()]),
    };
    Some(if first > 0 {
        name
    } else {
        fill(language.bce, &[&name])
    })
}

/// Returns the first and last year of the stretch that contains a year.
#[allow(
    clippy::arithmetic_side_effects,
    reason = "sizes and counts are at least 1, and `FAR` has several digits"
)]
fn block(year: i64, grain: Grain) -> (i64, i64) {
    let count = count(year);
    let mut size = grain.years();
    if size > 1 && count >= FAR {
        // Keep the first two digits.
        size = 10_u64.pow(count.ilog10() - 1);
    }
    let least = count / size * size;
    let most = least.saturating_add(size - 1);
    let [least, most] = [least.max(1), most].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    if year > 0 {
        (least, most)
    } else {
        (1 - most, 1 - least)
    }
}

/// Returns the number of a year within its era, starting at 1.
fn count(year: i64) -> u64 {
    if year > 0 {
        year.unsigned_abs()
    } else {
        year.unsigned_abs().saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(date: &str, grain: Grain) -> String {
        Date::parse(date).expect(date).stretch(grain).words()
    }

    #[test]
    fn days_are_grouped_at_every_grain() {
        let at = |date| Grain::ALL.map(|grain| words(date, grain));
        assert_eq!(
            at("2025-09-03"),
            [
                "3 September 2025",
                "September 2025",
                "2025",
                "2020s",
                "21st century",
                "3rd millennium"
            ]
        );
        assert_eq!(
            at("-0043-03-15"),
            [
                "15 March 44 BCE",
                "March 44 BCE",
                "44 BCE",
                "40s BCE",
                "1st century BCE",
                "1st millennium BCE"
            ]
        );
    }

    #[test]
    fn coarse_dates_get_headings_of_their_own() {
        for (date, grain, label) in [
            ("2023", Grain::Month, "2023"),
            ("2023-09", Grain::Day, "September 2023"),
            ("2023-21", Grain::Month, "2023"),
            ("2009-24", Grain::Year, "2009–2010"),
            ("202X", Grain::Year, "2020s"),
            ("19XX", Grain::Decade, "20th century"),
            ("1XXX", Grain::Year, "2nd millennium"),
            ("[1995..2005]", Grain::Decade, "1995–2005"),
            ("[2025-09-04..2025-09-08]", Grain::Day, "September 2025"),
            ("2025-09-03T10:00:00Z", Grain::Day, "3 September 2025"),
        ] {
            assert_eq!(words(date, grain), label, "{date} by {}", grain.name());
        }
    }

    #[test]
    fn intervals_are_grouped_by_their_start() {
        for (date, label) in [
            ("2019/2021", "2019"),
            ("2019-05-06/2021", "May 2019"),
            ("2019~/..", "2019"),
            ("../2024-05", "May 2024"),
            ("[2025-09-04..]", "September 2025"),
            ("{2021,2020}", "2020"),
        ] {
            assert_eq!(words(date, Grain::Month), label, "{date}");
        }
    }

    #[test]
    fn ranges_of_years_are_spoken_without_a_dash() {
        for (date, label) in [
            ("2009-24", "2009 to 2010"),
            ("202X", "2020s"),
            ("2023", "2023"),
        ] {
            let stretch = Date::parse(date).expect(date).stretch(Grain::Year);
            assert_eq!(stretch.spoken(), label, "{date}");
        }
    }

    #[test]
    fn boundary_and_distant_years() {
        for (year, grain, label) in [
            ("1999", Grain::Century, "20th century"),
            ("2000", Grain::Century, "21st century"),
            ("0005", Grain::Decade, "1–9"),
            ("-0004", Grain::Decade, "9–1 BCE"),
            ("0000", Grain::Century, "1st century BCE"),
            ("-0499", Grain::Century, "6th century BCE"),
            ("-0498", Grain::Century, "5th century BCE"),
            ("1111", Grain::Century, "12th century"),
            ("Y10000", Grain::Millennium, "11th millennium"),
            ("Y11100", Grain::Century, "112th century"),
            ("Y-66000000", Grain::Decade, "67M–66M BCE"),
            ("Y-66000000", Grain::Year, "66,000,001 BCE"),
        ] {
            assert_eq!(words(year, grain), label, "{year} by {}", grain.name());
        }
    }

    proptest! {
        #[test]
        fn stretches_do_not_overlap(
            year in prop_oneof![any::<i64>(), -200_000_i64..200_000, -120_i64..120],
            grain in prop::sample::select(&Grain::ALL[..]),
        ) {
            let (first, last) = block(year, grain);
            prop_assert!(first <= year && year <= last);
            prop_assert_eq!(block(first, grain), (first, last));
            prop_assert_eq!(block(last, grain), (first, last));
        }
    }
}

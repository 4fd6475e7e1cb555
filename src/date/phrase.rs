//! Parses dates as people commonly write them, in order to suggest their EDTF form.

use edtf_core::Edtf;

use super::edtf::{is_reversed, year_text};
use super::language::ENGLISH;

/// Returns the dates that a text may mean, most likely first.
pub(super) fn meant(text: &str) -> Vec<String> {
    let text = text
        .trim()
        .trim_matches(['"', '\''])
        .replace(['–', '—'], "-");
    // Often only the case or the spacing is wrong.
    let upper = text.to_uppercase();
    if is_date(&upper) {
        return vec![upper];
    }
    let close: String = upper.split_whitespace().collect();
    if close.contains(['/', '[', '{']) && is_date(&close) {
        return vec![close];
    }
    let text = text.to_lowercase();
    let ranges = ranges(&text);
    if ranges.is_empty() {
        single(&text)
    } else {
        ranges
    }
}

/// Returns whether `text` is a valid EDTF date.
pub(super) fn is_date(text: &str) -> bool {
    Edtf::parse(text).is_ok_and(|edtf| !is_reversed(&edtf))
}

/// Returns the ranges that a text may mean. Reversed ends are swapped.
fn ranges(text: &str) -> Vec<String> {
    let bare = ["from ", "between "]
        .iter()
        .find_map(|lead| text.strip_prefix(lead));
    for separator in [" to ", " and ", " - ", "/", "-"] {
        let Some((start, end)) = bare.unwrap_or(text).split_once(separator) else {
            continue;
        };
        if end.contains(separator) {
            continue;
        }
        let bce = |side: &str| side.ends_with(" bc") || side.ends_with(" bce");
        let start = if bce(end) && !bce(start) {
            format!("{start} bce")
        } else {
            start.to_owned()
        };
        let (starts, ends) = (side(&start), side(end));
        let ranges = starts.iter().zip(&ends).filter_map(|(start, end)| {
            [format!("{start}/{end}"), format!("{end}/{start}")]
                .into_iter()
                .find(|it| is_date(it))
        });
        let ranges: Vec<_> = ranges.collect();
        if !ranges.is_empty() {
            return ranges;
        }
    }
    Vec::new()
}

/// Returns the dates that one end of a range may mean. A single number of one or two digits is more
/// likely a part of a date.
fn side(text: &str) -> Vec<String> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits > 2 || text.contains(char::is_alphabetic) {
        single(text)
    } else {
        Vec::new()
    }
}

fn single(text: &str) -> Vec<String> {
    let text = text.trim();
    let upper = text.to_uppercase();
    if is_date(&upper) {
        return vec![upper];
    }
    let mut dates = Phrase::read(text)
        .map(|phrase| phrase.dates())
        .unwrap_or_default();
    dates.retain(|date| is_date(date));
    dates.dedup();
    dates
}

/// A number with its number of digits.
#[derive(Clone, Copy)]
struct Number {
    value: i64,
    digits: usize,
}

/// The part of a year that a word refers to.
#[derive(Clone, Copy)]
enum Part {
    Month(u8),
    /// The EDTF number of a season.
    Season(u8),
    Quarter,
    Half,
    Decade,
}

/// A qualification of a date.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Negative,
    Bce,
    Ce,
    Approximate,
    Uncertain,
    Before,
    Since,
    Utc,
}

/// The words and numbers of a text, grouped by meaning.
#[derive(Default)]
struct Phrase {
    numbers: Vec<Number>,
    part: Option<Part>,
    marks: Vec<Mark>,
}

impl Phrase {
    /// Parses a text. Returns `None` if it contains an unknown word.
    fn read(text: &str) -> Option<Phrase> {
        let mut phrase = Phrase::default();
        phrase
            .marks
            .extend(text.starts_with('-').then_some(Mark::Negative));
        phrase
            .marks
            .extend(text.contains(['~', '%']).then_some(Mark::Approximate));
        phrase
            .marks
            .extend(text.contains(['?', '%']).then_some(Mark::Uncertain));
        let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let chars: Vec<char> = text.chars().collect();
        for run in chars.chunk_by(|&a, &b| kind(a) == kind(b)) {
            let run: String = run.iter().collect();
            if run.starts_with(|c: char| c.is_ascii_digit()) {
                phrase.numbers.push(Number {
                    value: run.parse().ok()?,
                    digits: run.len(),
                });
            } else if run.starts_with(char::is_alphabetic) {
                phrase.word(&run)?;
            }
        }
        Some(phrase)
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let mark = match word {
            "c" | "ca" | "cca" | "circa" | "about" | "around" | "approx" | "approximately"
            | "roughly" => Mark::Approximate,
            "maybe" | "perhaps" | "possibly" | "probably" => Mark::Uncertain,
            "before" | "until" | "till" => Mark::Before,
            "since" | "after" | "from" => Mark::Since,
            "bc" | "bce" => Mark::Bce,
            "ad" | "ce" => Mark::Ce,
            "z" | "utc" => Mark::Utc,
            "the" | "of" | "in" | "on" | "st" | "nd" | "rd" | "th" | "y" | "year" | "t" => {
                return Some(());
            }
            _ if self.part.is_some() => return None,
            _ => {
                self.part = Some(part(word)?);
                return Some(());
            }
        };
        self.marks.push(mark);
        Some(())
    }

    fn says(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// Returns the dates that the phrase may mean, including ones that do not exist.
    fn dates(&self) -> Vec<String> {
        let doubt = match (self.says(Mark::Approximate), self.says(Mark::Uncertain)) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        };
        let dates = self.plain().into_iter().map(|date| {
            match (self.says(Mark::Before), self.says(Mark::Since)) {
                (true, _) => format!("../{date}{doubt}"),
                (false, true) => format!("{date}{doubt}/.."),
                (false, false) => format!("{date}{doubt}"),
            }
        });
        dates.collect()
    }

    fn plain(&self) -> Vec<String> {
        // With an era, even a short number is a year.
        let era = self.says(Mark::Bce) || self.says(Mark::Ce);
        let year = |year: Number| {
            year_text(match (self.says(Mark::Bce), self.says(Mark::Negative)) {
                (true, _) => 1_i64.saturating_sub(year.value),
                (false, true) => year.value.saturating_neg(),
                (false, false) => year.value,
            })
        };
        let month = |y: Number, m: i64| format!("{}-{m:02}", year(y));
        let day = |y: Number, m: i64, d: Number| format!("{}-{m:02}-{:02}", year(y), d.value);
        let is_year = |number: Number| number.digits > 2;
        match (self.part, self.numbers.as_slice()) {
            (Some(Part::Decade), &[y]) if y.digits == 4 && y.value % 100 == 0 => {
                vec![
                    format!("{:02}XX", y.value / 100),
                    format!("{:03}X", y.value / 10),
                ]
            }
            (Some(Part::Decade), &[y]) if y.digits == 4 && y.value % 10 == 0 => {
                vec![format!("{:03}X", y.value / 10)]
            }
            (Some(Part::Season(code)), &[y]) => vec![month(y, code.into())],
            (Some(Part::Quarter), &[n, y] | &[y, n]) if (1..=4).contains(&n.value) => {
                vec![month(y, n.value.saturating_add(32))]
            }
            (Some(Part::Half), &[n, y] | &[y, n]) if (1..=2).contains(&n.value) => {
                vec![month(y, n.value.saturating_add(39))]
            }
            (Some(Part::Month(m)), &[y]) if is_year(y) || era => vec![month(y, m.into())],
            (Some(Part::Month(m)), &[y, d]) if is_year(y) => vec![day(y, m.into(), d)],
            (Some(Part::Month(m)), &[d, y]) if is_year(y) || era => {
                vec![day(y, m.into(), d)]
            }
            (None, &[y]) if is_year(y) || era => vec![year(y)],
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
            (None, &[y, m, d, ref time @ ..]) if y.digits == 4 => {
                let (hour, minute, second) = match *time {
                    [hour, minute] => (hour.value, minute.value, 0),
                    [hour, minute, second] => (hour.value, minute.value, second.value),
                    _ => return Vec::new(),
                };
                let zone = if self.says(Mark::Utc) { "Z" } else { "" };
                let date = day(y, m.value, d);
                vec![format!("{date}T{hour:02}:{minute:02}:{second:02}{zone}")]
            }
            _ => Vec::new(),
        }
    }
}

fn part(word: &str) -> Option<Part> {
    Some(match word {
        "spring" => Part::Season(21),
        "summer" => Part::Season(22),
        "autumn" | "fall" => Part::Season(23),
        "winter" => Part::Season(24),
        "q" => Part::Quarter,
        "h" => Part::Half,
        "s" => Part::Decade,
        // Any unambiguous prefix: both "Sept" and "Sep".
        _ if word.len() > 2 => {
            Part::Month((1..=12).find(|&m| ENGLISH.month_name(m).to_lowercase().starts_with(word))?)
        }
        _ => return None,
    })
}

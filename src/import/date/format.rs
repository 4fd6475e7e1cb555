//! Formats of dates, such as `D Month YYYY hh:mm:ss`.

use super::moment::Moment;
use super::names;

/// A format of dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// ISO 8601, with a space instead of `T` if that is what is there.
    Iso,
    /// Seconds, milliseconds, microseconds or nanoseconds since 1970, whichever the digits tell.
    Epoch,
    /// Seconds since 1970; 0 is no time.
    EpochSeconds,
    /// Parts and what is between them, as they are written.
    Parts(Vec<Part>, String),
}

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Four digits, `YYYY`.
    Year,
    /// One or two digits, `M`, or exactly two, `MM`.
    Month {
        exact: bool,
    },
    /// The English name, or its first three letters.
    MonthName,
    /// One or two digits, `D`, or exactly two, `DD`.
    Day {
        exact: bool,
    },
    /// Two digits, `hh`, or one or two, `h`.
    Hour {
        exact: bool,
    },
    /// Two digits each: `mm`, `ss`.
    Minute,
    Second,
    /// Whatever follows, `*`.
    Rest,
    /// This character.
    Literal(char),
}

/// The parts as they are written, longer ones first.
const PARTS: [(&str, Part); 11] = [
    ("YYYY", Part::Year),
    ("Month", Part::MonthName),
    ("MM", Part::Month { exact: true }),
    ("M", Part::Month { exact: false }),
    ("DD", Part::Day { exact: true }),
    ("D", Part::Day { exact: false }),
    ("hh", Part::Hour { exact: true }),
    ("h", Part::Hour { exact: false }),
    ("mm", Part::Minute),
    ("ss", Part::Second),
    ("*", Part::Rest),
];

/// The formats that have a name.
const NAMED: [(&str, Format); 3] = [
    ("ISO", Format::Iso),
    ("epoch", Format::Epoch),
    ("epoch-seconds", Format::EpochSeconds),
];

impl Format {
    /// Reads a format as it is written in a mapping.
    ///
    /// # Errors
    /// It has no year.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some((_, named)) = NAMED.iter().find(|(name, _)| *name == text) {
            return Ok(named.clone());
        }
        let (mut parts, mut rest) = (Vec::new(), text);
        while let Some(c) = rest.chars().next() {
            let known = PARTS.iter().find(|(name, _)| rest.starts_with(name));
            let (len, part) = known.map_or((c.len_utf8(), Part::Literal(c)), |(name, part)| {
                (name.len(), *part)
            });
            parts.push(part);
            rest = rest.get(len..).unwrap_or_default();
        }
        if !parts.contains(&Part::Year) {
            return Err(format!(
                "`{text}` has no `YYYY`; a format is like `DD/MM/YYYY`, `ISO` or `epoch`"
            ));
        }
        Ok(Self::Parts(parts, text.to_owned()))
    }

    /// Returns whether programs write it where they have no date.
    pub fn is_of_programs(&self) -> bool {
        !matches!(self, Self::Parts(..))
    }

    /// Returns how a date was read, if its day could be its month.
    pub fn order_of(&self, moment: &Moment) -> Option<String> {
        let Self::Parts(parts, text) = self else {
            return None;
        };
        let is_number = |part: &&Part| matches!(part, Part::Day { .. } | Part::Month { .. });
        let is_first = parts.first().is_some_and(|part| is_number(&part));
        let is_doubtful = is_first
            && parts.iter().filter(is_number).count() == 2
            && moment.day.is_some_and(|day| day <= 12)
            && moment.day != moment.month;
        is_doubtful.then(|| format!("a date with two readings is read as `{text}`"))
    }

    /// Reads a date. None if it is not in this format, or there is no such day.
    pub fn read(&self, text: &str) -> Option<Moment> {
        let moment = match self {
            Self::Iso => iso(text)?,
            Self::Epoch => Moment::since_1970(text)?,
            Self::EpochSeconds => Moment::of_seconds(text)?,
            Self::Parts(parts, _) => in_parts(text, parts)?,
        };
        moment.exists().then_some(moment)
    }
}

/// Takes so many digits from the beginning of a text.
fn digits(text: &mut &str, least: usize, most: usize) -> Option<u32> {
    let len = text
        .bytes()
        .take(most)
        .take_while(u8::is_ascii_digit)
        .count();
    let (number, rest) = text.split_at_checked(len).filter(|_| len >= least)?;
    *text = rest;
    number.parse().ok()
}

fn in_parts(text: &str, parts: &[Part]) -> Option<Moment> {
    let (mut moment, mut rest) = (Moment::default(), text);
    let mut clock = [0; 3];
    let mut has_time = false;
    for part in parts {
        let short = |exact: &bool| if *exact { 2 } else { 1 };
        match part {
            Part::Year => moment.year = digits(&mut rest, 4, 4)?.into(),
            Part::Month { exact } => {
                moment.month = u8::try_from(digits(&mut rest, short(exact), 2)?).ok();
            }
            Part::Day { exact } => {
                moment.day = u8::try_from(digits(&mut rest, short(exact), 2)?).ok();
            }
            Part::MonthName => {
                let (month, len) = names::month(rest)?;
                moment.month = Some(month);
                rest = rest.get(len..)?;
            }
            Part::Hour { .. } | Part::Minute | Part::Second => {
                let (at, least) = match part {
                    Part::Hour { exact } => (0, short(exact)),
                    Part::Minute => (1, 2),
                    _ => (2, 2),
                };
                has_time = true;
                *clock.get_mut(at)? = digits(&mut rest, least, 2)?;
            }
            Part::Rest => rest = "",
            Part::Literal(c) => rest = rest.strip_prefix(*c)?,
        }
    }
    if has_time {
        moment.time = Some(time(clock)?);
        moment.is_leap_second = clock.last() == Some(&LEAP_SECOND);
    }
    rest.is_empty().then_some(moment)
}

/// The number of a second that is put in between two days.
const LEAP_SECOND: u32 = 60;

/// Returns a time of day. None if there is no such time.
fn time([hour, minute, second]: [u32; 3]) -> Option<String> {
    // A leap second is one of UTC; other clocks show the one before it again.
    let second = if second == LEAP_SECOND { 59 } else { second };
    (hour < 24 && minute < 60 && second < 60).then(|| format!("{hour:02}:{minute:02}:{second:02}"))
}

/// Reads `YYYY-MM-DD`, and `T` or a space, `hh:mm`, `:ss`, `.fff` and an offset, as far as they are there.
fn iso(text: &str) -> Option<Moment> {
    let mut rest = text;
    let mut moment = Moment {
        year: digits(&mut rest, 4, 4)?.into(),
        ..Moment::default()
    };
    rest = rest.strip_prefix('-')?;
    moment.month = u8::try_from(digits(&mut rest, 2, 2)?).ok();
    rest = rest.strip_prefix('-')?;
    moment.day = u8::try_from(digits(&mut rest, 2, 2)?).ok();
    if rest.is_empty() {
        return Some(moment);
    }
    rest = rest.strip_prefix(['T', 't', ' '])?;
    let hour = digits(&mut rest, 2, 2)?;
    rest = rest.strip_prefix(':')?;
    let minute = digits(&mut rest, 2, 2)?;
    let mut second = 0;
    if let Some(after) = rest.strip_prefix(':') {
        rest = after;
        second = digits(&mut rest, 2, 2)?;
        if let Some(after) = rest.strip_prefix(['.', ',']) {
            let len = after.bytes().take_while(u8::is_ascii_digit).count();
            let (fraction, after) = after.split_at_checked(len).filter(|_| len > 0)?;
            moment.has_fraction = fraction.bytes().any(|digit| digit != b'0');
            rest = after;
        }
    }
    let offset = offset(rest.trim_start())?;
    moment.time = Some(time([hour, minute, second])? + &offset);
    moment.is_leap_second = second == LEAP_SECOND;
    Some(moment)
}

/// Reads an offset, such as `Z`, `UTC`, `+02:00`, `+0200` or `+02`, or none.
pub fn offset(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(String::new());
    }
    if ["z", "utc", "gmt"].contains(&text.to_ascii_lowercase().as_str()) {
        return Some("Z".to_owned());
    }
    let sign = text.chars().next().filter(|c| ['+', '-'].contains(c))?;
    let mut rest = text.get(1..)?;
    let hours = digits(&mut rest, 2, 2)?;
    rest = rest.strip_prefix(':').unwrap_or(rest);
    let minutes = if rest.is_empty() {
        0
    } else {
        digits(&mut rest, 2, 2)?
    };
    let is_one = rest.is_empty() && hours < 24 && minutes < 60;
    let is_zero = hours == 0 && minutes == 0;
    is_one.then(|| {
        if is_zero {
            "Z".to_owned()
        } else {
            format!("{sign}{hours:02}:{minutes:02}")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: &str, text: &str) -> Option<String> {
        let format = Format::parse(format).expect("a format");
        Some(format.read(text)?.edtf())
    }

    #[test]
    fn dates_in_parts() {
        for (format, text, edtf) in [
            ("D Month YYYY", "28 December 2022", "2022-12-28"),
            ("D-Month-YYYY", "01-January-2015", "2015-01-01"),
            ("D-Month-YYYY", "1-Jan-2015", "2015-01-01"),
            ("M/D/YYYY", "3/14/2015", "2015-03-14"),
            (
                "MM/DD/YYYY hh:mm:ss",
                "03/14/2015 09:26:53",
                "2015-03-14T09:26:53",
            ),
            ("YYYYMMDD", "20190502", "2019-05-02"),
            ("YYYYMMDDhhmmss", "20190502123456", "2019-05-02T12:34:56"),
            ("YYYY-MM-DD *", "2017-07-31 00:00:00.000", "2017-07-31"),
            ("YYYY", "1234", "1234"),
        ] {
            assert_eq!(read(format, text).as_deref(), Some(edtf), "{text}");
        }
    }

    #[test]
    fn what_is_in_no_format_is_not_read() {
        for (format, text) in [
            ("MM/DD/YYYY", "3/14/2015"),
            ("MM/DD/YYYY", "14/03/2015"),
            ("MM/DD/YYYY", "00/00/0000"),
            ("YYYY-MM-DD", "2019-02-29"),
            ("YYYY-MM-DD", "2019-02-28 "),
            ("D Month YYYY", "28 Dezember 2022"),
            ("YYYYMMDDhhmmss", "20190502250000"),
            ("ISO", "2019-05-02T"),
            ("ISO", "2019-05-02 1:00"),
            ("ISO", "2019-05-02T10:00:00 CEST"),
            ("epoch", "20190502"),
        ] {
            assert_eq!(read(format, text), None, "{text}");
        }
    }

    #[test]
    fn points_in_time() {
        for (text, edtf) in [
            ("2016-05-01", "2016-05-01"),
            ("2016-05-01T10:00:00+00:00", "2016-05-01T10:00:00Z"),
            ("2016-05-01 10:00:00", "2016-05-01T10:00:00"),
            ("2016-05-01 10:00", "2016-05-01T10:00:00"),
            (
                "2016-05-01T10:00:00.123456+0200",
                "2016-05-01T10:00:00+02:00",
            ),
            ("2016-05-01T10:00:60Z", "2016-05-01T10:00:59Z"),
            ("1601-01-01 00:00:00 UTC", "1601-01-01T00:00:00Z"),
        ] {
            assert_eq!(read("ISO", text).as_deref(), Some(edtf), "{text}");
        }
    }

    #[test]
    fn a_format_has_a_year() {
        assert!(Format::parse("DD.MM.").is_err());
    }
}

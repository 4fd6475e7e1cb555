//! Marks: where in the original the text of an edition is.

use std::fmt;

use super::locator;

/// A mark at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// `[p. 2 "ii"]`: a page begins. What else is on the line is not text: running heads, page numbers.
    Page {
        /// Its number as viewers count, from 1.
        number: u32,
        /// Its number as it is printed, if that differs.
        label: Option<String>,
    },
    /// `[00:12:31]`: the rest of the line was said at this time, in seconds.
    Time(u32),
    /// `[m. 3]`: a message begins, counted from 1. What else is on the line is not text.
    Message(u32),
}

impl Mark {
    /// Splits a line into the mark at its beginning and what follows. Returns `None` if it begins with no mark.
    pub fn split(line: &str) -> Option<(Self, &str)> {
        let (inner, rest) = line.strip_prefix('[')?.split_once(']')?;
        // A label may hold a bracket; it ends with a quotation mark and the bracket.
        if let Some(page) = line.strip_prefix("[p. ")
            && let Some((number, labelled)) = page.split_once(" \"")
            && let Some(number) = count(number)
        {
            let (label, rest) = labelled.split_once("\"]")?;
            let label = Some(label.to_owned());
            return spaced(Self::Page { number, label }, rest);
        }
        let mark = if let Some(number) = inner.strip_prefix("p. ") {
            let (number, label) = (count(number)?, None);
            Self::Page { number, label }
        } else if let Some(number) = inner.strip_prefix("m. ") {
            Self::Message(count(number)?)
        } else {
            Self::Time(clock(inner)?)
        };
        spaced(mark, rest)
    }
}

/// Returns a mark with the text after the space behind it.
fn spaced(mark: Mark, rest: &str) -> Option<(Mark, &str)> {
    let rest = match rest.strip_prefix(' ') {
        Some(rest) => rest,
        None if rest.is_empty() => rest,
        None => return None,
    };
    Some((mark, rest))
}

fn count(digits: &str) -> Option<u32> {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| is_number)?;
    (number > 0).then_some(number)
}

/// Returns the seconds of a time as a mark has it: hours, of two digits or more, minutes and seconds.
fn clock(text: &str) -> Option<u32> {
    let mut parts = text.splitn(3, ':');
    let part = |digits: &str, least: usize| {
        let is_number = digits.len() >= least && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u32>().ok().filter(|_| is_number)
    };
    let hours = part(parts.next()?, 2)?;
    let sixty =
        |part: Option<u32>, digits: &str| part.filter(|part| *part < 60 && digits.len() == 2);
    let (minutes, seconds) = (parts.next()?, parts.next()?);
    let minutes = sixty(part(minutes, 2), minutes)?;
    let seconds = sixty(part(seconds, 2), seconds)?;
    hours.checked_mul(3600)?.checked_add(minutes * 60 + seconds)
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page {
                number,
                label: Some(label),
            } => write!(f, "[p. {number} \"{}\"]", label.replace('"', "”")),
            Self::Page { number, .. } => write!(f, "[p. {number}]"),
            Self::Time(seconds) => write!(f, "[{}]", locator::clock(*seconds)),
            Self::Message(number) => write!(f, "[m. {number}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_as_they_are_written() {
        let page = |number, label: Option<&str>| Mark::Page {
            number,
            label: label.map(str::to_owned),
        };
        for (mark, text) in [
            (page(1, None), "[p. 1]"),
            (page(12, Some("ii")), "[p. 12 \"ii\"]"),
            (page(3, Some("A]3")), "[p. 3 \"A]3\"]"),
            (Mark::Time(0), "[00:00:00]"),
            (Mark::Time(751), "[00:12:31]"),
            (Mark::Time(360_001), "[100:00:01]"),
            (Mark::Message(3), "[m. 3]"),
        ] {
            assert_eq!(mark.to_string(), text);
            assert_eq!(Mark::split(text), Some((mark.clone(), "")));
            let line = format!("{text} Report · 1");
            assert_eq!(Mark::split(&line), Some((mark, "Report · 1")));
        }
    }

    #[test]
    fn other_brackets_are_no_marks() {
        for text in [
            "",
            "[",
            "p. 1",
            "[p. 1",
            "[p. 0]",
            "[p. x]",
            "[p. 1]x",
            "[p. +1]",
            "[m. ]",
            "[1]",
            "[00:60:00]",
            "[00:00:60]",
            "[0:00:00]",
            "[00:0:00]",
            "[00:00]",
            "[p. 99999999999]",
            "[9999999999:00:00]",
            "[p. 1 \"ii]",
            " [p. 1]",
        ] {
            assert_eq!(Mark::split(text), None, "{text:?}");
        }
    }
}

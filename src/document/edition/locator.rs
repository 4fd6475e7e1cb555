//! Locators: pages, times and messages of an original, as citations name them.

use std::fmt;

use serde::Serialize;
use toml::Value;

/// A place in an original, as a citation names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Locator {
    /// The number of a page as viewers count, from 1.
    Page(u32),
    /// The number of a page as it is printed.
    Label(Box<str>),
    /// A time in a recording, in seconds.
    Time(u32),
    /// The number of a message, from 1.
    Message(u32),
}

impl Locator {
    /// Returns the key of a citation that has it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Page(_) | Self::Label(_) => "page",
            Self::Time(_) => "time",
            Self::Message(_) => "message",
        }
    }

    /// Returns it as an event file has it: `page = 12`, `page = "ii"`, `time = "00:12:31"`, `message = 3`.
    pub fn toml(&self) -> String {
        let key = self.key();
        match self {
            Self::Page(number) | Self::Message(number) => format!("{key} = {number}"),
            Self::Label(label) => format!("{key} = {}", Value::from(&**label)),
            Self::Time(seconds) => format!("{key} = \"{}\"", clock(*seconds)),
        }
    }

    /// Returns what it counts, in the plural.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Page(_) | Self::Label(_) => "pages",
            Self::Time(_) => "times",
            Self::Message(_) => "messages",
        }
    }
}

impl fmt::Display for Locator {
    /// Writes `p. 12`, `00:12:31` or `message 3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(number) => write!(f, "p. {number}"),
            Self::Label(label) => write!(f, "p. {label}"),
            Self::Time(seconds) => f.write_str(&clock(*seconds)),
            Self::Message(number) => write!(f, "message {number}"),
        }
    }
}

/// A locator as the keys that a citation has in JSON. Each is left out if it is not given.
#[derive(Debug, Default, Serialize)]
pub struct LocatorKeys<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<PageKey<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<u32>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum PageKey<'a> {
    Number(u32),
    Label(&'a str),
}

impl<'a> From<Option<&'a Locator>> for LocatorKeys<'a> {
    fn from(locator: Option<&'a Locator>) -> Self {
        let mut keys = Self::default();
        match locator {
            Some(Locator::Page(number)) => keys.page = Some(PageKey::Number(*number)),
            Some(Locator::Label(label)) => keys.page = Some(PageKey::Label(label)),
            Some(Locator::Time(seconds)) => keys.time = Some(clock(*seconds)),
            Some(Locator::Message(number)) => keys.message = Some(*number),
            None => {}
        }
        keys
    }
}

impl LocatorKeys<'_> {
    /// Returns the page, the time and the message as text, each empty if it is not given.
    pub fn cells(&self) -> [String; 3] {
        let page = self.page.as_ref().map(|page| match page {
            PageKey::Number(number) => number.to_string(),
            PageKey::Label(label) => (*label).to_owned(),
        });
        let message = self.message.map(|number| number.to_string());
        [page, self.time.clone(), message].map(Option::unwrap_or_default)
    }
}

/// Returns a time in seconds as hours, minutes and seconds: `00:12:31`.
pub fn clock(seconds: u32) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

/// Returns the seconds of a time as people write it: `00:12:31`, `1:02:03` or `12:31`. A fraction is left out.
pub fn read_clock(text: &str) -> Option<u32> {
    let text = text.trim();
    let (text, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_number =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.splitn(4, ':').collect();
    let (first, sixties) = parts.split_first()?;
    let fits = matches!(sixties.len(), 1 | 2) && is_number(first) && is_number(fraction);
    if !fits {
        return None;
    }
    sixties
        .iter()
        .try_fold(first.parse::<u32>().ok()?, |sum, part| {
            let part = Some(*part).filter(|part| part.len() == 2 && is_number(part))?;
            let part = part.parse::<u32>().ok().filter(|part| *part < 60)?;
            sum.checked_mul(60)?.checked_add(part)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, seconds) in [
            ("00:12:31", Some(751)),
            (" 12:31 ", Some(751)),
            ("0:00", Some(0)),
            ("75:30", Some(4530)),
            ("1:02:03", Some(3723)),
            ("100:00:01", Some(360_001)),
            ("00:12:31.250", Some(751)),
            ("00:12:31,250", Some(751)),
            ("", None),
            ("12", None),
            ("12:", None),
            (":31", None),
            ("12:60", None),
            ("12:5", None),
            ("1:2:03", None),
            ("1:60:03", None),
            ("00:00:12:31", None),
            ("-1:00", None),
            ("+1:00", None),
            ("12:31.x", None),
            ("99999999:00:00", None),
        ] {
            assert_eq!(read_clock(text), seconds, "{text:?}");
        }
        for seconds in [0, 59, 751, 360_001, u32::MAX] {
            assert_eq!(read_clock(&clock(seconds)), Some(seconds));
        }
    }

    #[test]
    fn locators_are_written_as_toml() {
        let label = |label: &str| Locator::Label(label.into()).toml();
        assert_eq!(Locator::Page(12).toml(), "page = 12");
        assert_eq!(Locator::Time(751).toml(), "time = \"00:12:31\"");
        assert_eq!(label("ii"), "page = \"ii\"");
        for name in ["A\\B", "“A”", "\"A\" 'B'", "'"] {
            let table: toml::Table = label(name).parse().expect("TOML");
            assert_eq!(table["page"].as_str(), Some(name));
        }
    }

    #[test]
    fn locators_are_written_in_words() {
        for (locator, words) in [
            (Locator::Page(12), "p. 12"),
            (Locator::Label("ii".into()), "p. ii"),
            (Locator::Time(751), "00:12:31"),
            (Locator::Message(3), "message 3"),
        ] {
            assert_eq!(locator.to_string(), words);
        }
    }
}

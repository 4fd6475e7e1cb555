//! Where in an original a text is.

use std::fmt;

use serde::{Serialize, Serializer};

use super::locator::{Locator, clock};

/// Where in the original a text of an edition is. Whatever the edition has no marks for is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct At {
    /// The page on which it begins, as viewers count, from 1.
    pub page: Option<u32>,
    /// The page on which it ends. The same page, unless it goes over a page break.
    pub page_end: Option<u32>,
    /// The number of the page on which it begins as it is printed, if that differs.
    pub label: Option<Box<str>>,
    /// When it was said, in seconds: the time of the cue in which it begins.
    #[serde(serialize_with = "serialize_time")]
    pub time: Option<u32>,
    /// The message in which it begins, from 1.
    pub message: Option<u32>,
}

impl At {
    /// Returns whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.page.is_none() && self.time.is_none() && self.message.is_none()
    }

    /// Returns the place of a text that begins here and ends at another place.
    #[must_use]
    pub fn until(self, end: &Self) -> Self {
        let page_end = self.page.and(end.page_end.or(self.page_end));
        Self { page_end, ..self }
    }

    /// Returns its beginning as a locator: the page, else the message, else the time. `None` if nothing is known.
    pub fn locator(&self) -> Option<Locator> {
        let page = self.page.map(Locator::Page);
        let message = || self.message.map(Locator::Message);
        page.or_else(message).or(self.time.map(Locator::Time))
    }

    /// Returns its beginning as a locator of the same kind as another one. A page without a label has its number for
    /// one.
    pub fn locator_like(&self, other: &Locator) -> Option<Locator> {
        match other {
            Locator::Page(_) => self.page.map(Locator::Page),
            Locator::Label(_) => {
                let number = || self.page.map(|number| number.to_string().into());
                self.label.clone().or_else(number).map(Locator::Label)
            }
            Locator::Time(_) => self.time.map(Locator::Time),
            Locator::Message(_) => self.message.map(Locator::Message),
        }
    }
}

impl fmt::Display for At {
    /// Writes `p. 12`, `p. 12–13`, `p. ii (2)`, `00:12:31` or `message 3`, or several of them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pages = self.page.map(|first| match self.page_end {
            Some(last) if last != first => format!("{first}–{last}"),
            _ => first.to_string(),
        });
        let pages = pages.map(|pages| match &self.label {
            Some(label) => format!("p. {label} ({pages})"),
            None => format!("p. {pages}"),
        });
        let message = self.message.map(|number| format!("message {number}"));
        let all = [pages, message, self.time.map(clock)];
        let all: Vec<String> = all.into_iter().flatten().collect();
        f.write_str(&all.join(", "))
    }
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference to the field"
)]
fn serialize_time<S: Serializer>(time: &Option<u32>, serializer: S) -> Result<S::Ok, S::Error> {
    time.map(clock).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(page: u32, page_end: u32, label: Option<&str>) -> At {
        At {
            page: Some(page),
            page_end: Some(page_end),
            label: label.map(Into::into),
            ..At::default()
        }
    }

    #[test]
    fn places_are_written_in_words() {
        let time = At {
            time: Some(751),
            ..At::default()
        };
        let message = At {
            message: Some(3),
            ..At::default()
        };
        for (at, words) in [
            (page(12, 12, None), "p. 12"),
            (page(12, 13, None), "p. 12–13"),
            (page(2, 2, Some("ii")), "p. ii (2)"),
            (page(2, 3, Some("ii")), "p. ii (2–3)"),
            (time, "00:12:31"),
            (message, "message 3"),
            (At::default(), ""),
        ] {
            assert_eq!(at.to_string(), words);
            assert_eq!(at.is_empty(), words.is_empty());
            assert_eq!(at.locator().is_none(), at.is_empty());
        }
        let over = page(2, 2, Some("ii")).until(&page(3, 4, None));
        assert_eq!(over, page(2, 4, Some("ii")));
    }

    #[test]
    fn a_locator_keeps_its_kind() {
        let label = |label: &str| Locator::Label(label.into());
        for (at, other, locator) in [
            (
                page(2, 2, Some("ii")),
                Locator::Page(9),
                Some(Locator::Page(2)),
            ),
            (page(2, 2, Some("ii")), label("i"), Some(label("ii"))),
            (page(13, 13, None), label("i"), Some(label("13"))),
            (page(2, 2, None), Locator::Time(1), None),
            (At::default(), Locator::Page(1), None),
            (At::default(), label("i"), None),
        ] {
            assert_eq!(at.locator_like(&other), locator);
        }
    }

    #[test]
    fn times_are_text_in_json() {
        let at = At {
            time: Some(751),
            ..page(2, 2, Some("ii"))
        };
        let json = serde_json::to_string(&at).expect("plain values");
        assert_eq!(
            json,
            r#"{"page":2,"page_end":2,"label":"ii","time":"00:12:31","message":null}"#
        );
    }
}

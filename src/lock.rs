//! `events.lock`: what stood around each quote when it was last checked. It lies beside the event
//! file, is written by the program alone, and its changes in version control tell how the sources
//! drift. Pure: it must not know files, nor what a citation is beyond its name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Severity, TextFile};

const HEAD: &str = "\
# What stood around each quote when it was last checked. Written by `annals check --lock`: not to be
# edited, but to be kept in version control. Without it nothing is lost but the surroundings.

";

/// The contents of the file.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// Per source that is a file, its SHA-256 in hexadecimal.
    #[serde(default)]
    pub sources: BTreeMap<String, String>,
    /// The citations, by the ids of their events.
    #[serde(default, rename = "citation")]
    pub entries: Vec<Entry>,
}

/// One citation as it was found. It is known again by event, source and quote: the paragraph may be
/// corrected, and others may be put before it.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The id of the event.
    pub event: String,
    /// The id of the source.
    pub source: String,
    /// What was looked for; none where only a paragraph is cited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The name of its state.
    pub state: String,
    /// The first day on which it was found just so, `YYYY-MM-DD`.
    pub checked: String,
    /// Where it stood when it was last verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// What stood before it then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What stood after it then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl Lock {
    /// Reads the text of the file called `name`.
    ///
    /// # Errors
    /// A warning that says where it is not what the program writes.
    pub fn read(name: &str, text: &str) -> Result<Self, Box<Diagnostic>> {
        let lock: Result<Self, _> = toml::from_str(text);
        lock.map(Self::sorted).map_err(|error| {
            let what = error.message().lines().next().unwrap_or_default();
            let message = format!("the surroundings of quotes cannot be read: {what}");
            let span = error.span().unwrap_or(0..0);
            let found =
                TextFile::new(name, text).diagnostic("lock", Severity::Warning, span, message);
            let help =
                "take it back from version control; or delete it, and run `annals check --lock`";
            Box::new(found.with_help(help))
        })
    }

    /// The text of the file.
    pub fn write(&self) -> String {
        // Texts, numbers and tables of them: nothing that TOML could not say.
        let body = toml::to_string(self).unwrap_or_default();
        format!("{HEAD}{body}")
    }

    /// The same, with the entries by event; they keep the order in which those of one event stand.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.entries.sort_by(|a, b| a.event.cmp(&b.event));
        self
    }

    /// The entry of a citation; of several alike the one that is `nth`, from 0. The entries are sorted.
    pub fn find(
        &self,
        event: &str,
        source: &str,
        quote: Option<&str>,
        nth: usize,
    ) -> Option<&Entry> {
        let first = self
            .entries
            .partition_point(|entry| entry.event.as_str() < event);
        let same = self
            .entries
            .get(first..)?
            .iter()
            .take_while(|entry| entry.event == event);
        let mut alike =
            same.filter(|entry| entry.source == source && entry.quote.as_deref() == quote);
        alike.nth(nth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(event: &str, before: &str) -> Entry {
        Entry {
            event: event.to_owned(),
            source: "report".to_owned(),
            quote: Some("He said: \"it's so\\\".\nAnd '''left'''".to_owned()),
            state: "exact".to_owned(),
            checked: "2025-09-03".to_owned(),
            paragraph: Some(6),
            before: Some(before.to_owned()),
            after: None,
        }
    }

    fn lock() -> Lock {
        Lock {
            sources: [("report".to_owned(), "ab12".to_owned())].into(),
            entries: vec![
                entry("pact", "one "),
                entry("pact", "two \u{1b}"),
                entry("visit", ""),
            ],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let text = lock().write();
        assert_eq!(Lock::read("events.lock", &text), Ok(lock()));
        assert_eq!(Lock::read("events.lock", ""), Ok(Lock::default()));
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn citations_alike_are_told_apart_by_their_order() {
        let lock = lock();
        let quote = lock.entries[0].quote.as_deref();
        let before = |nth| lock.find("pact", "report", quote, nth)?.before.as_deref();
        assert_eq!(
            [before(0), before(1), before(2)],
            [Some("one "), Some("two \u{1b}"), None]
        );
        assert_eq!(lock.find("pact", "report", None, 0), None);
        assert_eq!(lock.find("pact", "other", quote, 0), None);
    }

    #[test]
    fn what_is_broken_is_said_with_its_line() {
        let broken = lock().write().replace("paragraph = 6", "paragraph = six");
        let found = Lock::read("events.lock", &broken).expect_err("it is broken");
        let line = broken.lines().position(|line| line.contains("six"));
        assert_eq!(
            (found.severity, Some(found.line)),
            (Severity::Warning, line.map(|at| at + 1))
        );
        let unknown = format!("{}color = 1\n", lock().write());
        assert!(Lock::read("events.lock", &unknown).is_err());
    }
}

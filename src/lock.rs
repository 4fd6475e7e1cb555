//! `events.lock`: the text around each quote when it was last checked.
//!
//! The file is next to the event file and is only written by the program. Its changes in version
//! control show how the sources drift. This module knows nothing about files or timelines.

#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing)
)]

use std::collections::{BTreeMap, HashMap, VecDeque};

use serde::{Deserialize, Serialize};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::diagnostic::{Code, Diagnostic, Severity, TextFile};

const HEAD: &str = "\
# The text around each quote when it was last checked. Written by `annals check --lock`. Keep this file in
# version control and do not edit it. Deleting it loses only this context.

";

/// The contents of a lock file.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The SHA-256 of each cited source that has a file, in hexadecimal.
    #[serde(default)]
    pub sources: BTreeMap<String, String>,
    /// The citations, sorted by event.
    #[serde(default, rename = "citation")]
    pub entries: Vec<Entry>,
}

/// A citation as it was found. It is identified by event, source and quote, because its paragraph
/// may be corrected and other citations may be added before it.
#[derive(Debug, Default, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The id of the event.
    pub event: String,
    /// The id of the source.
    pub source: String,
    /// The quote, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The name of its state.
    pub state: String,
    /// The first day on which it was found like this, as `YYYY-MM-DD`.
    pub checked: String,
    /// The paragraph when the quote was last verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// The page, the time or the message then, in words, if the source has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The text before it then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The text after it then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The words around the quote that turned it then, each after the name of the caution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cues: Option<Vec<String>>,
}

impl Lock {
    /// Parses the text of a lock file with the given name.
    ///
    /// # Errors
    /// Returns a warning if the text is not what the program writes.
    pub fn read(name: &str, text: &str) -> Result<Self, Box<Diagnostic>> {
        let wrong = |what: &str, span| {
            let message = format!("invalid lock file: {what}");
            let found =
                TextFile::new(name, text).diagnostic(Code::Lock, Severity::Warning, span, message);
            let help =
                "restore it from version control, or delete it and run `annals check --lock`";
            Box::new(found.with_help(help))
        };
        if let Some(at) = dotted_key(text) {
            return Err(wrong("a key has too many parts", at..at));
        }
        let lock: Result<Self, _> = toml::from_str(text);
        lock.map(Self::sorted).map_err(|error| {
            let what = error.message().lines().next().unwrap_or_default();
            wrong(what, error.span().unwrap_or(0..0))
        })
    }

    /// Returns the text of the file.
    pub fn write(&self) -> String {
        // TOML can represent every lock.
        let body = toml::to_string(self).unwrap_or_default();
        format!("{HEAD}{body}")
    }

    /// Sorts the entries by event. Entries of one event keep their order.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.entries.sort_by(|a, b| a.event.cmp(&b.event));
        self
    }

    /// Returns the entries, to be taken one by one.
    pub fn known(&self) -> Known<'_> {
        Known::new(&self.entries)
    }

    /// Returns the entries of an event, to be taken one by one.
    pub fn known_of(&self, event: &str) -> Known<'_> {
        let from = self.entries.partition_point(|entry| *entry.event < *event);
        let rest = self.entries.get(from..).unwrap_or_default();
        let to = rest.partition_point(|entry| entry.event == event);
        Known::new(rest.get(..to).unwrap_or_default())
    }
}

/// The entries of a lock that no citation has taken.
#[derive(Debug)]
pub struct Known<'a>(HashMap<String, VecDeque<&'a Entry>>);

impl<'a> Known<'a> {
    fn new(all: &'a [Entry]) -> Self {
        let mut entries: HashMap<_, VecDeque<_>> = HashMap::new();
        for entry in all {
            let key = key(&entry.event, &entry.source, entry.quote.as_deref());
            entries.entry(key).or_default().push_back(entry);
        }
        Self(entries)
    }

    /// Takes the entry of a citation, the first one left if there are several.
    pub fn take(&mut self, event: &str, source: &str, quote: Option<&str>) -> Option<&'a Entry> {
        self.0.get_mut(&key(event, source, quote))?.pop_front()
    }

    /// Returns the entries that are left.
    pub fn left(self) -> impl Iterator<Item = &'a Entry> {
        self.0.into_values().flatten()
    }
}

/// More dots in a row, with nothing but names between, are not a key of a lock file.
const MOST_DOTS: usize = 8;

/// Returns where a key with very many parts begins, which would take much memory to read.
fn dotted_key(text: &str) -> Option<usize> {
    let (mut start, mut dots) = (0, 0_usize);
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::Dot if dots == MOST_DOTS => return Some(start),
            TokenKind::Dot => dots = dots.saturating_add(1),
            TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString => {}
            _ => (start, dots) = (token.span().end(), 0),
        }
    }
    None
}

/// Returns what identifies a citation as one text. None of the parts contains a NUL.
fn key(event: &str, source: &str, quote: Option<&str>) -> String {
    match quote {
        Some(quote) => format!("{event}\0{source}\0{quote}"),
        None => format!("{event}\0{source}"),
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
            at: None,
            before: Some(before.to_owned()),
            after: None,
            cues: None,
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
    fn equal_citations_are_taken_in_order() {
        let lock = lock();
        let quote = lock.entries[0].quote.as_deref();
        let mut known = lock.known();
        let mut before = || known.take("pact", "report", quote)?.before.as_deref();
        assert_eq!(
            [before(), before(), before()],
            [Some("one "), Some("two \u{1b}"), None]
        );
        assert_eq!(known.take("pact", "report", None), None);
        assert_eq!(known.take("pact", "other", quote), None);
        let left: Vec<&str> = known.left().map(|entry| entry.event.as_str()).collect();
        assert_eq!(left, ["visit"]);
    }

    #[test]
    fn a_broken_lock_is_reported_with_its_line() {
        let broken = lock().write().replace("paragraph = 6", "paragraph = six");
        let found = Lock::read("events.lock", &broken).expect_err("it is broken");
        let line = broken.lines().position(|line| line.contains("six"));
        assert_eq!(
            (found.severity, Some(found.line)),
            (Severity::Warning, line.map(|at| at + 1))
        );
        let deep = format!("{}a{} = 1\n", lock().write(), ".a".repeat(9));
        let found = Lock::read("events.lock", &deep).expect_err("it is deep");
        assert_eq!(found.message, "invalid lock file: a key has too many parts");
        let unknown = format!("{}color = 1\n", lock().write());
        assert!(Lock::read("events.lock", &unknown).is_err());
    }
}

//! What the lock file records about the citations that were checked.

use std::collections::BTreeMap;

use super::Finding;
use crate::anchor::Cue;
use crate::anchor::{Context, State};
use crate::lock::{Entry, Known, Lock};

/// A new lock, and how it differs from the former one.
#[derive(Debug)]
pub struct Record {
    /// The new lock.
    pub lock: Lock,
    /// How many entries are new or changed.
    pub news: usize,
    /// How many entries belong to no citation any more.
    pub gone: usize,
}

/// Makes the lock of one event file during a check.
#[derive(Debug)]
pub struct Recorder<'a> {
    former: &'a Lock,
    known: Known<'a>,
    today: &'a str,
    entries: Vec<Entry>,
    news: usize,
}

impl<'a> Recorder<'a> {
    /// Starts with the former lock and today's date (`YYYY-MM-DD`).
    pub fn new(former: &'a Lock, today: &'a str) -> Self {
        Self {
            former,
            known: former.known(),
            today,
            entries: Vec::new(),
            news: 0,
        }
    }

    /// Records a citation of the file.
    ///
    /// A quote that is not verified keeps the context that it had when it last was. An entry that has not
    /// changed keeps its date, so that a second run changes nothing.
    pub fn add(&mut self, finding: &Finding<'_>) {
        let quote = finding.citation.quote.as_deref();
        let (event, source) = (&finding.event.slug, finding.source.slug());
        let before = self.known.take(event, source, quote);
        let entry = renewed(finding, before, self.today);
        let is_news = before != Some(&entry);
        self.news = self.news.saturating_add(usize::from(is_news));
        self.entries.push(entry);
    }

    /// Returns the lock, given the SHA-256 of the sources by their ids. If the file has errors, citations may
    /// be missing because of them, and their entries are kept.
    pub fn finish(self, mut sources: BTreeMap<String, String>, faulty: bool) -> Record {
        let mut entries = self.entries;
        let mut left: Vec<&Entry> = self.known.left().collect();
        let gone = if faulty { 0 } else { left.len() };
        if faulty {
            left.sort();
            entries.extend(left.into_iter().cloned());
        }
        // Entries of a source that cannot be read now are kept, with its hash.
        for slug in entries.iter().map(|entry| &entry.source) {
            if let (Some(hash), false) = (self.former.sources.get(slug), sources.contains_key(slug))
            {
                sources.insert(slug.clone(), hash.clone());
            }
        }
        Record {
            lock: Lock { sources, entries }.sorted(),
            news: self.news,
            gone,
        }
    }
}

fn renewed(finding: &Finding<'_>, former: Option<&Entry>, today: &str) -> Entry {
    let mut entry = Entry {
        event: finding.event.slug.clone(),
        source: finding.source.slug().to_owned(),
        quote: finding.citation.quote.as_deref().map(str::to_owned),
        state: finding.anchor.state.name().to_owned(),
        ..former.cloned().unwrap_or_default()
    };
    let state = finding.anchor.state;
    if state.is_verified() || state == State::Unquoted {
        let around = context_of(finding);
        entry.paragraph = finding.anchor.paragraph();
        entry.at = finding.anchor.at.as_ref().map(ToString::to_string);
        (entry.before, entry.after) = around.map(|a| (a.before, a.after)).unzip();
        entry.cues = acknowledged(finding);
    }
    if former != Some(&entry) {
        today.clone_into(&mut entry.checked);
    }
    entry
}

/// Returns the words that the curator knows of, so that others will be told again. None if there are none.
fn acknowledged(finding: &Finding<'_>) -> Option<Vec<String>> {
    let known = |cue: &&Cue| finding.citation.acknowledged.contains(&cue.caution);
    let cues = finding.anchor.cues.iter().filter(known);
    let cues: Vec<String> = cues.map(Cue::recorded).collect();
    (!cues.is_empty()).then_some(cues)
}

fn context_of(finding: &Finding<'_>) -> Option<Context> {
    let document = finding.document().ok()?;
    let places = &finding.anchor.places;
    Context::around(document, *places.first()?, *places.last()?)
}

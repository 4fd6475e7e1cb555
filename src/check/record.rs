//! What is recorded of the citations that were checked.

use std::collections::BTreeMap;

use super::Finding;
use crate::anchor::{Context, State};
use crate::lock::{Entry, Lock};

/// What is recorded now, and how that differs from what was.
#[derive(Debug)]
pub struct Record {
    /// All of it.
    pub lock: Lock,
    /// How many entries are new or say something else.
    pub news: usize,
    /// How many entries are of no citation any more.
    pub gone: usize,
}

/// What to record of citations of one event file, given what was recorded `former`ly, the SHA-256 of
/// the sources by their ids, and today's date.
///
/// A quote that is not verified keeps the surroundings it had when it last was. What was found just as
/// before keeps its date, so that a second run changes nothing. If the file is `faulty`, citations may
/// be missing for that reason, and what was recorded of them is kept.
pub fn record(
    findings: &[&Finding],
    former: &Lock,
    sources: BTreeMap<String, String>,
    today: &str,
    faulty: bool,
) -> Record {
    let mut known = former.known();
    let (mut entries, mut news) = (Vec::new(), 0);
    for finding in findings {
        let quote = finding.citation.quote.as_deref();
        let before = known.take(&finding.event.slug, &finding.source.slug, quote);
        let entry = renewed(finding, before, today);
        news += usize::from(before != Some(&entry));
        entries.push(entry);
    }
    let mut left: Vec<&Entry> = known.left().collect();
    let gone = if faulty { 0 } else { left.len() };
    if faulty {
        left.sort();
        entries.extend(left.into_iter().cloned());
    }
    // What is recorded of a text that cannot be read now is kept with its hash.
    let mut sources = sources;
    for slug in entries.iter().map(|entry| &entry.source) {
        if let (Some(hash), false) = (former.sources.get(slug), sources.contains_key(slug)) {
            sources.insert(slug.clone(), hash.clone());
        }
    }
    let lock = Lock { sources, entries }.sorted();
    Record { lock, news, gone }
}

fn renewed(finding: &Finding, former: Option<&Entry>, today: &str) -> Entry {
    let mut entry = Entry {
        event: finding.event.slug.clone(),
        source: finding.source.slug.clone(),
        quote: finding.citation.quote.as_deref().map(str::to_owned),
        state: finding.anchor.state.name().to_owned(),
        ..former.cloned().unwrap_or_default()
    };
    let state = finding.anchor.state;
    if state.is_verified() || state == State::Unquoted {
        let around = surroundings(finding);
        entry.paragraph = finding.anchor.paragraph();
        (entry.before, entry.after) = around.map(|a| (a.before, a.after)).unzip();
    }
    if former != Some(&entry) {
        today.clone_into(&mut entry.checked);
    }
    entry
}

fn surroundings(finding: &Finding) -> Option<Context> {
    let document = finding.source.document.as_ref().ok()?;
    let places = &finding.anchor.places;
    Context::around(document, *places.first()?, *places.last()?)
}

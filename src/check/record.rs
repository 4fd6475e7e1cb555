//! What is recorded of the citations that were checked.

use std::collections::BTreeMap;

use super::Finding;
use crate::anchor::{Context, State};
use crate::lock::{Entry, Lock};

/// What to record of citations of one event file, given what was recorded `former`ly, the SHA-256 of
/// the sources by their ids, and today's date.
///
/// A quote that is not verified keeps the surroundings it had when it last was: they are what can
/// tell its place when it is corrected. What was found just as before keeps its date, so that a second
/// run changes nothing.
pub fn record(
    findings: &[&Finding<'_>],
    former: &Lock,
    sources: BTreeMap<String, String>,
    today: &str,
) -> Lock {
    let mut seen: BTreeMap<_, usize> = BTreeMap::new();
    let entries = findings.iter().map(|finding| {
        let key = (
            &finding.event.slug,
            &finding.source.slug,
            finding.citation.quote.as_deref(),
        );
        let nth = seen.entry(key).or_default();
        let before = former.find(key.0, key.1, key.2, *nth);
        *nth += 1;
        renewed(finding, before, today)
    });
    let entries = entries.collect();
    Lock { sources, entries }.sorted()
}

fn renewed(finding: &Finding<'_>, former: Option<&Entry>, today: &str) -> Entry {
    let mut entry = Entry {
        event: finding.event.slug.clone(),
        source: finding.source.slug.clone(),
        quote: finding.citation.quote.clone(),
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

fn surroundings(finding: &Finding<'_>) -> Option<Context> {
    let document = finding.source.document.as_ref().ok()?;
    let places = &finding.anchor.places;
    Context::around(document, *places.first()?, *places.last()?)
}

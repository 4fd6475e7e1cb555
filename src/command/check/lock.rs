//! `annals check --lock`

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::{Context as _, Result};

use crate::check::{Finding, Record, record};
use crate::command::print::counted;
use crate::command::replace;
use crate::diagnostic::{Diagnostic, Severity, safe};
use crate::load::{self, Input};
use crate::lock::Lock;
use crate::timeline::Source;

/// Records every citation in the lock file beside its event file, and prints that. Returns false if an existing
/// lock file cannot be read: it may hold context that is recorded nowhere else.
///
/// # Errors
/// A lock file cannot be written, or someone else changed it after it was read.
pub fn write(
    inputs: &[Input],
    citations: &[Finding<'_>],
    faults: &[Diagnostic],
    today: &str,
    out: &mut dyn Write,
) -> Result<bool> {
    let mut done = true;
    for (index, input) in inputs.iter().enumerate() {
        let Some(path) = load::lock_path(input) else {
            continue;
        };
        let name = safe(&path.display().to_string());
        let Ok(former) = load::read_lock(input) else {
            writeln!(out, "{name} cannot be read and is left unchanged.")?;
            done = false;
            continue;
        };
        let found = citations.iter();
        let found = found.filter(|finding| finding.citation.origin.file() == index);
        let found: Vec<&Finding<'_>> = found.collect();
        let broken = faults
            .iter()
            .any(|fault| fault.severity == Severity::Error && *fault.file == *input.name);
        let (known, bytes) = former.map_or((None, None), |(lock, bytes)| (Some(lock), Some(bytes)));
        let known = known.unwrap_or_default();
        let new = record(&found, &known, hashes(&found), today, broken);
        let written = match bytes {
            Some(_) if new.lock == known => Ok(()),
            Some(bytes) => replace::replace(&path, &bytes, new.lock.write().as_bytes()),
            None => replace::make(&path, new.lock.write().as_bytes()),
        };
        written.with_context(|| format!("cannot write {name}"))?;
        let cited = counted(new.lock.entries.len(), "citation");
        writeln!(out, "{name}: {cited} recorded, {}.", told(&new, &known))?;
    }
    Ok(done)
}

/// Returns what has changed, in words.
fn told(new: &Record, known: &Lock) -> String {
    let mut changes = Vec::new();
    if new.news > 0 {
        changes.push(format!("{} new or changed", new.news));
    }
    if new.gone > 0 {
        changes.push(format!("{} gone", new.gone));
    }
    if changes.is_empty() {
        let same = new.lock.sources == known.sources;
        changes.push(
            if same {
                "as before"
            } else {
                "as before in sources that have changed"
            }
            .to_owned(),
        );
    }
    changes.join(", ")
}

/// Returns the SHA-256 of each cited source that is a file, by id.
fn hashes(citations: &[&Finding<'_>]) -> BTreeMap<String, String> {
    let sources = citations
        .iter()
        .map(|finding| (finding.source.slug(), finding.source));
    let sources: BTreeMap<_, _> = sources.collect();
    let hash = |(slug, source): (&str, &Source)| {
        let bytes = std::fs::read(source.path.as_ref()?).ok()?;
        Some((slug.to_owned(), load::sha256(&bytes)))
    };
    sources.into_iter().filter_map(hash).collect()
}

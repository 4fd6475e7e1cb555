//! `annals check --lock`

use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::check::{Finding, record};
use crate::command::{counted, replace};
use crate::diagnostic::safe;
use crate::load::{self, Input};
use crate::lock::{Entry, Lock};

/// Records every citation beside its event file, and says so. The answer is false if a record that is
/// there cannot be read: it may hold what is known nowhere else.
pub fn write(
    inputs: &[Input],
    citations: &[Finding<'_>],
    today: &str,
    out: &mut dyn Write,
) -> Result<bool> {
    let mut done = true;
    // Event files that differ in their ending only have one lock.
    let mut files: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (index, input) in inputs.iter().enumerate() {
        if let Some(path) = load::lock_path(input) {
            files.entry(path).or_default().push(index);
        }
    }
    for (path, indices) in files {
        let Some(input) = indices.first().and_then(|index| inputs.get(*index)) else {
            continue;
        };
        let name = safe(&path.display().to_string());
        let Ok(former) = load::read_lock(input) else {
            writeln!(out, "{name} cannot be read and is left as it is.")?;
            done = false;
            continue;
        };
        let found = citations.iter();
        let found = found.filter(|finding| indices.contains(&finding.citation.origin.file));
        let found: Vec<&Finding<'_>> = found.collect();
        let known = former.clone().unwrap_or_default();
        let lock = record(&found, &known, hashes(&found), today);
        let known: HashSet<&Entry> = known.entries.iter().collect();
        let news = lock.entries.iter().filter(|entry| !known.contains(entry));
        let told = match news.count() {
            0 => "as before".to_owned(),
            changed => format!("{changed} new or changed"),
        };
        let cited = counted(lock.entries.len(), "citation");
        put(&path, former.as_ref(), &lock).with_context(|| format!("cannot write {name}"))?;
        writeln!(out, "{name}: {cited} recorded, {told}.")?;
    }
    Ok(done)
}

fn put(path: &Path, former: Option<&Lock>, lock: &Lock) -> Result<()> {
    match former {
        Some(former) if former == lock => Ok(()),
        Some(_) => replace::replace(path, &std::fs::read(path)?, lock.write().as_bytes()),
        None => replace::make(path, lock.write().as_bytes()),
    }
}

/// The SHA-256 of the sources that are files.
fn hashes(citations: &[&Finding<'_>]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for finding in citations {
        let source = finding.source;
        let (Some(path), false) = (&source.path, found.contains_key(&source.slug)) else {
            continue;
        };
        if let Ok(bytes) = std::fs::read(path) {
            found.insert(source.slug.clone(), load::sha256(&bytes));
        }
    }
    found
}

//! `annals check --lock`

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::check::{Finding, Record, Recorder};
use crate::command::print::counted;
use crate::command::replace;
use crate::diagnostic::{Diagnostic, Severity, safe};
use crate::load::{self, Input};
use crate::lock::Lock;
use crate::timeline::{SourceId, Timeline};

/// The lock file of an event file as it is before a check.
pub struct Former {
    path: PathBuf,
    /// None if it cannot be read.
    lock: Option<Lock>,
    /// None if there is no such file yet.
    bytes: Option<Vec<u8>>,
}

/// Reads the lock files beside event files, in the order of these.
pub fn read(inputs: &[Input]) -> Vec<Option<Former>> {
    let former = |input: &Input| {
        let path = load::lock_path(input)?;
        let (lock, bytes) = match load::read_lock(input) {
            Ok(Some((lock, bytes))) => (Some(lock), Some(bytes)),
            Ok(None) => (Some(Lock::default()), None),
            Err(_) => (None, None),
        };
        Some(Former { path, lock, bytes })
    };
    inputs.iter().map(former).collect()
}

/// The lock files of a check, in the order of event files.
pub struct Locks<'a>(Vec<Option<LockFile<'a>>>);

struct LockFile<'a> {
    former: &'a Former,
    /// The new lock; none if the former one cannot be read, since it may hold context that is recorded
    /// nowhere else.
    new: Option<NewLock<'a>>,
}

struct NewLock<'a> {
    former: &'a Lock,
    recorder: Recorder<'a>,
    cited: BTreeSet<SourceId>,
}

impl<'a> Locks<'a> {
    /// Starts with the former lock files and today's date.
    pub fn new(formers: &'a [Option<Former>], today: &'a str) -> Self {
        let begin = |former: &'a Former| LockFile {
            former,
            new: former.lock.as_ref().map(|lock| NewLock {
                former: lock,
                recorder: Recorder::new(lock, today),
                cited: BTreeSet::new(),
            }),
        };
        let files = formers.iter();
        Self(files.map(|former| former.as_ref().map(begin)).collect())
    }

    /// Records a citation.
    pub fn add(&mut self, finding: &Finding<'_>) {
        let file = self.0.get_mut(finding.citation.origin.file());
        if let Some(new) = file
            .and_then(Option::as_mut)
            .and_then(|file| file.new.as_mut())
        {
            new.recorder.add(finding);
            new.cited.insert(finding.citation.source);
        }
    }

    /// Writes the lock files, and prints that. Returns false if one is left unchanged because it cannot be
    /// read.
    ///
    /// # Errors
    /// A lock file cannot be written, or someone else changed it after it was read.
    pub fn write(
        self,
        inputs: &[Input],
        timeline: &Timeline,
        faults: &[Diagnostic],
        out: &mut dyn Write,
    ) -> Result<bool> {
        let mut done = true;
        for (input, file) in inputs.iter().zip(self.0) {
            let Some(LockFile { former, new }) = file else {
                continue;
            };
            let name = safe(&former.path.display().to_string());
            let Some(new) = new else {
                writeln!(out, "{name} cannot be read and is left unchanged.")?;
                done = false;
                continue;
            };
            let broken = faults
                .iter()
                .any(|fault| fault.severity == Severity::Error && *fault.file == *input.name);
            let known = new.former;
            let new = new.recorder.finish(hashes(&new.cited, timeline), broken);
            let written = match &former.bytes {
                Some(_) if new.lock == *known => Ok(()),
                Some(bytes) => replace::replace(&former.path, bytes, new.lock.write().as_bytes()),
                None => replace::make(&former.path, new.lock.write().as_bytes()),
            };
            written.with_context(|| format!("cannot write {name}"))?;
            let cited = counted(new.lock.entries.len(), "citation");
            writeln!(out, "{name}: {cited} recorded, {}.", told(&new, known))?;
        }
        Ok(done)
    }
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
fn hashes(cited: &BTreeSet<SourceId>, timeline: &Timeline) -> BTreeMap<String, String> {
    let hash = |id: &SourceId| {
        let source = timeline.source(*id)?;
        let bytes = std::fs::read(source.path.as_ref()?).ok()?;
        Some((source.slug().to_owned(), load::sha256(&bytes)))
    };
    cited.iter().filter_map(hash).collect()
}

//! What stood around the quotes of an event file: `events.lock` beside `events.toml`.

use std::path::{Path, PathBuf};

use super::Input;
use crate::anchor::Context;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lock::Lock;
use crate::timeline::Parts;

/// Where the surroundings for an event file are kept; none for what is not a file. Event files that
/// differ in their ending only share them.
pub fn lock_path(input: &Input) -> Option<PathBuf> {
    let event_file = input.path.as_ref()?;
    let path = event_file.with_extension("lock");
    (path != *event_file).then_some(path)
}

/// Reads them; none where there are none yet.
///
/// # Errors
/// A warning that says what is wrong with the file. A timeline is whole without it.
pub fn read_lock(input: &Input) -> Result<Option<Lock>, Box<Diagnostic>> {
    let Some(path) = lock_path(input).filter(|path| path.symlink_metadata().is_ok()) else {
        return Ok(None);
    };
    let (name, relative) = (shown(&path), path.file_name().map(PathBuf::from));
    let relative = relative.unwrap_or_default();
    let wrong = |message: String| {
        Box::new(Diagnostic::of_file(
            "lock",
            Severity::Warning,
            &name,
            message,
        ))
    };
    let found = input
        .shelf
        .read(&relative.to_string_lossy())
        .map_err(|refusal| wrong(refusal.message))?;
    let text = String::from_utf8(found.bytes);
    let text =
        text.map_err(|_| wrong("the surroundings of quotes are not UTF-8 text".to_owned()))?;
    Lock::read(&name, &text).map(Some)
}

/// Gives them to the citations of the event file with a position in the timeline's list.
pub fn fill(parts: &mut Parts, file: usize, lock: &Lock) {
    let sources = &parts.sources;
    for event in parts
        .events
        .iter_mut()
        .filter(|event| event.origin.file == file)
    {
        let mut seen = Vec::new();
        for citation in &mut event.citations {
            let Some(source) = sources.get(citation.source.index()) else {
                continue;
            };
            let key = (citation.source, citation.quote.clone());
            let nth = seen.iter().filter(|other| **other == key).count();
            let entry = lock.find(&event.slug, &source.slug, key.1.as_deref(), nth);
            let around = entry.and_then(|entry| entry.before.clone().zip(entry.after.clone()));
            citation.context = around.map(|(before, after)| Context { before, after });
            seen.push(key);
        }
    }
}

fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

//! The recorded context of quotes: `events.lock` beside `events.toml`.

use std::path::{Path, PathBuf};

use super::Input;
use crate::anchor::Context;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lock::Lock;
use crate::timeline::{Event, Source};

/// Returns the path of the lock file of an event file: `events.lock` for `events.toml`,
/// `events.csv.lock` for `events.csv`. None if the input is not a file.
pub fn lock_path(input: &Input) -> Option<PathBuf> {
    let event_file = input.path.as_ref()?;
    if event_file
        .extension()
        .is_some_and(|ending| ending == "toml")
    {
        return Some(event_file.with_extension("lock"));
    }
    let mut name = event_file.file_name()?.to_owned();
    name.push(".lock");
    Some(event_file.with_file_name(name))
}

/// Reads the lock file of an event file, and returns its bytes as well. None if there is none yet.
///
/// # Errors
/// A warning about what is wrong with it. A timeline is complete without a lock file.
pub fn read_lock(input: &Input) -> Result<Option<(Lock, Vec<u8>)>, Box<Diagnostic>> {
    let Some(path) = lock_path(input).filter(|path| path.symlink_metadata().is_ok()) else {
        return Ok(None);
    };
    let (name, relative) = (shown(&path), path.file_name().map(PathBuf::from));
    let relative = relative.unwrap_or_default();
    let wrong = |message: String| {
        Box::new(Diagnostic::of_file(
            Code::Lock,
            Severity::Warning,
            &name,
            message,
        ))
    };
    let found = input
        .root
        .read(&relative.to_string_lossy())
        .map_err(|refusal| wrong(refusal.message))?;
    let text = std::str::from_utf8(&found.bytes);
    let text = text.map_err(|_| wrong("invalid lock file: it is not UTF-8 text".to_owned()))?;
    let lock = Lock::read(&name, text)?;
    Ok(Some((lock, found.bytes)))
}

/// Gives the citations of an event their recorded context.
pub fn fill(event: &mut Event, sources: &[Source], lock: &Lock) {
    let mut known = lock.known_of(&event.slug);
    for citation in &mut event.citations {
        let Some(source) = sources.get(citation.source.index()) else {
            continue;
        };
        let entry = known.take(&event.slug, source.slug(), citation.quote.as_deref());
        citation.set_cues(entry.and_then(|entry| entry.cues.clone()));
        let around = entry.and_then(|entry| entry.before.clone().zip(entry.after.clone()));
        citation.set_context(around.map(|(before, after)| Context { before, after }));
    }
}

fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

//! Text editions that were edited by hand, or whose originals were changed.

use std::collections::HashSet;
use std::fmt::Write;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic, Severity, quoted};
use crate::document::{Document, Edition};
use crate::timeline::{Timeline, Version};

/// Returns what is to be said of the text editions of a timeline, the earlier ones as well: of each file once, at the
/// event file that names it first.
pub fn notes(timeline: &Timeline) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let sources = timeline.sources().iter();
    let all = sources.flat_map(|source| source.versions().map(move |version| (source, version)));
    for (source, version) in all {
        let edition = source.text(version).ok().and_then(Document::edition);
        let Some((edition, name)) = edition.zip(source.file_of(version)) else {
            continue;
        };
        let path = source.path_of(version).map(PathBuf::as_path);
        if path.is_some_and(|path| !seen.insert(path)) {
            continue;
        }
        let file = timeline.files().get(source.event_file());
        let file = file.map_or("", |file| &file.name);
        let edited = edition.edits().clauses().map(|clause| {
            let message = format!("{}: {clause}", quoted(name));
            Diagnostic::of_file(Code::EditedEdition, Severity::Note, file, message)
        });
        found.extend(edited);
        if is_changed(path, edition) == Some(true) {
            let original = quoted(&edition.header().original);
            let message = format!(
                "{}: {original} is not the file that it was made from: its hash differs",
                quoted(name)
            );
            let help = match version {
                Version::Current => {
                    let name = source.slug();
                    format!("read it again with `annals source refresh {name}`, or restore it")
                }
                Version::Earlier(_) => "restore it".to_owned(),
            };
            let found_here =
                Diagnostic::of_file(Code::ChangedOriginal, Severity::Warning, file, message);
            found.push(found_here.with_help(help));
        }
    }
    found
}

/// Returns whether the original is another file than it was. `None` if it is not beside the edition, or cannot be read.
fn is_changed(path: Option<&Path>, edition: &Edition) -> Option<bool> {
    let header = edition.header();
    let path = original(path?, &header.original)?;
    let expected = Some(&header.sha256).filter(|hash| !hash.is_empty())?;
    let actual = hash_of(&path).ok()?;
    Some(!expected.eq_ignore_ascii_case(&actual))
}

/// Returns the path of an original: a regular file in the folder of its edition. A link is judged by its target.
fn original(edition: &Path, name: &str) -> Option<PathBuf> {
    let mut parts = Path::new(name).components();
    let (Some(Component::Normal(_)), None) = (parts.next(), parts.next()) else {
        return None;
    };
    let folder = edition.parent()?.canonicalize().ok()?;
    let real = folder.join(name).canonicalize().ok()?;
    (real.starts_with(&folder) && real.is_file()).then_some(real)
}

/// Returns the SHA-256 of a file in hexadecimal, without keeping the file in memory.
fn hash_of(path: &Path) -> io::Result<String> {
    let mut file = BufReader::new(File::open(path)?);
    let mut hash = Sha256::new();
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        hash.update(bytes);
        let len = bytes.len();
        file.consume(len);
    }
    let mut digits = String::with_capacity(64);
    for byte in hash.finalize() {
        let _ = write!(digits, "{byte:02x}");
    }
    Ok(digits)
}

//! Text editions that were edited by hand, or whose originals were changed.

use std::fmt::Write;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic, Severity, quoted};
use crate::document::{Document, Edition};
use crate::timeline::{Source, Timeline};

/// Returns what is to be said of the text editions of a timeline. `file` is the name of its event file.
pub fn notes(timeline: &Timeline, file: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for source in timeline.sources() {
        let edition = source.document().ok().and_then(Document::edition);
        let Some((edition, name)) = edition.zip(source.file.as_deref()) else {
            continue;
        };
        let edited = edition.edits().clauses().map(|clause| {
            let message = format!("{}: {clause}", quoted(name));
            Diagnostic::of_file(Code::EditedEdition, Severity::Note, file, message)
        });
        found.extend(edited);
        if is_changed(source, edition) == Some(true) {
            let original = quoted(&edition.header().original);
            let message = format!(
                "{}: {original} is not the file that it was made from: its hash differs",
                quoted(name)
            );
            let help = format!(
                "read it again with `annals source refresh {}`, or restore it",
                source.slug()
            );
            let found_here =
                Diagnostic::of_file(Code::ChangedOriginal, Severity::Warning, file, message);
            found.push(found_here.with_help(help));
        }
    }
    found
}

/// Returns whether the original is another file than it was. `None` if it is not beside the edition, or cannot be read.
fn is_changed(source: &Source, edition: &Edition) -> Option<bool> {
    let header = edition.header();
    let path = original(source.path.as_deref()?, &header.original)?;
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

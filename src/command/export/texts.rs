//! How a new event file names the texts of its sources.

use std::path::{Path, PathBuf};

use crate::command::print::counted;
use crate::diagnostic::{quoted, safe};
use crate::export::Used;
use crate::timeline::{Source, Timeline};

/// The texts of a timeline, as a new event file names them.
pub struct Texts {
    /// Per source that is used: the path from the folder of the file, if it is below it, or else as it was given.
    pub names: Vec<Option<String>>,
    /// Which of them are not below that folder, for people; none if all are.
    pub elsewhere: Option<String>,
}

/// At most so many texts are named.
const NAMED: usize = 5;

/// Places the texts of the sources that are used relative to a new file, or else to the first event file of the
/// timeline.
pub fn placed(timeline: &Timeline, used: &Used<'_>, file: Option<&Path>) -> Texts {
    let first = || timeline.files().iter().find_map(|file| file.path.clone());
    let file = file.map(Path::to_path_buf).or_else(first);
    let folder = file.and_then(|file| folder_of(&file).canonicalize().ok());
    let mut elsewhere = Vec::new();
    let mut names = vec![None; timeline.sources().len()];
    for (id, source) in used.sources() {
        let (Some(name), Some(given)) = (names.get_mut(id.index()), &source.file) else {
            continue;
        };
        let found = below(folder.as_deref(), source);
        // What cannot be read here cannot be copied either.
        if found.is_none() && source.document().is_ok() {
            elsewhere.push(quoted(given));
        }
        *name = found.or_else(|| Some(given.clone()));
    }
    Texts {
        names,
        elsewhere: said(&elsewhere),
    }
}

fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Returns the path of the text of a source from a folder that it is below.
fn below(folder: Option<&Path>, source: &Source) -> Option<String> {
    let path = source.path.as_deref()?.canonicalize().ok()?;
    let name = path.strip_prefix(folder?).ok()?.to_str()?;
    Some(safe(name))
}

fn said(elsewhere: &[String]) -> Option<String> {
    let mut names = elsewhere.get(..NAMED.min(elsewhere.len()))?.join(", ");
    if elsewhere.len() > NAMED {
        names = format!("{names} and {} more", elsewhere.len() - NAMED);
    }
    let texts = counted(elsewhere.len(), "text");
    (!elsewhere.is_empty()).then(|| {
        format!("copy {texts} into the folder of the new file, where it names them: {names}")
    })
}

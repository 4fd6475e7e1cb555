//! How a new event file names the texts of its sources.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::safe;
use crate::export::Used;
use crate::timeline::{Source, Timeline};

/// The texts of a timeline, as a new event file names them.
pub struct Texts {
    /// Per source that is used: the path from the folder of the file. Texts that are not below it have different names
    /// there, mostly those that were given.
    pub names: Vec<Option<String>>,
    /// What to do about each text that is not below that folder, for people.
    pub elsewhere: Vec<String>,
}

/// Places the texts of the sources that are used relative to a new file, or else to the first event file of the
/// timeline.
pub fn placed(timeline: &Timeline, used: &Used<'_>, file: Option<&Path>) -> Texts {
    let first = || timeline.files().iter().find_map(|file| file.path.clone());
    let file = file.map(Path::to_path_buf).or_else(first);
    let folder = file.as_deref().map(folder_of).unwrap_or_default();
    let whole = folder.canonicalize().ok();
    let mut names = vec![None; timeline.sources().len()];
    let mut to_copy = Vec::new();
    for (id, source) in used.sources() {
        let (Some(name), Some(given)) = (names.get_mut(id.index()), &source.file) else {
            continue;
        };
        let found = below(whole.as_deref(), source);
        // What cannot be read here cannot be copied either.
        if found.is_none() && source.document().is_ok() {
            to_copy.push((id, source, given));
        } else {
            *name = found.or_else(|| Some(given.clone()));
        }
    }
    let mut free = Free {
        taken: names.iter().flatten().cloned().collect(),
        by_path: HashMap::new(),
    };
    let mut elsewhere = Vec::new();
    for (id, source, given) in to_copy {
        let (name, is_new) = free.name(source, given);
        if is_new {
            elsewhere.push(advice(source, &folder.join(&name)));
        }
        if let Some(place) = names.get_mut(id.index()) {
            *place = Some(name);
        }
    }
    Texts { names, elsewhere }
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

/// The names that are free for texts.
struct Free {
    taken: HashSet<String>,
    by_path: HashMap<PathBuf, String>,
}

impl Free {
    /// Returns a name that no other text has, and whether the text is named for the first time.
    fn name(&mut self, source: &Source, given: &str) -> (String, bool) {
        let path = source.path.clone().unwrap_or_else(|| given.into());
        let path = path.canonicalize().unwrap_or(path);
        if let Some(name) = self.by_path.get(&path) {
            return (name.clone(), false);
        }
        let numbered = (2_usize..).map(|number| with_number(given, number));
        let mut names = std::iter::once(given.to_owned()).chain(numbered);
        let free = names.find(|name| !self.taken.contains(name));
        let name = free.unwrap_or_default();
        self.taken.insert(name.clone());
        self.by_path.insert(path, name.clone());
        (name, true)
    }
}

/// Returns a path with a number after the name: `sources/s-2.txt`.
fn with_number(path: &str, number: usize) -> String {
    let name = path.rfind('/').map_or(0, |slash| slash.saturating_add(1));
    let dot = path.rfind('.').filter(|dot| *dot > name);
    let (stem, ending) = path.split_at(dot.unwrap_or(path.len()));
    format!("{stem}-{number}{ending}")
}

fn advice(source: &Source, to: &Path) -> String {
    let to = safe(&to.display().to_string());
    match &source.path {
        Some(from) => format!("copy `{}` to `{to}`", safe(&from.display().to_string())),
        None => format!("the text for `{to}` is built in, and not written"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_put_before_the_ending() {
        for (path, expected) in [
            ("sources/s.txt", "sources/s-2.txt"),
            ("a.b/s", "a.b/s-2"),
            (".s", ".s-2"),
            ("s.tar.gz", "s.tar-2.gz"),
        ] {
            assert_eq!(with_number(path, 2), expected);
        }
    }
}

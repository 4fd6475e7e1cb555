//! How a new event file names the texts of its sources.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::safe;
use crate::export::Used;
use crate::timeline::{Source, SourceId, Timeline, Version};

/// The texts of a timeline, as a new event file names them.
pub struct Texts {
    /// Per source that is used: the path from the folder of the file. Texts that are not below it have different names
    /// there, mostly those that were given.
    pub names: Vec<Option<String>>,
    /// The same for the earlier editions of the sources that have any.
    pub editions: BTreeMap<SourceId, Vec<String>>,
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
    let mut all: Vec<Text<'_>> = used
        .sources()
        .flat_map(|(id, it)| Text::all(id, it))
        .collect();
    for text in &mut all {
        text.name = text.below(whole.as_deref());
        // What cannot be read here cannot be copied either.
        if text.name.is_none() && !text.is_read {
            text.name = Some(text.given.to_owned());
        }
    }
    let mut free = Free {
        taken: all.iter().filter_map(|text| text.name.clone()).collect(),
        by_path: HashMap::new(),
    };
    let mut texts = Texts {
        names: vec![None; timeline.sources().len()],
        editions: BTreeMap::new(),
        elsewhere: Vec::new(),
    };
    for text in all {
        let name = text.name.clone().unwrap_or_else(|| {
            let (name, is_new) = free.name(&text);
            if is_new {
                texts.elsewhere.push(advice(&text, &folder.join(&name)));
            }
            name
        });
        if text.is_earlier {
            texts.editions.entry(text.source).or_default().push(name);
        } else if let Some(place) = texts.names.get_mut(text.source.index()) {
            *place = Some(name);
        }
    }
    texts
}

/// The text of a source, or an earlier edition of it.
struct Text<'a> {
    source: SourceId,
    is_earlier: bool,
    /// Its file, as the event file names it.
    given: &'a str,
    /// Where the file is.
    path: Option<&'a Path>,
    is_read: bool,
    /// Its file, as the new event file names it.
    name: Option<String>,
}

impl<'a> Text<'a> {
    /// Iterates over the texts of a source, of which the current one may be missing.
    fn all(id: SourceId, source: &'a Source) -> impl Iterator<Item = Self> {
        let text = move |version: Version, given: &'a String| Self {
            source: id,
            is_earlier: version != Version::Current,
            given,
            path: source.path_of(version).map(PathBuf::as_path),
            is_read: source.text(version).is_ok(),
            name: None,
        };
        let current = source
            .file
            .iter()
            .map(move |given| text(Version::Current, given));
        let earlier = source.editions.iter().enumerate();
        current.chain(earlier.map(move |(at, it)| text(Version::Earlier(at), &it.file)))
    }

    /// Returns the path from a folder that it is below.
    fn below(&self, folder: Option<&Path>) -> Option<String> {
        let path = self.path?.canonicalize().ok()?;
        let name = path.strip_prefix(folder?).ok()?.to_str()?;
        Some(safe(name))
    }
}

fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The names that are free for texts.
struct Free {
    taken: HashSet<String>,
    by_path: HashMap<PathBuf, String>,
}

impl Free {
    /// Returns a name that no other text has, and whether the text is named for the first time.
    fn name(&mut self, text: &Text<'_>) -> (String, bool) {
        let given = text.given;
        let path = text.path.map_or_else(|| given.into(), Path::to_path_buf);
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

fn advice(text: &Text<'_>, to: &Path) -> String {
    let to = safe(&to.display().to_string());
    match text.path {
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

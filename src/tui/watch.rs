//! Detects changes of files on disk, and what arrives on standard input.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::load::{self, Arrived};

type Stamp = (SystemTime, u64);

/// A watched file.
#[derive(Clone)]
struct Watched {
    path: PathBuf,
    /// Its modification time and size when it was last checked. None if it did not exist.
    stamp: Option<Stamp>,
    /// Whether it was missing at the last look, after it had existed.
    is_missing: bool,
}

impl Watched {
    fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            stamp: stamp(path),
            is_missing: false,
        }
    }

    /// Returns whether the file has changed since the last look. Editors may remove a file for a moment while saving
    /// it, so that it counts as removed only at the second look.
    fn look(&mut self) -> bool {
        let now = stamp(&self.path);
        let was_missing = std::mem::replace(&mut self.is_missing, now.is_none());
        let has_changed = now != self.stamp && (now.is_some() || was_missing);
        if has_changed {
            self.stamp = now;
        }
        has_changed
    }
}

/// The watched files, and how much had arrived when they were last checked.
#[derive(Default)]
pub struct Watch {
    files: Vec<Watched>,
    arrived: Option<Arrived>,
}

impl Watch {
    /// Watches these files from now on. Keeps the state of files that are already watched, so that
    /// a change made while they were being read is detected. Continues to watch missing files, so that they are
    /// read once they are back.
    pub fn follow(&mut self, files: &[PathBuf]) {
        let known = std::mem::take(&mut self.files);
        let before = |path: &PathBuf| known.iter().find(|it| it.path == *path).cloned();
        let files = files.iter();
        self.files = files
            .map(|path| before(path).unwrap_or_else(|| Watched::new(path)))
            .collect();
        for missing in known.into_iter().filter(|it| it.stamp.is_none()) {
            if self.files.iter().all(|it| it.path != missing.path) {
                self.files.push(missing);
            }
        }
    }

    /// Returns whether a file has changed since the last call. A file counts as removed once it is missing in two calls
    /// in a row, which should be about a second apart.
    pub fn changed(&mut self) -> bool {
        let arrived = load::arrived();
        let mut any = arrived != self.arrived;
        self.arrived = arrived;
        for file in &mut self.files {
            any |= file.look();
        }
        any
    }

    /// Takes note of changes that are about to be read, so that they are not reported.
    pub fn catch_up(&mut self) {
        self.arrived = load::arrived();
        for file in &mut self.files {
            file.stamp = stamp(&file.path).or(file.stamp);
        }
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn watched(names: &[&str]) -> (tempfile::TempDir, Vec<PathBuf>, Watch) {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = names.iter().map(|name| folder.path().join(name));
        let paths: Vec<PathBuf> = paths.collect();
        for path in &paths {
            fs::write(path, "one").expect("a file");
        }
        let mut watch = Watch::default();
        watch.follow(&paths);
        (folder, paths, watch)
    }

    #[test]
    fn a_file_is_removed_once_it_is_missing_at_two_looks() {
        let (_folder, paths, mut watch) = watched(&["events.toml", "letter.txt"]);
        assert!(!watch.changed());
        fs::remove_file(&paths[1]).expect("it was there");
        assert!(!watch.changed());
        assert!(watch.changed());
        assert!(!watch.changed(), "it is reported once");
        fs::write(&paths[1], "one").expect("a file");
        assert!(watch.changed(), "it is back");
        assert!(!watch.changed());
    }

    #[test]
    fn a_file_that_is_missing_for_a_moment_has_not_changed() {
        let (folder, paths, mut watch) = watched(&["events.toml"]);
        let aside = folder.path().join("aside");
        for _ in 0..3 {
            fs::rename(&paths[0], &aside).expect("it was there");
            assert!(!watch.changed());
            fs::rename(&aside, &paths[0]).expect("it was there");
            assert!(!watch.changed());
        }
        // Between these looks it was saved.
        fs::remove_file(&paths[0]).expect("it was there");
        assert!(!watch.changed());
        fs::write(&paths[0], "two, which is longer").expect("a file");
        assert!(watch.changed());
    }

    #[test]
    fn a_removed_file_is_watched_until_it_is_back() {
        let (_folder, paths, mut watch) = watched(&["events.toml", "letter.txt"]);
        fs::remove_file(&paths[1]).expect("it was there");
        watch.changed();
        watch.changed();
        // What was read then does not name it.
        watch.follow(&paths[..1]);
        assert!(!watch.changed());
        fs::write(&paths[1], "one").expect("a file");
        assert!(watch.changed());
        // A file that exists and is no longer named is not watched.
        watch.follow(&paths[..1]);
        fs::write(&paths[1], "something else").expect("a file");
        assert!(!watch.changed());
    }

    #[test]
    fn catching_up_is_not_a_look() {
        let (_folder, paths, mut watch) = watched(&["events.toml"]);
        fs::write(&paths[0], "something else").expect("a file");
        watch.catch_up();
        assert!(!watch.changed());
        fs::remove_file(&paths[0]).expect("it was there");
        assert!(!watch.changed());
        watch.catch_up();
        assert!(watch.changed());
    }
}

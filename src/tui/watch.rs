//! Detects changes of files on disk, and what arrives on standard input.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::load::{self, Arrived};

type Stamp = Option<(SystemTime, u64)>;

/// The watched files, with the modification time and size of each when it was last checked.
#[derive(Default)]
pub struct Watch {
    files: Vec<(PathBuf, Stamp)>,
    arrived: Option<Arrived>,
}

impl Watch {
    /// Watches these files from now on. Keeps the state of files that are already watched, so that
    /// a change made while they were being read is detected.
    pub fn follow(&mut self, files: &[PathBuf]) {
        let known = std::mem::take(&mut self.files);
        let look = |path: &PathBuf| {
            let before = known.iter().find(|(other, _)| other == path);
            before.map_or_else(|| stamp(path), |(_, stamp)| *stamp)
        };
        self.files = files
            .iter()
            .map(|path| (path.clone(), look(path)))
            .collect();
    }

    /// Returns whether a file has changed since the last call. A missing file does not count as
    /// changed, since editors may remove a file for a moment while saving it.
    pub fn changed(&mut self) -> bool {
        let arrived = load::arrived();
        let mut any = arrived != self.arrived;
        self.arrived = arrived;
        for (path, known) in &mut self.files {
            let now = stamp(path);
            if now.is_some() && now != *known {
                *known = now;
                any = true;
            }
        }
        any
    }
}

fn stamp(path: &Path) -> Stamp {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

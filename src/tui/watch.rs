//! Whether a file on disk is another than it was.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

type Stamp = Option<(SystemTime, u64)>;

/// Files and what they looked like when they were read.
#[derive(Default)]
pub struct Watch {
    files: Vec<(PathBuf, Stamp)>,
}

impl Watch {
    /// Watches these files from now on. Of those watched already the look is kept: what
    /// changed while they were being read will be seen.
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

    /// Whether a file changed since it was last asked. One that is not there for a
    /// moment, as while an editor saves, has not changed yet.
    pub fn changed(&mut self) -> bool {
        let mut any = false;
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

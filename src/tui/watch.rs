//! Whether a file on disk is another than it was.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

type Stamp = Option<(SystemTime, u64)>;

/// Files and what they looked like when they were read.
pub struct Watch {
    files: Vec<(PathBuf, Stamp)>,
}

impl Watch {
    /// Remembers what files look like now.
    pub fn new(files: &[PathBuf]) -> Self {
        let files = files.iter().map(|path| (path.clone(), stamp(path)));
        Self {
            files: files.collect(),
        }
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

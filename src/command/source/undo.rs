//! Files that are removed again if what they were made for fails.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::replace::make;
use crate::diagnostic::quoted;

/// The files and folders that a command has made so far. They are removed when it is dropped, unless they are kept.
#[derive(Debug, Default)]
pub struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Made {
    /// Makes a file, and the folders that it is in.
    ///
    /// # Errors
    /// It exists; its folder is not writable; the disk is full.
    pub fn file(&mut self, path: &Path, bytes: &[u8]) -> Result<()> {
        let named = || quoted(&path.display().to_string());
        let folders: Vec<&Path> = path
            .ancestors()
            .skip(1)
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
            .collect();
        for folder in folders.into_iter().rev() {
            fs::create_dir(folder).with_context(|| {
                format!(
                    "cannot create the folder {}",
                    quoted(&folder.display().to_string())
                )
            })?;
            self.folders.push(folder.to_path_buf());
        }
        make(path, bytes).with_context(|| format!("cannot write {}", named()))?;
        self.files.push(path.to_path_buf());
        Ok(())
    }

    /// Keeps what was made.
    pub fn keep(mut self) {
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // The failure that led here is reported; what cannot be removed makes it no worse.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        // A folder in which somebody else put something by now stays.
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_is_removed_unless_it_is_kept() {
        let root = tempfile::tempdir().expect("a folder");
        let (deep, other) = (root.path().join("a/b/c.txt"), root.path().join("a/d.txt"));
        let mut made = Made::default();
        made.file(&deep, b"one").expect("it is made");
        made.file(&other, b"two").expect("it is made");
        assert_eq!(fs::read(&deep).expect("a file"), b"one");
        drop(made);
        assert!(!root.path().join("a").exists());
        let mut made = Made::default();
        made.file(&deep, b"one").expect("it is made");
        made.keep();
        assert!(deep.exists());
    }

    #[test]
    fn what_was_there_before_stays() {
        let root = tempfile::tempdir().expect("a folder");
        let old = root.path().join("old.txt");
        fs::write(&old, "old").expect("a file");
        let mut made = Made::default();
        made.file(&root.path().join("new/x.txt"), b"new")
            .expect("it is made");
        made.file(&old, b"new").expect_err("it exists");
        fs::write(root.path().join("new/theirs.txt"), "theirs").expect("a file");
        drop(made);
        assert_eq!(fs::read(&old).expect("a file"), b"old");
        assert!(!root.path().join("new/x.txt").exists());
        assert!(root.path().join("new/theirs.txt").exists());
    }
}

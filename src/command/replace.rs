//! Replaces a file atomically: whenever the program ends, the file has either its old or its new contents.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// Replaces the contents of a file with `new` if they are still `old`. Follows links. Keeps the permissions, and
/// the owner if the user may set it.
///
/// The new contents are written to a file beside the old one, synced to disk, and renamed over it. A run that
/// is killed can leave that file behind. Its name begins with a dot, and nothing ever reads it.
///
/// # Errors
/// The file was changed by someone else; it is read-only; its folder is not writable; the disk is full. The file
/// is then left untouched.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<()> {
    // Both have to be in one folder: a rename is atomic only within one file system.
    let path = path.canonicalize()?;
    let metadata = fs::metadata(&path)?;
    ensure!(!metadata.permissions().readonly(), "the file is read-only");
    let temporary = Temporary::beside(&path, 0o600);
    let (temporary, mut file) = temporary.context("no file can be made in its folder")?;
    keep_access(&file, &metadata)?;
    file.write_all(new)?;
    file.sync_all()?;
    ensure!(fs::read(&path)? == old, "the file has changed meanwhile");
    temporary.rename_to(&path)?;
    // The new contents are in place. A file system that cannot sync the folder does not undo that.
    if let Some(folder) = path.parent() {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// Creates a file that does not exist yet.
///
/// # Errors
/// The file exists by now; its folder is not writable; the disk is full. Nothing is changed then.
pub fn make(path: &Path, new: &[u8]) -> Result<()> {
    let (temporary, mut file) = Temporary::beside(path, 0o666)?;
    file.write_all(new)?;
    file.sync_all()?;
    ensure!(
        path.symlink_metadata().is_err(),
        "the file has been made meanwhile"
    );
    Ok(temporary.rename_to(path)?)
}

/// Writes a file that replaces another one, if there is one, once all of it is written. Follows links, and keeps the
/// permissions as [`replace`] does. What is no regular file, such as a device or a named pipe, is written to.
///
/// # Errors
/// Those of `write`; the file is read-only; a link leads nowhere; the folder is not writable; the disk is full.
/// Nothing is changed then.
pub fn write_new<T>(path: &Path, write: impl FnOnce(&mut File) -> Result<T>) -> Result<T> {
    let Ok(metadata) = fs::metadata(path) else {
        ensure!(!path.is_symlink(), "the link leads to no file");
        return write_beside(path, None, write);
    };
    if !metadata.is_file() {
        return write(&mut OpenOptions::new().write(true).open(path)?);
    }
    ensure!(!metadata.permissions().readonly(), "the file is read-only");
    write_beside(&path.canonicalize()?, Some(&metadata), write)
}

/// Returns whether two paths lead to the same file.
pub fn is_same(one: &Path, other: &Path) -> bool {
    let identity = |path: &Path| {
        let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some((metadata.dev(), metadata.ino()))
    };
    identity(one).is_some_and(|file| identity(other) == Some(file))
}

/// Writes a file beside its place, and renames it.
fn write_beside<T>(
    path: &Path,
    old: Option<&fs::Metadata>,
    write: impl FnOnce(&mut File) -> Result<T>,
) -> Result<T> {
    let mode = if old.is_some() { 0o600 } else { 0o666 };
    let (temporary, mut file) = Temporary::beside(path, mode)?;
    if let Some(metadata) = old {
        keep_access(&file, metadata)?;
    }
    let written = write(&mut file)?;
    file.sync_all()?;
    temporary.rename_to(path)?;
    Ok(written)
}

/// Gives a new file the owner and the permissions of the old one.
fn keep_access(file: &File, old: &fs::Metadata) -> io::Result<()> {
    // Only a privileged user may set the owner; for others the new file is their own, like any they create.
    let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    file.set_permissions(old.permissions())
}

/// A temporary file, removed when dropped unless it was renamed.
struct Temporary {
    path: PathBuf,
    renamed: bool,
}

/// How many names are tried. Names of files that a killed run left behind are skipped.
const NAMES: u32 = 10_000;

impl Temporary {
    /// Creates a file in the same folder. `mode` limits who may read it until its permissions are set.
    fn beside(path: &Path, mode: u32) -> io::Result<(Self, File)> {
        let name = path.file_name().unwrap_or_default();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(mode);
        for number in 0..NAMES {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(format!(".{number}.tmp"));
            let path = path.with_file_name(hidden);
            match options.open(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                opened => {
                    let renamed = false;
                    return opened.map(|file| (Self { path, renamed }, file));
                }
            }
        }
        Err(io::Error::from(ErrorKind::AlreadyExists))
    }

    fn rename_to(mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        self.renamed = true;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.renamed {
            // The failure itself is reported; one file left over makes it no worse.
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use tempfile::TempDir;

    fn folder_with(name: &str, text: &str) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        (folder, path)
    }

    fn names(folder: &TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = names
            .map(|name| name.into_string().expect("text"))
            .collect();
        names.sort();
        names
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("a file").permissions().mode() & 0o7777
    }

    #[test]
    fn the_new_text_stands_with_the_old_permissions() {
        for bits in [0o640, 0o600, 0o666, 0o755] {
            let (folder, path) = folder_with("e.toml", "old");
            fs::set_permissions(&path, fs::Permissions::from_mode(bits)).expect("permissions");
            replace(&path, b"old", b"new").expect("it is replaced");
            assert_eq!(fs::read(&path).expect("a file"), b"new");
            assert_eq!(mode(&path), bits);
            assert_eq!(names(&folder), ["e.toml"]);
        }
    }

    #[test]
    fn a_file_that_has_changed_is_left_alone() {
        let (folder, path) = folder_with("e.toml", "older");
        let error = replace(&path, b"old", b"new").expect_err("it has changed");
        assert_eq!(error.to_string(), "the file has changed meanwhile");
        assert_eq!(fs::read(&path).expect("a file"), b"older");
        assert_eq!(names(&folder), ["e.toml"]);
    }

    #[test]
    fn a_read_only_file_is_left_alone() {
        let (folder, path) = folder_with("e.toml", "old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("permissions");
        let error = replace(&path, b"old", b"new").expect_err("it is read-only");
        assert_eq!(error.to_string(), "the file is read-only");
        assert_eq!(fs::read(&path).expect("a file"), b"old");
        assert_eq!(names(&folder), ["e.toml"]);
    }

    #[test]
    fn a_link_leads_to_what_is_replaced() {
        let (folder, path) = folder_with("e.toml", "old");
        let elsewhere = tempfile::tempdir().expect("a folder");
        let link = elsewhere.path().join("link.toml");
        symlink(&path, &link).expect("a link");
        replace(&link, b"old", b"new").expect("it is replaced");
        assert!(link.is_symlink());
        assert!(!path.is_symlink());
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        assert_eq!(names(&folder), ["e.toml"]);
        assert_eq!(names(&elsewhere), ["link.toml"]);
    }

    #[test]
    fn names_that_are_taken_are_passed_over() {
        let (folder, path) = folder_with("e.toml", "old");
        let taken = [0, 1].map(|number| format!(".e.toml.{number}.tmp"));
        for name in &taken {
            fs::write(folder.path().join(name), "left behind").expect("a file");
        }
        replace(&path, b"old", b"new").expect("it is replaced");
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        assert_eq!(names(&folder), [&taken[0], &taken[1], "e.toml"]);
    }

    #[test]
    fn only_what_is_not_there_is_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("e.lock");
        make(&path, b"new").expect("it is made");
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        make(&path, b"newer").expect_err("it is there");
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        assert_eq!(names(&folder), ["e.lock"]);
    }

    #[test]
    fn what_fails_half_way_leaves_the_old_file() {
        let (folder, path) = folder_with("e.html", "old");
        let failed = write_new(&path, |file| {
            file.write_all(b"ne")?;
            anyhow::bail!("the store is gone")
        });
        let failed: Result<()> = failed;
        failed.expect_err("it fails");
        assert_eq!(fs::read(&path).expect("a file"), b"old");
        write_new(&path, |file| Ok(file.write_all(b"new")?)).expect("it is written");
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        assert_eq!(names(&folder), ["e.html"]);
    }

    #[test]
    fn a_new_file_takes_the_place_of_the_old_one() {
        let (folder, path) = folder_with("e.csv", "old");
        let elsewhere = tempfile::tempdir().expect("a folder");
        let link = elsewhere.path().join("link.csv");
        symlink(&path, &link).expect("a link");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permissions");
        write_new(&link, |file| Ok(file.write_all(b"new")?)).expect("it is written");
        assert!(link.is_symlink() && is_same(&link, &path));
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        assert_eq!(mode(&path), 0o640);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).expect("permissions");
        let refused = write_new(&link, |file| Ok(file.write_all(b"newer")?));
        let error = refused.expect_err("it is read-only");
        assert_eq!(error.to_string(), "the file is read-only");
        fs::remove_file(&path).expect("it is removed");
        let refused = write_new(&link, |file| Ok(file.write_all(b"newer")?));
        let error = refused.expect_err("there is no file");
        assert_eq!(error.to_string(), "the link leads to no file");
        assert_eq!(names(&folder), [""; 0]);
        assert_eq!(names(&elsewhere), ["link.csv"]);
    }

    #[test]
    fn a_device_is_written_to() {
        let device = Path::new("/dev/null");
        write_new(device, |file| Ok(file.write_all(b"new")?)).expect("it is written");
        assert!(!fs::metadata(device).expect("a device").is_file());
        assert!(!is_same(device, device));
    }

    #[test]
    fn a_file_is_the_same_by_any_name() {
        let (folder, path) = folder_with("e.toml", "old");
        let (other, missing) = (folder.path().join("o.toml"), folder.path().join("m.toml"));
        fs::hard_link(&path, &other).expect("a link");
        assert!(is_same(&path, &other));
        fs::remove_file(&other).expect("it is removed");
        fs::write(&other, "old").expect("a file");
        assert!(!is_same(&path, &other) && !is_same(&missing, &missing));
    }

    #[test]
    fn what_is_not_there_is_not_made() {
        let (folder, path) = folder_with("e.toml", "old");
        let other = path.with_file_name("other.toml");
        replace(&other, b"", b"new").expect_err("it is not there");
        assert_eq!(names(&folder), ["e.toml"]);
    }
}

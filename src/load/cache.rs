//! The columns of large event files, kept in the user's cache folder, so that files that did not change need not
//! be read again. Whatever is in doubt about what is kept there, it is not used.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::body::Body;
use crate::diagnostic::Diagnostic;
use crate::packed::{Packer, Unpacker, hash};
use crate::timeline::{self, Timeline, Unpacked};

/// The version of what is kept.
const VERSION: &str = concat!("annals ", env!("CARGO_PKG_VERSION"), " index 3");

/// Bytes at each end of a file that are compared with those before.
const END: usize = 1 << 16;

/// A file that was changed so shortly before it was read may have been changed again without its time changing.
const DOUBTFUL: Duration = Duration::from_secs(2);

/// At most so many bytes are kept; then the files that were not used for longest are deleted.
const MOST: u64 = 2 << 30;

/// The names of files that are being written begin with this.
const UNFINISHED: &str = ".unfinished-";

/// Nobody writes for so long.
const ABANDONED: Duration = Duration::from_hours(1);

/// The place of some event files in a cache.
pub struct Place {
    path: PathBuf,
    /// What is kept has to begin with this.
    stamp: String,
    /// When the last of the files was changed.
    changed: SystemTime,
}

/// What is kept of event files beside the timeline.
pub struct Kept {
    /// What is wrong in them.
    pub found: Vec<Diagnostic>,
    /// Names of actors that the list of actors does not have.
    pub others: Vec<(String, u32)>,
}

impl Place {
    /// Returns the place of event files in a folder. None if they are not worth it, or not only event data.
    pub fn new<'b>(
        folder: &Path,
        files: impl Iterator<Item = (&'b timeline::File, &'b Body)>,
    ) -> Option<Self> {
        let (mut names, mut stamp) = (String::new(), VERSION.to_owned());
        let mut changed = SystemTime::UNIX_EPOCH;
        for (file, body) in files {
            // Small files and curated ones are in memory; a temporary file has no name.
            let metadata = body.metadata().filter(|it| it.nlink() > 0)?;
            let path = file.path.as_ref()?.canonicalize().ok()?;
            let len = body.len();
            let ends = [0..END, len.saturating_sub(END)..len];
            let [head, tail] = ends.map(|end| hash(body.text(end).as_bytes()));
            let (second, part) = (metadata.mtime(), metadata.mtime_nsec());
            let (device, number) = (metadata.dev(), metadata.ino());
            let _ = writeln!(names, "{}", path.display());
            // What is wrong in the file is told under the name that it was given.
            let _ = write!(
                stamp,
                "\n{} {} {len} {second}.{part} {device} {number} {head:x} {tail:x}",
                file.name,
                path.display()
            );
            changed = changed.max(metadata.modified().ok()?);
        }
        let name = format!("{:016x}.index", hash(names.as_bytes()));
        (!names.is_empty()).then(|| Self {
            path: folder.join(name),
            stamp,
            changed,
        })
    }

    /// Returns the folder of the cache.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// Returns whether something is kept of the files as they are.
    pub fn is_filled(&self) -> bool {
        let mut beginning = vec![0; 8 + self.stamp.len()];
        let file = File::open(&self.path);
        let read = file.and_then(|mut file| file.read_exact(&mut beginning));
        read.is_ok() && beginning.get(8..) == Some(self.stamp.as_bytes())
    }

    /// Reads what is kept of the files, which have such lengths.
    pub fn read(&self, files: &[timeline::File], lens: &[usize]) -> Option<(Unpacked, Kept)> {
        if !self.is_filled() {
            return None;
        }
        let file = File::open(&self.path).ok()?;
        let len = file.metadata().ok()?.len();
        let mut values = Unpacker::new(BufReader::new(file), len as usize);
        if values.text()? != self.stamp {
            return None;
        }
        let kept = Kept {
            found: serde_json::from_slice(&values.bytes()?).ok()?,
            others: serde_json::from_slice(&values.bytes()?).ok()?,
        };
        let timeline = Unpacked::read(files.to_vec(), lens, &mut values)?;
        if !values.finish() {
            return None;
        }
        if let Ok(file) = File::options().append(true).open(&self.path) {
            // That it was used decides how long it is kept; nothing depends on it.
            let _ = file.set_modified(SystemTime::now());
        }
        Some((timeline, kept))
    }

    /// Keeps a timeline, unless it is in doubt whether it is that of the files as they are now. `again` is the
    /// place of the same files after they were read.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, again: Option<Self>, timeline: &Timeline, kept: &Kept) -> io::Result<()> {
        let age = SystemTime::now().duration_since(self.changed);
        let is_same = again.is_some_and(|again| again.stamp == self.stamp);
        if !is_same || age.is_ok_and(|age| age < DOUBTFUL) {
            return Ok(());
        }
        let folder = self.folder();
        fs::create_dir_all(folder)?;
        let file = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .tempfile_in(folder)?;
        let mut out = Packer::new(BufWriter::new(file));
        out.text(&self.stamp)?;
        out.bytes(&serde_json::to_vec(&kept.found)?)?;
        out.bytes(&serde_json::to_vec(&kept.others)?)?;
        timeline.pack(&mut out)?;
        let mut out = out.finish()?;
        out.flush()?;
        // Whoever reads it at the same time has either all of the old or all of the new.
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.persist(&self.path).map_err(|error| error.error)?;
        make_room(folder, MOST)
    }
}

/// Deletes what was not used for longest until no more than so many bytes are left, and what others began and
/// never finished.
fn make_room(folder: &Path, most: u64) -> io::Result<()> {
    let mut kept = Vec::new();
    for entry in fs::read_dir(folder)?.flatten() {
        let path = entry.path();
        let Ok((used, len)) = entry
            .metadata()
            .and_then(|it| Ok((it.modified()?, it.len())))
        else {
            continue;
        };
        let is_unfinished = entry
            .file_name()
            .as_encoded_bytes()
            .starts_with(UNFINISHED.as_bytes());
        if is_unfinished && used.elapsed().is_ok_and(|age| age > ABANDONED) {
            fs::remove_file(path)?;
        } else if path.extension().is_some_and(|ending| ending == "index") {
            kept.push((used, len, path));
        }
    }
    kept.sort();
    let mut sum: u64 = kept.iter().map(|(_, len, _)| len).sum();
    for (_, len, path) in kept {
        if sum <= most {
            break;
        }
        fs::remove_file(path)?;
        sum -= len;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_makes_room() {
        let folder = tempfile::tempdir().expect("a folder");
        let now = SystemTime::now();
        let files = [
            ("a.index", 1),
            ("b.index", 3),
            ("c.index", 2),
            ("d.txt", 9),
            (".unfinished-e", 9),
            (".unfinished-f", 9000),
        ];
        for (name, age) in files {
            let path = folder.path().join(name);
            fs::write(&path, [0; 100]).expect("a file");
            let file = File::options().append(true).open(&path).expect("a file");
            file.set_modified(now - Duration::from_secs(age))
                .expect("a time");
        }
        make_room(folder.path(), 250).expect("room");
        let left = files.map(|(name, _)| folder.path().join(name).exists());
        assert_eq!(left, [true, false, true, true, true, false]);
    }
}

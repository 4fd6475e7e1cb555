//! The originals of text editions: where they are, and whether they are as they were.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Component, Path, PathBuf};

use crate::document::Header;
use crate::load::sha256_of;

/// Whether an original is as it was when its text was taken from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is.
    Unchanged,
    /// It is not.
    Changed,
    /// It is not there, or cannot be read.
    Missing,
}

impl State {
    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Changed => "changed",
            Self::Missing => "missing",
        }
    }

    /// Compares the original of an edition with the hash that the edition has of it. None if it has none.
    pub fn of(edition: &Path, header: &Header) -> Option<Self> {
        let expected = Some(&header.sha256).filter(|hash| !hash.is_empty())?;
        let hash = beside(edition, header).and_then(|path| hash(&path).ok());
        Some(match hash {
            None => Self::Missing,
            Some(hash) if hash.eq_ignore_ascii_case(expected) => Self::Unchanged,
            Some(_) => Self::Changed,
        })
    }
}

/// Returns the hash of a regular file: a pipe would wait for its writer.
fn hash(path: &Path) -> io::Result<String> {
    if !path.metadata()?.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    sha256_of(BufReader::new(File::open(path)?))
}

/// Returns the path of an original, which is in the folder of its edition. None if the edition names another place, or
/// if a link there leads out of the folder.
pub fn beside(edition: &Path, header: &Header) -> Option<PathBuf> {
    let mut parts = Path::new(&header.original).components();
    let (Some(Component::Normal(name)), None) = (parts.next(), parts.next()) else {
        return None;
    };
    let path = edition.with_file_name(name);
    let Ok(real) = path.canonicalize() else {
        return Some(path);
    };
    // A name without a folder is in the current one.
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
    real.starts_with(folder).then_some(path)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::load::sha256;

    #[test]
    fn an_original_is_in_the_folder_of_its_edition() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("sources")).expect("a folder");
        fs::create_dir(at("sources/folder")).expect("a folder");
        fs::write(at("sources/a.pdf"), "a").expect("a file");
        fs::write(at("b.pdf"), "b").expect("a file");
        symlink(at("b.pdf"), at("sources/out.pdf")).expect("a link");
        symlink("a.pdf", at("sources/in.pdf")).expect("a link");
        let edition = at("sources/a.pdf.txt");
        let state = |name: &str, hash: &str| {
            let header = Header {
                original: name.to_owned(),
                sha256: hash.to_owned(),
                ..Header::default()
            };
            (beside(&edition, &header), State::of(&edition, &header))
        };
        let hash = sha256(b"a");
        for (name, hash, path, expected) in [
            (
                "a.pdf",
                hash.as_str(),
                Some("a.pdf"),
                Some(State::Unchanged),
            ),
            (
                "a.pdf",
                &hash.to_uppercase(),
                Some("a.pdf"),
                Some(State::Unchanged),
            ),
            ("in.pdf", &hash, Some("in.pdf"), Some(State::Unchanged)),
            ("a.pdf", "00", Some("a.pdf"), Some(State::Changed)),
            ("a.pdf", "", Some("a.pdf"), None),
            ("c.pdf", &hash, Some("c.pdf"), Some(State::Missing)),
            ("folder", &hash, Some("folder"), Some(State::Missing)),
            ("out.pdf", &hash, None, Some(State::Missing)),
            ("../b.pdf", &hash, None, Some(State::Missing)),
            ("/etc/hostname", &hash, None, Some(State::Missing)),
        ] {
            let path = path.map(|name| at("sources").join(name));
            assert_eq!(state(name, hash), (path, expected), "{name} {hash}");
        }
    }
}

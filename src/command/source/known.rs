//! The originals that a timeline has already.

use std::path::{Path, PathBuf};

use super::fetch::absolute;
use super::original::regular;
use crate::command::originals::{self, State};
use crate::document::{Document, Edition, Header, Kind};
use crate::load::sha256;
use crate::timeline::{Source, Timeline};

/// Where the text of a source comes from, as far as that is known.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The source.
    pub source: &'a Source,
    /// How its text was made, if it is an edition.
    pub header: Option<&'a Header>,
}

impl<'a> Known<'a> {
    /// Returns what is known of a source.
    pub fn of(source: &'a Source) -> Self {
        let edition = source.document().ok().and_then(Document::edition);
        let header = edition.map(Edition::header);
        Self { source, header }
    }

    /// Returns the file of the original: the one that the edition names, in the same folder, or the text itself.
    pub fn path(&self) -> Option<PathBuf> {
        let file = self.source.path.as_deref()?;
        // In the current folder paths are shown without it.
        let file = file.strip_prefix(".").unwrap_or(file);
        match self.header {
            Some(header) => originals::beside(file, header),
            None => Some(file.to_path_buf()),
        }
    }

    /// Returns what the original is, by its name.
    pub fn kind(&self) -> Option<Kind> {
        Kind::of_name(self.path()?.file_name()?.to_str()?)
    }

    /// Returns which page of an archive was read.
    pub fn record(&self) -> Option<&'a str> {
        self.header?.record.as_deref()
    }

    /// Returns whether the original is as it was. None if its text is no edition.
    pub fn state(&self) -> Option<State> {
        State::of(self.source.path.as_deref()?, self.header?)
    }

    /// Returns the SHA-256 of the original from which the text was taken.
    fn sha256(&self) -> Option<String> {
        match self.header {
            Some(header) => Some(header.sha256.to_ascii_lowercase()),
            None => Some(sha256(&regular(&self.path()?).ok()?)),
        }
    }
}

/// Returns the source whose text is in a file.
pub fn in_file<'a>(timeline: &'a Timeline, path: &Path) -> Option<&'a Source> {
    let path = path.canonicalize().ok()?;
    let mut sources = timeline.sources().iter();
    sources.find(|source| {
        let file = source.path.as_deref();
        file.and_then(|file| file.canonicalize().ok()).as_ref() == Some(&path)
    })
}

/// Returns the source whose text was taken from a page of the web. Pages of archives have the address of the page as it
/// was, and are not renewed from there.
pub fn at_address<'a>(timeline: &'a Timeline, address: &str) -> Option<&'a Source> {
    let plain = |address: &str| absolute(address).ok();
    let address = plain(address)?;
    let mut known = timeline.sources().iter().map(Known::of);
    let same = known.find(|known| {
        let url = known.source.url.as_deref();
        let is_text = known.source.document().is_ok() && known.record().is_none();
        is_text && url.and_then(plain).as_ref() == Some(&address)
    });
    same.map(|known| known.source)
}

/// Returns the source whose text was taken from an original already.
pub fn same<'a>(timeline: &'a Timeline, hash: &str, record: Option<&str>) -> Option<&'a Source> {
    let mut known = timeline.sources().iter().map(Known::of);
    let same =
        known.find(|known| known.record() == record && known.sha256().as_deref() == Some(hash));
    same.map(|known| known.source)
}

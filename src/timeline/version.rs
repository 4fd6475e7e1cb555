//! Version: which of the texts of a source is meant.

use std::path::PathBuf;

use super::no_text::NoText;
use super::source::Source;
use crate::date::Date;
use crate::document::Document;

/// One of the texts of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Version {
    /// The text as it is now.
    #[default]
    Current,
    /// An earlier edition, by its position among those of the source.
    Earlier(usize),
}

impl Version {
    /// Returns the version that is one newer than the edition at a position.
    pub fn after(edition: usize) -> Self {
        edition.checked_sub(1).map_or(Self::Current, Self::Earlier)
    }
}

impl Source {
    /// Returns the version that a citation means which gives the date of an edition, or none. A date may also be
    /// that of the current text. None if the source has no such edition.
    pub fn version(&self, edition: Option<&Date>) -> Option<Version> {
        let Some(date) = edition.map(Date::as_str) else {
            return Some(Version::Current);
        };
        let mut earlier = self.editions.iter();
        let earlier = earlier.position(|it| it.retrieved.as_str() == date);
        let is_current = || {
            self.retrieved
                .as_ref()
                .is_some_and(|it| it.as_str() == date)
        };
        let current = || is_current().then_some(Version::Current);
        earlier.map(Version::Earlier).or_else(current)
    }

    /// Iterates over its versions, the newest first.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = Version> + use<> {
        let earlier = (0..self.editions.len()).map(Version::Earlier);
        std::iter::once(Version::Current).chain(earlier)
    }

    /// Returns the text of a version, or why there is none.
    pub fn text(&self, version: Version) -> Result<&Document, &NoText> {
        match version {
            Version::Current => self.document(),
            Version::Earlier(at) => match self.editions.get(at) {
                Some(edition) => edition.document.as_ref(),
                None => Err(&NoText::UnknownEdition),
            },
        }
    }

    /// Returns when a version was retrieved, if that is known.
    pub fn date_of(&self, version: Version) -> Option<&Date> {
        match version {
            Version::Current => self.retrieved.as_ref(),
            Version::Earlier(at) => Some(&self.editions.get(at)?.retrieved),
        }
    }

    /// Returns the file of a version, as the event file names it.
    pub fn file_of(&self, version: Version) -> Option<&str> {
        match version {
            Version::Current => self.file.as_deref(),
            Version::Earlier(at) => Some(&self.editions.get(at)?.file),
        }
    }

    /// Returns the file of a version, for an editor to open.
    pub fn path_of(&self, version: Version) -> Option<&PathBuf> {
        match version {
            Version::Current => self.path.as_ref(),
            Version::Earlier(at) => self.editions.get(at)?.path.as_ref(),
        }
    }

    /// Returns what a version is called: its date, or `now` for a current text without one.
    pub fn name_of(&self, version: Version) -> &str {
        self.date_of(version).map_or("now", Date::as_str)
    }

    /// Returns since when the text of a version is there, in words that go on from a verb: `since 2026-11-27`. Empty
    /// if that is not known.
    pub fn since(&self, version: Version) -> String {
        let date = self.date_of(version);
        date.map_or(String::new(), |date| format!(" since {}", date.as_str()))
    }
}

//! A text that events are read from.

use std::path::PathBuf;

use crate::date::Date;
use crate::document::Document;

/// Points to a source of one timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

impl SourceId {
    /// The source at a position of the timeline's list.
    pub fn new(index: usize) -> Self {
        Self(index as u32)
    }

    /// The position in the timeline's list.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Why a source has no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoText {
    /// Nothing defines the source.
    Undefined,
    /// It has no `file`.
    NoFile,
    /// Its file cannot be read, for a reason in words.
    Unreadable(String),
}

impl NoText {
    /// The same for people.
    pub fn words(&self) -> &str {
        match self {
            Self::Undefined => "the timeline does not define it",
            Self::NoFile => "no `file` is given for it",
            Self::Unreadable(why) => why,
        }
    }
}

/// What is known of a source, and its text where that can be read.
#[derive(Debug)]
pub struct Source {
    /// The id in the file.
    pub slug: String,
    /// The title to show.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who brought it out.
    pub publisher: Option<String>,
    /// Where it stands on the web; http or https.
    pub url: Option<String>,
    /// Where an archived copy stands; http or https.
    pub archive_url: Option<String>,
    /// When it came out.
    pub published: Option<Date>,
    /// When it was retrieved.
    pub retrieved: Option<Date>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// The file with its text, for an editor to open.
    pub path: Option<PathBuf>,
    /// Its text, or why there is none.
    pub document: Result<Document, NoText>,
}

impl Source {
    /// Where it can be read on the web: the page, else an archived copy.
    pub fn address(&self) -> Option<&str> {
        self.url.as_deref().or(self.archive_url.as_deref())
    }

    /// Returns the bytes of its text; none if there is no text.
    pub fn text_len(&self) -> usize {
        let paragraphs = self.document.as_ref().map(Document::paragraphs);
        paragraphs.map_or(0, |all| all.iter().map(String::len).sum())
    }

    /// A source of which only the name is known: nothing defines it.
    pub fn named(slug: String) -> Self {
        Self {
            title: slug.clone(),
            slug,
            author: None,
            publisher: None,
            url: None,
            archive_url: None,
            published: None,
            retrieved: None,
            language: None,
            path: None,
            document: Err(NoText::Undefined),
        }
    }

    /// Author, publisher and date of publication in one line, where known.
    pub fn imprint(&self) -> String {
        let published = self.published.as_ref().map(Date::words);
        [&self.author, &self.publisher, &published]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    }
}

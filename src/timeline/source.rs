//! The texts that events are taken from.

use std::ops::Deref;
use std::path::PathBuf;

use super::edition::Edition;
use super::label::Label;
use super::no_text::NoText;
use crate::date::Date;
use crate::document::{Document, Encoding, Extent, Rule};
use crate::text::web;

/// The id of a source of one timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

impl SourceId {
    /// Returns the id of the source at a position in the timeline's list.
    pub fn new(index: usize) -> Self {
        Self(index as u32)
    }

    /// Returns the position in the timeline's list.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A source, with its text if that can be read. What few sources have is in its [`SourceDetails`], to which it
/// dereferences.
#[derive(Debug)]
pub struct Source {
    label: Label,
    details: Option<Box<SourceDetails>>,
    document: Result<Box<Document>, NoText>,
    file: u32,
}

/// What a source may have beside its id, its title and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceDetails {
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its page on the web; http or https.
    pub url: Option<String>,
    /// The page of an archived copy; http or https.
    pub archive_url: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was retrieved.
    pub retrieved: Option<Date>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// The file with its text, as the event file names it.
    pub file: Option<String>,
    /// That file, for an editor to open.
    pub path: Option<PathBuf>,
    /// The SHA-256 of the file as it was retrieved.
    pub sha256: Option<String>,
    /// How its text is split into paragraphs, if that is given.
    pub paragraphs: Option<Rule>,
    /// How much of a web page is read, if that is given.
    pub content: Option<Extent>,
    /// The encoding of its text, if that is given.
    pub encoding: Option<Encoding>,
    /// Its text as it was earlier, the newest edition first.
    pub editions: Vec<Edition>,
}

impl SourceDetails {
    const NONE: &'static Self = &Self {
        author: None,
        publisher: None,
        url: None,
        archive_url: None,
        published: None,
        retrieved: None,
        language: None,
        file: None,
        path: None,
        sha256: None,
        paragraphs: None,
        content: None,
        encoding: None,
        editions: Vec::new(),
    };
}

impl Deref for Source {
    type Target = SourceDetails;

    fn deref(&self) -> &SourceDetails {
        self.details.as_deref().unwrap_or(SourceDetails::NONE)
    }
}

impl Source {
    /// Makes a source with an id, a title and its text, or why it has none.
    pub fn new(
        slug: &str,
        title: &str,
        details: SourceDetails,
        document: Result<Document, NoText>,
    ) -> Self {
        Self {
            label: Label::new(slug, title),
            details: (details != *SourceDetails::NONE).then(|| Box::new(details)),
            document: document.map(Box::new),
            file: 0,
        }
    }

    /// Returns it as defined by the event file at a position among those of the timeline.
    #[must_use]
    pub fn defined_by(self, file: usize) -> Self {
        Self {
            file: u32::try_from(file).unwrap_or(u32::MAX),
            ..self
        }
    }

    /// Returns the position of the event file that defines it, the first if nothing does.
    pub fn event_file(&self) -> usize {
        self.file as usize
    }

    /// Returns a source that the timeline does not define, of which only the name is known.
    pub fn named(slug: &str) -> Self {
        Self::new(slug, slug, SourceDetails::default(), Err(NoText::Undefined))
    }

    /// Returns the id in the file.
    pub fn slug(&self) -> &str {
        self.label.id()
    }

    /// Returns the title to show.
    pub fn title(&self) -> &str {
        self.label.title()
    }

    /// Returns its text, or why there is none.
    pub fn document(&self) -> Result<&Document, &NoText> {
        self.document.as_deref()
    }

    /// Returns its page on the web. That of a source that the timeline does not define is its name, if it is one.
    pub fn page(&self) -> Option<&str> {
        let name =
            || Some(self.slug()).filter(|name| self.document.is_err() && web::is_address(name));
        self.url.as_deref().or_else(name)
    }

    /// Returns where it can be read on the web: its page, or else an archived copy.
    pub fn address(&self) -> Option<&str> {
        self.page().or(self.archive_url.as_deref())
    }

    /// Returns the bytes of its text; none if there is no text.
    pub fn text_len(&self) -> usize {
        let paragraphs = self.document().map(Document::paragraphs);
        paragraphs.map_or(0, |all| all.iter().map(str::len).sum())
    }

    /// Returns author, publisher and date of publication in one line, as far as they are known.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_as_a_name_is_a_page() {
        let page = |name| Source::named(name).page().map(str::to_owned);
        assert_eq!(
            page("https://example.org/a"),
            Some("https://example.org/a".to_owned())
        );
        for name in [
            "Courier",
            "https://",
            "https://e.org/a b",
            "javascript:alert(1)",
            "ftp://e.org",
        ] {
            assert_eq!(page(name), None, "{name}");
        }
    }
}

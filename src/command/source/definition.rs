//! A source as an event file defines it.

use crate::export::{Section, key};
use crate::text::sanitize;

/// What `[sources.ID]` is to have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definition {
    /// Its id.
    pub id: String,
    /// Sentences for a comment above its keys.
    pub comment: Vec<String>,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its page on the web.
    pub url: Option<String>,
    /// The page of an archived copy.
    pub archive_url: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// When it was retrieved.
    pub retrieved: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// The file with its text, relative to the event file.
    pub file: String,
    /// The encoding of that file, if it is not to be guessed.
    pub encoding: Option<String>,
}

impl Definition {
    /// Returns it as an event file has it: a header, comments and keys, a line each.
    pub fn toml(&self) -> String {
        let mut header = format!("[sources.{}]", key(&self.id));
        for sentence in &self.comment {
            header.push_str("\n# ");
            header.push_str(&sanitize::line(sentence));
        }
        let mut section = Section::new(header);
        section.text("title", Some(&self.title));
        for (key, value) in [
            ("author", &self.author),
            ("publisher", &self.publisher),
            ("url", &self.url),
            ("archive_url", &self.archive_url),
            ("published", &self.published),
            ("retrieved", &self.retrieved),
            ("language", &self.language),
        ] {
            section.text(key, value.as_deref());
        }
        section.text("file", Some(&self.file));
        section.text("encoding", self.encoding.as_deref());
        section.toml()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_reads_as_if_written_by_hand() {
        let definition = Definition {
            id: "report".to_owned(),
            comment: vec!["One\nline.".to_owned()],
            title: "Say \"no\"".to_owned(),
            retrieved: Some("2026-11-28".to_owned()),
            file: "sources/report.pdf.txt".to_owned(),
            ..Definition::default()
        };
        assert_eq!(
            definition.toml(),
            "[sources.report]\n# One line.\ntitle     = 'Say \"no\"'\nretrieved = \"2026-11-28\"\n\
             file      = \"sources/report.pdf.txt\"\n"
        );
    }
}

//! Web pages to editions.

mod facts;

use super::Document;
use super::edition::EditionWriter;
use super::encoding::Encoding;
use super::original::{Extract, Refusal};
use super::reading::{Extent, Format, Reading};
use super::{charset, written_day};

/// A web page that was saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub bytes: Vec<u8>,
    /// Its encoding, where the headers of the answer say it.
    pub charset: Option<String>,
    /// The address that it was saved from.
    pub url: Option<String>,
    /// When it was saved, as the archive writes it.
    pub date: Option<String>,
}

impl Page {
    /// Reads the page.
    pub fn extract(&self) -> Result<Extract, Refusal> {
        let mut extract = read(&self.bytes, self.charset.as_deref())?;
        self.add_origin(&mut extract);
        Ok(extract)
    }

    /// Adds where and when it was saved.
    pub fn add_origin(&self, extract: &mut Extract) {
        if self.url.is_some() {
            extract.facts.url.clone_from(&self.url);
        }
        let day = self.date.as_deref().and_then(written_day::day);
        extract.facts.retrieved = day.or(extract.facts.retrieved.take());
    }
}

/// Reads the main part of a page. `charset` is the encoding that the headers of an answer name.
pub(super) fn read(bytes: &[u8], charset: Option<&str>) -> Result<Extract, Refusal> {
    let mut extract = Extract::default();
    let document = paragraphs(bytes, charset, Extent::Main);
    let mut writer = EditionWriter::default();
    write(&document, &mut writer, &mut extract.notes);
    extract.body = writer.finish();
    if extract.body.is_empty() {
        return Err("it has no text".into());
    }
    let declared = Encoding::declared(bytes).map(Encoding::name);
    let text = charset::text(bytes, charset.or(declared.as_deref()), &mut Vec::new());
    extract.facts = facts::read(&text);
    Ok(extract)
}

/// Returns the paragraphs of a page.
pub(super) fn paragraphs(bytes: &[u8], charset: Option<&str>, extent: Extent) -> Document {
    let encoding = charset.and_then(|label| label.trim().parse::<Encoding>().ok());
    let reading = Reading {
        encoding,
        extent,
        ..Format::Html.into()
    };
    Document::read(bytes, reading)
}

/// Writes the paragraphs of a document, with a note if it is not in the encoding that it is said to have.
pub(super) fn write(document: &Document, writer: &mut EditionWriter, notes: &mut Vec<String>) {
    for paragraph in document.paragraphs().iter() {
        writer.paragraph(paragraph);
    }
    let has_note = !document.warnings().is_empty();
    notes.extend(has_note.then(|| {
        "some characters could not be decoded, or look wrong: the page may have another encoding".to_owned()
    }));
}

//! Web pages to editions.

mod facts;

use super::body::Body;
use super::edition::EditionWriter;
use super::encoding::Encoding;
use super::original::{Extract, Refusal};
use super::reading::Extent;
use super::{charset, decode, html, written_day};

/// The largest number of bytes of a page or a text.
pub(super) const MAX_BYTES: usize = 256 << 20;

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
    if bytes.len() > MAX_BYTES {
        return Err(format!("it has more than {MAX_BYTES} bytes").into());
    }
    let mut extract = Extract::default();
    let paragraphs = paragraphs(bytes, charset, Extent::Main, &mut extract.notes);
    let mut writer = EditionWriter::default();
    write(&paragraphs, &mut writer);
    extract.body = writer.finish();
    if extract.body.is_empty() {
        return Err("it has no text".into());
    }
    let declared = Encoding::declared(bytes).map(Encoding::name);
    let text = charset::text(bytes, charset.or(declared.as_deref()), &mut Vec::new());
    extract.facts = facts::read(&text);
    Ok(extract)
}

/// Returns the paragraphs of a page. Adds a note if it is not in the encoding that it is said to have.
pub(super) fn paragraphs(
    bytes: &[u8],
    charset: Option<&str>,
    extent: Extent,
    notes: &mut Vec<String>,
) -> Body {
    let named = charset.and_then(|label| label.trim().parse().ok());
    let (text, warning) = decode::decode(bytes, named, Encoding::declared(bytes));
    notes.extend(warning.map(|_| {
        "some characters could not be decoded, or look wrong: the page may have another encoding"
            .to_owned()
    }));
    html::paragraphs(text, extent).0
}

/// Writes paragraphs.
pub(super) fn write(body: &Body, writer: &mut EditionWriter) {
    for paragraph in body.paragraphs().iter() {
        writer.paragraph(paragraph);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Format};
    use super::*;

    #[test]
    fn a_page_has_the_paragraphs_that_its_document_has() {
        let page = "<meta charset=koi8-r><title>T</title><nav><a href=x>Menu</a></nav><article><h1>One</h1>\
                    <p>It was <b>so</b>.</p><p>\u{fffd}</p></article>"
            .replace('\u{fffd}', "\u{c4}");
        let page: Vec<u8> = page
            .chars()
            .filter_map(|c| u8::try_from(u32::from(c)).ok())
            .collect();
        let read = read(&page, None).expect("text");
        let document = Document::read(&page, Format::Html);
        let paragraphs: Vec<&str> = document.paragraphs().iter().collect();
        assert_eq!(read.body, format!("{}\n", paragraphs.join("\n\n")));
        assert_eq!(read.facts.title.as_deref(), Some("T"));
        assert!(read.notes.is_empty());
        let latin = super::read(&page, Some("latin1")).expect("text");
        assert!(latin.body.ends_with("Ä\n"), "{}", latin.body);
    }
}

//! Reads originals of all kinds.

use super::archive::{self, Found};
use super::edition::EditionWriter;
use super::kind::Kind;
use super::original::{Extract, Refusal};
use super::reading::Format;
use super::{captions, charset, html_page, mail, markdown, office, plain};

/// What is asked of an original, besides its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExtractOptions {
    /// Which page of a web archive to read: its address, or its address, a space and when it was saved, as
    /// [`Member`](super::Member) has them.
    pub record: Option<String>,
    /// The encoding of the text, for example from the headers of an answer. A byte-order mark overrides it.
    pub charset: Option<String>,
}

/// Returns the library that decodes a kind of original, with its version, if the text depends on it.
pub fn decoder(kind: Kind) -> Option<&'static str> {
    match kind {
        #[cfg(feature = "pdf")]
        Kind::Pdf => Some(super::pdf::DECODER),
        _ => None,
    }
}

/// Reads an original. `progress` is told how many of how many parts are done, such as pages or messages.
pub fn extract(
    bytes: &[u8],
    kind: Kind,
    options: &ExtractOptions,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Extract, Refusal> {
    let record = options.record.as_deref();
    match kind {
        Kind::Warc => found(archive::warc(bytes, record)?, progress),
        Kind::Wacz => found(archive::wacz(bytes, record)?, progress),
        kind => single(bytes, kind, options.charset.as_deref(), progress),
    }
}

/// Reads the page that was found in an archive.
fn found(found: Found, progress: &mut dyn FnMut(usize, usize)) -> Result<Extract, Refusal> {
    let Found { page, kind, notes } = found;
    let mut extract = single(&page.bytes, kind, page.charset.as_deref(), progress)?;
    page.add_origin(&mut extract);
    extract.notes.extend(notes);
    Ok(extract)
}

/// Reads an original that is no archive of several pages.
fn single(
    bytes: &[u8],
    kind: Kind,
    charset: Option<&str>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Extract, Refusal> {
    match kind {
        #[cfg(feature = "pdf")]
        Kind::Pdf => super::pdf::read(bytes, progress),
        #[cfg(not(feature = "pdf"))]
        Kind::Pdf => Err("this build of annals cannot read PDF".into()),
        Kind::Html => html_page::read(bytes, charset),
        Kind::Docx => office::docx(bytes),
        Kind::Odt => office::odt(bytes),
        Kind::Epub => office::epub(bytes, progress),
        Kind::Srt | Kind::Vtt => captions::read(bytes, charset),
        Kind::Eml => mail::message(bytes),
        Kind::Mbox => mail::mailbox(bytes, progress),
        Kind::Mhtml => mail::page(bytes)?.extract(),
        Kind::Text => text(bytes, Format::Plain, charset),
        Kind::Markdown => text(bytes, Format::Markdown, charset),
        Kind::Warc | Kind::Wacz => Err("an archive within an archive cannot be read".into()),
    }
}

/// Reads a text that has no pages, times or messages.
fn text(bytes: &[u8], format: Format, charset: Option<&str>) -> Result<Extract, Refusal> {
    if bytes.len() > html_page::MAX_BYTES {
        let max = html_page::MAX_BYTES;
        return Err(format!("it has more than {max} bytes").into());
    }
    let mut extract = Extract::default();
    let text = charset::text(bytes, charset, &mut extract.notes);
    let body = match format {
        Format::Markdown => markdown::paragraphs(&text).0,
        _ => plain::paragraphs(&text, None),
    };
    let mut writer = EditionWriter::default();
    html_page::write(&body, &mut writer);
    extract.body = writer.finish();
    if extract.body.is_empty() {
        return Err("it has no text".into());
    }
    Ok(extract)
}

#[cfg(test)]
mod tests;

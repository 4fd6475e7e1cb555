//! Documents and e-books in zip files, to editions.

mod docx;
mod dublin_core;
mod epub;
mod flow;
mod odt;
mod styles;
mod xml;

use super::edition::EditionWriter;
use super::original::{Extract, Refusal};
use super::package::Package;

/// Reads a document of Microsoft Word.
pub(super) fn docx(bytes: &[u8]) -> Result<Extract, Refusal> {
    let (paragraphs, extract) = docx::read(&mut Package::open(bytes)?)?;
    written(&paragraphs, extract)
}

/// Reads an `OpenDocument` text.
pub(super) fn odt(bytes: &[u8]) -> Result<Extract, Refusal> {
    let (paragraphs, extract) = odt::read(&mut Package::open(bytes)?)?;
    written(&paragraphs, extract)
}

/// Reads an e-book. `progress` is told how many of how many chapters are done.
pub(super) fn epub(
    bytes: &[u8],
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Extract, Refusal> {
    Ok(epub::read(&mut Package::open(bytes)?, progress)?)
}

/// Returns an extract with its paragraphs as the body.
fn written(paragraphs: &[String], mut extract: Extract) -> Result<Extract, Refusal> {
    if paragraphs.is_empty() {
        let reason = extract.notes.into_iter().next();
        return Err(reason.unwrap_or_else(|| "it has no text".to_owned()).into());
    }
    let mut writer = EditionWriter::default();
    for paragraph in paragraphs {
        writer.paragraph(paragraph);
    }
    extract.body = writer.finish();
    Ok(extract)
}

#[cfg(test)]
mod tests;

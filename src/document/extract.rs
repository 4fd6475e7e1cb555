//! Reads originals of all kinds.

use super::captions;
use super::html_page;
use super::kind::Kind;
use super::mail;
use super::office;
use super::original::{Extract, Refusal};

/// What is asked of an original, besides its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExtractOptions {
    /// Which page of a web archive to read: its address, or its address, a space and when it was saved, as
    /// [`Member`](super::Member) has them.
    pub record: Option<String>,
    /// The encoding of the text, for example from the headers of an answer. A byte-order mark overrides it.
    pub charset: Option<String>,
}

/// Reads an original. `progress` is told how many of how many parts are done, such as pages or messages.
pub fn extract(
    bytes: &[u8],
    kind: Kind,
    options: &ExtractOptions,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Extract, Refusal> {
    let charset = options.charset.as_deref();
    match kind {
        Kind::Html => html_page::read(bytes, charset),
        Kind::Docx => office::docx(bytes),
        Kind::Odt => office::odt(bytes),
        Kind::Epub => office::epub(bytes, progress),
        Kind::Eml => mail::message(bytes),
        Kind::Mbox => mail::mailbox(bytes, progress),
        Kind::Mhtml => mail::page(bytes)?.extract(),
        Kind::Srt | Kind::Vtt => captions::read(bytes, charset),
        _ => Err(format!("{} files cannot be read yet", kind.name()).into()),
    }
}

#[cfg(test)]
mod tests;

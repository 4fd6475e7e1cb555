//! The facts at the beginning of a text edition.

use super::digest::{Part, digests};
use super::writer::single;
use crate::text::sanitize;

/// The first line of an edition, up to the number of the version.
pub(super) const FIRST: &str = "annals text edition ";
/// The version of the format that is read and written.
pub(super) const VERSION: &str = "1";

/// How an edition was made. In an edition that was read, whatever its file does not say is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// The name of the original, which is in the same folder.
    pub original: String,
    /// The SHA-256 of the original, in hexadecimal.
    pub sha256: String,
    /// What read the original, with its version.
    pub extractor: String,
    /// The day on which it was read, `YYYY-MM-DD`.
    pub taken: String,
    /// Which part of an archive was read, if the original is one.
    pub record: Option<String>,
    /// The encoding of the original, if that was given by hand.
    pub encoding: Option<String>,
}

/// Returns a text edition: its header with the digests of its text, a blank line, and the body, as
/// [`EditionWriter`](super::EditionWriter) writes it.
pub fn assemble(header: &Header, body: &str) -> String {
    let mut file = format!("{FIRST}{VERSION}\n");
    let mut line = |key: &str, value: &str| {
        let value = single(value);
        if !value.is_empty() {
            for piece in [key, ": ", &value, "\n"] {
                file.push_str(piece);
            }
        }
    };
    line("original", &header.original);
    line("record", header.record.as_deref().unwrap_or_default());
    line("encoding", header.encoding.as_deref().unwrap_or_default());
    line("sha256", &header.sha256);
    line("extractor", &header.extractor);
    line("taken", &header.taken);
    let part = Part::of(body);
    let digests = digests(part, body).into_iter();
    let digests: Vec<String> = digests.map(|(_, digest)| digest.to_string()).collect();
    line(part.name(), &digests.join(" "));
    file.push('\n');
    file.push_str(body);
    file
}

/// Returns whether a text is an edition, of any version.
pub(super) fn begins(text: &str) -> bool {
    text.strip_prefix(FIRST)
        .is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
}

/// Splits `key: value`. Returns `None` for another line.
pub(super) fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_entry =
        !key.is_empty() && key.bytes().all(is_key) && (value.is_empty() || value.starts_with(' '));
    is_entry.then_some((key, value.trim()))
}

impl Header {
    /// Takes a value that the header has by its key. Returns whether it is one of its keys.
    pub(super) fn set(&mut self, key: &str, value: &str) -> bool {
        let value = sanitize::line(value);
        match key {
            "original" => self.original = value,
            "sha256" => self.sha256 = value,
            "extractor" => self.extractor = value,
            "taken" => self.taken = value,
            "record" => self.record = Some(value),
            "encoding" => self.encoding = Some(value),
            _ => return false,
        }
        true
    }
}

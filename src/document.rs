//! A source as numbered paragraphs: what a reader is shown and what a quote is looked for in,
//! one and the same text. It must not know events, citations, files or the terminal.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod body;
mod decode;
mod encoding;
mod html;
mod markdown;
mod plain;
mod reading;

use std::sync::OnceLock;

pub use body::Paragraphs;
pub use encoding::Encoding;
pub use reading::{Format, Reading, Rule};

use crate::anchor::normalize::Normalized;
use body::Body;

/// The most bytes of a file that are read. Whatever its encoding and format, offsets into the text
/// then fit in 32 bits, because no byte becomes more than three and no character reference grows by
/// more than a fifth.
const MOST: usize = 1 << 30;

/// One source, cut into paragraphs that are safe to draw.
#[derive(Debug, Clone, Default)]
pub struct Document {
    body: Body,
    /// Filled paragraph by paragraph when a quote asks, so that unread text costs nothing.
    normalized: Vec<OnceLock<Normalized>>,
    warnings: Vec<String>,
}

impl Document {
    /// Reads a source. Warnings tell what could not be decoded, and is replaced, and what was left
    /// out.
    pub fn read(bytes: &[u8], reading: impl Into<Reading>) -> Self {
        let reading = reading.into();
        let (bytes, cut) = limit(bytes, MOST);
        let declared = match reading.format {
            Format::Html => Encoding::declared(bytes),
            Format::Plain | Format::Markdown => None,
        };
        let (text, undecoded) = decode::decode(bytes, reading.encoding, declared);
        let mut body = match reading.format {
            Format::Plain => plain::paragraphs(&text, reading.rule),
            Format::Markdown => markdown::paragraphs(&text),
            Format::Html => html::paragraphs(text),
        };
        body.shrink();
        Self {
            normalized: vec![OnceLock::new(); body.paragraphs().len()],
            body,
            warnings: undecoded.into_iter().chain(cut).collect(),
        }
    }

    /// The paragraphs in order; a paragraph's number is its index + 1.
    pub fn paragraphs(&self) -> Paragraphs<'_> {
        self.body.paragraphs()
    }

    /// The paragraph of that number, counted from 1.
    pub fn paragraph(&self, number: usize) -> Option<&str> {
        self.paragraphs().get(number.checked_sub(1)?)
    }

    /// The line of the file, counted from 1, at which the paragraph of that number begins: where an
    /// editor opens it. Lines end at LF, CRLF or a lone CR.
    pub fn line(&self, number: usize) -> Option<usize> {
        self.body.line(number.checked_sub(1)?)
    }

    /// What a reader should know about how the source was read, e.g. bytes that are no text.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The paragraph of that number, normalised on first use.
    pub(crate) fn normalized(&self, number: usize) -> Option<&Normalized> {
        let text = self.paragraph(number)?;
        let slot = self.normalized.get(number - 1)?;
        Some(slot.get_or_init(|| Normalized::new(text)))
    }
}

/// The bytes that are read, and a warning if those are not all.
fn limit(bytes: &[u8], most: usize) -> (&[u8], Option<String>) {
    match bytes.get(..most) {
        Some(first) if first.len() < bytes.len() => {
            let warning = format!(
                "the file has {} bytes; only the first {most} are read",
                bytes.len()
            );
            (first, Some(warning))
        }
        _ => (bytes, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_numbered_from_one() {
        let document = Document::read(b"one\n\ntwo", Format::Plain);
        assert_eq!(document.paragraph(0), None);
        assert_eq!(document.paragraph(1), Some("one"));
        assert_eq!(document.paragraph(2), Some("two"));
        assert_eq!(document.paragraph(3), None);
        assert!(document.warnings().is_empty());
    }

    #[test]
    fn a_paragraph_knows_its_line() {
        let lines = |bytes: &[u8], format| {
            let document = Document::read(bytes, format);
            let numbers = 1..=document.paragraphs().len();
            assert_eq!(
                (document.line(0), document.line(numbers.end() + 1)),
                (None, None)
            );
            numbers
                .map(|number| document.line(number).unwrap())
                .collect::<Vec<_>>()
        };
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            for text in [
                "\n\none\ntwo\n \t\nthree\n\n\n\nfour\n",
                "\u{feff}\n\none\ntwo\n\nthree\n\n\n\nfour",
            ] {
                for end in ["\n", "\r\n", "\r"] {
                    let mut text = text.to_owned();
                    if format == Format::Html {
                        for word in ["one", "three", "four"] {
                            text = text.replace(word, &format!("<p>{word}"));
                        }
                    }
                    let text = text.replace('\n', end);
                    assert_eq!(lines(text.as_bytes(), format), [3, 6, 10], "{text:?}");
                }
            }
            assert!(lines(b"", format).is_empty());
        }
        assert_eq!(
            lines(b"\xff\xfea\0\r\0\n\0\r\0\n\0b\0", Format::Plain),
            [1, 3]
        );
    }

    #[test]
    fn a_file_that_is_too_long_is_cut_with_a_warning() {
        assert_eq!(limit(b"four", 4), (&b"four"[..], None));
        let (read, warning) = limit(b"three", 3);
        assert_eq!(read, b"thr");
        assert_eq!(
            warning.as_deref(),
            Some("the file has 5 bytes; only the first 3 are read")
        );
    }

    #[test]
    fn bad_bytes_warn() {
        let document = Document::read(b"perch\xe9", Format::Plain);
        assert!(document.paragraphs().iter().eq(["perch\u{fffd}"]));
        assert_eq!(document.warnings().len(), 1);
    }

    #[test]
    fn a_page_is_read_in_the_encoding_it_declares() {
        let text = |bytes: &[u8]| {
            let document = Document::read(bytes, Format::Html);
            assert!(document.warnings().is_empty(), "{:?}", document.warnings());
            document.paragraphs().iter().collect::<String>()
        };
        assert_eq!(
            text(b"<meta charset=iso-8859-1><p>\x93perch\xe9\x94"),
            "“perché”"
        );
        assert_eq!(
            text(b"<META http-equiv=Content-Type content='text/html; charset=Shift_JIS'><p>\x93\xfa\x96{"),
            "日本"
        );
        assert_eq!(
            text(b"<?xml version='1.0' encoding='koi8-r'?><html><body><p>\xc4\xc1"),
            "да"
        );
        let page = "<meta charset=latin1><p>perché 日本";
        let wide = page.encode_utf16().flat_map(u16::to_be_bytes);
        assert_eq!(
            text(&[vec![0xfe, 0xff], wide.collect()].concat()),
            "perché 日本"
        );
        assert_eq!(text(format!("\u{feff}{page}").as_bytes()), "perché 日本");
        // It is not UTF-16, or the declaration could not be read.
        assert_eq!(text("<meta charset=utf-16><p>è".as_bytes()), "è");
    }

    #[test]
    fn an_encoding_is_not_guessed_but_can_be_named() {
        let page = b"<meta charset=utf-8><p>perch\xe9";
        let warned = Document::read(page, Format::Html);
        assert_eq!(warned.paragraph(1), Some("perch\u{fffd}"));
        assert!(warned.warnings()[0].contains("`encoding = "));
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            let reading = Reading {
                encoding: "windows-1252".parse().ok(),
                ..format.into()
            };
            let named = Document::read(page, reading);
            assert!(
                named
                    .paragraph(1)
                    .is_some_and(|text| text.ends_with("perché"))
            );
            assert!(named.warnings().is_empty());
        }
        // What only pages declare says nothing in a text.
        let text = Document::read(b"<meta charset=latin1>\xe9", Format::Plain);
        assert_eq!(text.warnings().len(), 1);
    }
}

//! Sources as numbered paragraphs.
//!
//! The paragraphs a reader sees are the ones quotes are searched in: there is only one text. This
//! module knows nothing about events, citations, files or the terminal.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod archive;
mod body;
mod captions;
mod changes;
mod charset;
mod decode;
mod edition;
mod encoding;
mod entities;
mod extract;
mod html;
mod html_page;
mod index;
mod kind;
mod look;
mod mail;
mod markdown;
mod office;
mod original;
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod reading;
mod unread;
mod written_day;

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

pub use body::Paragraphs;
pub use changes::Change;
pub use edition::{
    At, Beginning, Edition, EditionWriter, Edits, Header, Locator, LocatorKeys, Mark, Part,
    assemble, clock, read_clock,
};
pub use encoding::Encoding;
pub use extract::{ExtractOptions, decoder, extract};
pub(crate) use html::limited_tag;
pub use kind::Kind;
pub use original::{Extract, Facts, Member, Refusal};
pub use reading::{Extent, Format, Reading, Rule};
pub use unread::{Elsewhere, Why};

use crate::text::mapped::Mapped;
use crate::text::normalize::normalize;
use body::Body;
use index::Index;
use unread::Unread;

/// The largest number of bytes read from a file. It keeps offsets into the text within 32 bits for
/// every encoding and format: decoding turns a byte into three at most, and a character reference
/// grows by a fifth at most.
const MAX_BYTES: usize = 1 << 30;

/// A source split into paragraphs that are safe to draw.
#[derive(Debug, Clone, Default)]
pub struct Document {
    body: Body,
    unread: Unread,
    /// Filled paragraph by paragraph during a search, so text that is never searched costs nothing.
    normalized: OnceLock<Vec<OnceLock<Mapped>>>,
    /// The bytes of the longest paragraph.
    longest: usize,
    searches: Arc<Searches>,
    warnings: Vec<String>,
    edition: Option<Box<Edition>>,
}

/// Some text of a document, such as a page. It may begin and end within paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The numbers of the paragraphs that have some of it. Empty if it has no text.
    pub paragraphs: Range<usize>,
    bytes: Range<u32>,
}

/// An index that makes many searches of the document faster.
#[derive(Debug, Default)]
struct Searches {
    count: AtomicUsize,
    /// `None` if there are too many paragraphs.
    index: OnceLock<Option<Index>>,
}

/// The number of searches that take about as long as building the index.
const INDEXED: usize = 500;

impl Document {
    /// Reads a source. Plain text that begins as a text edition is one, and has paragraphs between blank lines whatever
    /// the rule. Bytes that cannot be decoded become U+FFFD; they and any text left out are
    /// reported by [`Document::warnings`].
    pub fn read(bytes: &[u8], reading: impl Into<Reading>) -> Self {
        let reading = reading.into();
        let (bytes, cut) = limit(bytes, MAX_BYTES);
        let declared = match reading.format {
            Format::Html => Encoding::declared(bytes),
            Format::Plain | Format::Markdown => None,
        };
        let (text, undecoded) = decode::decode(bytes, reading.encoding, declared);
        let mut edition = None;
        let (mut body, mut unread) = match reading.format {
            Format::Plain => {
                let body = match edition::read(&text) {
                    Some((body, found)) => {
                        edition = Some(Box::new(found));
                        body
                    }
                    None => plain::paragraphs(&text, reading.rule),
                };
                (body, Unread::default())
            }
            Format::Markdown => markdown::paragraphs(&text),
            Format::Html => html::paragraphs(text, reading.extent),
        };
        body.shrink();
        unread.shrink();
        let longest = body.paragraphs().iter().map(str::len).max();
        let longest = longest.unwrap_or_default();
        Self {
            normalized: OnceLock::new(),
            longest,
            body,
            unread,
            searches: Arc::default(),
            warnings: undecoded.into_iter().chain(cut).collect(),
            edition,
        }
    }

    /// Returns the paragraphs in order. A paragraph's number is its index plus one.
    pub fn paragraphs(&self) -> Paragraphs<'_> {
        self.body.paragraphs()
    }

    /// Returns the bytes of the longest paragraph.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// Returns the paragraph with the given number, counted from 1.
    pub fn paragraph(&self, number: usize) -> Option<&str> {
        self.paragraphs().get(number.checked_sub(1)?)
    }

    /// Returns whether the paragraph with the given number, counted from 1, is a heading. Only
    /// headings of Markdown are known.
    pub fn is_heading(&self, number: usize) -> bool {
        number
            .checked_sub(1)
            .is_some_and(|index| self.body.is_heading(index))
    }

    /// Iterates over the numbers of the paragraphs that are headings.
    pub fn headings(&self) -> impl Iterator<Item = usize> + '_ {
        self.body.headings().map(|index| index.saturating_add(1))
    }

    /// Returns the line of the file where the paragraph with the given number starts, so that an
    /// editor can open it. Both are counted from 1. Lines end with LF, CRLF or a lone CR.
    pub fn line(&self, number: usize) -> Option<usize> {
        self.body.line(number.checked_sub(1)?)
    }

    /// Returns what is known of the original, if this is a text edition.
    pub fn edition(&self) -> Option<&Edition> {
        self.edition.as_deref()
    }

    /// Returns where in the original a range of bytes of a paragraph is, the paragraph counted from 1.
    pub fn at(&self, number: usize, bytes: Range<usize>) -> At {
        let at = || {
            let edition = self.edition()?;
            let bytes = self.bytes(number, bytes)?;
            Some(edition.locations().at(&bytes))
        };
        at().unwrap_or_default()
    }

    /// Returns the text that a locator stands for, which is several stretches if pages have the same label. Returns none
    /// if the original has no such page, time or message.
    pub fn located(&self, locator: &Locator) -> Vec<Stretch> {
        let locations = self.edition().map(Edition::locations);
        let covered = locations.map(|it| it.covered(locator, self.body.len()));
        let stretch = |bytes| {
            let indices = self.body.covering(&bytes);
            let [start, end] = [indices.start, indices.end].map(|index| index.saturating_add(1));
            Stretch {
                paragraphs: start..end,
                bytes,
            }
        };
        let covered = covered.into_iter().flatten();
        covered.map(stretch).collect()
    }

    /// Returns a paragraph as a stretch of the text.
    pub fn stretch(&self, number: usize) -> Option<Stretch> {
        Some(Stretch {
            paragraphs: number..number.checked_add(1)?,
            bytes: self.body.range(number.checked_sub(1)?)?,
        })
    }

    /// Returns whether a range of bytes of a paragraph has some text of a stretch. An empty range is one of a byte.
    pub fn overlaps(&self, stretch: &Stretch, number: usize, bytes: Range<usize>) -> bool {
        let bytes = self.bytes(number, bytes);
        bytes.is_some_and(|bytes| {
            let end = bytes.end.max(bytes.start.saturating_add(1));
            bytes.start.max(stretch.bytes.start) < end.min(stretch.bytes.end)
        })
    }

    /// Returns the marks before a range of bytes of a paragraph, or before some of its characters, each with its offset in
    /// bytes: all pages, then all messages, then all times. Those of the empty range `0..0` are before the paragraph.
    pub fn beginnings(
        &self,
        number: usize,
        bytes: Range<usize>,
    ) -> impl Iterator<Item = (usize, Beginning<'_>)> {
        let end = bytes.end.max(bytes.start.saturating_add(1));
        let range = self.bytes(number, bytes.start..end);
        let start = self.bytes(number, 0..0).map_or(0, |range| range.start);
        let found = self.edition().zip(range).map(|(edition, range)| {
            let found = edition.locations().beginnings(&range);
            found.map(move |(at, beginning)| (at.saturating_sub(start) as usize, beginning))
        });
        found.into_iter().flatten()
    }

    /// Converts a range of bytes of a paragraph to one of the text of all paragraphs.
    fn bytes(&self, number: usize, bytes: Range<usize>) -> Option<Range<u32>> {
        let paragraph = self.body.range(number.checked_sub(1)?)?;
        let [start, end] = [bytes.start, bytes.end].map(|at| {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            paragraph.start.saturating_add(at).min(paragraph.end)
        });
        Some(start..end)
    }

    /// Returns where a quote is in the file if it is in text that is not read, such as text that is
    /// marked as deleted or that is outside the main part of a page.
    pub fn elsewhere(&self, quote: &str) -> Option<Elsewhere> {
        self.unread.find(quote)
    }

    /// Returns what went wrong while reading the source, for example undecodable bytes.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Returns what has become of the paragraphs in a newer text, as [`changes`](changes::changes).
    pub fn changes(&self, newer: &Self) -> Vec<Change> {
        let old: Vec<&str> = self.paragraphs().iter().collect();
        let new: Vec<&str> = newer.paragraphs().iter().collect();
        changes::changes(&old, &new)
    }

    /// Returns the normalised paragraph with the given number, computed on first use.
    pub(crate) fn normalized(&self, number: usize) -> Option<&Mapped> {
        let text = self.paragraph(number)?;
        let empty = || vec![OnceLock::new(); self.paragraphs().len()];
        let slot = self.normalized.get_or_init(empty).get(number - 1)?;
        Some(slot.get_or_init(|| normalize(text)))
    }

    /// Returns the paragraphs that may have a normalized text, in order. Returns `None` if every
    /// paragraph may, or if there were too few searches to build an index.
    pub(crate) fn paragraphs_with(
        &self,
        text: &str,
    ) -> Option<Box<dyn Iterator<Item = usize> + '_>> {
        let searches = &self.searches;
        if searches.count.fetch_add(1, Ordering::Relaxed) < INDEXED {
            return None;
        }
        let texts = || (1..=self.paragraphs().len()).filter_map(|number| self.normalized(number));
        let index = searches
            .index
            .get_or_init(|| Index::new(texts().map(|normalized| &*normalized.text)));
        index.as_ref()?.paragraphs(text)
    }
}

/// Returns the first `max` bytes, with a warning if there are more.
fn limit(bytes: &[u8], max: usize) -> (&[u8], Option<String>) {
    match bytes.get(..max) {
        Some(first) if first.len() < bytes.len() => {
            let warning = format!(
                "the file has {} bytes; only the first {max} were read",
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
    fn paragraphs_keep_their_line_numbers() {
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
    fn oversized_files_are_truncated_with_a_warning() {
        assert_eq!(limit(b"four", 4), (&b"four"[..], None));
        let (read, warning) = limit(b"three", 3);
        assert_eq!(read, b"thr");
        assert_eq!(
            warning.as_deref(),
            Some("the file has 5 bytes; only the first 3 were read")
        );
    }

    #[test]
    fn undecodable_bytes_are_reported() {
        let document = Document::read(b"perch\xe9", Format::Plain);
        assert!(document.paragraphs().iter().eq(["perch\u{fffd}"]));
        assert_eq!(document.warnings().len(), 1);
    }

    #[test]
    fn html_is_decoded_with_its_declared_encoding() {
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
        // It cannot be UTF-16, because the declaration was readable as ASCII.
        assert_eq!(text("<meta charset=utf-16><p>è".as_bytes()), "è");
    }

    #[test]
    fn encodings_are_set_explicitly_and_never_guessed() {
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
        // A `meta` tag means nothing in plain text.
        let text = Document::read(b"<meta charset=latin1>\xe9", Format::Plain);
        assert_eq!(text.warnings().len(), 1);
    }
}

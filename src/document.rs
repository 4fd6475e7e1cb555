//! A source as numbered paragraphs: what a reader is shown and what a quote is looked for in,
//! one and the same text. It must not know events, citations, files or the terminal.

mod decode;
mod encoding;
mod html;
mod index;
mod markdown;
mod plain;

use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

pub use encoding::Encoding;
use index::Index;

use crate::text::normalize::Normalized;
use crate::text::sanitize;

/// How a source is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text without markup.
    Plain,
    /// `CommonMark` with tables, footnotes and strikethrough.
    Markdown,
    /// A page of the web, of which the main content is read.
    Html,
}

impl Format {
    /// The format that a file's extension promises, `None` if this program cannot read it.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }
}

/// How plain text is cut into paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Blank lines stand between paragraphs.
    Block,
    /// Every line is a paragraph.
    Line,
}

impl FromStr for Rule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "block" => Ok(Self::Block),
            "line" => Ok(Self::Line),
            _ => Err(format!(
                "paragraphs are cut by \"block\" or \"line\", not by {text:?}"
            )),
        }
    }
}

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// How it is written.
    pub format: Format,
    /// Overrides how plain text is cut; the other formats have blocks of their own.
    pub rule: Option<Rule>,
    /// Overrides what the file says of its encoding. A byte-order mark is believed before.
    pub encoding: Option<Encoding>,
}

impl From<Format> for Reading {
    /// Reads a file of that format as it presents itself.
    fn from(format: Format) -> Self {
        Self {
            format,
            rule: None,
            encoding: None,
        }
    }
}

/// One source, cut into paragraphs that are safe to draw.
#[derive(Debug, Clone, Default)]
pub struct Document {
    paragraphs: Vec<String>,
    /// Where each paragraph begins in the file.
    lines: Vec<usize>,
    /// Filled paragraph by paragraph when a quote asks, so that unread text costs nothing.
    normalized: Vec<OnceLock<Normalized>>,
    searches: Arc<Searches>,
    warnings: Vec<String>,
}

/// What makes many searches of all paragraphs faster.
#[derive(Debug, Default)]
struct Searches {
    count: AtomicUsize,
    /// `None` if there are too many paragraphs.
    index: OnceLock<Option<Index>>,
}

/// How many searches take as long as to make an index.
const INDEXED: usize = 200;

impl Document {
    /// Reads a source. What cannot be decoded is replaced, and told in the warnings.
    pub fn read(bytes: &[u8], reading: impl Into<Reading>) -> Self {
        let reading = reading.into();
        let declared = match reading.format {
            Format::Html => Encoding::declared(bytes),
            Format::Plain | Format::Markdown => None,
        };
        let (text, warning) = decode::decode(bytes, reading.encoding, declared);
        let paragraphs = match reading.format {
            Format::Plain => plain::paragraphs(&text, reading.rule),
            Format::Markdown => markdown::paragraphs(&text),
            Format::Html => html::paragraphs(&text),
        };
        let (lines, paragraphs): (Vec<_>, Vec<_>) = paragraphs.into_iter().unzip();
        Self {
            normalized: vec![OnceLock::new(); paragraphs.len()],
            paragraphs,
            lines,
            searches: Arc::default(),
            warnings: warning.into_iter().collect(),
        }
    }

    /// The paragraphs in order; a paragraph's number is its index + 1.
    pub fn paragraphs(&self) -> &[String] {
        &self.paragraphs
    }

    /// The paragraph of that number, counted from 1.
    pub fn paragraph(&self, number: usize) -> Option<&str> {
        let index = number.checked_sub(1)?;
        self.paragraphs.get(index).map(String::as_str)
    }

    /// The line of the file, counted from 1, at which the paragraph of that number begins: where an
    /// editor opens it. Lines end at LF, CRLF or a lone CR.
    pub fn line(&self, number: usize) -> Option<usize> {
        self.lines.get(number.checked_sub(1)?).copied()
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

    /// Returns the paragraphs that may have all of a normalized text, in order, or `None` if every
    /// paragraph may. This needs an index, so it is not known before many texts were asked for.
    pub(crate) fn paragraphs_with(
        &self,
        text: &str,
    ) -> Option<Box<dyn Iterator<Item = usize> + '_>> {
        let searches = &self.searches;
        if searches.count.fetch_add(1, Ordering::Relaxed) < INDEXED {
            return None;
        }
        let texts = || (1..=self.paragraphs.len()).filter_map(|number| self.normalized(number));
        let index = searches
            .index
            .get_or_init(|| Index::new(texts().map(|normalized| normalized.text.as_str())));
        index.as_ref()?.paragraphs(text)
    }
}

/// Joins hard-wrapped lines into one, safe to draw. Paragraphs and quotes both pass here, so that
/// a quote wrapped in its own file can still be letter for letter.
///
/// A word broken at a hyphen is joined without a space and keeps the hyphen: only a dictionary
/// could tell `exam-ple` from `well-known`, and normalisation drops hyphens inside words anyway.
pub(crate) fn flow<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines.into_iter().map(str::trim) {
        if !(breaks_word(&text) && line.starts_with(char::is_alphabetic)) {
            text.push(' ');
        }
        text.push_str(line);
    }
    sanitize::line(&text)
}

/// Whether the text ends in a letter and a hyphen (plain, Unicode's own, or soft).
fn breaks_word(text: &str) -> bool {
    text.strip_suffix(['-', '\u{2010}', '\u{ad}'])
        .is_some_and(|word| word.ends_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_name_formats() {
        let of = |name: &str| Format::of(Path::new(name));
        assert_eq!(of("a/b.TXT"), Some(Format::Plain));
        assert_eq!(of("b.text"), Some(Format::Plain));
        assert_eq!(of("b.Md"), Some(Format::Markdown));
        assert_eq!(of("b.markdown"), Some(Format::Markdown));
        for name in ["b.html", "B.HTM", "b.xhtml"] {
            assert_eq!(of(name), Some(Format::Html));
        }
        assert_eq!(of("b.pdf"), None);
        assert_eq!(of("txt"), None);
    }

    #[test]
    fn rules_are_read_by_name() {
        assert_eq!("block".parse(), Ok(Rule::Block));
        assert_eq!("line".parse(), Ok(Rule::Line));
        assert!("page".parse::<Rule>().unwrap_err().contains("\"page\""));
    }

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
    fn bad_bytes_warn() {
        let document = Document::read(b"perch\xe9", Format::Plain);
        assert_eq!(document.paragraphs(), ["perch\u{fffd}"]);
        assert_eq!(document.warnings().len(), 1);
    }

    #[test]
    fn a_page_is_read_in_the_encoding_it_declares() {
        let text = |bytes: &[u8]| {
            let document = Document::read(bytes, Format::Html);
            assert!(document.warnings().is_empty(), "{:?}", document.warnings());
            document.paragraphs().concat()
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
        assert_eq!(warned.paragraphs(), ["perch\u{fffd}"]);
        assert!(warned.warnings()[0].contains("`encoding = "));
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            let reading = Reading {
                encoding: "windows-1252".parse().ok(),
                ..format.into()
            };
            let named = Document::read(page, reading);
            assert!(named.paragraphs()[0].ends_with("perché"));
            assert!(named.warnings().is_empty());
        }
        // What only pages declare says nothing in a text.
        let text = Document::read(b"<meta charset=latin1>\xe9", Format::Plain);
        assert_eq!(text.warnings().len(), 1);
    }

    #[test]
    fn lines_flow_into_one() {
        assert_eq!(flow(["  a", "b ", "", "c"]), "a b c");
        assert_eq!(flow(["an exam-", "ple"]), "an exam-ple");
        assert_eq!(flow(["Emilia-", "Romagna"]), "Emilia-Romagna");
        assert_eq!(flow(["so -", "he said"]), "so - he said");
        assert_eq!(flow(["1914-", "1918"]), "1914- 1918");
    }
}

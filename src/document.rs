//! A source as numbered paragraphs: what a reader is shown and what a quote is looked for in,
//! one and the same text. It must not know events, citations, files or the terminal.

mod decode;
mod markdown;
mod plain;

use std::path::Path;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::anchor::normalize::Normalized;
use crate::text::sanitize;

/// How a source is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text without markup.
    Plain,
    /// `CommonMark` with tables, footnotes and strikethrough.
    Markdown,
}

impl Format {
    /// The format that a file's extension promises, `None` if this program cannot read it.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
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

/// One source, cut into paragraphs that are safe to draw.
#[derive(Debug, Clone, Default)]
pub struct Document {
    paragraphs: Vec<String>,
    /// Where each paragraph begins in the file.
    lines: Vec<usize>,
    /// Filled paragraph by paragraph when a quote asks, so that unread text costs nothing.
    normalized: Vec<OnceLock<Normalized>>,
    warnings: Vec<String>,
}

impl Document {
    /// Reads a source. `rule` overrides how plain text is cut; Markdown has blocks of its own.
    pub fn read(bytes: &[u8], format: Format, rule: Option<Rule>) -> Self {
        let (text, warning) = decode::decode(bytes);
        let paragraphs = match format {
            Format::Plain => plain::paragraphs(&text, rule),
            Format::Markdown => markdown::paragraphs(&text),
        };
        let (lines, paragraphs): (Vec<_>, Vec<_>) = paragraphs.into_iter().unzip();
        Self {
            normalized: vec![OnceLock::new(); paragraphs.len()],
            paragraphs,
            lines,
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
        let document = Document::read(b"one\n\ntwo", Format::Plain, None);
        assert_eq!(document.paragraph(0), None);
        assert_eq!(document.paragraph(1), Some("one"));
        assert_eq!(document.paragraph(2), Some("two"));
        assert_eq!(document.paragraph(3), None);
        assert!(document.warnings().is_empty());
    }

    #[test]
    fn a_paragraph_knows_its_line() {
        let lines = |bytes: &[u8], format| {
            let document = Document::read(bytes, format, None);
            let numbers = 1..=document.paragraphs().len();
            assert_eq!(
                (document.line(0), document.line(numbers.end() + 1)),
                (None, None)
            );
            numbers
                .map(|number| document.line(number).unwrap())
                .collect::<Vec<_>>()
        };
        for format in [Format::Plain, Format::Markdown] {
            for text in [
                "\n\none\ntwo\n \t\nthree\n\n\n\nfour\n",
                "\u{feff}\n\none\ntwo\n\nthree\n\n\n\nfour",
            ] {
                for end in ["\n", "\r\n", "\r"] {
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
        let document = Document::read(b"perch\xe9", Format::Plain, None);
        assert_eq!(document.paragraphs(), ["perch\u{fffd}"]);
        assert_eq!(document.warnings().len(), 1);
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

//! How to read a source file: its format, its encoding and its paragraph rule.

use std::path::Path;
use std::str::FromStr;

use super::encoding::Encoding;

/// The format of a source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text without markup.
    Plain,
    /// `CommonMark` with tables, footnotes and strikethrough.
    Markdown,
    /// A web page. Only its main content is read.
    Html,
}

impl Format {
    /// Returns the format for a path's extension, or `None` if it is not supported.
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

/// How plain text is split into paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Paragraphs are separated by blank lines.
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
                "unknown paragraph rule {text:?}; use \"block\" or \"line\""
            )),
        }
    }
}

/// How much of a web page is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Extent {
    /// Its main part: the article, without what surrounds it.
    #[default]
    Main,
    /// Everything but scripts, styles, controls and text that is marked as deleted.
    All,
}

/// How to read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The format of the file.
    pub format: Format,
    /// Overrides the paragraph rule for plain text. Other formats define their own blocks.
    pub rule: Option<Rule>,
    /// How much of a web page is read.
    pub extent: Extent,
    /// Overrides the encoding declared by the file, but not a byte-order mark.
    pub encoding: Option<Encoding>,
}

impl From<Format> for Reading {
    /// Returns a reading of that format without overrides.
    fn from(format: Format) -> Self {
        Self {
            format,
            rule: None,
            extent: Extent::default(),
            encoding: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_chosen_by_extension() {
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
    fn rules_are_parsed_by_name() {
        assert_eq!("block".parse(), Ok(Rule::Block));
        assert_eq!("line".parse(), Ok(Rule::Line));
        assert!("page".parse::<Rule>().unwrap_err().contains("\"page\""));
    }
}

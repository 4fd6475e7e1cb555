//! How a source file is to be read: its format, its encoding, and what a paragraph of it is.

use std::path::Path;
use std::str::FromStr;

use super::encoding::Encoding;

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
}

//! How to read a source file: its format, its encoding and its paragraph rule.

use std::path::Path;

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

table! {
    /// How plain text is split into paragraphs.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Rule {
        /// Paragraphs are separated by blank lines.
        Block = "block",
        /// Every line is a paragraph.
        Line = "line",
    }
}

table! {
    /// How much of a web page is read.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum Extent {
        /// Its main part: the article, without what surrounds it.
        #[default]
        Main = "main",
        /// Everything but scripts, styles, controls and text that is marked as deleted.
        All = "all",
    }
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
}
